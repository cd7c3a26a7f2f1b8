/** All SQL of the legacy schema. */
import { sql } from 'kysely'
import type { Block } from '#documents/documents.ts'
import type { Context } from '#platform/context.ts'
import type { Batch, LegacyDocument } from './legacy.ts'

/** The batch of a list, begun or gone on with: lines that could not be taken are tried again. */
export async function openBatch(
  tx: Context,
  name: string,
  listSha256: string,
  lines: readonly { n: number; cells: Record<string, string> }[],
): Promise<string> {
  const by = tx.actor.kind === 'person' ? tx.actor.personId : null
  const { rows } = await sql<{
    id: string
    fresh: boolean
  }>`insert into legacy.batch (name, list_sha256, started_at, started_by)
    values (${name}, ${listSha256}, ${tx.now()}, ${by})
    on conflict (list_sha256) do update set finished_at = null returning id, xmax = 0 as fresh`.execute(tx.db)
  const { id, fresh } = rows[0]!
  if (fresh)
    await sql`insert into legacy.line (batch_id, n, cells) select ${id}, n, cells
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (n integer, cells jsonb)`.execute(tx.db)
  else
    await sql`update legacy.line set state = 'waiting', words = null where batch_id = ${id} and state = 'refused'`.execute(
      tx.db,
    )
  return id
}

export async function keepFile(tx: Context, batchId: string, name: string, bytes: Uint8Array): Promise<void> {
  await sql`insert into legacy.file (batch_id, name, bytes) values (${batchId}, ${name}, ${Buffer.from(bytes)})
    on conflict (batch_id, name) do update set bytes = excluded.bytes`.execute(tx.db)
}

export async function keptFile(ctx: Context, batchId: string, name: string): Promise<Uint8Array | null> {
  const { rows } = await sql<{
    bytes: Buffer
  }>`select bytes from legacy.file where batch_id = ${batchId} and name = ${name}`.execute(ctx.db)
  return rows[0]?.bytes ?? null
}

export async function dropFiles(tx: Context, batchId: string, names: readonly string[]): Promise<void> {
  await sql`delete from legacy.file where batch_id = ${batchId} and name = any(${[...names]}::text[])`.execute(tx.db)
}

export async function waitingLines(
  ctx: Context,
  batchId: string,
  after: number,
  limit: number,
): Promise<{ n: number; cells: Record<string, string> }[]> {
  const { rows } = await sql<{ n: number; cells: Record<string, string> }>`select n, cells from legacy.line
    where batch_id = ${batchId} and state = 'waiting' and n > ${after} order by n limit ${limit}`.execute(ctx.db)
  return rows
}

/** Takes a line for this transaction. False when it is done, or another process has it. */
export async function takeLine(tx: Context, batchId: string, n: number): Promise<boolean> {
  const { rows } = await sql`select from legacy.line where batch_id = ${batchId} and n = ${n} and state = 'waiting'
    for update skip locked`.execute(tx.db)
  return rows.length === 1
}

export async function settleLine(
  tx: Context,
  batchId: string,
  n: number,
  outcome: { state: 'done' | 'same'; reviewId: string } | { state: 'refused'; words: string },
): Promise<void> {
  await sql`update legacy.line set state = ${outcome.state}, words = ${'words' in outcome ? outcome.words : null},
    review_id = ${'reviewId' in outcome ? outcome.reviewId : null}
    where batch_id = ${batchId} and n = ${n} and state = 'waiting'`.execute(tx.db)
}

export async function reviewOfSource(ctx: Context, boardId: string, localReference: string): Promise<string | null> {
  const { rows } = await sql<{ review_id: string }>`select review_id from legacy.source
    where board_id = ${boardId} and local_reference = ${localReference}`.execute(ctx.db)
  return rows[0]?.review_id ?? null
}

export async function addSource(tx: Context, boardId: string, localReference: string, reviewId: string): Promise<void> {
  await sql`insert into legacy.source (board_id, local_reference, review_id)
    values (${boardId}, ${localReference}, ${reviewId})`.execute(tx.db)
}

export async function addDocument(
  tx: Context,
  reviewId: string,
  document: Omit<LegacyDocument, 'id'> & { sha256: string; blocks: readonly Block[] },
): Promise<void> {
  await sql`insert into legacy.document (review_id, label, format, sha256, words, pages, blocks, at)
    values (${reviewId}, ${document.label}, ${document.format}, ${document.sha256}, ${document.words},
      ${document.pages}, ${JSON.stringify(document.blocks)}::jsonb, ${tx.now()}) on conflict do nothing`.execute(tx.db)
}

export async function documentsOf(ctx: Context, reviewId: string): Promise<LegacyDocument[]> {
  const { rows } = await sql<LegacyDocument>`select id, label, format, words, pages from legacy.document
    where review_id = ${reviewId} order by at, label`.execute(ctx.db)
  return rows
}

export async function documentText(
  ctx: Context,
  id: string,
): Promise<{ reviewId: string; label: string; blocks: Block[] } | null> {
  const { rows } = await sql<{
    reviewId: string
    label: string
    blocks: Block[]
  }>`select review_id as "reviewId", label,
    blocks from legacy.document where id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function finish(tx: Context, batchId: string): Promise<void> {
  await sql`update legacy.batch set finished_at = ${tx.now()} where id = ${batchId} and finished_at is null
    and not exists (select from legacy.line where batch_id = ${batchId} and state = 'waiting')`.execute(tx.db)
}

export async function batches(ctx: Context, id: string | null = null): Promise<Batch[]> {
  const { rows } = await sql<Batch>`select b.id, b.name, b.started_at as "startedAt", b.finished_at as "finishedAt",
      l.lines, l.done, l.same, l.refused
    from legacy.batch b cross join lateral (select count(*)::int as lines,
      (count(*) filter (where state = 'done'))::int as done, (count(*) filter (where state = 'same'))::int as same,
      (count(*) filter (where state = 'refused'))::int as refused from legacy.line where batch_id = b.id) as l
    where ${id}::uuid is null or b.id = ${id} order by b.started_at desc limit 50`.execute(ctx.db)
  return rows
}

export async function refusedLines(
  ctx: Context,
  batchId: string,
): Promise<{ n: number; localReference: string; words: string }[]> {
  const { rows } = await sql<{ n: number; localReference: string; words: string }>`select n,
      coalesce(cells ->> 'local_reference', '') as "localReference", words
    from legacy.line where batch_id = ${batchId} and state = 'refused' order by n`.execute(ctx.db)
  return rows
}
