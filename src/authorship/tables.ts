/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

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

export interface DissentTable {
  id: Generated<string>
  report_id: string
  proposal_id: string | null
  words: string
  word_count: number
  opening: Buffer
  statement: string
  signed_note: Buffer | null
  salt: Buffer
  log_index: number
  by_person: string
  at: Date
}

export interface DissentWithdrawalTable {
  dissent_id: string
  by_person: string
  at: Date
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

export interface ProposalTable {
  id: Generated<string>
  report_id: string
  version: number
  block: number
  before_text: string
  after_text: string
  reason: string
  why: string
  by_person: string
  as_role: string
  organisation_id: string | null
  at: Date
}

export interface ProposalStepTable {
  id: GeneratedAlways<number>
  proposal_id: string
  step: string
  version: number
  seed: Buffer | null
  root: Buffer | null
  statement_id: string | null
  by_person: string
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
  kind: Generated<string>
  proposal_id: string | null
}

export interface WithholdingTable {
  id: Generated<string>
  report_id: string
  version: number
  blocks: number[]
  reason: string
  why: string
  statement: string
  signed_note: Buffer | null
  salt: Buffer
  log_index: number
  by_person: string
  at: Date
}

/** Tables and views of the schema `authorship`, for `withTables` in its store. */
export interface AuthorshipTables {
  'authorship.accuracy_round': AccuracyRoundTable
  'authorship.comment': CommentTable
  'authorship.comment_answer': CommentAnswerTable
  'authorship.delegation': DelegationTable
  'authorship.dissent': DissentTable
  'authorship.dissent_withdrawal': DissentWithdrawalTable
  'authorship.draft_version': DraftVersionTable
  'authorship.import': ImportTable
  'authorship.proposal': ProposalTable
  'authorship.proposal_step': ProposalStepTable
  'authorship.report': ReportTable
  'authorship.sealed_block': SealedBlockTable
  'authorship.second_address': SecondAddressTable
  'authorship.submission': SubmissionTable
  'authorship.withholding': WithholdingTable
}
