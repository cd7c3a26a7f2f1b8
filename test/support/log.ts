/** A log of many entries, written as the verbs write it but all at once. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { append, frontierPlaces, type Appended } from '../../src/integrity/log.ts'
import type { SubtreeHash } from '../../src/integrity/merkle.ts'
import * as store from '../../src/integrity/store.ts'

/** Appends `entries` to the log in one transaction; as good as one `appendEntry` after another, and much quicker. */
export async function fillLog(ctx: Context, entries: readonly Uint8Array[]): Promise<void> {
  const size = (await store.newestHead(ctx))?.size ?? 0
  const places = frontierPlaces(size)
  const stored = new Map((await store.hashesAt(ctx, places)).map((node) => [`${node.level}/${node.index}`, node.hash]))
  const frontier: SubtreeHash[] = places.map(({ level, index }) => ({ level, hash: stored.get(`${level}/${index}`)! }))
  const made = entries.map((entry, i) => ({ entry, appended: append(size + i, frontier, entry) }))
  const bytes = (hash: Uint8Array): Buffer => Buffer.from(hash)
  const nodes = made.flatMap(({ appended }) => appended.nodes)
  const heads = made.map(({ appended }): Appended['head'] => appended.head)
  await ctx.db.transaction().execute(async (db) => {
    await sql`alter table integrity.log_entry disable trigger next_entry_only`.execute(db)
    await sql`insert into integrity.log_entry (index, entry, leaf_hash, appended_at) select *, ${ctx.now()}::timestamptz
      from unnest(${made.map(({ appended }) => appended.index)}::bigint[], ${made.map(({ entry }) => bytes(entry))}::bytea[],
        ${made.map(({ appended }) => bytes(appended.leafHash))}::bytea[])`.execute(db)
    await sql`alter table integrity.log_entry enable trigger next_entry_only`.execute(db)
    await sql`insert into integrity.node (level, index, hash) select * from unnest(${nodes.map((n) => n.level)}::smallint[],
      ${nodes.map((n) => n.index)}::bigint[], ${nodes.map((n) => bytes(n.hash))}::bytea[])`.execute(db)
    await sql`insert into integrity.tree_head (size, root, at) select *, ${ctx.now()}::timestamptz
      from unnest(${heads.map((h) => h.size)}::bigint[], ${heads.map((h) => bytes(h.root))}::bytea[])`.execute(db)
  })
}
