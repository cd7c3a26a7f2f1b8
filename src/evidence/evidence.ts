/**
 * Evidence: what the author of a review asked for, what became of it, and the family's part. Owns schema `evidence`.
 * Invariants: a request and everything that happened to it stay as they were; an agency sees its own requests only; the
 * section on limits is made from the log and sealed with the report, so that nobody can take it out.
 */
import { authorOf, independenceInPrint, involvedAgencies } from '#commissioning/commissioning.ts'
import type { Block } from '#documents/documents.ts'
import { accountMailOf, holdersOf, perform } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { writeMail } from '#platform/mail.ts'
import { participantsOf, reviewById, reviewForUpdate, workingDaysAfter, type Review } from '#register/register.ts'
import { sectors, type Sector } from '#vocabulary/vocabulary.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import {
  levelOf,
  limitsSection,
  mayNext,
  stateOf,
  type Next,
  type ReasonClass,
  type RequestEvent,
  type RequestKind,
} from './access.ts'
import { evidenceActs } from './permissions.ts'
import { isQuiet, type QuietDate } from './quiet.ts'
import * as store from './store.ts'

/** A request to be made. */
export interface RequestToMake {
  agencyId: string
  kind: RequestKind
  /** Whom or what, in the author's words. Seen by the agency, the board and the national body; never printed. */
  asks: string
}

/** A request with everything that happened to it. */
export interface AccessRequest extends RequestToMake {
  id: string
  reviewId: string
  reference: string
  agency: string
  sector: Sector
  askedBy: string
  askedAt: Date
  answerDays: number
  /** 'YYYY-MM-DD' */
  dueOn: string
  events: RequestEvent[]
}

/** Why an act was refused. */
export type EvidenceRefusal =
  | 'not-found'
  | 'stage-not-right'
  | 'not-involved'
  | 'asks-missing'
  | 'may-not-follow'
  | 'reason-missing'
  | 'words-missing'
  | 'changed-meanwhile'
  | 'question-missing'
  | 'date-missing'

type Answer<R> = Promise<R | { refused: EvidenceRefusal }>

const answerKey = (requestId: string) => `evidence.answer:${requestId}`
const escalationKey = (requestId: string, level: string) => `evidence.escalated-${level}:${requestId}`
const lateKey = (requestId: string) => `evidence.late:${requestId}`

/** Whose a review's log is: its boards' and its author's. */
function logScope(review: Review) {
  return review.scope
}

/** Asks an agency for a person or a record. Its members are asked on their list and by mail, which holds none of the words. */
export async function requestAccess(
  ctx: Context,
  reviewId: string,
  request: RequestToMake,
): Answer<{ requestId: string; dueOn: string }> {
  return perform(ctx, evidenceActs.requestAccess, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    const author = review && (await authorOf(tx, review.id))
    if (!review || !author || !act.permits({ people: [author.authorId] }) || tx.actor.kind !== 'person')
      return { refused: 'not-found' as const }
    if (review.stage !== 'in-progress' && review.stage !== 'paused') return { refused: 'stage-not-right' as const }
    const agency = (await involvedAgencies(tx, reviewId)).find((one) => one.id === request.agencyId)
    if (!agency) return { refused: 'not-involved' as const }
    if (request.asks.trim() === '') return { refused: 'asks-missing' as const }
    const today = dayOf(tx)
    const answerDays = await store.answerDays(tx, today)
    const dueOn = await workingDaysAfter(tx, review.nations, today, answerDays)
    const requestId = await store.addRequest(tx, {
      ...request,
      asks: request.asks.trim(),
      reviewId,
      sector: agency.sector,
      answerDays,
      dueOn,
      by: tx.actor.personId,
    })
    await askAgency(tx, review, requestId, request.agencyId, dueOn)
    act.record({ review: reviewId, request: requestId })
    return { requestId, dueOn }
  })
}

async function askAgency(tx: Context, review: Review, requestId: string, agencyId: string, dueOn: string) {
  const link = `/workspace/requests/${requestId}`
  await askFor(tx, {
    key: answerKey(requestId),
    role: 'agency-member',
    organisationId: agencyId,
    title: `Answer a request of the author of review ${review.reference}`,
    link,
    dueOn,
  })
  for (const person of await holdersOf(tx, 'agency-member', agencyId)) {
    await writeMail(tx, {
      to: person.email,
      subject: `A request about review ${review.reference}`,
      text: `The author of review ${review.reference} asks your agency for a person or a record. Please answer by ${dueOn}:\n${tx.siteUrl}${link}\n`,
      purpose: 'evidence.request',
      about: `${requestId}:${person.id}`,
    })
  }
}

