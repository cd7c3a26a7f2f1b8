/**
 * Authorship: the report's text. An author brings it in from a file, corrects it, and submits; then it is sealed. Owns
 * schema `authorship`. Invariants: only the author writes; an uploaded file is gone once it is read; a sealed text, its
 * seeds and its submission are never changed, which the database enforces.
 */
import {
  importRefusalWords,
  readDocument,
  sniffDocument,
  whyNotBlocks,
  type Block,
  type BlockKind,
  type BlocksRefusal,
  type Found,
  type ImportRefusal,
  type Unread,
} from '#documents/documents.ts'
import { closingSections, keepClosing } from '#evidence/evidence.ts'
import { accountMailOf, perform, recordRead } from '#identity/identity.ts'
import {
  authorPack,
  editionSignatures,
  fingerprintOf,
  isPublished,
  recordSubmission,
  reportRootOf,
  statementText,
  type EditionSignatures,
} from '#integrity/integrity.ts'
import { authorOf } from '#commissioning/commissioning.ts'
import {
  notesOnRecord,
  signAndRecord,
  signingKeysOf,
  termsHashOf,
  textNotesOf,
  type BrowserSignature,
  type KeysRefusal,
} from '#keys/keys.ts'
import type { Context } from '#platform/context.ts'
import { queueJob } from '#platform/jobs.ts'
import { writeMail } from '#platform/mail.ts'
import { may } from '#platform/permission.ts'
import { reportStage, reviewById, reviewForUpdate, scopeFor, type Review } from '#register/register.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import * as changing from './consent/changing.ts'
import * as reading from './consent/reading.ts'
import * as record from './consent/record.ts'
import { mayRead, sealedFor } from './consent/sealed.ts'
import { sinceSubmission } from './consent/store.ts'
import * as telling from './consent/telling.ts'
import { authorshipActs } from './permissions.ts'
import * as store from './store.ts'

/** Where a report stands. */
export type ReportState = 'empty' | 'draft' | 'submitted'

/** A submission as its receipt shows it. */
export interface Submission {
  reportId: string
  version: number
  /** 32 bytes: the report root of sealed text, version 1. */
  root: Uint8Array
  blockCount: number
  wordCount: number
  submittedAt: Date
  submittedBy: string
  logIndex: number
  /** True when the author's key signed it; false when Throughline only recorded it. */
  isSigned: boolean
}

/** A report with its draft. After submission `blocks` is the sealed text. */
export interface Report {
  id: string
  review: Review
  state: ReportState
  version: number
  blocks: Block[]
  /** Sections made by the system, sealed after the draft; empty once sealed, since they are among `blocks` then. */
  closing: Block[]
  unread: Unread[]
  found: Found[]
  canUndo: boolean
  submission: Submission | null
}

/** How far an import is. */
export interface ImportState {
  id: string
  fileName: string
  state: 'waiting' | 'reading' | 'done' | 'refused'
  /** From 0 to 1. */
  progress: number
  step: string
  refusal: ImportRefusal | null
  words: number | null
  pages: number | null
}

/** Why an import, a correction or a submission was refused. */
export type AuthorshipRefusal =
  | 'not-found'
  | 'no-accepted-terms'
  | 'already-submitted'
  | 'stage-not-right'
  | 'no-text'
  | 'changed-meanwhile'
  | 'no-such-block'
  | 'nothing-to-undo'
  | 'empty-block'
  | 'root-differs'
  | 'bad-seeds'
  | BlocksRefusal

/**
 * Takes a Word or PDF file for a review's report and queues its reading. What is there is replaced when it has been read.
 * A file that cannot be a report is refused at once and nothing of it is stored.
 */
