/**
 * Register: every review there is, from the first decision on, over four nations, children's and adults'. Owns schema
 * `register`. Invariants: a reference is random and permanent; nothing is deleted; every change of stage is dated, with
 * by whom and why; a board sees its own reviews only.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { inTransaction, type Actor, type Context } from '#platform/context.ts'
import { may, mayEver, type ActRule, type Scope } from '#platform/permission.ts'
import { accountMailOf, holdersOf, organisationsById, perform, type Organisation } from '#identity/identity.ts'
import { isDay, readCsv } from '#platform/csv.ts'
import { packageFolder } from '#platform/files.ts'
import { queueJob } from '#platform/jobs.ts'
import { writeMail } from '#platform/mail.ts'
import { askFor, settle, tell } from '#worklist/worklist.ts'
import {
  bankHolidays,
  clockRules,
  keepBankHolidays,
  nations,
  reviewKinds,
  type BankHoliday,
  type ClockRule,
  type Nation,
  type SubjectKind,
} from '#vocabulary/vocabulary.ts'
import { dayAfter, deadlinesOf, dueDay, reminderFor, type Deadline } from './clocks.ts'
import { differences, factsOf, fromFacts, undo, type Difference, type Facts } from './facts.ts'
import { reminderMail, withheldMail } from './mails.ts'
import { registerActs } from './permissions.ts'
import {
  groundWords,
  mayFollow,
  overStages,
  referenceFrom,
  stageWords,
  stagesByHand,
  stagesWithReason,
  submittedStages,
  type PauseReason,
  type Stage,
  type WithholdingGround,
} from './stages.ts'
import * as store from './store.ts'

/** What is needed to register a review. Dates are 'YYYY-MM-DD'. No names: the register holds none of the family's. */
export interface ReviewToRegister {
  boardIds: string[]
  leadBoardId: string
  kinds: string[]
  nations: Nation[]
  subjects: { kind: SubjectKind; count: number }[]
  incidentFrom?: string | undefined
  incidentTo?: string | undefined
  notifiedOn: string
  decidedOn?: string | undefined
  /** Why no review is held, where that was the decision: it is registered all the same. `decidedOn` is its day. */
  notToProceed?: string | undefined
  documents?: ReviewDocument[]
}

/** A document that a review has or will have. */
export interface ReviewDocument {
  kind: 'overview' | 'executive-summary' | 'board-response' | 'briefing' | 'other'
  label: string
}

/** A review as the register holds it. */
export interface Review {
  id: string
  reference: string
  stage: Stage
  leadBoardId: string
  boardIds: string[]
  kinds: string[]
  nations: Nation[]
  subjects: { kind: SubjectKind; count: number }[]
  documents: ReviewDocument[]
  incidentFrom: string | null
  incidentTo: string | null
  notifiedOn: string
  decidedOn: string | null
  registeredAt: Date
  /** The review that this one is a duplicate of, or was merged into. */
  duplicateOf: string | null
  outcomeToldOn: string | null
  version: number
  /** To whom it belongs, for `may` and `permits`. */
  scope: Scope
}

/** A row of a list of reviews. */
export interface ReviewListed {
  id: string
  reference: string
  stage: Stage
  kinds: string[]
  boards: string[]
  nations: Nation[]
  notifiedOn: string
  registeredAt: Date
}

/** One change of stage. */
export interface StageChange {
  stage: Stage
  at: Date
  by: string | null
  why: string | null
}

/** Why a review could not be registered or changed. */
export type RegisterRefusal =
  | 'not-found'
  | 'no-board'
  | 'not-a-board'
  | 'lead-not-among-boards'
  | 'no-kind'
  | 'unknown-kind'
  | 'no-nation'
  | 'no-subject'
  | 'dates-out-of-order'
  | 'date-in-future'
  | 'stage-may-not-follow'
  | 'reason-missing'
  | 'changed-meanwhile'
  | 'no-ground'
  | 'same-review'
  | 'already-duplicate'
  | 'nothing-left'
  | 'no-such-person'
  | 'nothing-changed'

/**
 * Registers a review: the national register has it from this moment, with a permanent random reference.
 * A board's people may register for their own board, alone or with others.
 */
export async function registerReview(
  ctx: Context,
  review: ReviewToRegister,
): Promise<{ reviewId: string; reference: string } | { refused: RegisterRefusal }> {
  return perform(ctx, registerActs.registerReview, async (tx, act) => {
    if (!act.permits({ organisations: review.boardIds })) return { refused: 'not-found' as const }
    const reason = whyNotRegister(review, tx.now())
    if (reason) return { refused: reason }
    const unknown = await whyNotKnown(tx, review)
    if (unknown) return { refused: unknown }
    const reference = referenceFrom(randomBytes(32))
    const stage: Stage = review.notToProceed ? 'not-to-proceed' : review.decidedOn ? 'decided' : 'notified'
    const reviewId = await store.addReview(tx, review, reference, stage)
    await store.addStageChange(tx, reviewId, stage, review.notToProceed?.trim() || null)
    await runClocks(tx, reviewId)
    await tell(tx, {
      key: `register.registered:${reviewId}`,
      role: 'registrar',
      title: `Review ${reference} was registered: ${stageWords[stage].toLowerCase()}`,
      link: pageOf(reference),
    })
    if (stage === 'not-to-proceed') {
      act.record({ review: reviewId, stage })
      return { reviewId, reference }
    }
    await askToAppoint(tx, reviewId, reference)
    act.record({ review: reviewId })
    return { reviewId, reference }
  })
}

