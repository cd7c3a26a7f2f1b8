/** Made by `npm run schema` from db/migrations: change those, not this. */

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

export interface TreeHeadTable {
  size: number
  root: Buffer
  at: Date
}

/** Tables and views of the schema `integrity`, for `withTables` in its store. */
export interface IntegrityTables {
  'integrity.log_entry': LogEntryTable
  'integrity.node': NodeTable
  'integrity.tree_head': TreeHeadTable
}
