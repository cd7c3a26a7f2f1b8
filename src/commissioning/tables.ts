/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export interface AcceptanceTable {
  appointment_id: string
  party: string
  person_id: string
  text_hash: string
  answer: string
  reason: string | null
  at: Date
  key_fingerprint: string | null
}

export interface AppointmentTable {
  id: Generated<string>
  review_id: string
  author_id: string
  terms_version: number
  state: string
  appointed_at: Date
  appointed_by: string | null
  language: Generated<string>
  wording: Generated<number>
  author_key: string | null
}

export interface ClauseChangeTable {
  id: GeneratedAlways<number>
  appointment_id: string
  clause: string
  change: string
  words: string
  why: string
  by_person: string
  at: Date
}

export interface InvolvedAgencyTable {
  review_id: string
  organisation_id: string
  sector: string
  added_at: Date
  added_by: string | null
  removed_at: Date | null
  removed_by: string | null
}

export interface MeasureTable {
  measure: string
  value: number
  valid_from: string
  source: string
  confirmed: boolean
}

export interface OverrideTable {
  review_id: string
  author_id: string
  test: string
  reason: string
  facts: ColumnType<unknown, string, string>
  by_person: string
  at: Date
}

export interface PanelMemberTable {
  id: Generated<string>
  review_id: string
  name: string
  organisation_id: string | null
  chairs: boolean
  added_at: Date
  left_at: Date | null
}

export interface SameFamilyTable {
  review_id: string
  earlier_review_id: string
  stated_by: string
  stated_at: Date
}

export interface TermsTable {
  version: number
  text_hash: string
  clauses: ColumnType<unknown, string, string>
  valid_from: string
}

export interface WordingTable {
  appointment_id: string
  number: number
  text: string
  text_hash: string
  at: Date
  by_person: string | null
}

/** Tables and views of the schema `commissioning`, for `withTables` in its store. */
export interface CommissioningTables {
  'commissioning.acceptance': AcceptanceTable
  'commissioning.appointment': AppointmentTable
  'commissioning.clause_change': ClauseChangeTable
  'commissioning.involved_agency': InvolvedAgencyTable
  'commissioning.measure': MeasureTable
  'commissioning.override': OverrideTable
  'commissioning.panel_member': PanelMemberTable
  'commissioning.same_family': SameFamilyTable
  'commissioning.terms': TermsTable
  'commissioning.wording': WordingTable
}
