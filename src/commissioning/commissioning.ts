/**
 * Commissioning: who writes a review, and the terms that make them free to. Owns schema `commissioning`. Invariants: one
 * author at a time; a signature names the exact text by its fingerprint and is never changed; a changed text has to be
 * signed anew; a test of independence that is not met blocks until the national body
 * overrides it in the open; no review goes on past "author appointed" until author, board and national body have signed one text.
 */
import { createHash } from 'node:crypto'
import type { Context } from '#platform/context.ts'
import { may, type ActRule, type Scope } from '#platform/permission.ts'
import { writeMail } from '#platform/mail.ts'
import { addReviewDone, approvedAuthors, type Author } from '#directory/directory.ts'
import { holdersOf, namesOf, organisationsById, perform } from '#identity/identity.ts'
import {
  addParticipant,
  reportStage,
  reviewById,
  reviewByReference,
  reviewForUpdate,
  type Review,
} from '#register/register.ts'
import { reviewKinds, type Sector } from '#vocabulary/vocabulary.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import {
  independence,
  namesIn,
  openBreaches,
  printedWords,
  type IndependenceTest,
  type Outcome,
  type PanelMember,
} from './independence.ts'
import { commissioningActs } from './permissions.ts'
import * as store from './store.ts'
import { template, type Language, type Template } from './template.ts'
import {
  engagedClauses,
  engagementText,
  nextToSign,
  parties,
  tidy,
  whyNotChange,
  type Change,
  type ChangeRefusal,
  type ClauseChange,
  type EngagedClause,
  type Party,
} from './terms.ts'

/** One party's answer to one text of the terms. */
export interface Answer {
  party: Party
  answer: 'accepted' | 'declined'
  name: string
  reason: string | null
  /** SHA-256 of the text that was answered, hexadecimal. */
  fingerprint: string
  at: Date
}

/** Where an appointment stands. `accepted` says that all three have signed. */
export type AppointmentState = 'offered' | 'accepted' | 'declined' | 'withdrawn'

/** An author's appointment with its terms and the answers so far. */
export interface Appointment {
  id: string
  reviewId: string
  authorId: string
  authorName: string
  templateVersion: number
  language: Language
  /** Counts the texts of this engagement from 1; 0 for terms of before texts were kept. */
  wording: number
  /** SHA-256 of the exact text that stands, hexadecimal. */
  fingerprint: string
  /** Fingerprint of the author's key for this review; null while it is not made. */
  authorKey: string | null
  clauses: EngagedClause[]
  /** Every change ever made, oldest first, those taken back too. */
  changes: ClauseChange[]
  state: AppointmentState
  appointedAt: Date
  /** Every answer ever given, to older texts too. */
  answers: Answer[]
  /** Who has signed the text that stands. */
  signed: Party[]
  /** Whose turn it is; null when nobody's. */
  next: Party | null
}

/** Why an appointment or an answer was refused. */
export type CommissioningRefusal =
  | 'not-found'
  | 'not-an-author'
  | 'already-appointed'
  | 'stage-not-right'
  | 'already-answered'
  | 'not-your-turn'
  | 'not-open'
  | 'reason-missing'
  | 'other-text'
  | 'changed-meanwhile'
  | 'bad-key'
  | 'not-independent'
  | 'no-breach'
  | 'override-reason-missing'
  | 'override-reason-names'
  | 'not-an-agency'
  | 'name-missing'
  | 'has-a-chair'
  | 'no-such-review'
  | ChangeRefusal

type Refused = { refused: CommissioningRefusal }

/**
 * Appoints an author to a review and offers the terms in force. Refused while a test of independence is not met that
 * nobody has overridden.
 * @param authorId an author of the directory, approved
 * @param language of the terms; clauses that have no words in it yet stand in English
 */
