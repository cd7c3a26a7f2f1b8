/**
 * Disclosure: what an author or a member of a panel tells the national body in confidence about interference with a
 * review. Owns schema `disclosure`. Invariants: only the national body and whoever told it can see that it happened; the
 * record of acts holds the disclosure's own id and never its review's; mails and lists say neither; it is followed to an
 * end that says what was done.
 */
import { accountMailOf, holdersOf, perform } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { writeMail } from '#platform/mail.ts'
import { reviewById, workingDaysAfter } from '#register/register.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import { disclosureActs } from './permissions.ts'
import * as store from './store.ts'

/** A message: what was told, a reply to the person, a note of the national body for itself, or how it ended. */
export interface Message {
  kind: 'told' | 'reply' | 'note' | 'end'
  words: string
  by: string
  at: Date
}

/** What was told in confidence, with everything said since. */
export interface ProtectedReport {
  id: string
  reviewId: string
  reference: string
  reporterId: string
  reporter: string
  reportedAt: Date
  /** 'YYYY-MM-DD' */
  acknowledgeBy: string
  acknowledgedAt: Date | null
  closedAt: Date | null
  messages: Message[]
}

/** Why an act was refused. */
export type DisclosureRefusal = 'not-found' | 'words-missing' | 'already-acknowledged' | 'not-acknowledged' | 'closed'

type Answer<R> = Promise<R | { refused: DisclosureRefusal }>

const acknowledgeKey = (id: string) => `disclosure.acknowledge:${id}`
const followKey = (id: string) => `disclosure.follow:${id}`
const answeredKey = (id: string) => `disclosure.answered:${id}`
const pathOf = (id: string) => `/workspace/in-confidence/${id}`

