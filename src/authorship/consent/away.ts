/**
 * How an author is told, and who reads and answers for them while they are away. Both are the author's own choice and
 * nobody else's. Part of authorship: `authorship.ts` is its face.
 */
import { accountMailOf, holdersOf, namesOf, perform } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { writeMail } from '#platform/mail.ts'
import { authorshipActs } from '../permissions.ts'
import * as store from './store.ts'
import { mailPerson } from './telling.ts'

/** Somebody who reads and answers comments for an author, on stated days. They can never agree to a change or sign. */
export interface Delegation {
  id: string
  name: string
  fromDay: string
  untilDay: string
}

/** Why a choice was refused. */
export type AwayRefusal = 'not-found' | 'not-an-author' | 'yourself' | 'dates-out-of-order' | 'too-long' | 'no-address'

/** Longest absence that somebody can be chosen for, in days: longer is not a holiday. */
export const longestAbsenceDays = 60

/** The first reason against a delegation's days, or null. Days are 'YYYY-MM-DD'. Pure. */
export function whyNotDays(fromDay: string, untilDay: string, today: string): 'dates-out-of-order' | 'too-long' | null {
  if (untilDay < fromDay || untilDay < today) return 'dates-out-of-order'
  const days = (Date.parse(untilDay) - Date.parse(fromDay)) / 86_400_000
  return days > longestAbsenceDays ? 'too-long' : null
}

/** What an author has chosen. Null for who is no author. */
export async function awayChoices(
  ctx: Context,
): Promise<{ email: string; secondEmail: string | null; delegations: Delegation[] } | null> {
  const { actor } = ctx
  if (actor.kind !== 'person' || !actor.grants.some((grant) => grant.role === 'author')) return null
  const rows = await store.delegations(ctx, actor.personId)
  const names = await namesOf(
    ctx,
    rows.map((row) => row.delegateId),
  )
  return {
    email: await accountMailOf(ctx, actor.personId),
    secondEmail: await store.secondAddress(ctx, actor.personId),
    delegations: rows.map((row) => ({
      id: row.id,
      name: names.get(row.delegateId) ?? '',
      fromDay: row.fromDay,
      untilDay: row.untilDay,
    })),
  }
}

/**
 * Chooses another author to read and to answer comments for one's own reviews on stated days, both included. They can
 * never agree to a change, sign, dissent or choose somebody in their turn.
 * @param choice.email the account's address of somebody who holds the role of author
 */
export async function chooseDelegate(
  ctx: Context,
  choice: { email: string; fromDay: string; untilDay: string },
): Promise<{ delegationId: string } | { refused: AwayRefusal }> {
  return perform(ctx, authorshipActs.chooseDelegate, async (tx, act) => {
    if (tx.actor.kind !== 'person' || !act.permits({ people: [tx.actor.personId] }))
      return { refused: 'not-found' as const }
    const wanted = choice.email.trim().toLowerCase()
    const delegate = (await holdersOf(tx, 'author')).find((one) => one.email.toLowerCase() === wanted)
    if (!delegate) return { refused: 'not-an-author' as const }
    if (delegate.id === tx.actor.personId) return { refused: 'yourself' as const }
    const reason = whyNotDays(choice.fromDay, choice.untilDay, tx.now().toISOString().slice(0, 10))
    if (reason) return { refused: reason }
    const delegationId = await store.addDelegation(tx, {
      authorId: tx.actor.personId,
      delegateId: delegate.id,
      fromDay: choice.fromDay,
      untilDay: choice.untilDay,
    })
    await mailPerson(tx, delegate.id, {
      subject: 'An author asks you to answer for them while they are away',
      text: `From ${choice.fromDay} until ${choice.untilDay} you can read the sealed reports of an author who is away, and answer comments on them. You cannot agree to a change, sign or dissent for them.\n\n${tx.siteUrl}/workspace\n`,
      purpose: 'authorship.delegation',
      about: delegationId,
    })
    act.record({ delegation: delegationId, person: delegate.id })
    return { delegationId }
  })
}

/** Takes a delegation back at once. Only the author who gave it can. */
export async function endDelegation(
  ctx: Context,
  delegationId: string,
): Promise<{ delegationId: string } | { refused: AwayRefusal }> {
  return perform(ctx, authorshipActs.chooseDelegate, async (tx, act) => {
    if (tx.actor.kind !== 'person' || !act.permits({ people: [tx.actor.personId] }))
      return { refused: 'not-found' as const }
    if (!(await store.endDelegation(tx, tx.actor.personId, delegationId))) return { refused: 'not-found' as const }
    act.record({ delegation: delegationId })
    return { delegationId }
  })
}

/**
 * Sets or, with an empty word, removes an author's second mail address. Both addresses are told, so that nobody can
 * silently turn one away.
 */
export async function setSecondAddress(
  ctx: Context,
  address: string,
): Promise<{ set: boolean } | { refused: AwayRefusal }> {
  return perform(ctx, authorshipActs.setSecondAddress, async (tx, act) => {
    if (tx.actor.kind !== 'person' || !act.permits({ people: [tx.actor.personId] }))
      return { refused: 'not-found' as const }
    const { personId } = tx.actor
    const email = address.trim()
    if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return { refused: 'no-address' as const }
    const before = await store.secondAddress(tx, personId)
    await store.setSecondAddress(tx, personId, email === '' ? null : email)
    const told = [await accountMailOf(tx, personId), before, email].filter((one): one is string => Boolean(one))
    for (const [n, to] of [...new Set(told)].entries()) {
      await writeMail(tx, {
        to,
        subject: 'How Throughline tells you of your reviews has changed',
        text: `The second address at which you are told of what touches your reviews was ${email === '' ? 'removed' : 'set'}. If it was not you, sign in and look at once:\n\n${tx.siteUrl}/workspace/away\n`,
        purpose: 'authorship.second-address',
        about: `${tx.requestId}:${personId}:${n}`,
      })
    }
    act.record({ person: personId })
    return { set: email !== '' }
  })
}