export async function appointAuthor(
  ctx: Context,
  reviewId: string,
  authorId: string,
  language: Language = 'en',
): Promise<{ appointmentId: string } | Refused> {
  return perform(ctx, commissioningActs.appointAuthor, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (await store.openAppointment(tx, reviewId)) return { refused: 'already-appointed' as const }
    if (review.stage !== 'notified' && review.stage !== 'decided') return { refused: 'stage-not-right' as const }
    const holders = await holdersOf(tx, 'author')
    const author = (await approvedAuthors(tx)).find((one) => one.profile.personId === authorId)
    if (!author || !holders.some((one) => one.id === authorId)) return { refused: 'not-an-author' as const }
    if ((await computeIndependence(tx, review, authorId)).open.length > 0)
      return { refused: 'not-independent' as const }
    await store.keepTemplate(tx, template, templateHash(template))
    const appointmentId = await store.addAppointment(tx, {
      reviewId,
      authorId,
      templateVersion: template.version,
      language,
    })
    await addParticipant(tx, reviewId, authorId, 'author')
    await reportStage(tx, reviewId, 'commissioned')
    await settle(tx, `commissioning.appoint:${reviewId}`)
    await writeWording(tx, appointmentId, review)
    await askNext(tx, appointmentId, review)
    act.record({ review: reviewId, appointment: appointmentId, author: authorId })
    return { appointmentId }
  })
}

/** Writes the text that follows from the clauses as they stand: the next wording, which nobody has signed. */
async function writeWording(tx: Context, appointmentId: string, review: Review): Promise<Appointment> {
  const before = asAppointment((await store.appointment(tx, appointmentId))!)
  const boards = await organisationsById(tx, [review.leadBoardId])
  const kinds = (await reviewKinds(tx, { legacy: true })).filter((kind) => review.kinds.includes(kind.code))
  const number = before.wording + 1
  const text = engagementText(
    {
      reference: review.reference,
      kinds,
      board: boards[0]?.name ?? '',
      author: before.authorName,
      templateVersion: before.templateVersion,
      wording: number,
      authorKey: before.authorKey,
    },
    before.clauses,
  )
  await store.setWording(tx, appointmentId, { number, text, hash: sha256(text) })
  return asAppointment((await store.appointment(tx, appointmentId))!)
}

const askKey = (party: Party, appointmentId: string) => `commissioning.sign-${party}:${appointmentId}`

/** Asks whose turn it is, on their list and by mail, and nobody else. */
async function askNext(tx: Context, appointmentId: string, review: Review): Promise<void> {
  const row = await store.appointment(tx, appointmentId)
  if (!row) return
  const appointment = asAppointment(row)
  for (const party of parties) if (party !== appointment.next) await settle(tx, askKey(party, appointmentId))
  const party = appointment.next
  if (!party) return
  const link = `/workspace/terms/${appointmentId}`
  await askFor(tx, {
    key: askKey(party, appointmentId),
    ...(party === 'author' ? { personId: appointment.authorId } : {}),
    ...(party === 'board' ? { role: 'board-chair', organisationId: review.leadBoardId } : {}),
    ...(party === 'national' ? { role: 'registrar' } : {}),
    title: `Accept the terms of engagement for review ${review.reference}`,
    link,
  })
  for (const person of await holders(tx, party, appointment, review)) {
    await writeMail(tx, {
      to: person.email,
      subject: `Terms of engagement for review ${review.reference}`,
      text: `It is your turn to read the terms of engagement of review ${review.reference}, and to sign or decline them:\n${tx.siteUrl}${link}\n`,
      purpose: 'commissioning.terms-offered',
      about: `${appointmentId}:${appointment.wording}:${person.id}`,
    })
  }
}

async function holders(tx: Context, party: Party, appointment: Appointment, review: Review) {
  if (party === 'board') return holdersOf(tx, 'board-chair', review.leadBoardId)
  if (party === 'national') return holdersOf(tx, 'registrar')
  return (await holdersOf(tx, 'author')).filter((one) => one.id === appointment.authorId)
}

function asAppointment(row: store.AppointmentRow): Appointment {
  const signed = parties.filter((party) =>
    row.answers.some((one) => one.party === party && one.answer === 'accepted' && one.fingerprint === row.fingerprint),
  )
  return {
    ...row,
    templateVersion: row.template.version,
    clauses: engagedClauses(row.template, row.changes, row.language),
    signed,
    next: row.state === 'offered' ? nextToSign(signed) : null,
  }
}

const answerRules: Record<Party, ActRule> = {
  author: commissioningActs.answerAsAuthor,
  board: commissioningActs.answerAsBoard,
  national: commissioningActs.answerForNation,
}

/** To whom an answer belongs: the author in person, the leading board, or the national body. */
function scopeOf(party: Party, appointment: Pick<Appointment, 'authorId'>, review: Review): Scope {
  if (party === 'author') return { people: [appointment.authorId] }
  return party === 'board' ? { organisations: [review.leadBoardId] } : {}
}