/** One step of a request, with the permission that its act asks for. */
async function step(
  ctx: Context,
  rule: (typeof evidenceActs)[keyof typeof evidenceActs],
  requestId: string,
  scopeOf: (
    request: AccessRequest,
    review: Review,
    authorId: string,
  ) => { organisations?: readonly string[]; people?: readonly string[] },
  next: Next,
  take: (
    tx: Context,
    request: AccessRequest,
    review: Review,
  ) => Promise<Pick<RequestEvent, 'event' | 'reasonClass' | 'words'> | { refused: EvidenceRefusal }>,
): Answer<{ requestId: string }> {
  return perform(ctx, rule, async (tx, act) => {
    const request = await store.requestForUpdate(tx, requestId)
    const review = request && (await reviewForUpdate(tx, request.reviewId))
    if (!request || !review || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    const author = await authorOf(tx, review.id)
    if (!act.permits(scopeOf(request, review, author?.authorId ?? ''))) return { refused: 'not-found' as const }
    if (!mayNext(request, dayOf(tx)).includes(next)) return { refused: 'may-not-follow' as const }
    const event = await take(tx, request, review)
    if ('refused' in event) return event
    await store.addEvent(tx, requestId, event, tx.actor.personId)
    act.record({ review: review.id, request: requestId, event: event.event })
    return { requestId }
  })
}

const ofAgency = (request: AccessRequest) => ({ organisations: [request.agencyId] })
const ofAuthor = (_request: AccessRequest, _review: Review, authorId: string) => ({ people: [authorId] })
const ofBoard = (_request: AccessRequest, review: Review) => ({ organisations: review.boardIds })

/**
 * An agency grants or refuses. It may still grant what it has refused.
 * @param answer.words needed for a refusal: the reason in writing, for the author and the board
 */
export async function answerRequest(
  ctx: Context,
  requestId: string,
  answer: { answer: 'granted' | 'refused'; reasonClass: ReasonClass | null; words: string },
): Answer<{ requestId: string }> {
  return step(ctx, evidenceActs.answerRequest, requestId, ofAgency, 'answer', async (tx, request, review) => {
    const refuses = answer.answer === 'refused'
    if (refuses && (!answer.reasonClass || answer.words.trim() === '')) return { refused: 'reason-missing' }
    await settle(tx, answerKey(requestId))
    await settle(tx, lateKey(requestId))
    await askFor(tx, {
      key: `evidence.answered:${requestId}`,
      personId: request.askedBy,
      title: refuses
        ? `A request was refused in review ${review.reference}: read why`
        : `A request was granted in review ${review.reference}: record how it went`,
      link: `/workspace/requests/${requestId}`,
    })
    return { event: answer.answer, reasonClass: refuses ? answer.reasonClass : null, words: answer.words.trim() }
  })
}

/** The author takes a refusal or a silence to the board and, from there, to the national body. */
export async function escalateRequest(ctx: Context, requestId: string, words: string): Answer<{ requestId: string }> {
  return step(ctx, evidenceActs.escalateRequest, requestId, ofAuthor, 'escalate', async (tx, request, review) => {
    if (words.trim() === '') return { refused: 'words-missing' }
    const toNation = levelOf(request) === 'board'
    await settle(tx, `evidence.answered:${requestId}`)
    await settle(tx, lateKey(requestId))
    const title = `Access was not given in review ${review.reference}: say what is done`
    const link = `/workspace/requests/${requestId}`
    if (toNation) await askFor(tx, { key: escalationKey(requestId, 'national'), role: 'registrar', title, link })
    else
      await askFor(tx, {
        key: escalationKey(requestId, 'board'),
        role: 'board-manager',
        organisationId: review.leadBoardId,
        title,
        link,
      })
    return { event: toNation ? 'escalated-to-national' : 'escalated-to-board', reasonClass: null, words: words.trim() }
  })
}

/** The board or the national body says what it has done about an escalated request. */
export async function answerEscalation(ctx: Context, requestId: string, words: string): Answer<{ requestId: string }> {
  return step(ctx, evidenceActs.answerEscalation, requestId, ofBoard, 'say', async (tx, request, review) => {
    if (words.trim() === '') return { refused: 'words-missing' }
    const national = tx.actor.kind === 'person' && tx.actor.grants.some((grant) => grant.role === 'registrar')
    await settle(tx, escalationKey(requestId, national ? 'national' : 'board'))
    await askFor(tx, {
      key: `evidence.answered:${requestId}`,
      personId: request.askedBy,
      title: `An escalated request was answered in review ${review.reference}`,
      link: `/workspace/requests/${requestId}`,
    })
    return { event: 'said', reasonClass: null, words: words.trim() }
  })
}

/** The author records whether a conversation took place, or a record came. */
export async function recordOutcome(
  ctx: Context,
  requestId: string,
  outcome: { happened: boolean; words: string },
): Answer<{ requestId: string }> {
  return step(ctx, evidenceActs.recordOutcome, requestId, ofAuthor, 'outcome', async (tx) => {
    if (!outcome.happened && outcome.words.trim() === '') return { refused: 'words-missing' }
    await settle(tx, `evidence.answered:${requestId}`)
    if (outcome.happened) for (const key of openKeys(requestId)) await settle(tx, key)
    return {
      event: outcome.happened ? 'happened' : 'not-happened',
      reasonClass: null,
      words: outcome.words.trim(),
    }
  })
}

/** The author takes a request back: it is not counted among the limits. It stays on record. */
export async function withdrawRequest(ctx: Context, requestId: string, words: string): Answer<{ requestId: string }> {
  return step(ctx, evidenceActs.withdrawRequest, requestId, ofAuthor, 'withdraw', async (tx) => {
    if (words.trim() === '') return { refused: 'words-missing' }
    for (const key of openKeys(requestId)) await settle(tx, key)
    return { event: 'withdrawn', reasonClass: null, words: words.trim() }
  })
}

function openKeys(requestId: string): string[] {
  return [
    answerKey(requestId),
    lateKey(requestId),
    `evidence.answered:${requestId}`,
    escalationKey(requestId, 'board'),
    escalationKey(requestId, 'national'),
  ]
}

/** Everything asked for in a review, oldest first, for its author, its board and the national body. Null for others. */
export async function accessLog(ctx: Context, reviewId: string): Promise<AccessRequest[] | null> {
  const review = await reviewById(ctx, reviewId)
  return review && may(ctx.actor, evidenceActs.readLog, logScope(review)) ? store.requests(ctx, { reviewId }) : null
}

/** The requests made to the reader's own agency, whatever the review. */
export async function requestsToMe(ctx: Context): Promise<AccessRequest[]> {
  if (ctx.actor.kind !== 'person') return []
  const agencyIds = ctx.actor.grants.flatMap((grant) =>
    grant.role === 'agency-member' && grant.organisationId ? [grant.organisationId] : [],
  )
  return agencyIds.length > 0 ? store.requests(ctx, { agencyIds }) : []
}

/** What the reader may do to a request now. */
export interface RequestView {
  request: AccessRequest
  /** 'agency' sees the request alone; the others come from the review's log. */
  as: 'author' | 'agency' | 'board' | 'national'
  may: Next[]
}

/** One request, for the agency it is made to and for whoever reads the log. Null for others. */
export async function requestById(ctx: Context, requestId: string): Promise<RequestView | null> {
  const request = (await store.requests(ctx, { id: requestId }))[0]
  if (!request) return null
  const next = mayNext(request, dayOf(ctx))
  const allowed = (...kinds: Next[]) => next.filter((one) => kinds.includes(one))
  if (may(ctx.actor, evidenceActs.readRequest, ofAgency(request)))
    return { request, as: 'agency', may: allowed('answer') }
  const review = await reviewById(ctx, request.reviewId)
  if (!review || !may(ctx.actor, evidenceActs.readLog, logScope(review))) return null
  const author = await authorOf(ctx, review.id)
  if (may(ctx.actor, evidenceActs.recordOutcome, { people: [author?.authorId ?? ''] }))
    return { request, as: 'author', may: allowed('escalate', 'outcome', 'withdraw') }
  const national = may(ctx.actor, evidenceActs.answerEscalation)
  const level = levelOf(request)
  const mine = national ? level === 'national' : level !== 'agency'
  return { request, as: national ? 'national' : 'board', may: mine ? allowed('say') : [] }
}

/** What the author says of the limits, and its version for two windows. */
export async function limitsComment(ctx: Context, reviewId: string): Promise<{ words: string; version: number }> {
  const review = await reviewById(ctx, reviewId)
  const own = review && may(ctx.actor, evidenceActs.commentOnLimits, review.scope)
  return (own ? await store.comment(ctx, reviewId) : null) ?? { words: '', version: 0 }
}

/** The author comments on the limits, until the report is submitted. Empty words take the comment back. */
export async function commentOnLimits(
  ctx: Context,
  reviewId: string,
  comment: { words: string; version: number },
): Answer<{ version: number }> {
  return perform(ctx, evidenceActs.commentOnLimits, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    const author = review && (await authorOf(tx, review.id))
    if (!review || !author || !act.permits({ people: [author.authorId] }) || tx.actor.kind !== 'person')
      return { refused: 'not-found' as const }
    if (review.stage !== 'in-progress' && review.stage !== 'paused') return { refused: 'stage-not-right' as const }
    const before = (await store.comment(tx, reviewId))?.version ?? 0
    if (before !== comment.version) return { refused: 'changed-meanwhile' as const }
    await store.setComment(tx, reviewId, comment.words.trim(), tx.actor.personId)
    act.record({ review: reviewId })
    return { version: before + 1 }
  })
}

