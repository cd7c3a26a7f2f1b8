import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAgency } from '#commissioning/commissioning.ts'
import { addOrganisation } from '#identity/identity.ts'
import { inTransaction, type Context } from '#platform/context.ts'
import { linkParticipant } from '#register/register.ts'
import { waitingFor } from '#worklist/worklist.ts'
import { commissionedReview, granted, personOf } from '../../test/support/commissioned.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import * as evidence from './evidence.ts'
import { evidenceTasks } from './tasks.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

async function agencyWithMember(name: string): Promise<{ agencyId: string; member: Context }> {
  const { organisationId } = granted(
    await addOrganisation(t.ctx, { name: `${name} ${Math.random()}`, kind: 'agency', nation: 'england' }),
  )
  return { agencyId: organisationId, member: await t.as({ role: 'agency-member', organisationId }) }
}

async function withAgencies() {
  const review = await commissionedReview(t)
  const police = await agencyWithMember('Marlpit Constabulary')
  const trust = await agencyWithMember('Marlpit Trust')
  granted(await addAgency(review.manager, review.reviewId, police.agencyId, 'police'))
  granted(await addAgency(review.manager, review.reviewId, trust.agencyId, 'health'))
  return { ...review, police, trust }
}

const person = (agencyId: string) => ({ agencyId, kind: 'person' as const, asks: 'The officer who called' })
const refusal = { answer: 'refused' as const, reasonClass: 'proceedings' as const, words: 'A trial is near' }

test('an agency sees and answers its own requests, and those of no other', async () => {
  const { author, reviewId, police, trust, chair } = await withAgencies()
  const { requestId, dueOn } = granted(await evidence.requestAccess(author, reviewId, person(police.agencyId)))
  expect(dueOn).toBe('2026-11-16')
  expect((await evidence.requestsToMe(police.member)).map((one) => one.id)).toEqual([requestId])
  expect(await evidence.requestsToMe(trust.member)).toEqual([])
  expect(await evidence.requestById(trust.member, requestId)).toBeNull()
  expect(await evidence.accessLog(police.member, reviewId)).toBeNull()
  expect((await evidence.requestById(police.member, requestId))?.may).toEqual(['answer'])
  const asksOf = async (who: Context) => (await waitingFor(who)).filter((item) => item.link.endsWith(requestId)).length
  expect([await asksOf(police.member), await asksOf(trust.member)]).toEqual([1, 0])
  expect(await evidence.answerRequest(trust.member, requestId, refusal)).toEqual({ refused: 'not-found' })
  expect(await evidence.answerRequest(chair, requestId, refusal)).toEqual({ refused: 'not-found' })
  expect(await evidence.answerRequest(police.member, requestId, { ...refusal, words: ' ' })).toEqual({
    refused: 'reason-missing',
  })
  granted(await evidence.answerRequest(police.member, requestId, refusal))
  expect([await asksOf(police.member), await asksOf(author)]).toEqual([0, 1])
})

test('only the author asks, and only agencies that are involved', async () => {
  const { author, reviewId, manager, police } = await withAgencies()
  expect(await evidence.requestAccess(manager, reviewId, person(police.agencyId))).toEqual({ refused: 'not-found' })
  const stranger = (await agencyWithMember('Elsewhere')).agencyId
  expect(await evidence.requestAccess(author, reviewId, person(stranger))).toEqual({ refused: 'not-involved' })
  expect(await evidence.requestAccess(author, reviewId, { ...person(police.agencyId), asks: ' ' })).toEqual({
    refused: 'asks-missing',
  })
})