/**
 * Signs or declines the terms as one party, in order: author, chair of the board, national body. Whoever acts here has
 * passed a second factor: nobody holds a grant of these roles before (identity's invariant).
 * @param answer.fingerprint of the text that the person was shown: another one means that they saw another text
 * @param answer.reason needed when declining
 */
export async function answerTerms(
  ctx: Context,
  appointmentId: string,
  party: Party,
  answer: { answer: 'accepted' | 'declined'; reason: string; fingerprint: string },
): Promise<{ appointmentId: string; state: AppointmentState } | Refused> {
  return perform(ctx, answerRules[party], async (tx, act) => {
    const row = await store.appointmentForUpdate(tx, appointmentId)
    const review = row && (await reviewForUpdate(tx, row.reviewId))
    if (!row || !review) return { refused: 'not-found' as const }
    const appointment = asAppointment(row)
    if (!act.permits(scopeOf(party, appointment, review)) || tx.actor.kind !== 'person')
      return { refused: 'not-found' as const }
    if (appointment.state !== 'offered') return { refused: 'not-open' as const }
    if (appointment.signed.includes(party)) return { refused: 'already-answered' as const }
    if (answer.fingerprint !== appointment.fingerprint) return { refused: 'other-text' as const }
    if (appointment.next !== party) return { refused: 'not-your-turn' as const }
    if (answer.answer === 'declined' && answer.reason.trim() === '') return { refused: 'reason-missing' as const }
    // A paused or ended review is taken up again before its terms are answered.
    if (review.stage !== 'commissioned') return { refused: 'stage-not-right' as const }
    // What was declared or stated since the appointment counts: the last signature looks again.
    if (party === 'national' && answer.answer === 'accepted') {
      const { open } = await computeIndependence(tx, review, appointment.authorId)
      if (open.length > 0) return { refused: 'not-independent' as const }
    }
    await store.addAnswer(tx, appointmentId, {
      party,
      personId: tx.actor.personId,
      hash: appointment.fingerprint,
      answer: answer.answer,
      reason: answer.reason.trim() || null,
      authorKey: party === 'author' ? appointment.authorKey : null,
    })
    const state = await settleAppointment(tx, appointment, review, answer.answer)
    act.record({ review: review.id, appointment: appointmentId, answer: answer.answer })
    return { appointmentId, state }
  })
}

async function settleAppointment(
  tx: Context,
  appointment: Appointment,
  review: Review,
  answer: Answer['answer'],
): Promise<AppointmentState> {
  if (answer === 'declined') {
    await store.setState(tx, appointment.id, 'declined')
    await askNext(tx, appointment.id, review)
    await reportStage(tx, review.id, 'decided', 'The terms of engagement were declined')
    await askFor(tx, {
      key: `commissioning.appoint:${review.id}`,
      role: 'registrar',
      title: `Terms were declined: appoint an author for review ${review.reference}`,
      link: `/workspace/reviews/${review.reference}/author`,
    })
    return 'declined'
  }
  if (appointment.signed.length + 1 < parties.length) {
    await askNext(tx, appointment.id, review)
    return 'offered'
  }
  await store.setState(tx, appointment.id, 'accepted')
  await askNext(tx, appointment.id, review)
  await reportStage(tx, review.id, 'in-progress')
  await addReviewDone(tx, {
    personId: appointment.authorId,
    reviewId: review.id,
    title: `Review ${review.reference}`,
    organisationId: review.leadBoardId,
  })
  await askFor(tx, {
    key: `authorship.write:${review.id}`,
    personId: appointment.authorId,
    title: `Bring in the report for review ${review.reference}`,
    link: `/workspace/reviews/${review.reference}/report`,
  })
  return 'accepted'
}

/**
 * Changes one clause for this engagement, or takes an earlier change back, while not all have signed. The text becomes
 * another, so everybody signs it anew.
 * @param change.wording the wording that the person saw: another one means that somebody changed the terms meanwhile
 */