/**
 * The sections that close a report: what the national body allowed in spite of a tie, and the limits made from the log.
 * They are shown to the author before sealing and sealed with the report. For authorship's verbs: asks no permission.
 */
export async function closingSections(
  tx: Context,
  reviewId: string,
): Promise<{ generated: Block[]; comment: Block[] }> {
  const allowed = await independenceInPrint(tx, reviewId)
  const independence: Block[] =
    allowed.length === 0
      ? []
      : [
          { kind: 'heading1', text: 'Independence of this review' },
          ...allowed.map((text): Block => ({ kind: 'paragraph', text: sealable(text) })),
        ]
  const requests = await store.requests(tx, { reviewId })
  const words = (await store.comment(tx, reviewId))?.words ?? ''
  const paragraphs = words.split(/\n+/).map(sealable).filter(Boolean)
  const limits = limitsSection(
    requests.map((one) => ({ ...one, named: sectors[one.sector].named })),
    paragraphs,
    dayOf(tx),
  )
  return { generated: [...independence, ...limits.generated], comment: limits.comment }
}

/** Words that can be sealed: NFC, one line, none of the signs reserved for what is replaced. */
function sealable(words: string): string {
  return words
    .normalize('NFC')
    .replaceAll(/[⟦⟧]/g, '')
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}

