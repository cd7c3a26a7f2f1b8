/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { Generated, GeneratedAlways } from 'kysely'

export interface CorrectionTable {
  id: GeneratedAlways<number>
  review_id: string
  version: number
  fact: string
  before: string
  after: string
  why: string | null
  at: Date
  by_person: string | null
}

export interface DeadlineTable {
  review_id: string
  rule: string
  since: string
  due_on: string | null
  met_on: string | null
  reminded: string | null
}

export interface ParticipantTable {
  review_id: string
  person_id: string
  role: string
  since: Date
}

export interface PauseTable {
  id: GeneratedAlways<number>
  review_id: string
  since: string
  until: string | null
  for_reason: string
}

export interface ReviewTable {
  id: Generated<string>
  reference: string
  stage: string
  lead_board_id: string
  incident_from: string | null
  incident_to: string | null
  notified_on: string
  decided_on: string | null
  reasons: string | null
  registered_at: Date
  registered_by: string | null
  version: Generated<number>
  duplicate_of: string | null
  outcome_told_on: string | null
}

export interface ReviewBoardTable {
  review_id: string
  board_id: string
}

export interface ReviewDocumentTable {
  id: Generated<string>
  review_id: string
  kind: string
  label: string
}

export interface ReviewKindTable {
  review_id: string
  kind: string
}

export interface ReviewLinkTable {
  id: GeneratedAlways<number>
  review_id: string
  other_id: string
  relation: string
  why: string
  at: Date
  by_person: string | null
}

export interface ReviewNationTable {
  review_id: string
  nation: string
}

export interface ReviewSubjectTable {
  id: Generated<string>
  review_id: string
  kind: string
}

export interface StageChangeTable {
  id: GeneratedAlways<number>
  review_id: string
  stage: string
  at: Date
  by_person: string | null
  why: string | null
}

export interface WithholdingTable {
  id: GeneratedAlways<number>
  review_id: string
  ground: string
  why: string
  at: Date
  by_person: string | null
}

/** Tables and views of the schema `register`, for `withTables` in its store. */
export interface RegisterTables {
  'register.correction': CorrectionTable
  'register.deadline': DeadlineTable
  'register.participant': ParticipantTable
  'register.pause': PauseTable
  'register.review': ReviewTable
  'register.review_board': ReviewBoardTable
  'register.review_document': ReviewDocumentTable
  'register.review_kind': ReviewKindTable
  'register.review_link': ReviewLinkTable
  'register.review_nation': ReviewNationTable
  'register.review_subject': ReviewSubjectTable
  'register.stage_change': StageChangeTable
  'register.withholding': WithholdingTable
}