export async function startImport(
  ctx: Context,
  reviewId: string,
  file: { fileName: string; bytes: Uint8Array },
): Promise<{ importId: string } | { refused: AuthorshipRefusal | ImportRefusal }> {
  const sniffed = sniffDocument(file.bytes, file.fileName)
  if ('refused' in sniffed) return sniffed
  return perform(ctx, authorshipActs.importReport, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    const reason = await whyNotWrite(tx, review, (scope) => act.permits(scope))
    if (reason) return { refused: reason }
    if (tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    const report = await store.openReport(tx, reviewId)
    if (report.state === 'submitted') return { refused: 'already-submitted' as const }
    const importId = await store.addImport(tx, report.id, tx.actor.personId, file.fileName.slice(-120), file.bytes)
    await queueJob(tx, 'authorship.read-import', { import: importId }, { attempts: 3 })
    act.record({ review: reviewId, report: report.id, import: importId })
    return { importId }
  })
}

/** Takes text that the author brings in as blocks instead of a file, such as text that they pasted. */
export async function bringInBlocks(
  ctx: Context,
  reviewId: string,
  blocks: Block[],
): Promise<{ reportId: string; version: number } | { refused: AuthorshipRefusal }> {
  return perform(ctx, authorshipActs.importReport, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    const reason = await whyNotWrite(tx, review, (scope) => act.permits(scope))
    if (reason) return { refused: reason }
    const unfit = whyNotBlocks(blocks)
    if (unfit) return { refused: unfit.refused }
    const report = await store.openReport(tx, reviewId)
    if (report.state === 'submitted') return { refused: 'already-submitted' as const }
    const version = await store.replaceDraft(tx, report.id, blocks, { unread: [], found: [] })
    act.record({ review: reviewId, report: report.id })
    return { reportId: report.id, version }
  })
}

/** Why the actor may not write to a review's report; null when they may. */
async function whyNotWrite(
  tx: Context,
  review: Review | null,
  permits: (scope: { people: string[] }) => boolean,
): Promise<AuthorshipRefusal | null> {
  const author = review && (await authorOf(tx, review.id))
  if (review && !author && may(tx.actor, authorshipActs.importReport, review.scope)) return 'no-accepted-terms'
  if (!review || !author || !permits({ people: [author.authorId] })) return 'not-found'
  if (review.stage === 'submitted' || review.stage === 'in-deidentification') return 'already-submitted'
  return review.stage === 'in-progress' ? null : 'stage-not-right'
}

/** The job that reads an uploaded file. Its bytes are deleted whatever the outcome. */
export async function readImport(ctx: Context, importId: string): Promise<void> {
  const file = await store.takeImport(ctx, importId)
  if (!file) return
  let last = 0
  let writing: Promise<unknown> = Promise.resolve()
  const read = await readDocument(new Uint8Array(file.bytes), file.fileName, {
    onProgress(fraction, step) {
      if (fraction - last < 0.04 && fraction < 1) return
      last = fraction
      writing = writing.then(() => store.setProgress(ctx, importId, Math.min(fraction, 0.99), step))
    },
  })
  await writing
  if ('refused' in read) return store.refuseImport(ctx, importId, read.refused)
  await perform(ctx, authorshipActs.readImport, async (tx, act) => {
    act.permits()
    const report = await store.reportById(tx, file.reportId, true)
    if (!report || report.state === 'submitted') await store.refuseImport(tx, importId, 'stopped')
    else {
      await store.replaceDraft(tx, report.id, read.blocks, { unread: read.unread, found: read.found })
      await store.finishImport(tx, importId, { words: read.words, pages: read.pages ?? null })
    }
    act.record({ report: file.reportId, import: importId })
    return null
  })
}

/** How far an import is, for the author who started it. */
export async function importState(ctx: Context, reviewId: string, importId: string): Promise<ImportState | null> {
  const review = await reviewById(ctx, reviewId)
  const state = await store.importState(ctx, importId)
  const report = state && (await store.reportById(ctx, state.reportId))
  return review && state && report?.reviewId === reviewId && may(ctx.actor, authorshipActs.readDraft, review.scope)
    ? state
    : null
}

/** Words for a refused import. */
export const importWords: Record<ImportRefusal, string> = importRefusalWords

/**
 * A review's report with its text, for who may read it: the draft for its author alone, the sealed text for its readers.
 * The reading is recorded. Null when there is nothing for this reader.
 */
