/**
 * Reading the sealed text and commenting beside it. Everyone who takes part reads the same text from the moment of
 * submission; each reading is recorded; nobody can edit a word. Part of authorship: `authorship.ts` is its face.
 */
import type { Block } from '#documents/documents.ts'
import { namesOf, organisationsById, perform, recordRead } from '#identity/identity.ts'
import { inTransaction, type Actor, type Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { reviewNamed, type Review } from '#register/register.ts'
import { settle } from '#worklist/worklist.ts'
import { authorshipActs } from '../permissions.ts'
import * as reports from '../store.ts'
import { changesFor, factsOf, settleNews, type Changes } from './changing.ts'
import type { IntegrityLabel } from './change.ts'
import { recordOf } from './record.ts'
import { grantFor, roundEnd, whyNotAnswer, whyNotComment, type CommentKind, type Settlement } from './round.ts'
import { mayDo, mayRead, readingScope, sealedFor, standing, type Sealed } from './sealed.ts'
import * as store from './store.ts'
import { commentsPath, mailPerson, newsKey, readingKey, readingPath, tellAuthor, tellReaders } from './telling.ts'

/** A comment as its reader sees it. */
export interface Comment {
  id: string
  /** The block beside which it stands, counted from 0, and the version that was read. */
  block: number
  version: number
  kind: CommentKind
  words: string
  /** “Parveen Lockridge, Panel member, Westermoor Safeguarding Children Partnership”. */
  by: string
  mine: boolean
  at: Date
  answer: { settled: Settlement; words: string; by: string; at: Date } | null
}

/** A sealed text as somebody who takes part reads it. */
export interface Reading {
  reportId: string
  review: Review
  version: number
  blocks: Block[]
  submittedAt: Date
  endsOn: string | null
  roundOpen: boolean
  /** The author sees every comment, and so do the chair and the manager of the board; everybody else their own. */
  comments: Comment[]
  mayComment: boolean
  mayAnswer: boolean
  /** True for the author alone: no delegate and nobody of the board is. */
  isAuthor: boolean
  changes: Changes
  label: IntegrityLabel
  /** Whether every change was signed with keys; otherwise Throughline recorded them. */
  signed: boolean
}

/** Why a comment or an answer was refused. */
export type ReadingRefusal =
  | 'not-found'
  | 'round-over'
  | 'kind-missing'
  | 'words-missing'
  | 'words-too-long'
  | 'settlement-missing'
  | 'no-such-block'
  | 'already-answered'

/**
 * The sealed text of a review for who takes part in it, with the comments that are theirs to see. The reading is
 * recorded. Null when there is none for this reader.
 */
export async function readSealed(ctx: Context, reference: string): Promise<Reading | null> {
  const review = await reviewNamed(ctx, reference)
  const facts = review && (await factsOf(ctx, await reports.reportByReview(ctx, review.id)))
  if (!facts || !mayRead(ctx.actor, facts.sealed)) return null
  const { sealed } = facts
  return inTransaction(ctx, async (tx) => {
    await recordRead(tx, 'authorship.sealed-text', sealed.reportId)
    if (tx.actor.kind === 'person') {
      await settle(tx, readingKey(sealed.reportId, tx.actor.personId))
      await settleNews(tx, facts, tx.actor.personId)
    }
    const { label, signed } = await recordOf(tx, facts)
    return {
      reportId: sealed.reportId,
      review: sealed.review,
      version: sealed.version,
      blocks: facts.blocks,
      submittedAt: facts.versions[0]!.at,
      endsOn: sealed.round?.endsOn ?? null,
      roundOpen: sealed.roundOpen,
      comments: await commentsFor(tx, sealed),
      mayComment: sealed.roundOpen && mayDo(tx.actor, authorshipActs.commentOnReport, sealed),
      mayAnswer: mayAnswerFor(tx.actor, sealed),
      isAuthor: tx.actor.kind === 'person' && tx.actor.personId === sealed.authorId,
      changes: await changesFor(tx, facts),
      label,
      signed,
    }
  })
}

function mayAnswerFor(actor: Actor, sealed: Sealed): boolean {
  return may(actor, authorshipActs.answerComment, { people: sealed.forAuthor })
}

async function commentsFor(ctx: Context, sealed: Sealed): Promise<Comment[]> {
  const rows = await store.comments(ctx, sealed.reportId)
  const me = ctx.actor.kind === 'person' ? ctx.actor.personId : ''
  const all = mayAnswerFor(ctx.actor, sealed) || mayDo(ctx.actor, authorshipActs.seeAllComments, sealed)
  return withNames(
    ctx,
    rows.filter((row) => all || row.byPerson === me),
    me,
  )
}

async function withNames(ctx: Context, rows: readonly store.CommentRow[], me: string): Promise<Comment[]> {
  const names = await namesOf(ctx, [...new Set(rows.flatMap((row) => [row.byPerson, row.answeredBy ?? row.byPerson]))])
  const bodies = new Map(
    (
      await organisationsById(
        ctx,
        rows.flatMap((row) => row.organisationId ?? []),
      )
    ).map((one) => [one.id, one.name]),
  )
  return rows.map((row) => ({
    id: row.id,
    block: row.block,
    version: row.version,
    kind: row.kind,
    words: row.words,
    by: standing(names.get(row.byPerson), row.asRole, row.organisationId && bodies.get(row.organisationId)),
    mine: row.byPerson === me,
    at: row.at,
    answer:
      row.settled && row.answeredAt
        ? {
            settled: row.settled,
            words: row.answer ?? '',
            by: names.get(row.answeredBy ?? '') ?? '',
            at: row.answeredAt,
          }
        : null,
  }))
}

/** Opens the one round of comments and tells everyone who takes part, within the act of submitting. */
export async function openRound(tx: Context, review: Review, reportId: string): Promise<void> {
  const endsOn = roundEnd(tx.now())
  await store.openRound(tx, reportId, endsOn)
  await tellReaders(tx, review, reportId, endsOn)
}

/** Comments beside one block of the sealed text, while the round is open. The author is told; the text stays as it is. */
export async function commentOnReport(
  ctx: Context,
  reportId: string,
  comment: { block: number; kind: string; words: string },
): Promise<{ commentId: string } | { refused: ReadingRefusal }> {
  return perform(ctx, authorshipActs.commentOnReport, async (tx, act) => {
    const sealed = await sealedFor(tx, await reports.reportById(tx, reportId))
    const scope = sealed && readingScope(tx.actor, sealed)
    if (!sealed || !scope || !act.permits(scope) || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    const reason = whyNotComment(comment, sealed.roundOpen)
    if (reason) return { refused: reason }
    const { blocks } = await reports.sealedBlocks(tx, reportId, sealed.version)
    if (!blocks[comment.block]) return { refused: 'no-such-block' as const }
    const grant = grantFor(tx.actor, authorshipActs.commentOnReport, scope)
    const commentId = await store.addComment(tx, {
      reportId,
      version: sealed.version,
      block: comment.block,
      kind: comment.kind as CommentKind,
      words: comment.words.trim(),
      byPerson: tx.actor.personId,
      asRole: grant?.role ?? '',
      organisationId: grant?.organisationId ?? null,
    })
    await tellAuthor(tx, sealed.review, {
      key: `authorship.comments:${reportId}`,
      title: `Comments on your report for review ${sealed.review.reference} wait for your answer`,
      words: `Somebody who takes part in review ${sealed.review.reference} has commented on your sealed report. Nothing in it was changed. You decide, and say why.`,
      link: readingPath(sealed.review.reference),
      about: commentId,
    })
    act.record({ review: sealed.review.id, report: reportId, comment: commentId })
    return { commentId }
  })
}

/**
 * The reader's own comments on a review's report with how each was settled: also for a panel's member once the round is
 * over, who may then no longer read the text. Null for who could never comment on it.
 */
export async function myComments(
  ctx: Context,
  reference: string,
): Promise<{ review: Review; comments: Comment[]; mayRead: boolean } | null> {
  const review = await reviewNamed(ctx, reference)
  const sealed = review && (await sealedFor(ctx, await reports.reportByReview(ctx, review.id)))
  if (!sealed || !may(ctx.actor, authorshipActs.commentOnReport, readingScope(ctx.actor, sealed))) return null
  const me = ctx.actor.kind === 'person' ? ctx.actor.personId : ''
  const rows = (await store.comments(ctx, sealed.reportId)).filter((row) => row.byPerson === me)
  return { review: sealed.review, comments: await withNames(ctx, rows, me), mayRead: mayRead(ctx.actor, sealed) }
}

/** One comment with its block, for who may answer it. Null for others. */
export async function commentToAnswer(
  ctx: Context,
  commentId: string,
): Promise<{ comment: Comment; block: Block; review: Review } | null> {
  const row = await store.commentById(ctx, commentId)
  const sealed = row && (await sealedFor(ctx, await reports.reportById(ctx, row.reportId)))
  if (!row || !sealed || !mayAnswerFor(ctx.actor, sealed)) return null
  const { blocks } = await reports.sealedBlocks(ctx, row.reportId, row.version)
  const [comment] = await withNames(ctx, [row], '')
  const block = blocks[row.block]
  return comment && block ? { comment, block, review: sealed.review } : null
}

/**
 * Settles a comment, with a reason: for the author, or whoever they chose to answer while they are away. The commenter
 * is told. An answer changes no word of the text: a change is proposed and agreed to by itself.
 */
export async function answerComment(
  ctx: Context,
  commentId: string,
  answer: { settled: string; words: string },
): Promise<{ commentId: string } | { refused: ReadingRefusal }> {
  return perform(ctx, authorshipActs.answerComment, async (tx, act) => {
    const row = await store.commentById(tx, commentId)
    const sealed = row && (await sealedFor(tx, await reports.reportById(tx, row.reportId, true)))
    if (!row || !sealed || !act.permits({ people: sealed.forAuthor }) || tx.actor.kind !== 'person')
      return { refused: 'not-found' as const }
    const reason = whyNotAnswer(answer)
    if (reason) return { refused: reason }
    const settled = answer.settled as Settlement
    if (!(await store.answerComment(tx, commentId, { settled, words: answer.words.trim(), by: tx.actor.personId })))
      return { refused: 'already-answered' as const }
    await tellCommenter(tx, sealed, row)
    act.record({ review: sealed.review.id, report: row.reportId, comment: commentId })
    return { commentId }
  })
}

async function tellCommenter(tx: Context, sealed: Sealed, row: store.CommentRow): Promise<void> {
  const { reference } = sealed.review
  const open = (await store.comments(tx, sealed.reportId)).some((one) => one.settled === null)
  if (!open)
    for (const personId of sealed.forAuthor)
      await settle(tx, newsKey(`authorship.comments:${sealed.reportId}`, personId))
  await mailPerson(tx, row.byPerson, {
    subject: `Your comment on the report of review ${reference} is settled`,
    text: `The author has answered a comment of yours on the report of review ${reference}, and said why.\n\n${tx.siteUrl}${commentsPath(reference)}\n`,
    purpose: 'authorship.comment-settled',
    about: row.id,
  })
}