async function askToAppoint(tx: Context, reviewId: string, reference: string): Promise<void> {
  await askFor(tx, {
    key: `commissioning.appoint:${reviewId}`,
    role: 'registrar',
    title: `Appoint an author for review ${reference}`,
    link: `/workspace/reviews/${reference}/author`,
  })
}

/**
 * Registers a review of the past that a higher folder brings in, within its own act: nobody is asked to do anything and
 * no clock runs.
 */
export async function collectReview(
  tx: Context,
  review: ReviewToRegister,
): Promise<{ reviewId: string; reference: string } | { refused: RegisterRefusal }> {
  const reason = whyNotRegister(review, tx.now()) ?? (await whyNotKnown(tx, review))
  if (reason) return { refused: reason }
  const reference = referenceFrom(randomBytes(32))
  const reviewId = await store.addReview(tx, review, reference, 'collected')
  await store.addStageChange(tx, reviewId, 'collected', null)
  return { reviewId, reference }
}

/** The first reason against registering, or null. Pure but for the moment given. */
function whyNotRegister(review: ReviewToRegister, now: Date): RegisterRefusal | null {
  const today = now.toISOString().slice(0, 10)
  if (review.boardIds.length === 0) return 'no-board'
  if (!review.boardIds.includes(review.leadBoardId)) return 'lead-not-among-boards'
  if (review.kinds.length === 0) return 'no-kind'
  if (review.nations.length === 0) return 'no-nation'
  if (!review.subjects.some((subject) => subject.count > 0)) return 'no-subject'
  if (review.notToProceed !== undefined && (review.notToProceed.trim() === '' || !review.decidedOn))
    return 'reason-missing'
  const dates = [review.incidentFrom, review.incidentTo, review.notifiedOn, review.decidedOn].filter(
    (date) => date !== undefined,
  )
  if (dates.some((date) => date > today)) return 'date-in-future'
  if (review.incidentTo && (!review.incidentFrom || review.incidentTo < review.incidentFrom))
    return 'dates-out-of-order'
  if (review.incidentFrom && review.incidentFrom > review.notifiedOn) return 'dates-out-of-order'
  if (review.decidedOn && review.decidedOn < review.notifiedOn) return 'dates-out-of-order'
  return null
}

function isNoBoard(organisation: Organisation): boolean {
  return organisation.kind === 'agency' || organisation.kind === 'national-body'
}

/** A review by its reference; null when there is none or the reader may not see it. */
export async function reviewByReference(ctx: Context, reference: string): Promise<Review | null> {
  return visible(ctx, await store.review(ctx, { reference }))
}

/** A review by its id; null when there is none or the reader may not see it. */
export async function reviewById(ctx: Context, id: string): Promise<Review | null> {
  return visible(ctx, await store.review(ctx, { id }))
}

function visible(ctx: Context, review: Review | null): Review | null {
  return review && may(ctx.actor, registerActs.readReview, scopeFor(ctx.actor, review)) ? review : null
}

/**
 * To whom a review belongs as this actor stands to it. An agency's member holds their role at the agency, which no
 * review belongs to: only where they are part of the review in person does their agency count.
 */
export function scopeFor(actor: Actor, review: Pick<Review, 'scope'>): Scope {
  if (actor.kind !== 'person' || !(review.scope.people ?? []).includes(actor.personId)) return review.scope
  const agencies = actor.grants.flatMap((grant) =>
    grant.role === 'agency-member' && grant.organisationId ? [grant.organisationId] : [],
  )
  return { ...review.scope, organisations: [...(review.scope.organisations ?? []), ...agencies] }
}

/** A review by its reference for a verb of a higher folder, which asks for permission itself. */
export async function reviewNamed(ctx: Context, reference: string): Promise<Review | null> {
  return store.review(ctx, { reference })
}

/** Who is part of a review in person, and as what. For verbs of higher folders: asks no permission. */
export async function participantsOf(
  ctx: Context,
  reviewId: string,
): Promise<{ personId: string; role: 'author' | 'family-contact' | 'agency-member' }[]> {
  return store.participants(ctx, reviewId)
}

/** A review, locked for a verb of a higher folder, which asks for permission with `review.scope` itself. */
export async function reviewForUpdate(tx: Context, id: string): Promise<Review | null> {
  return store.review(tx, { id, lock: true })
}

/**
 * Every review whose report may yet be published or has been, as far as an edition's public attributes could tell of it.
 * For release, which counts among them and shows none. Asks no permission.
 */
