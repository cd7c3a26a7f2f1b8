/** All SQL of the published log: tiles, checkpoints and cosignatures. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database.ts'
import type { HashTile } from './tile-builder.ts'

/** Any fixed number that no other lock of this database uses: whoever holds it is the one sequencer. */
const SEQUENCER_LOCK = 6_962_203

/**
 * Runs work while no other sequencer does, in any process. A killed process lets go of the lock. The work is given the
 * connection that holds it: were it to wait for another, sequencers that wait for the lock could hold all there are.
 */
export async function asOnlySequencer<R>(ctx: Context, work: (held: Context) => Promise<R>): Promise<R> {
  return ctx.db.connection().execute(async (db) => {
    await sql`select pg_advisory_lock(${SEQUENCER_LOCK}::bigint)`.execute(db)
    try {
      return await work({ ...ctx, db })
    } finally {
      await sql`select pg_advisory_unlock(${SEQUENCER_LOCK}::bigint)`.execute(db)
    }
  })
}

/** Stored tiles as wide as they are; one that is missing is missing from the answer. */
export async function tilesAt(db: Database, places: readonly { level: number; number: number }[]): Promise<HashTile[]> {
  if (places.length === 0) return []
  const { rows } = await sql<{ level: number; number: number; hashes: Buffer }>`
    select t.level, t.number, t.hashes from unnest(
      ${places.map((place) => place.level)}::smallint[], ${places.map((place) => place.number)}::bigint[]
    ) as place (level, number) join integrity.tile t on t.level = place.level and t.number = place.number`.execute(db)
  return rows.map(tileOf)
}

function tileOf(row: { level: number; number: number; hashes: Buffer }): HashTile {
  return { level: row.level, number: row.number, width: row.hashes.length / 32, hashes: new Uint8Array(row.hashes) }
}

/** Stores tiles, each new or grown. The database refuses to change a hash that is there. */
export async function storeTiles(tx: Context, tiles: readonly HashTile[]): Promise<void> {
  if (tiles.length === 0) return
  await sql`insert into integrity.tile (level, number, hashes) select * from unnest(
      ${tiles.map((tile) => tile.level)}::smallint[], ${tiles.map((tile) => tile.number)}::bigint[],
      ${tiles.map((tile) => Buffer.from(tile.hashes))}::bytea[])
    on conflict (level, number) do update set hashes = excluded.hashes
      where octet_length(excluded.hashes) > octet_length(integrity.tile.hashes)
        or substring(integrity.tile.hashes for octet_length(excluded.hashes)) <> excluded.hashes`.execute(tx.db)
}

/** Entries from `from` on, at most `limit`, in order; what is missing in between shows in the indexes. */
export async function entriesFrom(
  db: Database,
  from: number,
  limit: number,
): Promise<{ index: number; entry: Uint8Array }[]> {
  const { rows } = await sql<{ index: number; entry: Buffer }>`select index, entry from integrity.log_entry
    where index >= ${from} order by index limit ${limit}`.execute(db)
  return rows.map((row) => ({ index: row.index, entry: new Uint8Array(row.entry) }))
}

/** A published checkpoint: the note with the log's signature, and the lines of the witnesses. */
export interface PublishedCheckpoint {
  readonly size: number
  readonly note: Uint8Array
  readonly cosignatures: string
}

/** The newest published checkpoint, or the one of a size; null when there is none. */
export async function publishedCheckpoint(ctx: Context, size?: number): Promise<PublishedCheckpoint | null> {
  const { rows } = await sql<{ size: number; note: Buffer; cosignatures: string }>`
    select size, note, cosignatures from integrity.published_checkpoint
    ${size === undefined ? sql`` : sql`where size = ${size}`} order by size desc limit 1`.execute(ctx.db)
  return rows[0] ? { ...rows[0], note: new Uint8Array(rows[0].note) } : null
}

/** Publishes a checkpoint. False when one of this size is there already. */
export async function addCheckpoint(tx: Context, size: number, note: Uint8Array): Promise<boolean> {
  const { rows } = await sql`insert into integrity.checkpoint (size, note, at)
    values (${size}, ${Buffer.from(note)}, ${tx.now()}) on conflict do nothing returning size`.execute(tx.db)
  return rows.length === 1
}

/** Adds a witness's line to a checkpoint, once. */
export async function addCosignature(tx: Context, size: number, witness: string, line: string): Promise<void> {
  await sql`insert into integrity.cosignature (size, witness, line) values (${size}, ${witness}, ${line})
    on conflict do nothing`.execute(tx.db)
}

/** A published tile as wide as the newest checkpoint allows, for the public site. */
export async function publishedTile(ctx: Context, level: number, number: number): Promise<Uint8Array | null> {
  const { rows } = await sql<{ hashes: Buffer }>`select hashes from integrity.published_tile
    where level = ${level} and number = ${number}`.execute(ctx.db)
  return rows[0] ? new Uint8Array(rows[0].hashes) : null
}

/** Published entries from `from` on, at most `limit`, in order, for the public site. */
export async function publishedEntries(ctx: Context, from: number, limit: number): Promise<Uint8Array[]> {
  const { rows } = await sql<{ entry: Buffer }>`select entry from integrity.published_entry
    where index >= ${from} and index < ${from + limit} order by index`.execute(ctx.db)
  return rows.map((row) => new Uint8Array(row.entry))
}

/** The largest size that a witness cosigned; 0 when it never did. */
export async function cosignedSize(ctx: Context, witness: string): Promise<number> {
  const { rows } = await sql<{ size: number | null }>`select max(size) as size from integrity.cosignature
    where witness = ${witness}`.execute(ctx.db)
  return rows[0]?.size ?? 0
}
