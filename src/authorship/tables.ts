/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { ColumnType, Generated } from 'kysely'

export interface DraftVersionTable {
  report_id: string
  version: number
  blocks: ColumnType<unknown, string, string>
  saved_at: Date
  saved_by: string | null
}

export interface ImportTable {
  id: Generated<string>
  report_id: string
  by_person: string
  file_name: string
  bytes: Buffer | null
  state: string
  progress: Generated<number>
  step: Generated<string>
  refusal: string | null
  words: number | null
  pages: number | null
  at: Date
}

export interface ReportTable {
  id: Generated<string>
  review_id: string
  state: string
  version: Generated<number>
  unread: ColumnType<unknown, string | undefined, string>
  found: ColumnType<unknown, string | undefined, string>
  imported_at: Date | null
}

export interface SealedBlockTable {
  report_id: string
  version: number
  n: number
  kind: string
  text: string
  layout: ColumnType<unknown, string | null | undefined, string | null>
  seed: Buffer
}

export interface SubmissionTable {
  report_id: string
  version: number
  root: Buffer
  block_count: number
  word_count: number
  submitted_at: Date
  submitted_by: string
  statement: string
  salt: Buffer
  log_index: number
}

/** Tables and views of the schema `authorship`, for `withTables` in its store. */
export interface AuthorshipTables {
  'authorship.draft_version': DraftVersionTable
  'authorship.import': ImportTable
  'authorship.report': ReportTable
  'authorship.sealed_block': SealedBlockTable
  'authorship.submission': SubmissionTable
}
