/** Made by `npm run schema` from db/migrations: change those, not this. */

export interface RecurrenceTable {
  edition_id: string
  anchor: string
  earlier_edition_id: string
  earlier_anchor: string
  verdict: string
  judged_by: string
  judged_at: Date
}

/** Tables and views of the schema `trends`, for `withTables` in its store. */
export interface TrendsTables {
  'trends.recurrence': RecurrenceTable
}