/** Keeps which blocks of the sealed report were generated. In authorship's act of submission. */
export async function keepClosing(tx: Context, reviewId: string, from: number, generated: number): Promise<void> {
  if (generated > 0) await store.addClosing(tx, { reviewId, from, generated })
}

/**
 * Which blocks of a sealed report nobody wrote: from `from` up to and without `to`. Nobody may hide them. Null when there
 * are none. For higher folders' verbs: asks no permission.
 */
export async function generatedBlocks(tx: Context, reviewId: string): Promise<{ from: number; to: number } | null> {
  const closing = await store.closing(tx, reviewId)
  return closing && { from: closing.from, to: closing.from + closing.generated }
}

/** Whom a family can talk to. `reach` says how and when, in plain words. */
export interface Liaison {
  name: string
  reach: string
  version: number
}

/** What a family's contact wishes. */
export interface FamilyWishes {
  /** How the person who died or was harmed is to be named in what is published. */
  named: 'role' | 'pseudonym' | 'not-yet'
  namedWords: string
  /** How often the contact is told. */
  told: 'each-step' | 'when-important' | 'not-at-all'
  words: string
  version: number
}

/** A question that a family wants answered, and where the report answers it. */
export interface FamilyQuestion {
  id: string
  personId: string
  words: string
  askedAt: Date
  withdrawn: boolean
  /** The newest match: a block of the sealed report from 0, or null with words that say why there is none. */
  answer: { block: number | null; words: string } | null
}

/** The family's side of a review as one reader sees it. */
export interface FamilyView {
  review: Review
  liaison: Liaison | null
  /** Null for who only reads questions and wishes, such as the author. */
  mine: { wishes: FamilyWishes | null; quiet: (QuietDate & { id: string })[] } | null
  questions: FamilyQuestion[]
  wishes: FamilyWishes[]
}