/** Tells the national body of interference. It acknowledges within the stated working days. */
export async function reportInterference(
  ctx: Context,
  reviewId: string,
  words: string,
): Answer<{ reportId: string; acknowledgeBy: string }> {
  return perform(ctx, disclosureActs.reportInterference, async (tx, act) => {
    const review = await reviewById(tx, reviewId)
    if (!review || tx.actor.kind !== 'person' || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (words.trim() === '') return { refused: 'words-missing' as const }
    const today = tx.now().toISOString().slice(0, 10)
    const days = await store.acknowledgeDays(tx, today)
    const acknowledgeBy = await workingDaysAfter(tx, review.nations, today, days)
    const reportId = await store.addReport(tx, { reviewId, by: tx.actor.personId, acknowledgeBy })
    await store.addMessage(tx, reportId, { kind: 'told', words: words.trim(), by: tx.actor.personId })
    await askFor(tx, {
      key: acknowledgeKey(reportId),
      role: 'registrar',
      title: 'Acknowledge what was told to the national body in confidence',
      link: pathOf(reportId),
      dueOn: acknowledgeBy,
    })
    await mailNation(tx, reportId, 'told')
    // The review stays out of the record of acts: a page that lists a review's acts must not show this one.
    act.record({ disclosure: reportId })
    return { reportId, acknowledgeBy }
  })
}

async function mailNation(tx: Context, reportId: string, about: string): Promise<void> {
  for (const person of await holdersOf(tx, 'registrar'))
    await mailOf(tx, person.email, reportId, `${about}:${person.id}`)
}

/** A mail that says nothing but that there is a message: mailboxes are shared. */
async function mailOf(tx: Context, to: string, reportId: string, about: string): Promise<void> {
  await writeMail(tx, {
    to,
    subject: 'A message waits for you in Throughline',
    text: `Please sign in to read it:\n${tx.siteUrl}${pathOf(reportId)}\n`,
    purpose: 'disclosure.message',
    about: `${reportId}:${about}`,
  })
}

/** The national body acknowledges: the person is told that it was read and who follows it. */
export async function acknowledgeReport(ctx: Context, reportId: string): Answer<{ reportId: string }> {
  return perform(ctx, disclosureActs.acknowledgeReport, async (tx, act) => {
    const report = (await store.reports(tx, { id: reportId, lock: true }))[0]
    if (!report || !act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (report.acknowledgedAt) return { refused: 'already-acknowledged' as const }
    await store.acknowledge(tx, reportId, tx.actor.personId)
    await settle(tx, acknowledgeKey(reportId))
    await askFor(tx, {
      key: followKey(reportId),
      role: 'registrar',
      title: 'Follow to its end what was told in confidence',
      link: pathOf(reportId),
    })
    await tellReporter(tx, report, 'acknowledged')
    act.record({ disclosure: reportId })
    return { reportId }
  })
}

async function tellReporter(tx: Context, report: ProtectedReport, about: string): Promise<void> {
  await askFor(tx, {
    key: answeredKey(report.id),
    personId: report.reporterId,
    title: 'The national body has answered you in confidence',
    link: pathOf(report.id),
  })
  await mailOf(tx, await accountMailOf(tx, report.reporterId), report.id, about)
}

/**
 * The national body replies, notes something for itself, or ends it saying what was done. Whoever told it sees replies and
 * the end, never the notes.
 */
export async function answerReport(
  ctx: Context,
  reportId: string,
  answer: { kind: 'reply' | 'note' | 'end'; words: string },
): Answer<{ reportId: string }> {
  return perform(ctx, disclosureActs.answerReport, async (tx, act) => {
    const report = (await store.reports(tx, { id: reportId, lock: true }))[0]
    if (!report || !act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (!report.acknowledgedAt) return { refused: 'not-acknowledged' as const }
    if (report.closedAt) return { refused: 'closed' as const }
    if (answer.words.trim() === '') return { refused: 'words-missing' as const }
    await store.addMessage(tx, reportId, { kind: answer.kind, words: answer.words.trim(), by: tx.actor.personId })
    if (answer.kind === 'end') {
      await store.setClosed(tx, reportId, tx.actor.personId)
      await settle(tx, followKey(reportId))
    }
    if (answer.kind !== 'note') await tellReporter(tx, report, `message-${report.messages.length}`)
    act.record({ disclosure: reportId })
    return { reportId }
  })
}

/** Whoever told it adds something; what was ended is open again. */
export async function addMessage(ctx: Context, reportId: string, words: string): Answer<{ reportId: string }> {
  return perform(ctx, disclosureActs.addMessage, async (tx, act) => {
    const report = (await store.reports(tx, { id: reportId, lock: true }))[0]
    if (!report || tx.actor.kind !== 'person' || report.reporterId !== tx.actor.personId)
      return { refused: 'not-found' as const }
    if (!act.permits(ownScope(ctx))) return { refused: 'not-found' as const }
    if (words.trim() === '') return { refused: 'words-missing' as const }
    await store.addMessage(tx, reportId, { kind: 'told', words: words.trim(), by: tx.actor.personId })
    await settle(tx, answeredKey(reportId))
    if (report.closedAt) await store.setClosed(tx, reportId, null)
    if (report.acknowledgedAt)
      await askFor(tx, {
        key: followKey(reportId),
        role: 'registrar',
        title: 'Follow to its end what was told in confidence',
        link: pathOf(reportId),
      })
    await mailNation(tx, reportId, `more-${report.messages.length}`)
    act.record({ disclosure: reportId })
    return { reportId }
  })
}

/** What belongs to a person is theirs whatever board they sit on. */
function ownScope(ctx: Context) {
  if (ctx.actor.kind !== 'person') return {}
  return {
    people: [ctx.actor.personId],
    organisations: ctx.actor.grants.flatMap((grant) => (grant.organisationId ? [grant.organisationId] : [])),
  }
}

/** What the reader told, or, for the national body, everything that was told; open ones first. */
export async function protectedReports(ctx: Context): Promise<ProtectedReport[]> {
  if (ctx.actor.kind !== 'person') return []
  if (may(ctx.actor, disclosureActs.readReports)) return store.reports(ctx, { all: true })
  if (!may(ctx.actor, disclosureActs.readOwnReports, ownScope(ctx))) return []
  return (await store.reports(ctx, { reporterId: ctx.actor.personId })).map(withoutNotes)
}

/** One of them. Null for everybody else, as if there were none. */
export async function protectedReport(ctx: Context, reportId: string): Promise<ProtectedReport | null> {
  const report = (await store.reports(ctx, { id: reportId }))[0]
  if (!report || ctx.actor.kind !== 'person') return null
  if (may(ctx.actor, disclosureActs.readReports)) return report
  return report.reporterId === ctx.actor.personId ? withoutNotes(report) : null
}

function withoutNotes(report: ProtectedReport): ProtectedReport {
  return { ...report, messages: report.messages.filter((message) => message.kind !== 'note') }
}
