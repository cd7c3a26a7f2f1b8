/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { GeneratedAlways } from 'kysely'

export interface AnswerTable {
  id: GeneratedAlways<number>
  review_id: string
  marker: string
  answer: string
  note: string
  evidence: string
  by_person: string
  at: Date
}

/** Tables and views of the schema `quality`, for `withTables` in its store. */
export interface QualityTables {
  'quality.answer': AnswerTable
}