export async function releaseEntries(
  ctx: Context,
): Promise<{ leadBoardId: string; nations: Nation[]; subjects: SubjectKind[] }[]> {
  return store.releaseEntries(ctx)
}

/** What narrows the list of reviews. Those left undefined narrow nothing. */
export interface ReviewFilter {
  stage?: Stage | undefined
  nation?: Nation | undefined
  kind?: string | undefined
  boardId?: string | undefined
  reference?: string | undefined
  /** From 1; 50 a page. */
  page?: number
}

/**
 * Reviews that the reader may see, newest first.
 * @returns `total` counts no further than `countedUpTo`, so that a list answers as fast however long it is
 */
export async function reviews(
  ctx: Context,
  filter: ReviewFilter = {},
): Promise<{ reviews: ReviewListed[]; total: number; pages: number }> {
  if (ctx.actor.kind !== 'person') return { reviews: [], total: 0, pages: 0 }
  return store.reviews(ctx, ownReach(ctx, registerActs.readReview), filter)
}

/** Beyond this a list says "more than". */
export const countedUpTo = store.countedUpTo

/** Null for who may do this to any review; otherwise to whose reviews: of these boards, or with this person. */
function ownReach(ctx: Context, rule: ActRule): store.Own | null {
  if (may(ctx.actor, rule)) return null
  if (ctx.actor.kind !== 'person') return { organisations: [], person: null }
  const ownGrants = ctx.actor.grants.filter((grant) => rule.allow[grant.role] === 'own')
  return {
    organisations: ownGrants.flatMap((grant) => grant.organisationId ?? []),
    person: ownGrants.some((grant) => grant.organisationId === null || grant.role === 'agency-member')
      ? ctx.actor.personId
      : null,
  }
}

/** Every change of stage of a review, oldest first. */
export async function historyOf(ctx: Context, reviewId: string): Promise<StageChange[]> {
  return (await reviewById(ctx, reviewId)) ? store.stageChanges(ctx, reviewId) : []
}

/**
 * Sets a stage by hand: decided, paused, in progress again, endorsed, not to proceed, discontinued.
 * @param change.version the version that the person saw; another one means that somebody changed it meanwhile
 * @param change.pauseFor the class of reason of a pause; 'other' when it is not said
 */
export async function changeStage(
  ctx: Context,
  reviewId: string,
  change: { stage: Stage; why: string; version: number; pauseFor?: PauseReason },
): Promise<{ reviewId: string } | { refused: RegisterRefusal }> {
  return perform(ctx, registerActs.changeStage, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (review.version !== change.version) return { refused: 'changed-meanwhile' as const }
    if (!stagesByHand.includes(change.stage) || !mayFollow(review.stage, change.stage))
      return { refused: 'stage-may-not-follow' as const }
    if (stagesWithReason.includes(change.stage) && change.why.trim() === '')
      return { refused: 'reason-missing' as const }
    // Work begins when the terms are signed, never by hand, and goes on after a pause where it stood.
    if (change.stage === 'in-progress' && review.stage !== 'paused') return { refused: 'stage-may-not-follow' as const }
    const stage = change.stage === 'in-progress' ? await stageBeforePause(tx, reviewId) : change.stage
    if (change.stage === 'paused') await store.openPause(tx, reviewId, dayOf(tx.now()), change.pauseFor ?? 'other')
    await setStage(tx, review, stage, change.why.trim() || null)
    if (change.stage === 'not-to-proceed' || change.stage === 'discontinued')
      await settle(tx, `commissioning.appoint:${reviewId}`)
    act.record({ review: reviewId, stage })
    return { reviewId }
  })
}

async function stageBeforePause(tx: Context, reviewId: string): Promise<Stage> {
  const before = (await store.stageChanges(tx, reviewId)).findLast((one) => one.stage !== 'paused')
  return before?.stage ?? 'decided'
}

/**
 * A higher folder reports the stage that follows from its act, within its own transaction and act.
 * @throws when that stage may not follow: the higher folder should have refused
 */
export async function reportStage(
  tx: Context,
  reviewId: string,
  stage: Stage,
  why: string | null = null,
): Promise<void> {
  await inTransaction(tx, async (inner) => {
    const review = await reviewForUpdate(inner, reviewId)
    if (!review) throw new Error('stage reported for no review')
    if (review.stage === stage) return
    if (!mayFollow(review.stage, stage)) throw new Error(`stage ${stage} may not follow ${review.stage}`)
    await setStage(inner, review, stage, why)
  })
}

async function setStage(tx: Context, review: Review, stage: Stage, why: string | null): Promise<void> {
  if (review.stage === 'paused') await store.closePause(tx, review.id, dayOf(tx.now()))
  await store.setStage(tx, review.id, stage, stage === 'decided' && !review.decidedOn ? dayOf(tx.now()) : null)
  const change = await store.addStageChange(tx, review.id, stage, why)
  await runClocks(tx, review.id)
  const title = `Review ${review.reference}: ${stageWords[stage].toLowerCase()}`
  const link = pageOf(review.reference)
  for (const organisationId of review.boardIds)
    for (const role of ['board-manager', 'board-chair'])
      await tell(tx, { key: `register.stage:${change}:${role}:${organisationId}`, role, organisationId, title, link })
  for (const personId of review.scope.people ?? [])
    await tell(tx, { key: `register.stage:${change}:${personId}`, personId, title, link })
}

