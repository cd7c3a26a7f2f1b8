/** All SQL of the authorship schema. */
import { sql } from 'kysely'
import type { Block, Found, ImportRefusal, Unread } from '#documents/documents.ts'
import type { Context } from '#platform/context.ts'
import type { ImportState, ReportState, Submission } from './authorship.ts'

/** How many drafts can be undone. */
const draftsKept = 30

export interface ReportRow {
  id: string
  reviewId: string
  state: ReportState
  version: number
  unread: Unread[]
  found: Found[]
}

const reportColumns = sql`id, review_id as "reviewId", state, version, unread, found`

export async function reportByReview(ctx: Context, reviewId: string): Promise<ReportRow | null> {
  const { rows } =
    await sql<ReportRow>`select ${reportColumns} from authorship.report where review_id = ${reviewId}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function reportById(ctx: Context, id: string, lock = false): Promise<ReportRow | null> {
  const { rows } = await sql<ReportRow>`select ${reportColumns} from authorship.report where id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function openReport(tx: Context, reviewId: string): Promise<ReportRow> {
  await sql`insert into authorship.report (review_id, state) values (${reviewId}, 'empty') on conflict do nothing`.execute(
    tx.db,
  )
  const { rows } =
    await sql<ReportRow>`select ${reportColumns} from authorship.report where review_id = ${reviewId} for update`.execute(
      tx.db,
    )
  return rows[0]!
}

export async function addImport(
  tx: Context,
  reportId: string,
  personId: string,
  fileName: string,
  bytes: Uint8Array,
): Promise<string> {
  // An earlier file that is still waiting is given up: the newest one counts.
  await sql`update authorship.import set state = 'refused', refusal = 'stopped', bytes = null
    where report_id = ${reportId} and state = 'waiting'`.execute(tx.db)
  const { rows } = await sql<{
    id: string
  }>`insert into authorship.import (report_id, by_person, file_name, bytes, state, at)
    values (${reportId}, ${personId}, ${fileName}, ${Buffer.from(bytes)}, 'waiting', ${tx.now()}) returning id`.execute(
    tx.db,
  )
  return rows[0]!.id
}

export async function importState(ctx: Context, id: string): Promise<(ImportState & { reportId: string }) | null> {
  const { rows } = await sql<
    ImportState & { reportId: string }
  >`select id, report_id as "reportId", file_name as "fileName", state, progress, step,
      refusal, words, pages from authorship.import where id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function takeImport(
  ctx: Context,
  id: string,
): Promise<{ reportId: string; fileName: string; bytes: Buffer } | null> {
  const { rows } = await sql<{
    reportId: string
    fileName: string
    bytes: Buffer
  }>`update authorship.import set state = 'reading'
    where id = ${id} and state in ('waiting', 'reading') returning report_id as "reportId", file_name as "fileName", bytes`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

export async function setProgress(ctx: Context, id: string, progress: number, step: string): Promise<void> {
  await sql`update authorship.import set progress = ${progress}, step = ${step} where id = ${id} and state = 'reading'`.execute(
    ctx.db,
  )
}

export async function refuseImport(ctx: Context, id: string, refusal: ImportRefusal): Promise<void> {
  await sql`update authorship.import set state = 'refused', refusal = ${refusal}, bytes = null where id = ${id}`.execute(
    ctx.db,
  )
}

export async function finishImport(
  tx: Context,
  id: string,
  read: { words: number; pages: number | null },
): Promise<void> {
  await sql`update authorship.import set state = 'done', progress = 1, bytes = null, words = ${read.words}, pages = ${read.pages} where id = ${id}`.execute(
    tx.db,
  )
}

export async function replaceDraft(
  tx: Context,
  reportId: string,
  blocks: Block[],
  notes: { unread: Unread[]; found: Found[] },
): Promise<number> {
  const version = await addDraft(tx, reportId, blocks)
  await sql`update authorship.report set state = 'draft', unread = ${JSON.stringify(notes.unread)}::jsonb,
    found = ${JSON.stringify(notes.found)}::jsonb, imported_at = ${tx.now()} where id = ${reportId}`.execute(tx.db)
  return version
}

export async function addDraft(tx: Context, reportId: string, blocks: Block[]): Promise<number> {
  const { rows } = await sql<{
    version: number
  }>`update authorship.report set version = version + 1 where id = ${reportId} returning version`.execute(tx.db)
  const version = rows[0]!.version
  const by = tx.actor.kind === 'person' ? tx.actor.personId : null
  await sql`insert into authorship.draft_version (report_id, version, blocks, saved_at, saved_by)
    values (${reportId}, ${version}, ${JSON.stringify(blocks)}::jsonb, ${tx.now()}, ${by})`.execute(tx.db)
  await sql`delete from authorship.draft_version where report_id = ${reportId} and version <= ${version - draftsKept}`.execute(
    tx.db,
  )
  return version
}

/** Goes back one version: false when there is none to go back to. */
export async function dropDraft(tx: Context, reportId: string, version: number): Promise<boolean> {
  const { rows } = await sql<{ version: number }>`select version from authorship.draft_version
    where report_id = ${reportId} and version < ${version} order by version desc limit 1`.execute(tx.db)
  const before = rows[0]?.version
  if (before === undefined) return false
  await sql`delete from authorship.draft_version where report_id = ${reportId} and version = ${version}`.execute(tx.db)
  await sql`update authorship.report set version = ${before} where id = ${reportId}`.execute(tx.db)
  return true
}

export async function draft(ctx: Context, reportId: string, version: number): Promise<Block[]> {
  const { rows } = await sql<{ blocks: Block[] }>`select blocks from authorship.draft_version
    where report_id = ${reportId} and version = ${version}`.execute(ctx.db)
  return rows[0]?.blocks ?? []
}

export async function canUndo(ctx: Context, reportId: string, version: number): Promise<boolean> {
  const { rows } =
    await sql`select from authorship.draft_version where report_id = ${reportId} and version < ${version} limit 1`.execute(
      ctx.db,
    )
  return rows.length === 1
}

export async function seal(
  tx: Context,
  reportId: string,
  version: number,
  blocks: Block[],
  seeds: readonly Uint8Array[],
): Promise<void> {
  await sql`insert into authorship.sealed_block (report_id, version, n, kind, text, layout, seed)
    select ${reportId}, ${version}, b.n, b.kind, b.text, b.layout, decode(b.seed, 'base64')
    from jsonb_to_recordset(${JSON.stringify(
      blocks.map((block, n) => ({
        n,
        kind: block.kind,
        text: block.text,
        layout: block.layout ?? null,
        seed: Buffer.from(seeds[n]!).toString('base64'),
      })),
    )}::jsonb) as b (n int, kind text, text text, layout jsonb, seed text)`.execute(tx.db)
}

export async function addSubmission(
  tx: Context,
  submission: {
    reportId: string
    version: number
    root: Uint8Array
    blockCount: number
    wordCount: number
    by: string
    statement: string
    salt: Uint8Array
    note: Uint8Array | null
    logIndex: number
  },
): Promise<void> {
  await sql`insert into authorship.submission (report_id, version, root, block_count, word_count, submitted_at, submitted_by, statement, salt, note, log_index)
    values (${submission.reportId}, ${submission.version}, ${Buffer.from(submission.root)}, ${submission.blockCount}, ${submission.wordCount},
      ${tx.now()}, ${submission.by}, ${submission.statement}, ${Buffer.from(submission.salt)},
      ${submission.note && Buffer.from(submission.note)}, ${submission.logIndex})`.execute(tx.db)
  await sql`delete from authorship.draft_version where report_id = ${submission.reportId}`.execute(tx.db)
  await sql`update authorship.report set state = 'submitted', unread = '[]', found = '[]' where id = ${submission.reportId}`.execute(
    tx.db,
  )
}

export async function submission(ctx: Context, reportId: string): Promise<Submission | null> {
  const { rows } =
    await sql<Submission>`select report_id as "reportId", version, root, block_count as "blockCount", word_count as "wordCount",
      submitted_at as "submittedAt", submitted_by as "submittedBy", log_index as "logIndex", note is not null as "isSigned"
    from authorship.submission where report_id = ${reportId} order by version desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

/** The note that the author signed, of the newest version, with its salt; null where there is none. */
export async function submissionNote(
  ctx: Context,
  reportId: string,
): Promise<{ note: Uint8Array; salt: Uint8Array } | null> {
  const { rows } = await sql<{ note: Buffer | null; salt: Buffer }>`select note, salt from authorship.submission
    where report_id = ${reportId} and version = 1`.execute(ctx.db)
  const row = rows[0]
  return row?.note ? { note: new Uint8Array(row.note), salt: new Uint8Array(row.salt) } : null
}

/** What was put on record of every version, in order: the signed note, or the statement where nobody signed. */
export async function records(
  ctx: Context,
  reportId: string,
): Promise<{ version: number; note: Uint8Array; salt: Uint8Array; index: number }[]> {
  const { rows } = await sql<{
    version: number
    note: Buffer
    salt: Buffer
    index: number
  }>`select version, coalesce(note, convert_to(statement, 'UTF8')) as note, salt, log_index as index
    from authorship.submission where report_id = ${reportId} order by version`.execute(ctx.db)
  return rows.map((row) => ({ ...row, note: new Uint8Array(row.note), salt: new Uint8Array(row.salt) }))
}

export async function sealedBlocks(
  ctx: Context,
  reportId: string,
  version: number,
): Promise<{ blocks: Block[]; seeds: Uint8Array[] }> {
  const { rows } = await sql<{
    kind: Block['kind']
    text: string
    layout: Block['layout'] | null
    seed: Buffer
  }>`select kind, text, layout, seed
    from authorship.sealed_block where report_id = ${reportId} and version = ${version} order by n`.execute(ctx.db)
  return {
    blocks: rows.map((row) => ({ kind: row.kind, text: row.text, ...(row.layout ? { layout: row.layout } : {}) })),
    seeds: rows.map((row) => new Uint8Array(row.seed)),
  }
}