export async function reportOf(ctx: Context, reviewId: string): Promise<Report | null> {
  const review = await reviewById(ctx, reviewId)
  if (!review) return null
  const report = await store.reportByReview(ctx, reviewId)
  const sealed = await sealedFor(ctx, report)
  if (!(sealed ? mayRead(ctx.actor, sealed) : may(ctx.actor, authorshipActs.readDraft, review.scope))) return null
  if (!report)
    return {
      id: '',
      review,
      state: 'empty',
      version: 0,
      blocks: [],
      closing: [],
      unread: [],
      found: [],
      canUndo: false,
      submission: null,
    }
  const submission = await store.submission(ctx, report.id)
  const blocks = submission
    ? (await store.sealedBlocks(ctx, report.id, submission.version)).blocks
    : await store.draft(ctx, report.id, report.version)
  if (blocks.length > 0) await recordRead(ctx, 'authorship.report', report.id)
  const canUndo = !submission && (await store.canUndo(ctx, report.id, report.version))
  const closing = submission ? [] : Object.values(await closingSections(ctx, reviewId)).flat()
  return { ...report, review, blocks, closing, canUndo, submission }
}

/** Whether a report has been brought in or submitted, without its text; `readable` for who may read it sealed now. */
export async function reportStateOf(
  ctx: Context,
  review: Review,
): Promise<{ state: ReportState; submission: Submission | null; readable: boolean } | null> {
  if (!may(ctx.actor, authorshipActs.seeReportState, scopeFor(ctx.actor, review))) return null
  const report = await store.reportByReview(ctx, review.id)
  const sealed = await sealedFor(ctx, report)
  return {
    state: report?.state ?? 'empty',
    submission: report ? await store.submission(ctx, report.id) : null,
    readable: sealed !== null && mayRead(ctx.actor, sealed),
  }
}

/** One correction of the draft. `n` counts blocks from 0. */
export type Correction =
  | { change: 'replace'; n: number; kind: BlockKind; text: string }
  | { change: 'insert-after'; n: number; kind: BlockKind; text: string }
  | { change: 'remove'; n: number }

/**
 * Corrects one block of the draft; the version before can be brought back with `undoCorrection`.
 * @param version the version that the author saw: another one means that it was changed in another window
 */
export async function correctReport(
  ctx: Context,
  reportId: string,
  version: number,
  correction: Correction,
): Promise<{ version: number } | { refused: AuthorshipRefusal }> {
  return changeDraft(ctx, reportId, version, async (tx, report) => {
    const blocks = await store.draft(tx, reportId, report.version)
    const at = blocks[correction.n]
    if (!at) return { refused: 'no-such-block' as const }
    if (correction.change === 'remove')
      return { version: await store.addDraft(tx, reportId, blocks.toSpliced(correction.n, 1)) }
    const text = oneLine(correction.text)
    if (text === '') return { refused: 'empty-block' as const }
    const layout = at.layout && correction.change === 'replace' ? { layout: at.layout } : {}
    const block: Block = { kind: correction.kind, text, ...layout }
    const unfit = whyNotBlocks([block])
    if (unfit) return { refused: unfit.refused }
    const changed =
      correction.change === 'replace'
        ? blocks.toSpliced(correction.n, 1, block)
        : blocks.toSpliced(correction.n + 1, 0, block)
    return { version: await store.addDraft(tx, reportId, changed) }
  })
}

/** Takes back the last correction. */
export async function undoCorrection(
  ctx: Context,
  reportId: string,
  version: number,
): Promise<{ version: number } | { refused: AuthorshipRefusal }> {
  return changeDraft(ctx, reportId, version, async (tx, report) => {
    if (!(await store.dropDraft(tx, reportId, report.version))) return { refused: 'nothing-to-undo' as const }
    return { version: report.version - 1 }
  })
}