function pageOf(reference: string): string {
  return `/workspace/reviews/${reference}`
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}

/** Withholds a review from publication on a listed ground; its author and the national body are told why, by mail. */
export async function withholdReview(
  ctx: Context,
  reviewId: string,
  decision: { ground: WithholdingGround; why: string; version: number },
): Promise<{ reviewId: string } | { refused: RegisterRefusal }> {
  return perform(ctx, registerActs.withholdReview, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (review.version !== decision.version) return { refused: 'changed-meanwhile' as const }
    // A published edition is withdrawn, which is another act: it leaves a tombstone.
    if (review.stage === 'published' || !mayFollow(review.stage, 'withheld'))
      return { refused: 'stage-may-not-follow' as const }
    if (!Object.hasOwn(groundWords, decision.ground)) return { refused: 'no-ground' as const }
    if (decision.why.trim() === '') return { refused: 'reason-missing' as const }
    const ground = groundWords[decision.ground]
    const why = decision.why.trim()
    const withholding = await store.addWithholding(tx, reviewId, decision.ground, why)
    await setStage(tx, review, 'withheld', `${ground}. ${why}`)
    await tellWithheld(tx, review, withholding, { reference: review.reference, ground, why })
    act.record({ review: reviewId, ground: decision.ground })
    return { reviewId }
  })
}

async function tellWithheld(
  tx: Context,
  review: Review,
  withholding: string,
  about: { reference: string; ground: string; why: string },
): Promise<void> {
  const mail = withheldMail(about, `${tx.siteUrl}${pageOf(review.reference)}`)
  const authors = (await participantsOf(tx, review.id)).filter((one) => one.role === 'author')
  const told = new Map((await holdersOf(tx, 'registrar')).map((person) => [person.id, person.email]))
  for (const { personId } of authors) told.set(personId, await accountMailOf(tx, personId))
  for (const [personId, to] of told)
    await writeMail(tx, { to, ...mail, purpose: 'register.withheld', about: `${withholding}:${personId}` })
  await tell(tx, {
    key: `register.withheld:${withholding}`,
    role: 'registrar',
    title: `Review ${review.reference} is withheld: read the decision`,
    link: pageOf(review.reference),
  })
}

/** Ends a withholding: the review goes back to where it stood. One whose edition was withdrawn waits for a volume again. */
export async function endWithholding(
  ctx: Context,
  reviewId: string,
  decision: { why: string; version: number },
): Promise<{ reviewId: string } | { refused: RegisterRefusal }> {
  return perform(ctx, registerActs.withholdReview, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (review.version !== decision.version) return { refused: 'changed-meanwhile' as const }
    if (review.stage !== 'withheld') return { refused: 'stage-may-not-follow' as const }
    if (decision.why.trim() === '') return { refused: 'reason-missing' as const }
    const before = (await store.stageChanges(tx, reviewId)).findLast((change) => change.stage !== 'withheld')
    const back: Stage = before && before.stage !== 'published' ? before.stage : 'waiting'
    if (!mayFollow('withheld', back)) return { refused: 'stage-may-not-follow' as const }
    await setStage(tx, review, back, decision.why.trim())
    act.record({ review: reviewId, stage: back })
    return { reviewId }
  })
}

/** A correction as its reader sees it; `before` and `after` are the fact's values. */
export interface Correction extends Difference {
  version: number
  at: Date
  by: string | null
  why: string | null
}

/**
 * Corrects what the register holds of a review, also boards, kinds, nations, subjects and documents of a joint one.
 * What was there stays in its history.
 * @param correction.version the version that the person saw
 * @returns with `changed-meanwhile`, what others changed since then, so that nothing of it is lost
 */
export async function correctReview(
  ctx: Context,
  reviewId: string,
  correction: { review: ReviewToRegister; why: string; version: number },
): Promise<{ reviewId: string } | { refused: RegisterRefusal }> {
  return perform(ctx, registerActs.correctReview, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (!act.permits({ organisations: correction.review.boardIds })) return { refused: 'not-found' as const }
    if (review.version !== correction.version) return { refused: 'changed-meanwhile' as const }
    const reason = whyNotRegister(correction.review, tx.now()) ?? (await whyNotKnown(tx, correction.review))
    if (reason) return { refused: reason }
    const changed = differences(factsOfReview(review), factsOf(correction.review))
    if (changed.length === 0) return { refused: 'nothing-changed' as const }
    await replaceFacts(tx, review, correction.review, changed, correction.why)
    act.record({ review: reviewId, facts: changed.length })
    return { reviewId }
  })
}

