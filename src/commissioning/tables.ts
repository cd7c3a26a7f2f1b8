/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { ColumnType, Generated } from 'kysely'

export interface AcceptanceTable {
  appointment_id: string
  party: string
  person_id: string
  text_hash: string
  answer: string
  reason: string | null
  at: Date
}

export interface AppointmentTable {
  id: Generated<string>
  review_id: string
  author_id: string
  terms_version: number
  state: string
  appointed_at: Date
  appointed_by: string | null
}

export interface TermsTable {
  version: number
  text_hash: string
  clauses: ColumnType<unknown, string, string>
  valid_from: string
}

/** Tables and views of the schema `commissioning`, for `withTables` in its store. */
export interface CommissioningTables {
  'commissioning.acceptance': AcceptanceTable
  'commissioning.appointment': AppointmentTable
  'commissioning.terms': TermsTable
}
