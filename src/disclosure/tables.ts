/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { Generated, GeneratedAlways } from 'kysely'

export interface MeasureTable {
  measure: string
  value: number
  valid_from: string
  source: string
  confirmed: boolean
}

export interface MessageTable {
  id: GeneratedAlways<number>
  report_id: string
  by_person: string
  kind: string
  words: string
  at: Date
}

export interface ReportTable {
  id: Generated<string>
  review_id: string
  reporter_id: string
  reported_at: Date
  acknowledge_by: string
  acknowledged_at: Date | null
  acknowledged_by: string | null
  closed_at: Date | null
  closed_by: string | null
}

/** Tables and views of the schema `disclosure`, for `withTables` in its store. */
export interface DisclosureTables {
  'disclosure.measure': MeasureTable
  'disclosure.message': MessageTable
  'disclosure.report': ReportTable
}
