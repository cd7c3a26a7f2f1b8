/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { Generated, GeneratedAlways } from 'kysely'

export interface ParticipantTable {
  review_id: string
  person_id: string
  role: string
  since: Date
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

/** Tables and views of the schema `register`, for `withTables` in its store. */
export interface RegisterTables {
  'register.participant': ParticipantTable
  'register.review': ReviewTable
  'register.review_board': ReviewBoardTable
  'register.review_document': ReviewDocumentTable
  'register.review_kind': ReviewKindTable
  'register.review_nation': ReviewNationTable
  'register.review_subject': ReviewSubjectTable
  'register.stage_change': StageChangeTable
}
