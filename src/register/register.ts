/**
 * Register: every review there is, from the first decision on, over four nations, children's and adults'. Owns schema
 * `register`. Invariants: a reference is random and permanent; nothing is deleted; every change of stage is dated, with
 * by whom and why; a board sees its own reviews only.
 */
import { randomBytes } from 'node:crypto'
import { inTransaction, type Actor, type Context } from '#platform/context.ts'
import { may, type Scope } from '#platform/permission.ts'
import { organisationsById, perform, type Organisation } from '#identity/identity.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import { reviewKinds, type Nation, type SubjectKind } from '#vocabulary/vocabulary.ts'
import { registerActs } from './permissions.ts'
import { mayFollow, referenceFrom, stageWords, stagesByHand, stagesWithReason, type Stage } from './stages.ts'
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
  documents?: { kind: 'overview' | 'executive-summary' | 'board-response' | 'briefing' | 'other'; label: string }[]
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
  documents: { kind: string; label: string }[]
  incidentFrom: string | null
  incidentTo: string | null
  notifiedOn: string
  decidedOn: string | null
  registeredAt: Date
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
    const boards = await organisationsById(tx, review.boardIds)
    if (boards.length !== new Set(review.boardIds).size || boards.some(isNoBoard))
      return { refused: 'not-a-board' as const }
    const known = new Set((await reviewKinds(tx, { legacy: true })).map((kind) => kind.code))
    if (review.kinds.some((kind) => !known.has(kind))) return { refused: 'unknown-kind' as const }
    const reference = referenceFrom(randomBytes(32))
    const stage: Stage = review.decidedOn ? 'decided' : 'notified'
    const reviewId = await store.addReview(tx, review, reference, stage)
    await store.addStageChange(tx, reviewId, stage, null)
    await askFor(tx, {
      key: `commissioning.appoint:${reviewId}`,
      role: 'registrar',
      title: `Appoint an author for review ${reference}`,
      link: `/workspace/reviews/${reference}/author`,
    })
    act.record({ review: reviewId })
    return { reviewId, reference }
  })
}

/** The first reason against registering, or null. Pure but for the moment given. */
function whyNotRegister(review: ReviewToRegister, now: Date): RegisterRefusal | null {
  const today = now.toISOString().slice(0, 10)
  if (review.boardIds.length === 0) return 'no-board'
  if (!review.boardIds.includes(review.leadBoardId)) return 'lead-not-among-boards'
  if (review.kinds.length === 0) return 'no-kind'
  if (review.nations.length === 0) return 'no-nation'
  if (!review.subjects.some((subject) => subject.count > 0)) return 'no-subject'
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
 * Reviews that the reader may see, newest first.
 * @param filter.page from 1; 50 a page
 */
export async function reviews(
  ctx: Context,
  filter: {
    stage?: Stage | undefined
    nation?: Nation | undefined
    reference?: string | undefined
    page?: number
  } = {},
): Promise<{ reviews: ReviewListed[]; total: number; pages: number }> {
  if (ctx.actor.kind !== 'person') return { reviews: [], total: 0, pages: 0 }
  const everything = may(ctx.actor, registerActs.readReview)
  const own = {
    organisations: ctx.actor.grants.flatMap((grant) =>
      grant.organisationId && registerActs.readReview.allow[grant.role] === 'own' ? [grant.organisationId] : [],
    ),
    person: ctx.actor.personId,
  }
  return store.reviews(ctx, everything ? null : own, filter)
}

/** Every change of stage of a review, oldest first. */
export async function historyOf(ctx: Context, reviewId: string): Promise<StageChange[]> {
  return (await reviewById(ctx, reviewId)) ? store.stageChanges(ctx, reviewId) : []
}

/**
 * Sets a stage by hand: decided, paused, in progress again, not to proceed, discontinued, withheld.
 * @param change.version the version that the person saw; another one means that somebody changed it meanwhile
 */
export async function changeStage(
  ctx: Context,
  reviewId: string,
  change: { stage: Stage; why: string; version: number },
): Promise<{ reviewId: string } | { refused: RegisterRefusal }> {
  return perform(ctx, registerActs.changeStage, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (review.version !== change.version) return { refused: 'changed-meanwhile' as const }
    if (!stagesByHand.includes(change.stage) || !mayFollow(review.stage, change.stage))
      return { refused: 'stage-may-not-follow' as const }
    if (stagesWithReason.includes(change.stage) && change.why.trim() === '')
      return { refused: 'reason-missing' as const }
    await setStage(tx, review, change.stage, change.why.trim() || null)
    if (change.stage === 'not-to-proceed' || change.stage === 'discontinued')
      await settle(tx, `commissioning.appoint:${reviewId}`)
    act.record({ review: reviewId, stage: change.stage })
    return { reviewId }
  })
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
  await store.setStage(
    tx,
    review.id,
    stage,
    stage === 'decided' && !review.decidedOn ? tx.now().toISOString().slice(0, 10) : null,
  )
  await store.addStageChange(tx, review.id, stage, why)
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

/** Names a family contact or an agency's member for a review. */
export async function linkParticipant(
  ctx: Context,
  reviewId: string,
  personId: string,
  role: 'family-contact' | 'agency-member',
): Promise<{ reviewId: string } | { refused: RegisterRefusal }> {
  return perform(ctx, registerActs.linkFamilyContact, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    await store.addParticipant(tx, reviewId, personId, role)
    act.record({ review: reviewId, person: personId })
    return { reviewId }
  })
}

/** A review's stage in words. */
export function stageInWords(stage: Stage): string {
  return stageWords[stage]
}