/** The family's side of a review: for the family's contact, the author, the board and the national body. Null for others. */
export async function familyView(ctx: Context, reviewId: string): Promise<FamilyView | null> {
  const review = await reviewById(ctx, reviewId)
  if (!review || ctx.actor.kind !== 'person') return null
  const contact = may(ctx.actor, evidenceActs.speakForFamily, { people: await contactsOf(ctx, reviewId) })
  if (!contact && !may(ctx.actor, evidenceActs.readFamily, review.scope)) return null
  const { personId } = ctx.actor
  const questions = await store.questions(ctx, reviewId)
  return {
    review,
    liaison: await store.liaison(ctx, reviewId),
    mine: contact
      ? { wishes: await store.wishes(ctx, reviewId, personId), quiet: await store.quietDates(ctx, personId) }
      : null,
    questions: contact ? questions.filter((one) => one.personId === personId) : questions,
    wishes: contact ? [] : await store.allWishes(ctx, reviewId),
  }
}

async function contactsOf(ctx: Context, reviewId: string): Promise<string[]> {
  return (await participantsOf(ctx, reviewId)).filter((one) => one.role === 'family-contact').map((one) => one.personId)
}

/** The board names whom the family can talk to. */
export async function nameLiaison(ctx: Context, reviewId: string, liaison: Liaison): Answer<{ reviewId: string }> {
  return perform(ctx, evidenceActs.nameLiaison, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope) || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (((await store.liaison(tx, reviewId))?.version ?? 0) !== liaison.version)
      return { refused: 'changed-meanwhile' as const }
    if (liaison.name.trim() === '' || liaison.reach.trim() === '') return { refused: 'words-missing' as const }
    await store.setLiaison(tx, reviewId, liaison, tx.actor.personId)
    act.record({ review: reviewId })
    return { reviewId }
  })
}

async function asContact<R extends object>(
  ctx: Context,
  reviewId: string,
  work: (tx: Context, personId: string) => Promise<R | { refused: EvidenceRefusal }>,
): Answer<R> {
  return perform(ctx, evidenceActs.speakForFamily, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || tx.actor.kind !== 'person' || !act.permits({ people: await contactsOf(tx, reviewId) }))
      return { refused: 'not-found' as const }
    const answer = await work(tx, tx.actor.personId)
    act.record({ review: reviewId })
    return answer
  })
}

/** The family's contact says how they wish to be named and told. */
export async function keepWishes(ctx: Context, reviewId: string, wishes: FamilyWishes): Answer<{ version: number }> {
  return asContact(ctx, reviewId, async (tx, personId) => {
    const before = (await store.wishes(tx, reviewId, personId))?.version ?? 0
    if (before !== wishes.version) return { refused: 'changed-meanwhile' }
    if (wishes.named === 'pseudonym' && wishes.namedWords.trim() === '') return { refused: 'words-missing' }
    await store.setWishes(tx, reviewId, personId, wishes)
    return { version: before + 1 }
  })
}

/** The family's contact asks a question that the report should answer. The author is told. */
export async function askQuestion(ctx: Context, reviewId: string, words: string): Answer<{ questionId: string }> {
  return asContact(ctx, reviewId, async (tx, personId) => {
    if (words.trim() === '') return { refused: 'question-missing' }
    const questionId = await store.addQuestion(tx, reviewId, personId, words.trim())
    const author = await authorOf(tx, reviewId)
    const review = await reviewForUpdate(tx, reviewId)
    if (author && review)
      await askFor(tx, {
        key: `evidence.question:${questionId}`,
        personId: author.authorId,
        title: `The family asks a question about review ${review.reference}`,
        link: `/workspace/reviews/${review.reference}/family`,
      })
    return { questionId }
  })
}

/** The family's contact takes a question back. */
export async function withdrawQuestion(
  ctx: Context,
  reviewId: string,
  questionId: string,
): Answer<{ questionId: string }> {
  return asContact(ctx, reviewId, async (tx, personId) => {
    if (!(await store.withdrawQuestion(tx, questionId, personId))) return { refused: 'not-found' }
    await settle(tx, `evidence.question:${questionId}`)
    return { questionId }
  })
}

