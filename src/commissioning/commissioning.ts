/**
 * Commissioning: who writes a review, and the terms that make them free to. Owns schema `commissioning`. Invariants: one
 * author at a time; an acceptance names the exact text by its fingerprint and is never changed; no review goes on past
 * "author appointed" until author and board have both accepted.
 */
import { createHash } from 'node:crypto'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { writeMail } from '#platform/mail.ts'
import { holdersOf, perform } from '#identity/identity.ts'
import { addParticipant, reportStage, reviewById, reviewForUpdate, type Review } from '#register/register.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import { commissioningActs } from './permissions.ts'
import * as store from './store.ts'
import { standardTerms, termsText, termsVersion, type Clause } from './terms.ts'

/** Who answers the terms. */
export type Party = 'author' | 'board'

/** One party's answer to the terms. */
export interface Answer {
  party: Party
  answer: 'accepted' | 'declined'
  name: string
  reason: string | null
  at: Date
}

/** An author's appointment with its terms and the answers so far. */
export interface Appointment {
  id: string
  reviewId: string
  authorId: string
  authorName: string
  termsVersion: number
  /** SHA-256 of the exact text, hexadecimal. */
  fingerprint: string
  clauses: Clause[]
  state: 'offered' | 'accepted' | 'declined' | 'withdrawn'
  appointedAt: Date
  answers: Answer[]
}

/** Why an appointment or an answer was refused. */
export type CommissioningRefusal =
  | 'not-found'
  | 'not-an-author'
  | 'already-appointed'
  | 'stage-not-right'
  | 'already-answered'
  | 'not-open'
  | 'reason-missing'
  | 'other-text'

/**
 * Appoints an author to a review and offers both sides the terms in force.
 * @param authorId a person who holds the role author
 */
export async function appointAuthor(
  ctx: Context,
  reviewId: string,
  authorId: string,
): Promise<{ appointmentId: string } | { refused: CommissioningRefusal }> {
  return perform(ctx, commissioningActs.appointAuthor, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (await store.openAppointment(tx, reviewId)) return { refused: 'already-appointed' as const }
    if (review.stage !== 'notified' && review.stage !== 'decided') return { refused: 'stage-not-right' as const }
    const author = (await holdersOf(tx, 'author')).find((one) => one.id === authorId)
    if (!author) return { refused: 'not-an-author' as const }
    await store.keepTerms(tx, termsVersion, fingerprintOf(standardTerms), standardTerms)
    const appointmentId = await store.addAppointment(tx, reviewId, authorId, termsVersion)
    await addParticipant(tx, reviewId, authorId, 'author')
    await reportStage(tx, reviewId, 'commissioned')
    await settle(tx, `commissioning.appoint:${reviewId}`)
    await askBothParties(tx, review, appointmentId, authorId)
    await writeMail(tx, {
      to: author.email,
      subject: `Terms of engagement for review ${review.reference}`,
      text: `You have been appointed as the author of review ${review.reference}.\n\nPlease read the terms of engagement and accept or decline them:\n${tx.siteUrl}/workspace/terms/${appointmentId}\n`,
      purpose: 'commissioning.terms-offered',
      about: appointmentId,
    })
    act.record({ review: reviewId, appointment: appointmentId, author: authorId })
    return { appointmentId }
  })
}

async function askBothParties(tx: Context, review: Review, appointmentId: string, authorId: string): Promise<void> {
  const title = `Accept the terms of engagement for review ${review.reference}`
  const link = `/workspace/terms/${appointmentId}`
  await askFor(tx, { key: `commissioning.author:${appointmentId}`, personId: authorId, title, link })
  await askFor(tx, {
    key: `commissioning.chair:${appointmentId}`,
    role: 'board-chair',
    organisationId: review.leadBoardId,
    title,
    link,
  })
  await askFor(tx, {
    key: `commissioning.manager:${appointmentId}`,
    role: 'board-manager',
    organisationId: review.leadBoardId,
    title,
    link,
  })
}

/**
 * Accepts or declines the terms as one party.
 * @param answer.fingerprint of the text that the person was shown: another one means that they saw another text
 * @param answer.reason needed when declining
 */
