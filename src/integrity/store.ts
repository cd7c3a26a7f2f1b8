/** All SQL of the integrity schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Appended, Node, TreeHead } from './log.ts'
import type { Subtree } from './merkle.ts'

/** Any fixed number that no other lock of this database uses: appends wait for one another. */
const APPEND_LOCK = 6_962_202

interface HashRow {
  level: number
  index: number
  hash: Buffer
}

/** Holds all other appends back until this transaction ends. */
export async function lockLog(tx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(${APPEND_LOCK}::bigint)`.execute(tx.db)
}

/** The newest head; null while the log is empty. */
export async function newestHead(ctx: Context): Promise<(TreeHead & { at: Date }) | null> {
  const { rows } = await sql<{ size: number; root: Buffer; at: Date }>`
    select size, root, at from integrity.tree_head order by size desc limit 1`.execute(ctx.db)
  const row = rows[0]
  return row ? { size: row.size, root: bytesOf(row.root), at: row.at } : null
}

/** The head at one size, or null if the log never had it. */
export async function headAt(ctx: Context, size: number): Promise<TreeHead | null> {
  const { rows } = await sql<{ root: Buffer }>`select root from integrity.tree_head where size = ${size}`.execute(
    ctx.db,
  )
  return rows[0] ? { size, root: bytesOf(rows[0].root) } : null
}

/** The stored hashes of these places, in one statement. A place that is missing is missing from the answer. */
export async function hashesAt(ctx: Context, places: readonly Subtree[]): Promise<Node[]> {
  if (places.length === 0) return []
  const levels = places.map((place) => place.level)
  const indexes = places.map((place) => place.index)
  const { rows } = await sql<HashRow>`
    select place.level, place.index, coalesce(node.hash, log_entry.leaf_hash) as hash
    from unnest(${levels}::smallint[], ${indexes}::bigint[]) as place (level, index)
    left join integrity.node on node.level = place.level and node.index = place.index
    left join integrity.log_entry on place.level = 0 and log_entry.index = place.index
    where coalesce(node.hash, log_entry.leaf_hash) is not null`.execute(ctx.db)
  return rows.map(nodeOf)
}

/** Stores what an append adds. The database refuses an index that is not the next. */
export async function storeAppended(tx: Context, entry: Uint8Array, appended: Appended): Promise<void> {
  const { index, leafHash, nodes, head } = appended
  const at = tx.now()
  await sql`insert into integrity.log_entry (index, entry, leaf_hash, appended_at)
    values (${index}, ${Buffer.from(entry)}, ${Buffer.from(leafHash)}, ${at})`.execute(tx.db)
  await sql`insert into integrity.node (level, index, hash) select * from unnest(
    ${nodes.map((node) => node.level)}::smallint[], ${nodes.map((node) => node.index)}::bigint[],
    ${nodes.map((node) => Buffer.from(node.hash))}::bytea[])`.execute(tx.db)
  await sql`insert into integrity.tree_head (size, root, at)
    values (${head.size}, ${Buffer.from(head.root)}, ${at})`.execute(tx.db)
}

/** An entry and its stored leaf hash. */
export interface StoredEntry {
  readonly index: number
  readonly entry: Uint8Array
  readonly leafHash: Uint8Array
}

/** Up to `limit` entries from `from` on, in order. */
export async function entriesFrom(ctx: Context, from: number, limit: number): Promise<StoredEntry[]> {
  const { rows } = await sql<{ index: number; entry: Buffer; leaf_hash: Buffer }>`
    select index, entry, leaf_hash from integrity.log_entry where index >= ${from} order by index limit ${limit}`.execute(
    ctx.db,
  )
  return rows.map((row) => ({ index: row.index, entry: bytesOf(row.entry), leafHash: bytesOf(row.leaf_hash) }))
}

/** The stored perfect subtrees whose last entry is in [from, to), by ranges of the key so that a long log is read once. */
export async function nodesEndingIn(ctx: Context, from: number, to: number): Promise<Node[]> {
  const { rows } = await sql<HashRow>`select node.level, node.index, node.hash
    from generate_series(1, 52) as l join integrity.node on node.level = l
      and node.index >= ${from}::bigint >> l and node.index < ${to}::bigint >> l`.execute(ctx.db)
  return rows.map(nodeOf)
}

/** The stored heads of sizes in (after, upTo]. */
export async function headsIn(ctx: Context, after: number, upTo: number): Promise<TreeHead[]> {
  const { rows } = await sql<{ size: number; root: Buffer }>`select size, root from integrity.tree_head
    where size > ${after} and size <= ${upTo}`.execute(ctx.db)
  return rows.map((row) => ({ size: row.size, root: bytesOf(row.root) }))
}

/** Whether a head or subtree is stored that only a log longer than `size` could have. */
export async function hasMoreThan(ctx: Context, size: number): Promise<boolean> {
  const { rows } = await sql<{ more: boolean }>`select
    exists (select from integrity.tree_head where size > ${size})
    or exists (select from integrity.node where index >= ${size}::bigint >> level) as more`.execute(ctx.db)
  return rows[0]!.more
}

/** Runs reads on one unchanging view of the database, whatever is appended meanwhile. */
export async function onOneView<R>(ctx: Context, read: (view: Context) => Promise<R>): Promise<R> {
  if (ctx.db.isTransaction) return read(ctx)
  return ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((db) => read({ ...ctx, db }))
}

function nodeOf(row: HashRow): Node {
  return { level: row.level, index: row.index, hash: bytesOf(row.hash) }
}

/** Plain bytes: a Buffer would not compare or print like the rules' own. */
function bytesOf(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer)
}
