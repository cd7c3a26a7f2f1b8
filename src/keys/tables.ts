/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { Generated } from 'kysely'

export interface KeyringTable {
  id: Generated<string>
  person_id: string
  wrapped: Buffer
  sheet_key: Buffer
  made_at: Date
  given_up_at: Date | null
}

export interface RecoveryRequestTable {
  id: Generated<string>
  review_key_id: string
  keyring_id: string
  number: number
  new_key: Buffer
  asked_at: Date
  statement_id: string | null
  settled: string | null
  settled_at: Date | null
}

export interface ReviewKeyTable {
  id: Generated<string>
  review_id: string
  holder: string
  person_id: string
  keyring_id: string
  number: number
  public_key: Buffer
  from_index: number
  until_index: number | null
  ended_by: string | null
  enrolled_at: Date
}

export interface SignatureTable {
  statement_id: string
  signer: string
  public_key: Buffer
  signature: Buffer
  person_id: string
  at: Date
}

export interface StatementTable {
  id: Generated<string>
  review_id: string
  kind: string
  text: string
  hash: Buffer
  opening: Buffer | null
  offered_at: Date
  not_before: Date | null
  note: Buffer | null
  salt: Buffer | null
  log_index: number | null
  completed_at: Date | null
  given_up_at: Date | null
}

/** Tables and views of the schema `keys`, for `withTables` in its store. */
export interface KeysTables {
  'keys.keyring': KeyringTable
  'keys.recovery_request': RecoveryRequestTable
  'keys.review_key': ReviewKeyTable
  'keys.signature': SignatureTable
  'keys.statement': StatementTable
}
