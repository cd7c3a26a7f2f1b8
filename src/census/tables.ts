/** Made by `npm run schema` from db/migrations: change those, not this. */

export interface AnswerTable {
  board_id: string
  year: number
  quarter: number
  version: number
  notified: number
  not_to_proceed: number
  submitted: number
  note: string | null
  at: Date
  by_person: string | null
}

/** Tables and views of the schema `census`, for `withTables` in its store. */
export interface CensusTables {
  'census.answer': AnswerTable
}
