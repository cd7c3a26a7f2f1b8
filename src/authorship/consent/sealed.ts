/**
 * A submitted report as every verb after submission starts from it: who wrote it, who stands how to it, whether the round
 * is open. Part of authorship: `authorship.ts` is its face.
 */
import { authorOf } from '#commissioning/commissioning.ts'
import { inTransaction, type Actor, type Context } from '#platform/context.ts'
import { may, type ActRule, type Scope } from '#platform/permission.ts'
import { reviewForUpdate, scopeFor, type Review } from '#register/register.ts'
import { isRole, roles } from '#vocabulary/vocabulary.ts'
import { authorshipActs } from '../permissions.ts'
import * as reports from '../store.ts'
import { roundIsOpen, whileDue } from './round.ts'
import * as store from './store.ts'

/** What is known of a submitted report before anybody is let near it. */
export interface Sealed {
  reportId: string
  review: Review
  version: number
  submittedAt: Date
  round: store.RoundRow | null
  roundOpen: boolean
  authorId: string | null
  /** The author and, while they are away, whoever they chose to read and answer for them. */
  forAuthor: string[]
}

/** Loads what decides who may do what to a submitted report; null before submission. */
export async function sealedFor(ctx: Context, report: reports.ReportRow | null): Promise<Sealed | null> {
  if (!report || report.state !== 'submitted') return null
  const submission = await reports.submission(ctx, report.id)
  const review = await inTransaction(ctx, (tx) => reviewForUpdate(tx, report.reviewId))
  if (!submission || !review) return null
  const round = await store.round(ctx, report.id)
  const author = await authorOf(ctx, review.id)
  return {
    reportId: report.id,
    review,
    version: submission.version,
    submittedAt: submission.submittedAt,
    round,
    roundOpen: roundIsOpen(round, ctx.now().toISOString().slice(0, 10)),
    authorId: author?.authorId ?? null,
    forAuthor: author ? [author.authorId, ...(await store.delegatesOf(ctx, author.authorId))] : [],
  }
}

/** To whom a sealed text belongs as this actor stands to it, delegates included. */
export function readingScope(actor: Actor, sealed: Sealed): Scope {
  const scope = scopeFor(actor, sealed.review)
  return { ...scope, people: [...(scope.people ?? []), ...sealed.forAuthor] }
}

/** Whether this actor may read a sealed text now: a panel's member only during the round. */
export function mayRead(actor: Actor, sealed: Sealed): boolean {
  return may(whileDue(actor, sealed.roundOpen), authorshipActs.readSealedReport, readingScope(actor, sealed))
}

/** Whether this actor may do an act of the round to a sealed text now. */
export function mayDo(actor: Actor, rule: ActRule, sealed: Sealed): boolean {
  return may(whileDue(actor, sealed.roundOpen), rule, readingScope(actor, sealed))
}

/** A name with role and body, as comments and proposals are signed. */
export function standing(name: string | undefined, role: string, body: string | null | undefined): string {
  return [name, isRole(role) ? roles[role].label : role, body].filter(Boolean).join(', ')
}