async function replaceFacts(
  tx: Context,
  review: Review,
  facts: ReviewToRegister,
  changed: Difference[],
  why: string,
): Promise<void> {
  await store.replaceFacts(tx, review.id, facts)
  await store.addCorrections(tx, review.id, review.version + 1, changed, why.trim() || null)
  await runClocks(tx, review.id)
}

async function whyNotKnown(tx: Context, review: ReviewToRegister): Promise<RegisterRefusal | null> {
  const boards = await organisationsById(tx, review.boardIds)
  if (boards.length !== new Set(review.boardIds).size || boards.some(isNoBoard)) return 'not-a-board'
  const known = new Set((await reviewKinds(tx, { legacy: true })).map((kind) => kind.code))
  return review.kinds.some((kind) => !known.has(kind)) ? 'unknown-kind' : null
}

/** What the register holds of a review, as facts that can be corrected. */
export function factsOfReview(review: Review): Facts {
  return factsOf({
    ...review,
    incidentFrom: review.incidentFrom ?? undefined,
    incidentTo: review.incidentTo ?? undefined,
    decidedOn: review.decidedOn ?? undefined,
  })
}

/** Every correction of a review, oldest first; with `sinceVersion`, those after it. */
export async function correctionsOf(ctx: Context, reviewId: string, sinceVersion = 0): Promise<Correction[]> {
  return (await reviewById(ctx, reviewId)) ? store.corrections(ctx, reviewId, sinceVersion) : []
}

/** The facts of a review as somebody saw them who has seen this version. */
export async function factsAt(ctx: Context, review: Review, version: number): Promise<Facts> {
  return undo(factsOfReview(review), await correctionsOf(ctx, review.id, version))
}

/** How two reviews belong together, seen from one of them. */
export interface ReviewLink {
  relation: 'duplicate-of' | 'split-from' | 'merged-into'
  /** True when the other one is the duplicate, the part split off or the one merged in. */
  reversed: boolean
  /** Null when the reader may not see the other one. */
  reference: string | null
  at: Date
  why: string
}

/** Which other reviews a review belongs together with. */
export async function linksOf(ctx: Context, reviewId: string): Promise<ReviewLink[]> {
  if (!(await reviewById(ctx, reviewId))) return []
  const links = await store.links(ctx, reviewId)
  const shown: ReviewLink[] = []
  for (const { otherId, ...link } of links)
    shown.push({ ...link, reference: (await reviewById(ctx, otherId))?.reference ?? null })
  return shown
}

/**
 * Marks a review as the duplicate of another, or merges it into another, which then has the boards, kinds, nations,
 * subjects and documents of both. Neither is deleted: the first stays with its history and points on, and is no longer
 * counted nor due.
 */
export async function joinReviews(
  ctx: Context,
  reviewId: string,
  join: { into: string; relation: 'duplicate-of' | 'merged-into'; why: string; version: number },
): Promise<{ reviewId: string } | { refused: RegisterRefusal }> {
  return perform(ctx, registerActs.linkReviews, async (tx, act) => {
    const target = await store.review(tx, { reference: join.into.trim().toUpperCase() })
    if (target?.id === reviewId) return { refused: 'same-review' as const }
    // Always locked in the same order, so that two who join the same two reviews crosswise wait instead of failing.
    const [first, second] = await lockBoth(tx, reviewId, target?.id ?? null)
    const review = first?.id === reviewId ? first : second
    const into = first?.id === reviewId ? second : first
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (!into || !act.permits(into.scope)) return { refused: 'not-found' as const }
    if (review.version !== join.version) return { refused: 'changed-meanwhile' as const }
    if (review.duplicateOf || into.duplicateOf) return { refused: 'already-duplicate' as const }
    if (join.why.trim() === '') return { refused: 'reason-missing' as const }
    const merged = join.relation === 'merged-into'
    if (merged && !mayFollow(review.stage, 'discontinued')) return { refused: 'stage-may-not-follow' as const }
    if (merged) await mergeFacts(tx, review, into)
    await store.addLink(tx, review.id, into.id, join.relation, join.why.trim())
    await store.setDuplicateOf(tx, review.id, into.id)
    if (mayFollow(review.stage, 'discontinued')) {
      const words = merged ? 'Merged into' : 'A duplicate of'
      await setStage(tx, review, 'discontinued', `${words} ${into.reference}. ${join.why.trim()}`)
    } else await runClocks(tx, review.id)
    await settle(tx, `commissioning.appoint:${review.id}`)
    act.record({ review: review.id, into: into.id })
    return { reviewId: into.id }
  })
}

async function lockBoth(tx: Context, one: string, other: string | null): Promise<(Review | null)[]> {
  const ids = [one, ...(other ? [other] : [])].toSorted()
  const locked: (Review | null)[] = []
  for (const id of ids) locked.push(await reviewForUpdate(tx, id))
  return locked
}

