/**
 * Legacy: reviews of the past, brought in from a list with a folder of files. Owns schema `legacy`. Invariants: a line is
 * brought in whole or not at all, and never twice, wherever the work was cut off; a file's bytes are kept only until it
 * is read; its text is read by editors and the registrar only.
 */
import { createHash } from 'node:crypto'
import {
  importRefusalWords,
  openReadingThread,
  readDocument,
  sniffDocument,
  type Block,
  type ReadDocument,
  type ReadingThread,
} from '#documents/documents.ts'
import { boardKinds, organisations, perform, recordRead, type Organisation } from '#identity/identity.ts'
import { inTransaction, type Context } from '#platform/context.ts'
import { readCsv, writeCsv } from '#platform/csv.ts'
import { queueJob } from '#platform/jobs.ts'
import { may, mayEver } from '#platform/permission.ts'
import { collectReview, type RegisterRefusal } from '#register/register.ts'
import { neededColumns, readLine, type OldReview } from './line.ts'
import { legacyActs } from './permissions.ts'
import * as store from './store.ts'

/** How far a batch is. Lines neither done, the same nor refused still wait. */
export interface Batch {
  id: string
  name: string
  startedAt: Date
  finishedAt: Date | null
  lines: number
  done: number
  /** Brought in before, by this or another list. */
  same: number
  refused: number
}

/** A file of an old review, as read. */
export interface LegacyDocument {
  id: string
  label: string
  format: 'docx' | 'pdf'
  words: number
  pages: number | null
}

/** Why a list was not taken. */
export type BatchRefusal = 'not-allowed' | 'columns-missing' | 'no-lines' | 'too-many-lines'

/** Gives a file's bytes by its name; null when there is none. */
export type FileSource = (name: string) => Promise<Uint8Array | null>

/** Most lines that one list may have. */
export const mostLines = 50_000

/**
 * Takes a list (CSV). The same list again goes on with the same batch, and tries lines once more that could not be taken.
 * @param list.files files sent with it, kept until they are read; `inBackground` has a job bring them in
 */
export async function startBatch(
  ctx: Context,
  list: { name: string; csv: string; files?: ReadonlyMap<string, Uint8Array>; inBackground?: boolean },
): Promise<{ batchId: string } | { refused: BatchRefusal }> {
  return perform(ctx, legacyActs.startBatch, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    const table = readCsv(list.csv)
    if (neededColumns.some((column) => !table.columns.includes(column))) return { refused: 'columns-missing' as const }
    if (table.rows.length === 0) return { refused: 'no-lines' as const }
    if (table.rows.length > mostLines) return { refused: 'too-many-lines' as const }
    const sha256 = createHash('sha256').update(list.csv).digest('hex')
    const lines = table.rows.map(({ line, cells }) => ({ n: line, cells }))
    const batchId = await store.openBatch(tx, list.name.slice(-120), sha256, lines)
    for (const [name, bytes] of list.files ?? []) await store.keepFile(tx, batchId, name, bytes)
    if (list.inBackground)
      await queueJob(tx, 'legacy.bring-in', { batch: batchId }, { key: `legacy.bring-in:${batchId}` })
    act.record({ batch: batchId, lines: lines.length })
    return { batchId }
  })
}

/** Lines that are looked up at once, and read beside one another. */
const lookedUpAtOnce = 200
const readAtOnce = 2

/**
 * Brings in what waits of a batch, a line at a time, each in a transaction of its own: whatever stops it, the next run
 * goes on with the first line that is not done.
 * @param files where a line's files are; without it, those sent with the list
 * @param onProgress called after each line
 */
export async function bringIn(
  ctx: Context,
  batchId: string,
  options: { files?: FileSource; onProgress?: () => void } = {},
): Promise<void> {
  const boards = await organisations(ctx, boardKinds, { ended: true })
  const files: FileSource = options.files ?? ((name) => store.keptFile(ctx, batchId, name))
  const threads = Array.from({ length: readAtOnce }, () => openReadingThread())
  try {
    await bringInWaiting(ctx, batchId, { boards, files, threads, onProgress: options.onProgress })
  } finally {
    for (const thread of threads) await thread.close()
  }
  await inTransaction(ctx, async (tx) => store.finish(tx, batchId))
}

interface Means {
  boards: readonly Organisation[]
  files: FileSource
  threads: readonly ReadingThread[]
  onProgress?: (() => void) | undefined
}

async function bringInWaiting(ctx: Context, batchId: string, means: Means): Promise<void> {
  let after = 0
  for (;;) {
    const lines = await store.waitingLines(ctx, batchId, after, lookedUpAtOnce)
    if (lines.length === 0) return
    after = lines.at(-1)!.n
    const queue = [...lines]
    const readers = means.threads.map(async (thread) => {
      for (let line = queue.shift(); line; line = queue.shift()) {
        await bringInLine(ctx, batchId, line, { ...means, thread })
        means.onProgress?.()
      }
    })
    // All stop before a fault is thrown on, so that nothing goes on writing behind it.
    const outcomes = await Promise.allSettled(readers)
    const fault = outcomes.find((outcome) => outcome.status === 'rejected')
    if (fault) throw fault.reason
  }
}

type Read = { label: string; document: ReadDocument }

