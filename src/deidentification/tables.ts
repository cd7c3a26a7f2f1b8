/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export interface AuthorAnswerTable {
  ask_id: string
  answer: string
  by_person: string
  at: Date
}

export interface AuthorAskTable {
  id: Generated<string>
  seq: GeneratedAlways<number>
  work_id: string
  asked_at: Date
  due_on: string
}

export interface ChangeTable {
  id: GeneratedAlways<number>
  work_id: string
  at: Date
  by_person: string
  says: string
  entities: ColumnType<unknown, string, string>
  spans: ColumnType<unknown, string, string>
  undone_at: Date | null
}

export interface EntityTable {
  id: Generated<string>
  work_id: string
  label: string
  identifier: string
  canonical: string
  decision: Generated<string>
  replacement: Generated<string>
  suggested: Generated<string>
  removed: Generated<boolean>
  decided_by: string | null
  decided_at: Date | null
}

export interface SpanTable {
  id: Generated<string>
  work_id: string
  entity_id: string
  block: number
  start_at: number
  end_at: number
  probability: number
  source: string
  reason: string
  own_decision: string | null
  own_replacement: string | null
}

export interface WorkTable {
  id: Generated<string>
  report_id: string
  review_id: string
  state: string
  version: Generated<number>
  title: Generated<string>
  summary: Generated<string>
  warning: Generated<string>
  started_by: string
  started_at: Date
  prepared_by: string | null
  signed_off_by: string | null
  signed_off_at: Date | null
  returned_why: string | null
  text_version: Generated<number>
  text_mark: Generated<number>
  followed_change: Generated<number>
}

/** Tables and views of the schema `deidentification`, for `withTables` in its store. */
export interface DeidentificationTables {
  'deidentification.author_answer': AuthorAnswerTable
  'deidentification.author_ask': AuthorAskTable
  'deidentification.change': ChangeTable
  'deidentification.entity': EntityTable
  'deidentification.span': SpanTable
  'deidentification.work': WorkTable
}