export async function changeTerms(
  ctx: Context,
  appointmentId: string,
  change: { clause: string; change: Change; words: string; why: string; wording: number },
): Promise<{ wording: number } | Refused> {
  return perform(ctx, commissioningActs.changeTerms, async (tx, act) => {
    const row = await store.appointmentForUpdate(tx, appointmentId)
    const review = row && (await reviewForUpdate(tx, row.reviewId))
    if (!row || !review || !act.permits(changeScope(row, review))) return { refused: 'not-found' as const }
    if (row.state !== 'offered') return { refused: 'not-open' as const }
    if (row.wording !== change.wording) return { refused: 'changed-meanwhile' as const }
    const clause = row.template.clauses.find((one) => one.key === change.clause)
    const reason = whyNotChange(clause, change, row.language)
    if (reason) return { refused: reason }
    const words = change.change === 'added' || change.change === 'changed' ? tidy(change.words) : ''
    await store.addClauseChange(tx, appointmentId, { ...change, words, why: tidy(change.why) })
    const { wording } = await writeWording(tx, appointmentId, review)
    await askNext(tx, appointmentId, review)
    act.record({ review: review.id, appointment: appointmentId, wording })
    return { wording }
  })
}

function changeScope(appointment: { authorId: string }, review: Review): Scope {
  return { organisations: [review.leadBoardId], people: [appointment.authorId] }
}

/**
 * Has the fingerprint of the author's key for this review printed in the terms, before the author signs: the text becomes
 * another. Called where the key is made; both calls, this and `answerTerms`, may stand in one transaction.
 * @param keyFingerprint printable, without spaces, at most 200 characters
 * @returns the fingerprint of the text that the author now signs
 */
export async function recordAuthorKey(
  ctx: Context,
  appointmentId: string,
  keyFingerprint: string,
): Promise<{ fingerprint: string; wording: number } | Refused> {
  return perform(ctx, commissioningActs.recordAuthorKey, async (tx, act) => {
    const row = await store.appointmentForUpdate(tx, appointmentId)
    const review = row && (await reviewForUpdate(tx, row.reviewId))
    if (!row || !review || !act.permits({ people: [row.authorId] })) return { refused: 'not-found' as const }
    if (row.state !== 'offered') return { refused: 'not-open' as const }
    if (asAppointment(row).signed.includes('author')) return { refused: 'already-answered' as const }
    if (!/^[\x21-\x7e]{16,200}$/.test(keyFingerprint)) return { refused: 'bad-key' as const }
    await store.setAuthorKey(tx, appointmentId, keyFingerprint)
    const { fingerprint, wording } = await writeWording(tx, appointmentId, review)
    act.record({ review: review.id, appointment: appointmentId, wording })
    return { fingerprint, wording }
  })
}

/** Everything about a review from which independence is computed, as the board has stated it. */
export interface Circumstances {
  agencies: { id: string; name: string; sector: Sector }[]
  panel: PanelMember[]
  sameFamily: { reference: string; authorId: string | null }[]
}

/** An override of one test that is not met. */
export interface Override {
  test: IndependenceTest
  reason: string
  by: string
  at: Date
}

/** What is known of an author's and a panel's independence for a review. */
export interface Independence {
  outcomes: Outcome[]
  overrides: Override[]
  /** Tests that are not met and not overridden: they block appointment and the last signature. */
  open: IndependenceTest[]
}

async function computeIndependence(tx: Context, review: Review, authorId: string): Promise<Independence> {
  const today = tx.now().toISOString().slice(0, 10)
  const circumstances = await store.circumstances(tx, review.id)
  const author = (await approvedAuthors(tx)).find((one) => one.profile.personId === authorId)
  const outcomes = independence({
    today,
    measures: await store.measures(tx, today),
    reviewId: review.id,
    author: { id: authorId, name: author?.profile.name ?? '' },
    boards: await organisationsById(tx, review.boardIds),
    leadBoardId: review.leadBoardId,
    boardChairs: await holdersOf(tx, 'board-chair', review.leadBoardId),
    agencies: circumstances.agencies.length > 0 ? circumstances.agencies : null,
    panel: circumstances.panel.length > 0 ? circumstances.panel : null,
    interests: author?.interests ?? [],
    sameFamily: circumstances.sameFamily,
  })
  const overrides = await store.overrides(tx, review.id, authorId)
  return {
    outcomes,
    overrides,
    open: openBreaches(
      outcomes,
      overrides.map((one) => one.test),
    ),
  }
}

/** An author's independence for a review, test by test, for who may read it. Null for others. */
export async function independenceOf(ctx: Context, reviewId: string, authorId: string): Promise<Independence | null> {
  const review = await reviewById(ctx, reviewId)
  if (!review || !may(ctx.actor, commissioningActs.readIndependence, review.scope)) return null
  return computeIndependence(ctx, review, authorId)
}

