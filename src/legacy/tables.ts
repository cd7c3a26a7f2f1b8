/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { ColumnType, Generated } from 'kysely'

export interface BatchTable {
  id: Generated<string>
  name: string
  list_sha256: string
  started_at: Date
  started_by: string | null
  finished_at: Date | null
}

export interface DocumentTable {
  id: Generated<string>
  review_id: string
  label: string
  format: string
  sha256: string
  words: number
  pages: number | null
  blocks: ColumnType<unknown, string, string>
  at: Date
}

export interface FileTable {
  batch_id: string
  name: string
  bytes: Buffer
}

export interface LineTable {
  batch_id: string
  n: number
  cells: ColumnType<unknown, string, string>
  state: Generated<string>
  words: string | null
  review_id: string | null
}

export interface SourceTable {
  board_id: string
  local_reference: string
  review_id: string
}

/** Tables and views of the schema `legacy`, for `withTables` in its store. */
export interface LegacyTables {
  'legacy.batch': BatchTable
  'legacy.document': DocumentTable
  'legacy.file': FileTable
  'legacy.line': LineTable
  'legacy.source': SourceTable
}