/** The author says where the sealed report answers a question, or why it does not. */
export async function matchQuestion(
  ctx: Context,
  reviewId: string,
  questionId: string,
  match: { block: number | null; words: string },
): Answer<{ questionId: string }> {
  return perform(ctx, evidenceActs.matchQuestion, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    const author = review && (await authorOf(tx, review.id))
    if (!review || !author || !act.permits({ people: [author.authorId] }) || tx.actor.kind !== 'person')
      return { refused: 'not-found' as const }
    if (review.stage === 'in-progress' || review.stage === 'paused' || review.stage === 'commissioned')
      return { refused: 'stage-not-right' as const }
    if (!(await store.questions(tx, reviewId)).some((one) => one.id === questionId))
      return { refused: 'not-found' as const }
    if (match.block === null && match.words.trim() === '') return { refused: 'words-missing' as const }
    await store.addQuestionAnswer(tx, questionId, { ...match, words: match.words.trim() }, tx.actor.personId)
    await settle(tx, `evidence.question:${questionId}`)
    act.record({ review: reviewId, question: questionId })
    return { questionId }
  })
}

/** A day on which nothing is sent to the contact; every year unless one is given. */
export async function addQuietDate(ctx: Context, reviewId: string, date: QuietDate): Answer<{ reviewId: string }> {
  return asContact(ctx, reviewId, async (tx, personId) => {
    if (!(date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31)) return { refused: 'date-missing' }
    await store.addQuietDate(tx, personId, date)
    return { reviewId }
  })
}

/** Takes a quiet date back. */
export async function removeQuietDate(ctx: Context, reviewId: string, dateId: string): Answer<{ reviewId: string }> {
  return asContact(ctx, reviewId, async (tx, personId) =>
    (await store.removeQuietDate(tx, dateId, personId)) ? { reviewId } : { refused: 'not-found' },
  )
}

/** A mail about a review to somebody who is part of it. `about` is an id, without the person's. */
export interface MailToPart {
  subject: string
  text: string
  purpose: string
  about: string
}

/**
 * Writes a mail to somebody who is part of a review. For a family's contact it is held on a quiet date and leaves on the
 * next day that is none, and it is not written at all when they wish not to be told. Everybody else gets it at once. Within
 * the act of a higher folder: asks no permission.
 */
export async function mailPart(tx: Context, reviewId: string, personId: string, mail: MailToPart): Promise<void> {
  const contact = (await contactsOf(tx, reviewId)).includes(personId)
  const wishes = contact ? await store.wishes(tx, reviewId, personId) : null
  if (wishes?.told === 'not-at-all') return
  const about = `${mail.about}:${personId}`
  if (contact && isQuiet(dayOf(tx), await store.quietDates(tx, personId))) {
    await store.holdMail(tx, personId, { ...mail, about })
    return
  }
  await writeMail(tx, { ...mail, to: await accountMailOf(tx, personId), about })
}

/** Sends what was held for days that were quiet. Run by the clock every morning; also after an outage of days. */
export async function sendHeldMail(ctx: Context): Promise<void> {
  await perform(ctx, evidenceActs.sendHeldMail, async (tx, act) => {
    act.permits()
    const waiting = await store.heldMail(tx)
    for (const mail of waiting) {
      if (isQuiet(dayOf(tx), await store.quietDates(tx, mail.personId))) continue
      await writeMail(tx, { ...mail, to: await accountMailOf(tx, mail.personId) })
      await store.markSent(tx, mail.id)
    }
    act.record({ waiting: waiting.length })
    return null
  })
}

/** Puts requests whose day for an answer has passed on their authors' lists. Run by the clock every morning. */
export async function tellOfSilence(ctx: Context): Promise<void> {
  await perform(ctx, evidenceActs.tellOfSilence, async (tx, act) => {
    act.permits()
    const silent = (await store.unanswered(tx, dayOf(tx))).filter((one) => stateOf(one, dayOf(tx)) === 'no-answer')
    for (const request of silent)
      await askFor(tx, {
        key: lateKey(request.id),
        personId: request.askedBy,
        title: `No answer in time in review ${request.reference}: take it to the board`,
        link: `/workspace/requests/${request.id}`,
      })
    act.record({ silent: silent.length })
    return null
  })
}

/** Where a request stands today. */
export function requestState(ctx: Context, request: AccessRequest) {
  return stateOf(request, dayOf(ctx))
}

function dayOf(ctx: Context): string {
  return ctx.now().toISOString().slice(0, 10)
}