/** The agencies, the panel and earlier reviews of a review, for who may read its terms. Null for others. */
export async function circumstancesOf(ctx: Context, reviewId: string): Promise<Circumstances | null> {
  const review = await reviewById(ctx, reviewId)
  if (!review || !may(ctx.actor, commissioningActs.readIndependence, review.scope)) return null
  return store.circumstances(ctx, reviewId)
}

/** Agencies involved in a review. For higher folders' verbs: asks no permission. */
export async function involvedAgencies(tx: Context, reviewId: string): Promise<Circumstances['agencies']> {
  return (await store.circumstances(tx, reviewId)).agencies
}

async function changeCircumstances<R extends object>(
  ctx: Context,
  reviewId: string,
  change: (tx: Context, review: Review) => Promise<R | Refused>,
): Promise<R | Refused> {
  return perform(ctx, commissioningActs.stateCircumstances, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    const changed = await change(tx, review)
    act.record({ review: reviewId })
    return changed
  })
}

/** States that an agency is involved in what is reviewed. */
export async function addAgency(
  ctx: Context,
  reviewId: string,
  agencyId: string,
  sector: Sector,
): Promise<{ reviewId: string } | Refused> {
  return changeCircumstances(ctx, reviewId, async (tx) => {
    const agency = (await organisationsById(tx, [agencyId]))[0]
    if (agency?.kind !== 'agency') return { refused: 'not-an-agency' as const }
    await store.addAgency(tx, reviewId, agencyId, sector)
    return { reviewId }
  })
}

/** Takes an agency off the list; that it stood there stays on record. */
export async function removeAgency(
  ctx: Context,
  reviewId: string,
  agencyId: string,
): Promise<{ reviewId: string } | Refused> {
  return changeCircumstances(ctx, reviewId, async (tx) => {
    await store.removeAgency(tx, reviewId, agencyId)
    return { reviewId }
  })
}

/** Adds a member to the panel; a panel has one chair. */
export async function addPanelMember(
  ctx: Context,
  reviewId: string,
  member: { name: string; organisationId: string | null; chairs: boolean },
): Promise<{ reviewId: string } | Refused> {
  return changeCircumstances(ctx, reviewId, async (tx) => {
    if (member.name.trim() === '') return { refused: 'name-missing' as const }
    const { panel } = await store.circumstances(tx, reviewId)
    if (member.chairs && panel.some((one) => one.chairs)) return { refused: 'has-a-chair' as const }
    await store.addPanelMember(tx, reviewId, { ...member, name: tidy(member.name) })
    return { reviewId }
  })
}

/** Takes a member off the panel from now on. */
export async function removePanelMember(
  ctx: Context,
  reviewId: string,
  memberId: string,
): Promise<{ reviewId: string } | Refused> {
  return changeCircumstances(ctx, reviewId, async (tx) => {
    await store.removePanelMember(tx, reviewId, memberId)
    return { reviewId }
  })
}

/** States that an earlier review is about the same family. */
export async function stateSameFamily(
  ctx: Context,
  reviewId: string,
  reference: string,
): Promise<{ reviewId: string } | Refused> {
  return changeCircumstances(ctx, reviewId, async (tx) => {
    const earlier = await reviewByReference(tx, reference.trim().toUpperCase())
    if (!earlier || earlier.id === reviewId || tx.actor.kind !== 'person') return { refused: 'no-such-review' as const }
    await store.addSameFamily(tx, reviewId, earlier.id, tx.actor.personId)
    return { reviewId }
  })
}

/**
 * The national body allows an appointment although a test is not met. The reason is printed in the published edition, so
 * it may not hold the name of a body or person of the review.
 */
export async function overrideIndependence(
  ctx: Context,
  reviewId: string,
  authorId: string,
  test: IndependenceTest,
  reason: string,
): Promise<{ reviewId: string } | Refused> {
  return perform(ctx, commissioningActs.overrideIndependence, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope) || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    const { outcomes, open } = await computeIndependence(tx, review, authorId)
    const outcome = outcomes.find((one) => one.test === test)
    if (!outcome || !open.includes(test)) return { refused: 'no-breach' as const }
    const words = tidy(reason)
    if (words === '') return { refused: 'override-reason-missing' as const }
    if (namesIn(words, await namesOfReview(tx, review, authorId)).length > 0)
      return { refused: 'override-reason-names' as const }
    await store.addOverride(tx, {
      reviewId,
      authorId,
      test,
      reason: words,
      facts: outcome.facts,
      by: tx.actor.personId,
    })
    act.record({ review: reviewId, author: authorId, test })
    return { reviewId }
  })
}