async function changeDraft(
  ctx: Context,
  reportId: string,
  version: number,
  change: (tx: Context, report: store.ReportRow) => Promise<{ version: number } | { refused: AuthorshipRefusal }>,
): Promise<{ version: number } | { refused: AuthorshipRefusal }> {
  return perform(ctx, authorshipActs.correctReport, async (tx, act) => {
    const report = await store.reportById(tx, reportId, true)
    const review = report && (await reviewForUpdate(tx, report.reviewId))
    const reason = await whyNotWrite(tx, review, (scope) => act.permits(scope))
    if (!report || reason) return { refused: reason ?? ('not-found' as const) }
    if (report.state !== 'draft') return { refused: 'no-text' as const }
    if (report.version !== version) return { refused: 'changed-meanwhile' as const }
    const changed = await change(tx, report)
    if ('version' in changed) act.record({ review: report.reviewId, report: reportId, version: changed.version })
    return changed
  })
}

/** Sealed text has no line breaks within a block: those typed become spaces. */
function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\s\u0085\u2028\u2029]+/g, ' ')
    .trim()
}

/**
 * Submits the report with the sections that close it (`closing` of the report): checks the seeds and the root that the author's browser made from the displayed text against the
 * stored text, seals it, records it in the append-only log and freezes it, all in one transaction.
 * @param sealed.seeds one of 32 bytes per block, made in the author's browser
 * @param sealed.root what the browser computed; refused with `root-differs` when ours is another
 * @param sealed.signature by the author's key over the `submit` statement of exactly this text; without it Throughline
 * records the submission in its own name, as `record-submit`, and claims no more
 * Source: sealed text, version 1 (docs/formats/sealed-text.md).
 */
export async function submitReport(
  ctx: Context,
  reportId: string,
  sealed: {
    version: number
    seeds: readonly Uint8Array[]
    root: Uint8Array
    signature?: BrowserSignature | undefined
  },
): Promise<{ submission: Submission } | { refused: AuthorshipRefusal | KeysRefusal }> {
  return perform(ctx, authorshipActs.submitReport, async (tx, act) => {
    const report = await store.reportById(tx, reportId, true)
    const review = report && (await reviewForUpdate(tx, report.reviewId))
    if (report?.state === 'submitted' && review && may(tx.actor, authorshipActs.readDraft, review.scope))
      return { refused: 'already-submitted' as const }
    const reason = await whyNotWrite(tx, review, (scope) => act.permits(scope))
    if (!report || !review || reason || tx.actor.kind !== 'person') return { refused: reason ?? ('not-found' as const) }
    if (report.version !== sealed.version) return { refused: 'changed-meanwhile' as const }
    const draft = await store.draft(tx, reportId, report.version)
    if (draft.length === 0) return { refused: 'no-text' as const }
    const closing = await closingSections(tx, review.id)
    const blocks = [...draft, ...closing.generated, ...closing.comment]
    const unfit = whyNotBlocks(blocks)
    if (unfit) return { refused: unfit.refused }
    if (sealed.seeds.length !== blocks.length || sealed.seeds.some((seed) => seed.length !== 32))
      return { refused: 'bad-seeds' as const }
    if (new Set(sealed.seeds.map((seed) => Buffer.from(seed).toString('hex'))).size !== blocks.length)
      return { refused: 'bad-seeds' as const }
    const root = reportRootOf(blocks, sealed.seeds)
    if (!Buffer.from(root).equals(Buffer.from(sealed.root))) return { refused: 'root-differs' as const }
    await store.seal(tx, reportId, 1, blocks, sealed.seeds)
    await keepClosing(tx, review.id, draft.length, closing.generated.length)
    const recorded = await recordedOrSigned(tx, review, root, blocks.length, sealed.signature)
    if ('refused' in recorded) return recorded
    const wordCount = blocks.reduce((sum, block) => sum + block.text.split(/\s+/).filter(Boolean).length, 0)
    await store.addSubmission(tx, {
      reportId,
      version: 1,
      root,
      blockCount: blocks.length,
      wordCount,
      by: tx.actor.personId,
      statement: recorded.statement,
      salt: recorded.salt,
      note: recorded.note,
      logIndex: recorded.index,
    })
    await reportStage(tx, review.id, 'submitted')
    await reading.openRound(tx, review, reportId)
    await tellOfSubmission(tx, review, reportId, root)
    act.record({ review: review.id, report: reportId, entry: recorded.index })
    return { submission: (await store.submission(tx, reportId))! }
  })
}