async function mergeFacts(tx: Context, review: Review, into: Review): Promise<void> {
  const [from, to] = [factsOfReview(review), factsOfReview(into)]
  const union = <T>(one: T[], two: T[]): T[] => [...new Set([...one, ...two])]
  const labels = new Set(to.documents.map((document) => document.label))
  const facts: Facts = {
    ...to,
    boards: union(to.boards, from.boards),
    kinds: union(to.kinds, from.kinds),
    nations: union(to.nations, from.nations),
    children: to.children + from.children,
    adults: to.adults + from.adults,
    documents: [...to.documents, ...from.documents.filter((document) => !labels.has(document.label))],
  }
  await replaceFacts(tx, into, fromFacts(facts), differences(to, facts), `Merged with ${review.reference}`)
}

/**
 * Splits a review: some of those whom it is about get a review of their own, with the same boards, kinds, nations and
 * dates. Both say so.
 */
export async function splitReview(
  ctx: Context,
  reviewId: string,
  split: { children: number; adults: number; why: string; version: number },
): Promise<{ reviewId: string; reference: string } | { refused: RegisterRefusal }> {
  return perform(ctx, registerActs.linkReviews, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (review.version !== split.version) return { refused: 'changed-meanwhile' as const }
    if (overStages.includes(review.stage) || !mayFollow(review.stage, 'discontinued'))
      return { refused: 'stage-may-not-follow' as const }
    if (split.why.trim() === '') return { refused: 'reason-missing' as const }
    const facts = factsOfReview(review)
    const left = { ...facts, children: facts.children - split.children, adults: facts.adults - split.adults }
    if (split.children + split.adults < 1 || left.children < 0 || left.adults < 0 || left.children + left.adults < 1)
      return { refused: 'nothing-left' as const }
    const part = fromFacts({ ...facts, children: split.children, adults: split.adults })
    const reference = referenceFrom(randomBytes(32))
    const partId = await store.addReview(tx, part, reference, part.decidedOn ? 'decided' : 'notified')
    const why = `Split from ${review.reference}. ${split.why.trim()}`
    await store.addStageChange(tx, partId, part.decidedOn ? 'decided' : 'notified', why)
    await store.addLink(tx, partId, reviewId, 'split-from', split.why.trim())
    await replaceFacts(tx, review, fromFacts(left), differences(facts, left), `${reference} was split off`)
    await runClocks(tx, partId)
    await askToAppoint(tx, partId, reference)
    act.record({ review: reviewId, part: partId })
    return { reviewId: partId, reference }
  })
}

/** Records the day on which the inspectorate was told the outcome, where a clock asks for it. */
export async function recordOutcomeTold(
  ctx: Context,
  reviewId: string,
  told: { on: string; version: number },
): Promise<{ reviewId: string } | { refused: RegisterRefusal }> {
  return perform(ctx, registerActs.correctReview, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (review.version !== told.version) return { refused: 'changed-meanwhile' as const }
    if (told.on > dayOf(tx.now())) return { refused: 'date-in-future' as const }
    await store.setOutcomeTold(tx, reviewId, told.on)
    await runClocks(tx, reviewId)
    act.record({ review: reviewId })
    return { reviewId }
  })
}

/** A clock of a review as its page shows it: what is due, since when, and from which rule. */
export interface Due extends Deadline {
  says: string
  basis: string
  confirmed: boolean
  amount: number
  unit: ClockRule['unit']
}

/** The clocks of a review, open ones first, the earliest due first. */
export async function dueOf(ctx: Context, reviewId: string): Promise<Due[]> {
  return (await reviewById(ctx, reviewId)) ? store.deadlines(ctx, reviewId) : []
}

/** Works out a review's clocks anew, in the transaction of whatever changed it. */
async function runClocks(tx: Context, reviewId: string): Promise<void> {
  const review = await store.review(tx, { id: reviewId })
  if (!review) throw new Error('clocks of no review')
  const rules = (await clockRules(tx)).filter((rule) => review.kinds.includes(rule.kind))
  const before = await store.deadlines(tx, reviewId)
  if (rules.length === 0 && before.length === 0) return
  const holidays = (await bankHolidays(tx)).filter((day) => review.nations.includes(day.nation))
  const today = dayOf(tx.now())
  const now = deadlinesOf(
    {
      kinds: review.kinds,
      events: await eventsOf(tx, review),
      over: overStages.includes(review.stage) || review.duplicateOf !== null,
      pauses: await store.pauses(tx, reviewId),
    },
    rules,
    new Set(holidays.map((day) => day.day)),
    today,
  )
  await store.replaceDeadlines(tx, reviewId, now)
  const open = new Set(now.filter((one) => one.metOn === null && one.dueOn !== null).map((one) => one.rule))
  for (const { rule } of [...before, ...now]) if (!open.has(rule)) await settle(tx, `register.due:${reviewId}:${rule}`)
}

async function eventsOf(tx: Context, review: Review) {
  const entered = new Map<Stage, string>()
  for (const change of await store.stageChanges(tx, review.id))
    if (!entered.has(change.stage)) entered.set(change.stage, dayOf(change.at))
  const decided = review.decidedOn ?? entered.get('decided') ?? entered.get('not-to-proceed')
  const events = {
    notified: review.notifiedOn,
    registered: dayOf(review.registeredAt),
    decided,
    commissioned: entered.get('commissioned'),
    submitted: entered.get('submitted'),
    endorsed: entered.get('endorsed'),
    published: entered.get('published'),
    'outcome-told': review.outcomeToldOn ?? undefined,
  }
  return Object.fromEntries(Object.entries(events).filter(([, day]) => day !== undefined))
}

