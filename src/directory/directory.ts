/**
 * Directory: who can write reviews, what they offer, which interests they ever declared and what they have done. Owns
 * schema `directory`. Invariants: nobody is on the list whom the national body has not approved; a declared interest is
 * never removed, only ended, so that the history stays open; an entry that its author changes in substance stays approved,
 * since the declarations are what independence is computed from.
 */
import { organisationsById, perform } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { reviewByReference } from '#register/register.ts'
import type { Nation, SubjectKind } from '#vocabulary/vocabulary.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import { directoryActs } from './permissions.ts'
import * as store from './store.ts'

/** Where an entry stands. */
export type AuthorState = 'draft' | 'submitted' | 'approved' | 'returned' | 'ended'

/** An author's entry. */
export interface ProfileToKeep {
  experience: string
  methods: string
  nations: Nation[]
  subjects: SubjectKind[]
  availability: 'now' | 'from' | 'no'
  /** 'YYYY-MM-DD', with `from` only. */
  availableFrom: string | null
}

/** An entry as it is kept. */
export interface Profile extends ProfileToKeep {
  personId: string
  name: string
  state: AuthorState
  decidedAt: Date | null
  decidedBy: string | null
  decisionWhy: string | null
  version: number
}

/** What ties an author to an organisation, a board or a family. */
export type InterestKind =
  'employment' | 'contract' | 'chair' | 'family' | 'supervisory' | 'financial' | 'income' | 'earlier-review' | 'other'

/** The kinds in words. */
export const interestWords: Record<InterestKind, string> = {
  employment: 'Employed by',
  contract: 'Worked under contract for',
  chair: 'Chair or board member of',
  family: 'Family tie',
  supervisory: 'Supervised, or was supervised by',
  financial: 'Financial tie',
  income: 'Share of income from',
  'earlier-review': 'Wrote an earlier review of the same family',
  other: 'Something else that others should know',
}

/** An interest to be declared. Dates are 'YYYY-MM-DD'. */
export interface InterestToDeclare {
  kind: InterestKind
  organisationId: string | null
  /** Reference of the review that it concerns; empty when it concerns none in particular. */
  reference: string
  withWhom: string
  note: string
  from: string
  until: string | null
  /** Per cent of a year's income, for `income` only. */
  share: number | null
}

/** An interest as it is kept. */
export interface Interest {
  id: string
  personId: string
  kind: InterestKind
  organisationId: string | null
  reviewId: string | null
  withWhom: string
  note: string
  from: string
  until: string | null
  share: number | null
  declaredAt: Date
  declaredBy: string
  endedWhy: string | null
}

/** A review that an author has written. */
export interface ReviewDone {
  personId: string
  reviewId: string | null
  year: number
  title: string
  board: string | null
}

/** An author with everything that is open about them. */
export interface Author {
  profile: Profile
  interests: Interest[]
  reviewsDone: ReviewDone[]
}

/** Why an act was refused. */
export type DirectoryRefusal =
  | 'not-found'
  | 'changed-meanwhile'
  | 'experience-missing'
  | 'methods-missing'
  | 'no-nation'
  | 'no-subject'
  | 'date-missing'
  | 'not-submitted'
  | 'reason-missing'
  | 'with-whom-missing'
  | 'no-such-review'
  | 'share-missing'
  | 'dates-out-of-order'
  | 'already-ended'
  | 'year-not-right'
  | 'title-missing'

type Answer<R> = Promise<R | { refused: DirectoryRefusal }>

function whyNotKeep(profile: ProfileToKeep): DirectoryRefusal | null {
  if (profile.experience.trim() === '') return 'experience-missing'
  if (profile.methods.trim() === '') return 'methods-missing'
  if (profile.nations.length === 0) return 'no-nation'
  if (profile.subjects.length === 0) return 'no-subject'
  return profile.availability === 'from' && !profile.availableFrom ? 'date-missing' : null
}

/**
 * Keeps one's own entry and hands it to the national body for approval, unless it is approved already.
 * @param version the version that the author saw, 0 for a first entry: another one means that it was changed meanwhile
 */
export async function keepProfile(
  ctx: Context,
  profile: ProfileToKeep,
  version: number,
): Answer<{ state: AuthorState }> {
  return perform(ctx, directoryActs.keepProfile, async (tx, act) => {
    if (tx.actor.kind !== 'person' || !act.permits({ people: [tx.actor.personId] }))
      return { refused: 'not-found' as const }
    const { personId } = tx.actor
    const before = await store.profile(tx, personId, true)
    if ((before?.version ?? 0) !== version) return { refused: 'changed-meanwhile' as const }
    const reason = whyNotKeep(profile)
    if (reason) return { refused: reason }
    const state = before?.state === 'approved' ? 'approved' : 'submitted'
    await store.keepProfile(tx, personId, profile, state)
    if (state === 'submitted')
      await askFor(tx, {
        key: `directory.decide:${personId}`,
        role: 'registrar',
        title: 'An author asks to be approved for the directory',
        link: `/workspace/authors/${personId}`,
      })
    act.record({ person: personId })
    return { state }
  })
}

