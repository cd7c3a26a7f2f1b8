/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { Generated, GeneratedAlways } from 'kysely'

export interface ClosingTable {
  review_id: string
  from_block: number
  generated: number
  at: Date
}

export interface FamilyLiaisonTable {
  review_id: string
  name: string
  reach: string
  version: Generated<number>
  changed_by: string
  changed_at: Date
}

export interface FamilyQuestionTable {
  id: Generated<string>
  review_id: string
  person_id: string
  words: string
  asked_at: Date
  withdrawn_at: Date | null
}

export interface FamilyWishTable {
  review_id: string
  person_id: string
  named: string
  named_words: string
  told: string
  words: string
  version: Generated<number>
  changed_at: Date
}

export interface HeldMailTable {
  id: Generated<string>
  person_id: string
  subject: string
  text: string
  purpose: string
  about: string
  held_at: Date
  sent_at: Date | null
}

export interface LimitsCommentTable {
  review_id: string
  words: string
  version: Generated<number>
  by_person: string
  at: Date
}

export interface MeasureTable {
  measure: string
  value: number
  valid_from: string
  source: string
  confirmed: boolean
}

export interface QuestionAnswerTable {
  id: GeneratedAlways<number>
  question_id: string
  block: number | null
  words: string
  by_person: string
  at: Date
}

export interface QuietDateTable {
  id: Generated<string>
  person_id: string
  month: number
  day: number
  only_year: number | null
  added_at: Date
  removed_at: Date | null
}

export interface RequestTable {
  id: Generated<string>
  review_id: string
  agency_id: string
  sector: string
  kind: string
  asks: string
  asked_by: string
  asked_at: Date
  answer_days: number
  due_on: string
}

export interface RequestEventTable {
  id: GeneratedAlways<number>
  request_id: string
  event: string
  reason_class: string | null
  words: string
  by_person: string
  at: Date
}

/** Tables and views of the schema `evidence`, for `withTables` in its store. */
export interface EvidenceTables {
  'evidence.closing': ClosingTable
  'evidence.family_liaison': FamilyLiaisonTable
  'evidence.family_question': FamilyQuestionTable
  'evidence.family_wish': FamilyWishTable
  'evidence.held_mail': HeldMailTable
  'evidence.limits_comment': LimitsCommentTable
  'evidence.measure': MeasureTable
  'evidence.question_answer': QuestionAnswerTable
  'evidence.quiet_date': QuietDateTable
  'evidence.request': RequestTable
  'evidence.request_event': RequestEventTable
}
