/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { ColumnType, Generated } from 'kysely'

export interface CensusTable {
  year: number
  quarter: number
  published_on: string
  figures: ColumnType<unknown, string, string>
}

export interface ChangeBaseTable {
  volume_id: string
  editions: number
}

export interface ChangeFigureTable {
  volume_id: string
  reason: string
  asked: number | null
  agreed: number | null
  refused: number | null
  imposed: number | null
}

export interface CollectionTable {
  single: Generated<boolean>
  editions: Generated<number>
  total_length: Generated<number>
}

export interface ConcernTable {
  id: Generated<string>
  edition_id: string
  anchor: string | null
  words: string
  contact: string | null
  raised_at: Date
  settled_at: Date | null
  settled_by: string | null
  verdict: string | null
}

export interface EditionTable {
  id: Generated<string>
  volume_id: string
  title: string
  summary: string
  warning: string
  subjects: string[]
  nation: string | null
  themes: string[]
  legacy: boolean
  report_root: string | null
  words: number
  status: Generated<string>
  withdrawn_on: string | null
  reason_class: string | null
  learning_loss: ColumnType<unknown, string | null | undefined, string | null>
}

export interface EditionBlockTable {
  edition_id: string
  n: number
  kind: string
  parts: ColumnType<unknown, string, string>
  layout: ColumnType<unknown, string | null | undefined, string | null>
  text: string
}

export interface EditionProofTable {
  edition_id: string
  disclosure: ColumnType<unknown, string, string>
  signatures: ColumnType<unknown, string | null | undefined, string | null>
}

export interface EditionRecordTable {
  edition_id: string
  volume_id: string
  position: number
  name: string
}

export interface EditionStateTable {
  edition_id: string
  state: ColumnType<unknown, string, string>
}

export interface FindingTable {
  edition_id: string
  anchor: string
  kind: string
  text: string
}

export interface PostingTable {
  term: string
  edition_id: string
  frequency: number
  length: number
  blocks: number[]
}

export interface ReleasedFileTable {
  volume_id: string
  file_name: string
  hash: string
}

export interface TermTable {
  term: string
  editions: number
  sample: string
}

export interface TombstoneTable {
  id: ColumnType<string | null, never, never>
  volume_id: ColumnType<string | null, never, never>
  volume_label: ColumnType<string | null, never, never>
  published_on: ColumnType<string | null, never, never>
  legacy: ColumnType<boolean | null, never, never>
  withdrawn_on: ColumnType<string | null, never, never>
  reason_class: ColumnType<string | null, never, never>
  title: ColumnType<string | null, never, never>
}

export interface VolumeTable {
  id: Generated<string>
  label: string
  published_on: string
  legacy: Generated<boolean>
}

export interface VolumeRecordTable {
  volume_id: string
  note: string
  log_index: number
}

/** Tables and views of the schema `library`, for `withTables` in its store. */
export interface LibraryTables {
  'library.census': CensusTable
  'library.change_base': ChangeBaseTable
  'library.change_figure': ChangeFigureTable
  'library.collection': CollectionTable
  'library.concern': ConcernTable
  'library.edition': EditionTable
  'library.edition_block': EditionBlockTable
  'library.edition_proof': EditionProofTable
  'library.edition_record': EditionRecordTable
  'library.edition_state': EditionStateTable
  'library.finding': FindingTable
  'library.posting': PostingTable
  'library.released_file': ReleasedFileTable
  'library.term': TermTable
  'library.tombstone': TombstoneTable
  'library.volume': VolumeTable
  'library.volume_record': VolumeRecordTable
}
