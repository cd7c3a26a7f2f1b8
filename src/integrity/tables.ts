/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { ColumnType } from 'kysely'

export interface CheckpointTable {
  size: number
  note: Buffer
  at: Date
}

export interface CosignatureTable {
  size: number
  witness: string
  line: string
}

export interface LogEntryTable {
  index: number
  entry: Buffer
  leaf_hash: Buffer
  appended_at: Date
}

export interface NodeTable {
  level: number
  index: number
  hash: Buffer
}

export interface PublishedCheckpointTable {
  size: ColumnType<number | null, never, never>
  note: ColumnType<Buffer | null, never, never>
  cosignatures: ColumnType<string | null, never, never>
}

export interface PublishedEntryTable {
  index: ColumnType<number | null, never, never>
  entry: ColumnType<Buffer | null, never, never>
}

export interface PublishedTileTable {
  level: ColumnType<number | null, never, never>
  number: ColumnType<number | null, never, never>
  hashes: ColumnType<Buffer | null, never, never>
}

export interface TileTable {
  level: number
  number: number
  hashes: Buffer
}

export interface TreeHeadTable {
  size: number
  root: Buffer
  at: Date
}

/** Tables and views of the schema `integrity`, for `withTables` in its store. */
export interface IntegrityTables {
  'integrity.checkpoint': CheckpointTable
  'integrity.cosignature': CosignatureTable
  'integrity.log_entry': LogEntryTable
  'integrity.node': NodeTable
  'integrity.published_checkpoint': PublishedCheckpointTable
  'integrity.published_entry': PublishedEntryTable
  'integrity.published_tile': PublishedTileTable
  'integrity.tile': TileTable
  'integrity.tree_head': TreeHeadTable
}