/** The author's signed submission as text, for who may read the sealed report; null where nobody signed. */
export async function signedSubmissionOf(ctx: Context, report: Report): Promise<{ note: string; salt: string } | null> {
  const kept = report.submission && (await store.submissionNote(ctx, report.id))
  return kept ? { note: Buffer.from(kept.note).toString('utf8'), salt: fingerprintOf(kept.salt) } : null
}

/** Puts the submission on record: as the author's own signed act, or in our name where the author has no key. */
async function recordedOrSigned(
  tx: Context,
  review: Review,
  reportRoot: Uint8Array,
  blockCount: number,
  signature: BrowserSignature | undefined,
): Promise<{ statement: string; salt: Uint8Array; index: number; note: Uint8Array | null } | { refused: KeysRefusal }> {
  if (!signature) return { note: null, ...(await recordSubmission(tx, { reportRoot, blockCount, version: 1 })) }
  const statement = {
    kind: 'submit',
    version: 1,
    blocks: blockCount,
    root: fingerprintOf(reportRoot),
    manifest: null,
    previous: await termsHashOf(tx, review.id),
  } as const
  const signed = await signAndRecord(tx, review, statement, signature)
  if ('refused' in signed) return signed
  return { statement: statementText(statement), salt: signed.salt, index: signed.logIndex, note: signed.note }
}

async function tellOfSubmission(tx: Context, review: Review, reportId: string, root: Uint8Array): Promise<void> {
  await settle(tx, `authorship.write:${review.id}`)
  await askFor(tx, {
    key: `deidentification.start:${reportId}`,
    role: 'editor',
    title: `Remove names from the report of review ${review.reference}`,
    link: `/workspace/deidentification/${reportId}`,
  })
  if (tx.actor.kind !== 'person') return
  const to = await accountMailOf(tx, tx.actor.personId)
  const fingerprint = Buffer.from(root).toString('base64')
  await writeMail(tx, {
    to,
    subject: `Receipt: your report for review ${review.reference} is sealed`,
    text:
      `Throughline has sealed the report you submitted for review ${review.reference}.\n\n` +
      `Its fingerprint is:\n${fingerprint}\n\n` +
      `Keep this mail. If one word of the sealed text is ever changed, it no longer has this fingerprint.\n\n` +
      `Your receipt:\n${tx.siteUrl}/workspace/reviews/${review.reference}/report/receipt\n`,
    purpose: 'authorship.receipt',
    about: reportId,
  })
}

/** A sealed report with its seeds, for de-identification. The reading is recorded. Null when it is not for this reader. */
export interface SealedReport {
  reportId: string
  reviewId: string
  reference: string
  review: Review
  blocks: Block[]
  seeds: Uint8Array[]
  root: Uint8Array
  version: number
  submittedAt: Date
  /** Who signed the words, for the public proof; null where the author had no key. */
  signatures: EditionSignatures | null
  /** Grows with every change of the text and of what is withheld: work done at another mark is out of date. */
  textMark: number
  /** Numbers of the blocks that the law keeps back, from 0. */
  withheld: number[]
  /** Which block each later version changed. */
  changes: { version: number; block: number }[]
}

async function signaturesOf(ctx: Context, reviewId: string, submission: Submission): Promise<EditionSignatures | null> {
  const notes = await textNotesOf(ctx, reviewId)
  if (notes.length === 0) return null
  const root = fingerprintOf(submission.root)
  return editionSignatures(notes, await signingKeysOf(ctx, reviewId), root, submission.blockCount)
}

/** See `SealedReport`. */
export async function sealedReport(ctx: Context, reportId: string): Promise<SealedReport | null> {
  const report = await store.reportById(ctx, reportId)
  const submission = report && (await store.submission(ctx, reportId))
  const sealed = await sealedFor(ctx, report)
  if (!report || !submission || !sealed || !mayRead(ctx.actor, sealed)) return null
  const { review } = sealed
  const { blocks, seeds } = await store.sealedBlocks(ctx, reportId, submission.version)
  await recordRead(ctx, 'authorship.sealed-report', reportId)
  const done = await sinceSubmission(ctx, reportId)
  return {
    reportId,
    reviewId: report.reviewId,
    reference: review.reference,
    review,
    blocks,
    seeds,
    root: new Uint8Array(submission.root),
    version: submission.version,
    submittedAt: submission.submittedAt,
    signatures: await signaturesOf(ctx, report.reviewId, submission),
    textMark: submission.version + done.withholdings,
    withheld: done.withheld,
    changes: done.changes,
  }
}

