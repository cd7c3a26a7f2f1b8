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
  dead: Generated<boolean>
}

export interface DifferenceCheckTable {
  entity_id: string
  by_person: string
  entity_version: number
  verdict: string
  note: Generated<string>
  at: Date
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
  version: Generated<number>
}

export interface IntruderTrialTable {
  id: Generated<string>
  work_id: string
  by_person: string
  at: Date
  minutes: number
  tried: string
  found: string
  recognised: boolean
}

export interface LeftoverTable {
  id: GeneratedAlways<number>
  work_id: string
  block: number
  start_at: number
  end_at: number
  label: string
  probability: number
  rarity: number
  reason: string
  prompt: boolean
  set_aside_by: string | null
}

export interface RiskAssessmentTable {
  id: GeneratedAlways<number>
  work_id: string
  at: Date
  occasion: string
  band: string
  report: ColumnType<unknown, string, string>
}

export interface RiskSourceTable {
  id: Generated<string>
  work_id: string
  kind: string
  label: string
  text: string
  added_by: string
  added_at: Date
}

export interface RiskSubjectTable {
  id: Generated<string>
  work_id: string
  label: string
  attributes: string[]
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
  anchor: string | null
  text_version: Generated<number>
  text_mark: Generated<number>
  followed_change: Generated<number>
}

/** Tables and views of the schema `deidentification`, for `withTables` in its store. */
export interface DeidentificationTables {
  'deidentification.author_answer': AuthorAnswerTable
  'deidentification.author_ask': AuthorAskTable
  'deidentification.change': ChangeTable
  'deidentification.difference_check': DifferenceCheckTable
  'deidentification.entity': EntityTable
  'deidentification.intruder_trial': IntruderTrialTable
  'deidentification.leftover': LeftoverTable
  'deidentification.risk_assessment': RiskAssessmentTable
  'deidentification.risk_source': RiskSourceTable
  'deidentification.risk_subject': RiskSubjectTable
  'deidentification.span': SpanTable
  'deidentification.work': WorkTable
}