/** The national body approves an entry, returns it with a reason, or ends it with a reason. */
export async function decideAuthor(
  ctx: Context,
  personId: string,
  decision: { state: 'approved' | 'returned' | 'ended'; why: string; version: number },
): Answer<{ personId: string }> {
  return perform(ctx, directoryActs.decideAuthor, async (tx, act) => {
    const profile = await store.profile(tx, personId, true)
    if (!profile || !act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (profile.version !== decision.version) return { refused: 'changed-meanwhile' as const }
    if (decision.state !== 'approved' && decision.why.trim() === '') return { refused: 'reason-missing' as const }
    await store.decide(tx, personId, decision.state, decision.why.trim() || null, tx.actor.personId)
    await settle(tx, `directory.decide:${personId}`)
    await settle(tx, `directory.returned:${personId}`)
    if (decision.state === 'returned')
      await askFor(tx, {
        key: `directory.returned:${personId}`,
        personId,
        title: 'Your entry in the author directory was returned: read why and send it again',
        link: '/workspace/authors/me',
      })
    act.record({ person: personId, decision: decision.state })
    return { personId }
  })
}

/** Declares an interest, from now on part of the open history. An author declares their own. */
export async function declareInterest(
  ctx: Context,
  personId: string,
  interest: InterestToDeclare,
): Answer<{ interestId: string }> {
  return perform(ctx, directoryActs.declareInterest, async (tx, act) => {
    if (tx.actor.kind !== 'person' || !act.permits({ people: [personId] })) return { refused: 'not-found' as const }
    const reviewId = interest.reference ? ((await reviewByReference(tx, interest.reference))?.id ?? null) : null
    if (interest.reference && !reviewId) return { refused: 'no-such-review' as const }
    if (!interest.organisationId && !reviewId && interest.withWhom.trim() === '')
      return { refused: 'with-whom-missing' as const }
    if (interest.organisationId && (await organisationsById(tx, [interest.organisationId])).length === 0)
      return { refused: 'with-whom-missing' as const }
    if (interest.kind === 'income' && interest.share === null) return { refused: 'share-missing' as const }
    if (interest.until && interest.until < interest.from) return { refused: 'dates-out-of-order' as const }
    const share = interest.kind === 'income' ? interest.share : null
    const interestId = await store.addInterest(tx, personId, { ...interest, share }, reviewId, tx.actor.personId)
    act.record({ person: personId, interest: interestId })
    return { interestId }
  })
}

/** Says that an interest has ended. What was declared stays, with its dates. */
export async function endInterest(
  ctx: Context,
  interestId: string,
  end: { until: string; why: string },
): Answer<{ interestId: string }> {
  return perform(ctx, directoryActs.endInterest, async (tx, act) => {
    const interest = await store.interest(tx, interestId)
    if (!interest || tx.actor.kind !== 'person' || !act.permits({ people: [interest.personId] }))
      return { refused: 'not-found' as const }
    if (interest.until) return { refused: 'already-ended' as const }
    if (end.until < interest.from) return { refused: 'dates-out-of-order' as const }
    if (end.why.trim() === '') return { refused: 'reason-missing' as const }
    await store.endInterest(tx, interestId, { ...end, by: tx.actor.personId })
    act.record({ person: interest.personId, interest: interestId })
    return { interestId }
  })
}

/** Adds a review that the author wrote before, elsewhere. */
export async function declareReviewDone(
  ctx: Context,
  done: { year: number; title: string; organisationId: string | null },
): Answer<{ personId: string }> {
  return perform(ctx, directoryActs.keepProfile, async (tx, act) => {
    if (tx.actor.kind !== 'person' || !act.permits({ people: [tx.actor.personId] }))
      return { refused: 'not-found' as const }
    if (!(done.year >= 1970 && done.year <= tx.now().getUTCFullYear())) return { refused: 'year-not-right' as const }
    if (done.title.trim() === '') return { refused: 'title-missing' as const }
    await store.addReviewDone(tx, { ...done, personId: tx.actor.personId, reviewId: null })
    act.record({ person: tx.actor.personId })
    return { personId: tx.actor.personId }
  })
}

/** A higher folder adds a review that an author took on here. Within its own act. */
export async function addReviewDone(
  tx: Context,
  done: { personId: string; reviewId: string; title: string; organisationId: string },
): Promise<void> {
  await store.addReviewDone(tx, { ...done, year: tx.now().getUTCFullYear() })
}

/** Authors by name: those approved, and for who decides also those who wait or were returned. */
export async function authorsListed(ctx: Context): Promise<Author[]> {
  if (!may(ctx.actor, directoryActs.readDirectory)) return []
  const all = may(ctx.actor, directoryActs.decideAuthor)
  return withHistory(
    ctx,
    await store.profiles(ctx, all ? ['submitted', 'approved', 'returned', 'ended'] : ['approved']),
  )
}

async function withHistory(ctx: Context, profiles: readonly Profile[]): Promise<Author[]> {
  const ids = profiles.map((profile) => profile.personId)
  const interests = await store.interests(ctx, ids)
  const done = await store.reviewsDone(ctx, ids)
  return profiles.map((profile) => ({
    profile,
    interests: interests.filter((one) => one.personId === profile.personId),
    reviewsDone: done.filter((one) => one.personId === profile.personId),
  }))
}

/** One author with interests and reviews, for who may see the directory and for the author. */
export async function authorById(ctx: Context, personId: string): Promise<Author | null> {
  if (!may(ctx.actor, directoryActs.readDirectory, { people: [personId] })) return null
  const profile = await store.profile(ctx, personId)
  return profile && ((await withHistory(ctx, [profile]))[0] ?? null)
}

/** One's own interests, also before there is an entry. */
export async function myInterests(ctx: Context): Promise<Interest[]> {
  return ctx.actor.kind === 'person' ? store.interests(ctx, [ctx.actor.personId]) : []
}

/** Approved authors with their history. For commissioning's verbs: asks no permission. */
export async function approvedAuthors(tx: Context): Promise<Author[]> {
  return withHistory(tx, await store.profiles(tx, ['approved']))
}