/**
 * The author's pack: with it the author proves the report anywhere, also against us. It holds real names, so the
 * download is recorded as a reading. Null when there is nothing for this reader, or this process has no log.
 */
export async function packOfReport(ctx: Context, reviewId: string): Promise<{ pack: Uint8Array } | null> {
  const review = await reviewById(ctx, reviewId)
  const report = review && (await store.reportByReview(ctx, reviewId))
  if (!review || !report || !mayTakePack(ctx, review)) return null
  const records = await store.records(ctx, report.id)
  if (records.length === 0) return null
  const texts = await Promise.all(
    records.map(async ({ version }) => ({ version, ...(await store.sealedBlocks(ctx, report.id, version)) })),
  )
  const others = (await notesOnRecord(ctx, reviewId)).filter((one) => !records.some(({ index }) => index === one.index))
  const notes = [...records.map(({ note, salt, index }) => ({ note, salt, index })), ...others]
  const pack = await authorPack(ctx, {
    texts,
    notes: notes.toSorted((a, b) => a.index - b.index),
    keys: await signingKeysOf(ctx, reviewId),
  })
  if (!pack) return null
  await recordRead(ctx, 'authorship.pack', report.id)
  return { pack }
}

/** Whether a submission is in a published checkpoint of the log yet: only then can it be proved without this server. */
export async function isInPublicLog(ctx: Context, submission: Submission): Promise<boolean> {
  return isPublished(ctx, submission.logIndex)
}

/** Whether the reader is offered the pack: it is its author's alone. */
export function mayTakePack(ctx: Context, review: Review): boolean {
  return may(ctx.actor, authorshipActs.takePack, review.scope)
}

/** Everything public about what happened to a text after it was submitted. */
export type ConsentRecord = record.ConsentRecord
/** Changes of one class of reason, from asking to what came of it. */
export type ClassFigures = record.ClassFigures

/**
 * What happened to a text after it was submitted, read from the log and not from what a table says of itself; null before
 * submission. For verbs of higher folders: asks no permission.
 */
export async function consentRecord(ctx: Context, reportId: string): Promise<ConsentRecord | null> {
  return record.consentRecord(ctx, reportId)
}

/** Changes asked after submission over these reviews, by class of reason. For release: asks no permission. */
export async function changesAsked(ctx: Context, reviewIds: readonly string[]): Promise<ClassFigures[]> {
  return record.changesAsked(ctx, reviewIds)
}

/** What an author is told. */
export type News = telling.News

/** Tells a review's author of something, by worklist and mail at least. For verbs of higher folders, within their act. */
export async function tellAuthor(tx: Context, review: Review, news: News): Promise<void> {
  await telling.tellAuthor(tx, review, news)
}

/** What proposing, answering and imposing are refused for. */
export type ChangeRefusal = changing.ChangeRefusal

/** Comments beside one block of the sealed text, while the round is open: see `consent/reading.ts`. */
export const commentOnReport = reading.commentOnReport

/** Settles a comment with a reason: see `consent/reading.ts`. */
export const answerComment = reading.answerComment

/** Proposes other words for one passage: see `consent/changing.ts`. */
export const proposeChange = changing.proposeChange

/** The author's answer to a proposal: see `consent/changing.ts`. */
export const answerProposal = changing.answerProposal

/** The board confirms what the author agreed to: see `consent/changing.ts`. */
export const confirmChange = changing.confirmChange

/** The board changes a passage without its author, for ever shown as that: see `consent/changing.ts`. */
export const imposeChange = changing.imposeChange

/** The board withholds a part by law: see `consent/changing.ts`. */
export const withholdPart = changing.withholdPart