async function bringInLine(
  ctx: Context,
  batchId: string,
  line: { n: number; cells: Record<string, string> },
  means: Means & { thread: ReadingThread },
): Promise<void> {
  const review = readLine(line.cells, means.boards)
  const read = 'wrong' in review ? review : await readFiles(ctx, review, means)
  if ('wrong' in review || 'wrong' in read) {
    const words = 'wrong' in review ? review.wrong : 'wrong' in read ? read.wrong : ''
    await inTransaction(ctx, async (tx) => store.settleLine(tx, batchId, line.n, { state: 'refused', words }))
    return
  }
  const answer = await perform(ctx, legacyActs.bringInReview, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-found' as const }
    if (!(await store.takeLine(tx, batchId, line.n))) {
      act.record({ batch: batchId, line: line.n })
      return { reviewId: null }
    }
    const before = await store.reviewOfSource(tx, review.boardId, review.localReference)
    const collected = before ? { reviewId: before } : await collectReview(tx, asRegistered(review))
    if ('refused' in collected) return collected
    const { reviewId } = collected
    if (!before) await store.addSource(tx, review.boardId, review.localReference, reviewId)
    for (const { label, document } of read)
      await store.addDocument(tx, reviewId, { ...document, label, pages: document.pages ?? null })
    await store.dropFiles(tx, batchId, review.files)
    await store.settleLine(tx, batchId, line.n, { state: before ? 'same' : 'done', reviewId })
    act.record({ review: reviewId, batch: batchId, line: line.n })
    return { reviewId }
  })
  if ('refused' in answer) {
    const words = registerWords[answer.refused] ?? 'the register does not take it'
    await inTransaction(ctx, async (tx) => store.settleLine(tx, batchId, line.n, { state: 'refused', words }))
  }
}

const registerWords: Partial<Record<RegisterRefusal, string>> = {
  'no-kind': 'kind: give at least one',
  'unknown-kind': 'kind: give codes of kinds of review, such as scr or part-8',
  'no-subject': 'children, adults: give how many it is about, at least one',
  'dates-out-of-order': 'days: what happened comes first, then the notification, then the decision',
  'date-in-future': 'days: one of them is in the future',
}

/** A review that was brought in before has its files looked at again only if it is sent with some. */
async function readFiles(
  ctx: Context,
  review: OldReview,
  { files, thread }: { files: FileSource; thread: ReadingThread },
): Promise<Read[] | { wrong: string }> {
  if (await store.reviewOfSource(ctx, review.boardId, review.localReference)) return []
  const read: Read[] = []
  for (const name of review.files) {
    const bytes = await files(name)
    if (!bytes) return { wrong: `files: ${name} is not there` }
    const sniffed = sniffDocument(bytes, name)
    const document = 'refused' in sniffed ? sniffed : await readDocument(bytes, name, { thread })
    if ('refused' in document) return { wrong: `files: ${name}: ${importRefusalWords[document.refused]}` }
    read.push({ label: name.replace(/\.[^.]+$/, ''), document })
  }
  return read
}

function asRegistered(review: OldReview) {
  return {
    boardIds: [review.boardId],
    leadBoardId: review.boardId,
    kinds: review.kinds,
    nations: review.nations,
    subjects: [
      { kind: 'child' as const, count: review.children },
      { kind: 'adult' as const, count: review.adults },
    ].filter((subject) => subject.count > 0),
    notifiedOn: review.notifiedOn,
    decidedOn: review.decidedOn ?? undefined,
    incidentFrom: review.incidentFrom ?? undefined,
    incidentTo: review.incidentTo ?? undefined,
    ...(review.files.length > 0
      ? { documents: review.files.map((name) => ({ kind: 'other' as const, label: name.replace(/\.[^.]+$/, '') })) }
      : {}),
  }
}

/** The batches, newest first; empty for who may not see them. */
export async function batches(ctx: Context): Promise<Batch[]> {
  return mayEver(ctx.actor, legacyActs.seeBatches) ? store.batches(ctx) : []
}

/** How far one batch is. For the command line too. */
export async function batch(ctx: Context, id: string): Promise<Batch | null> {
  const allowed = may(ctx.actor, legacyActs.seeBatches) || may(ctx.actor, legacyActs.startBatch)
  return allowed && /^[0-9a-f-]{36}$/.test(id) ? ((await store.batches(ctx, id))[0] ?? null) : null
}

/** The lines that could not be taken, as CSV that no spreadsheet runs: number in the list, reference, what is wrong. */
export async function errorsAsCsv(ctx: Context, batchId: string): Promise<string> {
  const lines = (await batch(ctx, batchId)) ? await store.refusedLines(ctx, batchId) : []
  return writeCsv(
    ['line', 'local_reference', 'what_is_wrong'],
    lines.map((line) => [line.n, line.localReference, line.words]),
  )
}

/** The files of an old review, as read; empty for who may not read them. */
export async function documentsOf(ctx: Context, reviewId: string): Promise<LegacyDocument[]> {
  return may(ctx.actor, legacyActs.readDocument) ? store.documentsOf(ctx, reviewId) : []
}

/** The text of one file. That it was read is recorded. Null when there is none or the reader may not read it. */
export async function documentText(
  ctx: Context,
  id: string,
): Promise<{ reviewId: string; label: string; blocks: Block[] } | null> {
  if (!may(ctx.actor, legacyActs.readDocument) || !/^[0-9a-f-]{36}$/.test(id)) return null
  const found = await store.documentText(ctx, id)
  if (found) await recordRead(ctx, 'legacy.document', id)
  return found
}