/** One row of what is overdue or due soon. */
export interface DueListed {
  reference: string
  stage: Stage
  board: string
  says: string
  since: string
  dueOn: string
  basis: string
  confirmed: boolean
}

/**
 * What is overdue, oldest first, or due within the next 14 days: a board's people see their own, the registrar all.
 * @param filter.page from 1; 50 a page
 */
export async function dueList(
  ctx: Context,
  filter: { which: 'overdue' | 'soon'; nation?: Nation | undefined; page: number },
): Promise<{ due: DueListed[]; total: number; pages: number }> {
  if (!mayEver(ctx.actor, registerActs.seeOverdue)) return { due: [], total: 0, pages: 0 }
  const today = dayOf(ctx.now())
  const days =
    filter.which === 'overdue' ? { from: null, to: dayAfter(today, -1) } : { from: today, to: dayAfter(today, 14) }
  return store.dueList(ctx, ownReach(ctx, registerActs.seeOverdue), { ...filter, ...days })
}

/** How many deadlines one transaction of the reminders takes on. */
const remindedAtOnce = 100

/**
 * Reminds the leading board's managers, by mail and on their list, of what is due within a fortnight or late. Each step
 * of each clock is told once, however often this runs.
 * @returns how many reminders were written
 */
export async function remindBoards(ctx: Context): Promise<number> {
  let written = 0
  for (;;) {
    const answer = await perform(ctx, registerActs.remindBoards, async (tx, act) => {
      if (!act.permits()) return { refused: 'not-found' as const }
      const today = dayOf(tx.now())
      const some = await store.toRemind(tx, today, remindedAtOnce)
      for (const one of some) await remind(tx, one, today)
      act.record({ reminders: some.length })
      return { reminders: some.length }
    })
    if ('refused' in answer) throw new Error('reminders are a background task')
    written += answer.reminders
    if (answer.reminders < remindedAtOnce) return written
  }
}

async function remind(tx: Context, one: store.ToRemind, today: string): Promise<void> {
  const reminder = reminderFor(one.dueOn, today)
  if (!reminder) throw new Error('reminded too early')
  await store.markReminded(tx, one.reviewId, one.rule, reminder)
  await askFor(tx, {
    key: `register.due:${one.reviewId}:${one.rule}`,
    role: 'board-manager',
    organisationId: one.leadBoardId,
    title: `${one.says}: review ${one.reference}`,
    link: pageOf(one.reference),
    dueOn: one.dueOn,
    why: `${one.basis}. The clock has run since ${one.since}`,
  })
  const mail = reminderMail(reminder, one, `${tx.siteUrl}${pageOf(one.reference)}`)
  for (const manager of await holdersOf(tx, 'board-manager', one.leadBoardId))
    await writeMail(tx, {
      to: manager.email,
      ...mail,
      purpose: 'register.reminder',
      about: `${one.reviewId}:${one.rule}:${one.dueOn}:${reminder}:${manager.id}`,
    })
}

/**
 * Works out the clocks of paused reviews anew, once a day; with `all`, of every review that has an open one, after
 * bank holidays or rules have changed.
 */
export async function runAllClocks(ctx: Context, all: boolean): Promise<void> {
  const ids = await store.reviewsWithClocks(ctx, all)
  for (let at = 0; at < ids.length; at += remindedAtOnce) {
    await perform(ctx, registerActs.runClocks, async (tx, act) => {
      if (!act.permits()) return { refused: 'not-found' as const }
      for (const id of ids.slice(at, at + remindedAtOnce)) {
        await reviewForUpdate(tx, id)
        await runClocks(tx, id)
      }
      act.record({ reviews: Math.min(remindedAtOnce, ids.length - at) })
      return { done: true }
    })
  }
}

/**
 * The day so many working days after another, on which people work in all of these nations. For verbs of higher folders.
 * @param from 'YYYY-MM-DD'
 */
export async function workingDaysAfter(
  ctx: Context,
  worked: readonly Nation[],
  from: string,
  amount: number,
): Promise<string> {
  const holidays = new Set((await bankHolidays(ctx)).filter((one) => worked.includes(one.nation)).map((one) => one.day))
  return dueDay(from, { amount, unit: 'working-days' }, [], holidays, from)
}

/**
 * Reads bank holidays from CSV with the columns nation, day, name and confirmed (yes or no).
 * @returns the days, and lines that are wrong, in words
 */