test('a silence reaches the author’s list, then the board, then the national body', async () => {
  const { author, reviewId, police, manager, registrar } = await withAgencies()
  const { requestId } = granted(await evidence.requestAccess(author, reviewId, person(police.agencyId)))
  expect(await evidence.escalateRequest(author, requestId, 'Needed')).toEqual({ refused: 'may-not-follow' })
  t.at('2026-11-17T09:00:00Z')
  await evidenceTasks['evidence.tell-of-silence']!(t.ctx, {})
  const titles = async (who: Context) =>
    (await waitingFor(who)).filter((item) => item.link.endsWith(requestId)).map((item) => item.title)
  expect(await titles(author)).toMatchObject([expect.stringContaining('No answer in time')])
  granted(await evidence.escalateRequest(author, requestId, 'Needed'))
  expect([await titles(author), (await titles(manager)).length, (await titles(registrar)).length]).toEqual([[], 1, 0])
  granted(await evidence.answerEscalation(manager, requestId, 'We have asked again'))
  granted(await evidence.escalateRequest(author, requestId, 'Still nothing'))
  expect([(await titles(manager)).length, (await titles(registrar)).length]).toEqual([0, 1])
  granted(await evidence.answerEscalation(registrar, requestId, 'We have written to its head'))
  granted(await evidence.answerRequest(police.member, requestId, { answer: 'granted', reasonClass: null, words: '' }))
  granted(await evidence.recordOutcome(author, requestId, { happened: true, words: '' }))
  expect(await evidence.recordOutcome(author, requestId, { happened: true, words: '' })).toEqual({
    refused: 'may-not-follow',
  })
  t.at('2026-11-02T09:00:00Z')
})

test('nothing that was asked or happened is ever changed', async () => {
  for (const statement of [sql`delete from evidence.request`, sql`update evidence.request_event set words = ''`])
    await expect(inTransaction(t.ctx, async (tx) => statement.execute(tx.db))).rejects.toThrow('append-only')
})

async function withFamily() {
  const review = await commissionedReview(t)
  const family = await t.as('family-contact')
  granted(await linkParticipant(review.manager, review.reviewId, personOf(family), 'family-contact'))
  return { ...review, family }
}

const mailsTo = async (who: Context) =>
  (
    await sql<{ n: number }>`select count(*) as n from platform.outgoing_mail m
      join identity.person p on p.email = m.to_address where p.id = ${personOf(who)}`.execute(t.ctx.db)
  ).rows[0]?.n ?? 0

test('nothing is sent to a family on a quiet date; it leaves on the next day', async () => {
  const { family, manager, reviewId } = await withFamily()
  granted(await evidence.addQuietDate(family, reviewId, { month: 11, day: 2, onlyYear: null }))
  const mail = { subject: 'News', text: 'There is news', purpose: 'test.news', about: reviewId }
  const write = async () =>
    inTransaction(t.ctx, async (tx) => {
      await evidence.mailPart(tx, reviewId, personOf(family), mail)
      await evidence.mailPart(tx, reviewId, personOf(manager), mail)
    })
  const before = Number(await mailsTo(manager))
  await write()
  expect([Number(await mailsTo(family)), Number(await mailsTo(manager)) - before]).toEqual([0, 1])
  await evidenceTasks['evidence.send-held-mail']!(t.ctx, {})
  expect(Number(await mailsTo(family))).toBe(0)
  t.at('2026-11-03T09:00:00Z')
  await evidenceTasks['evidence.send-held-mail']!(t.ctx, {})
  await evidenceTasks['evidence.send-held-mail']!(t.ctx, {})
  expect(Number(await mailsTo(family))).toBe(1)
  t.at('2026-11-02T09:00:00Z')
})

test('a family that does not wish to be told is not written to', async () => {
  const { family, reviewId } = await withFamily()
  granted(
    await evidence.keepWishes(family, reviewId, {
      named: 'role',
      namedWords: '',
      told: 'not-at-all',
      words: '',
      version: 0,
    }),
  )
  await inTransaction(t.ctx, async (tx) =>
    evidence.mailPart(tx, reviewId, personOf(family), {
      subject: 'x',
      text: 'x',
      purpose: 'test.none',
      about: reviewId,
    }),
  )
  expect(Number(await mailsTo(family))).toBe(0)
})
