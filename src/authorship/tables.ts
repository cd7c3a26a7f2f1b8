/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { ColumnType, Generated } from 'kysely'

export interface AccuracyRoundTable {
  report_id: string
  opened_at: Date
  ends_on: string
}

export interface CommentTable {
  id: Generated<string>
  report_id: string
  version: number
  block: number
  kind: string
  words: string
  by_person: string
  as_role: string
  organisation_id: string | null
  at: Date
}

export interface CommentAnswerTable {
  comment_id: string
  settled: string
  words: string
  by_person: string
  at: Date
}

export interface DelegationTable {
  id: Generated<string>
  author_id: string
  delegate_id: string
  from_day: string
  until_day: string
  ended_at: Date | null
}

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

export interface SecondAddressTable {
  person_id: string
  email: string
  since: Date
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
  note: Buffer | null
}

/** Tables and views of the schema `authorship`, for `withTables` in its store. */
export interface AuthorshipTables {
  'authorship.accuracy_round': AccuracyRoundTable
  'authorship.comment': CommentTable
  'authorship.comment_answer': CommentAnswerTable
  'authorship.delegation': DelegationTable
  'authorship.draft_version': DraftVersionTable
  'authorship.import': ImportTable
  'authorship.report': ReportTable
  'authorship.sealed_block': SealedBlockTable
  'authorship.second_address': SecondAddressTable
  'authorship.submission': SubmissionTable
}