async function namesOfReview(tx: Context, review: Review, authorId: string): Promise<string[]> {
  const { agencies, panel } = await store.circumstances(tx, review.id)
  const boards = await organisationsById(tx, review.boardIds)
  const people = await namesOf(tx, [authorId])
  const chairs = await holdersOf(tx, 'board-chair', review.leadBoardId)
  return [...boards, ...agencies, ...panel, ...chairs].map((one) => one.name).concat([...people.values()])
}

/**
 * What the edition says of the independence of a review: each test that was not met and allowed, with the reason. Empty
 * when there is nothing to say. For the section that is sealed with the report: asks no permission, names nobody.
 */
export async function independenceInPrint(tx: Context, reviewId: string): Promise<string[]> {
  const appointment = await store.openAppointment(tx, reviewId)
  if (!appointment) return []
  const measures = await store.measures(tx, appointment.appointedAt.toISOString().slice(0, 10))
  return (await store.overrides(tx, reviewId, appointment.authorId)).map(
    (one) => `${printedWords[one.test](measures)} The national body allowed this. Its reason: ${one.reason}`,
  )
}

/** Withdraws an appointment that not all have signed, so that another author can be appointed. */
export async function withdrawAppointment(
  ctx: Context,
  appointmentId: string,
): Promise<{ appointmentId: string } | Refused> {
  return perform(ctx, commissioningActs.withdrawAppointment, async (tx, act) => {
    const row = await store.appointmentForUpdate(tx, appointmentId)
    const review = row && (await reviewForUpdate(tx, row.reviewId))
    if (!row || !review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (row.state !== 'offered') return { refused: 'not-open' as const }
    await store.setState(tx, appointmentId, 'withdrawn')
    await askNext(tx, appointmentId, review)
    await reportStage(tx, review.id, 'decided', 'The appointment was withdrawn')
    act.record({ review: review.id, appointment: appointmentId })
    return { appointmentId }
  })
}

/** The open appointment of a review, for who may read its terms. */
export async function termsOf(ctx: Context, reviewId: string): Promise<Appointment | null> {
  const review = await reviewById(ctx, reviewId)
  if (!review || !may(ctx.actor, commissioningActs.readTerms, review.scope)) return null
  const row = await store.openAppointment(ctx, reviewId)
  return row && asAppointment(row)
}

/** An appointment by its id with its review and its exact text, for who may read its terms. */
export async function appointmentById(
  ctx: Context,
  appointmentId: string,
): Promise<{ appointment: Appointment; review: Review; text: string | null } | null> {
  const row = await store.appointment(ctx, appointmentId)
  const review = row && (await reviewById(ctx, row.reviewId))
  if (!row || !review || !may(ctx.actor, commissioningActs.readTerms, review.scope)) return null
  return { appointment: asAppointment(row), review, text: await store.wordingText(ctx, appointmentId, row.wording) }
}

/** As whom the reader may sign or decline now; null when it is not their turn. */
export function mayAnswerAs(ctx: Context, appointment: Appointment, review: Review): Party | null {
  const party = appointment.next
  return party && may(ctx.actor, answerRules[party], scopeOf(party, appointment, review)) ? party : null
}

/** Whether the reader may change clauses now. */
export function mayChangeTerms(ctx: Context, appointment: Appointment, review: Review): boolean {
  return (
    appointment.state === 'offered' && may(ctx.actor, commissioningActs.changeTerms, changeScope(appointment, review))
  )
}

/** The appointed author whose terms all three have signed; null before. For higher folders' verbs: asks no permission. */
export async function authorOf(
  tx: Context,
  reviewId: string,
): Promise<{ authorId: string; authorName: string } | null> {
  const appointment = await store.openAppointment(tx, reviewId)
  return appointment?.state === 'accepted'
    ? { authorId: appointment.authorId, authorName: appointment.authorName }
    : null
}

/** Approved authors with what is known of them, for who may appoint. */
export async function authors(ctx: Context): Promise<Author[]> {
  if (!may(ctx.actor, commissioningActs.appointAuthor)) return []
  const holders = new Set((await holdersOf(ctx, 'author')).map((one) => one.id))
  return (await approvedAuthors(ctx)).filter((one) => holders.has(one.profile.personId))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function templateHash(one: Template): string {
  return sha256(JSON.stringify(one))
}