export function readBankHolidays(csv: string): {
  holidays: BankHoliday[]
  problems: { line: number; words: string }[]
} {
  const holidays: BankHoliday[] = []
  const problems: { line: number; words: string }[] = []
  for (const { line, cells } of readCsv(csv).rows) {
    const { nation = '', day = '', name = '', confirmed = '' } = cells
    if (!Object.hasOwn(nations, nation))
      problems.push({ line, words: 'nation: give england, wales, scotland or northern-ireland' })
    else if (!isDay(day)) problems.push({ line, words: 'day: give a day as YYYY-MM-DD' })
    else if (name === '' || name.length > 100) problems.push({ line, words: 'name: give its name' })
    else if (!['yes', 'no'].includes(confirmed)) problems.push({ line, words: 'confirmed: give yes or no' })
    else holidays.push({ nation: nation as Nation, day, name, confirmed: confirmed === 'yes' })
  }
  return { holidays, problems }
}

/** The list of boards that comes with Throughline, as CSV: names and dates marked as confirmed or to be confirmed. */
export async function shippedBoards(): Promise<string> {
  return readFile(`${packageFolder}/src/register/boards.csv`, 'utf8')
}

/** Why bank holidays were not taken. */
export type BankHolidayRefusal = 'not-allowed' | 'none-given'

/** Adds bank holidays, or renames those there, and has every open clock worked out anew. */
export async function addBankHolidays(
  ctx: Context,
  holidays: readonly BankHoliday[],
): Promise<{ added: number } | { refused: BankHolidayRefusal }> {
  return perform(ctx, registerActs.keepBankHolidays, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    if (holidays.length === 0) return { refused: 'none-given' as const }
    const added = await keepBankHolidays(tx, holidays)
    await queueJob(tx, 'register.run-all-clocks', {}, { key: 'register.run-all-clocks' })
    act.record({ added })
    return { added }
  })
}

/** A higher folder makes a person part of a review, so that it is theirs to see. Within its own act. */
export async function addParticipant(
  tx: Context,
  reviewId: string,
  personId: string,
  role: 'author' | 'family-contact' | 'agency-member',
): Promise<void> {
  await store.addParticipant(tx, reviewId, personId, role)
}

/**
 * Names a family contact or an agency's member for a review.
 * @param personId one who holds that role now
 */
export async function linkParticipant(
  ctx: Context,
  reviewId: string,
  personId: string,
  role: 'family-contact' | 'agency-member',
): Promise<{ reviewId: string } | { refused: RegisterRefusal }> {
  return perform(ctx, registerActs.linkFamilyContact, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (!(await holdersOf(tx, role)).some((holder) => holder.id === personId))
      return { refused: 'no-such-person' as const }
    await store.addParticipant(tx, reviewId, personId, role)
    await tell(tx, {
      key: `register.participant:${reviewId}:${personId}:${role}`,
      personId,
      title: `You are now part of review ${review.reference}`,
      link: pageOf(review.reference),
    })
    act.record({ review: reviewId, person: personId })
    return { reviewId }
  })
}

/**
 * Names, for a review, the holder of a role who has this mail address: whoever names them must know it, so that nobody
 * is shown the families of other reviews.
 */
export async function linkParticipantByMail(
  ctx: Context,
  reviewId: string,
  email: string,
  role: 'family-contact' | 'agency-member',
): Promise<{ reviewId: string } | { refused: RegisterRefusal }> {
  const wanted = email.trim().toLowerCase()
  const holder = (await holdersOf(ctx, role)).find((one) => one.email.toLowerCase() === wanted)
  return holder ? linkParticipant(ctx, reviewId, holder.id, role) : { refused: 'no-such-person' }
}

/** Who is part of a review besides its board: names by role, for those who may name them. */
export async function participantNames(ctx: Context, review: Review): Promise<{ role: string; name: string }[]> {
  return may(ctx.actor, registerActs.linkFamilyContact, review.scope) ? store.participantNames(ctx, review.id) : []
}

/** A review's stage in words. */
export function stageInWords(stage: Stage): string {
  return stageWords[stage]
}

/** What the register holds of a board's quarter, counted by its leading board. For the census: asks no permission. */
export interface BoardQuarter {
  boardId: string
  notified: number
  notToProceed: number
  submitted: number
}

/** Counts of a quarter by leading board; boards with none are left out. @param to first day after it */
export async function boardQuarters(ctx: Context, from: string, to: string): Promise<BoardQuarter[]> {
  return store.boardQuarters(ctx, from, to)
}

/** Reviews of one kind and nation; null where a review has several. */
export interface CountedReviews {
  kind: string | null
  nation: string | null
  count: number
}

/**
 * Counts by kind and nation for the census, each review once, duplicates and what was collected from before left out:
 * those registered in a quarter, and, as they stand now, those submitted and not published, overdue or withheld.
 */
export async function censusCounts(
  ctx: Context,
  from: string,
  to: string,
): Promise<Record<'registered' | 'unpublished' | 'overdue' | 'withheld', CountedReviews[]>> {
  return {
    registered: await store.countRegistered(ctx, from, to),
    unpublished: await store.countInStages(ctx, submittedStages),
    overdue: await store.countOverdue(ctx, dayOf(ctx.now())),
    withheld: await store.countInStages(ctx, ['withheld']),
  }
}
