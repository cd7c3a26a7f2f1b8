/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export interface ActRecordTable {
  id: GeneratedAlways<number>
  at: Date
  act: string
  actor_kind: string
  person_id: string | null
  task: string | null
  about: ColumnType<unknown, string, string>
  request_id: string
}

export interface DraftTable {
  person_id: string
  form: string
  values: ColumnType<unknown, string, string>
  saved_at: Generated<Date>
}

export interface FormerNameTable {
  id: GeneratedAlways<number>
  organisation_id: string
  name: string
  until: string
}

export interface InvitationTable {
  token_hash: string
  person_id: string
  expires_at: Date
  used_at: Date | null
}

export interface OrganisationTable {
  id: Generated<string>
  name: string
  kind: string
  nation: string
  valid_from: string | null
  valid_to: string | null
  code: string | null
  succeeded_by: string | null
  confirmed: Generated<boolean>
}

export interface PersonTable {
  id: Generated<string>
  name: string
  email: string
  password_hash: string | null
  second_factor_secret: string | null
  second_factor_last_step: number | null
  state: Generated<string>
  created_at: Generated<Date>
  left_at: Date | null
}

export interface ReadRecordTable {
  id: GeneratedAlways<number>
  at: Date
  what: string
  about: string
  person_id: string
  request_id: string
}

export interface RecoveryCodeTable {
  person_id: string
  code_hash: string
  used_at: Date | null
}

export interface RoleGrantTable {
  id: Generated<string>
  person_id: string
  role: string
  organisation_id: string | null
  from_date: string
  until_date: string | null
  covering_for: string | null
}

export interface SessionTable {
  sid: string
  sess: ColumnType<unknown, string, string>
  expire: Date
}

export interface SignInFailureTable {
  address_hash: string
  at: Generated<Date>
}

/** Tables and views of the schema `identity`, for `withTables` in its store. */
export interface IdentityTables {
  'identity.act_record': ActRecordTable
  'identity.draft': DraftTable
  'identity.former_name': FormerNameTable
  'identity.invitation': InvitationTable
  'identity.organisation': OrganisationTable
  'identity.person': PersonTable
  'identity.read_record': ReadRecordTable
  'identity.recovery_code': RecoveryCodeTable
  'identity.role_grant': RoleGrantTable
  'identity.session': SessionTable
  'identity.sign_in_failure': SignInFailureTable
}