export async function answerTerms(
  ctx: Context,
  appointmentId: string,
  party: Party,
  answer: { answer: 'accepted' | 'declined'; reason: string; fingerprint: string },
): Promise<{ appointmentId: string; state: Appointment['state'] } | { refused: CommissioningRefusal }> {
  const rule = party === 'author' ? commissioningActs.answerAsAuthor : commissioningActs.answerAsBoard
  return perform(ctx, rule, async (tx, act) => {
    const appointment = await store.appointmentForUpdate(tx, appointmentId)
    const review = appointment && (await reviewForUpdate(tx, appointment.reviewId))
    if (!appointment || !review) return { refused: 'not-found' as const }
    const scope = party === 'author' ? { people: [appointment.authorId] } : { organisations: [review.leadBoardId] }
    if (!act.permits(scope) || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (appointment.state !== 'offered') return { refused: 'not-open' as const }
    if (appointment.answers.some((one) => one.party === party)) return { refused: 'already-answered' as const }
    if (answer.fingerprint !== appointment.fingerprint) return { refused: 'other-text' as const }
    if (answer.answer === 'declined' && answer.reason.trim() === '') return { refused: 'reason-missing' as const }
    await store.addAnswer(tx, appointmentId, {
      party,
      personId: tx.actor.personId,
      hash: appointment.fingerprint,
      answer: answer.answer,
      reason: answer.reason.trim() || null,
    })
    const state = await settleAppointment(tx, appointment, review, party, answer.answer)
    act.record({ review: review.id, appointment: appointmentId, answer: answer.answer })
    return { appointmentId, state }
  })
}

async function settleAppointment(
  tx: Context,
  appointment: Appointment,
  review: Review,
  party: Party,
  answer: Answer['answer'],
): Promise<Appointment['state']> {
  const ask = party === 'author' ? ['author'] : ['chair', 'manager']
  for (const one of ask) await settle(tx, `commissioning.${one}:${appointment.id}`)
  if (answer === 'declined') {
    await store.setState(tx, appointment.id, 'declined')
    for (const one of ['author', 'chair', 'manager']) await settle(tx, `commissioning.${one}:${appointment.id}`)
    await reportStage(tx, review.id, 'decided', 'The terms of engagement were declined')
    await askFor(tx, {
      key: `commissioning.appoint:${review.id}`,
      role: 'registrar',
      title: `Terms were declined: appoint an author for review ${review.reference}`,
      link: `/workspace/reviews/${review.reference}/author`,
    })
    return 'declined'
  }
  const both = appointment.answers.some((one) => one.party !== party && one.answer === 'accepted')
  if (!both) return 'offered'
  await store.setState(tx, appointment.id, 'accepted')
  await reportStage(tx, review.id, 'in-progress')
  await askFor(tx, {
    key: `authorship.write:${review.id}`,
    personId: appointment.authorId,
    title: `Bring in the report for review ${review.reference}`,
    link: `/workspace/reviews/${review.reference}/report`,
  })
  return 'accepted'
}

/** Withdraws an appointment that has not been accepted by both, so that another author can be appointed. */
export async function withdrawAppointment(
  ctx: Context,
  appointmentId: string,
): Promise<{ appointmentId: string } | { refused: CommissioningRefusal }> {
  return perform(ctx, commissioningActs.withdrawAppointment, async (tx, act) => {
    const appointment = await store.appointmentForUpdate(tx, appointmentId)
    const review = appointment && (await reviewForUpdate(tx, appointment.reviewId))
    if (!appointment || !review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (appointment.state !== 'offered') return { refused: 'not-open' as const }
    await store.setState(tx, appointmentId, 'withdrawn')
    for (const one of ['author', 'chair', 'manager']) await settle(tx, `commissioning.${one}:${appointmentId}`)
    await reportStage(tx, review.id, 'decided', 'The appointment was withdrawn')
    act.record({ review: review.id, appointment: appointmentId })
    return { appointmentId }
  })
}

/** The open appointment of a review, for who may read its terms. */
export async function termsOf(ctx: Context, reviewId: string): Promise<Appointment | null> {
  const review = await reviewById(ctx, reviewId)
  return review && may(ctx.actor, commissioningActs.readTerms, review.scope)
    ? store.openAppointment(ctx, reviewId)
    : null
}

/** An appointment by its id with its review, for who may read its terms. */
export async function appointmentById(
  ctx: Context,
  appointmentId: string,
): Promise<{ appointment: Appointment; review: Review } | null> {
  const appointment = await store.appointment(ctx, appointmentId)
  const review = appointment && (await reviewById(ctx, appointment.reviewId))
  return appointment && review && may(ctx.actor, commissioningActs.readTerms, review.scope)
    ? { appointment, review }
    : null
}

/** The appointed author whose terms both sides have accepted; null before. For higher folders' verbs: asks no permission. */
export async function authorOf(
  tx: Context,
  reviewId: string,
): Promise<{ authorId: string; authorName: string } | null> {
  const appointment = await store.openAppointment(tx, reviewId)
  return appointment?.state === 'accepted'
    ? { authorId: appointment.authorId, authorName: appointment.authorName }
    : null
}

/** People who may be appointed. */
export async function authors(ctx: Context): Promise<{ id: string; name: string }[]> {
  return may(ctx.actor, commissioningActs.appointAuthor)
    ? (await holdersOf(ctx, 'author')).map(({ id, name }) => ({ id, name }))
    : []
}

function fingerprintOf(clauses: readonly Clause[]): string {
  return createHash('sha256').update(termsText(clauses)).digest('hex')
}
