import { afterAll, beforeAll, expect, test } from 'vitest'
import { addOrganisation } from '#identity/identity.ts'
import { isRefusal, type Context } from '#platform/context.ts'
import { newsFor, waitingFor } from '#worklist/worklist.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { bringTogether } from './facts.ts'
import * as register from './register.ts'
import type { ReviewToRegister } from './register.ts'

let t: TestContext
let board = ''
let otherBoard = ''
let manager: Context
let otherManager: Context
let chair: Context
let registrar: Context

beforeAll(async () => {
  t = await testContext()
  const add = async (name: string) => {
    const added = await addOrganisation(t.ctx, { name, kind: 'childrens-board', nation: 'england' })
    return 'organisationId' in added ? added.organisationId : ''
  }
  board = await add('Fictional Board One')
  otherBoard = await add('Fictional Board Two')
  manager = await t.as({ role: 'board-manager', organisationId: board })
  otherManager = await t.as({ role: 'board-manager', organisationId: otherBoard })
  chair = await t.as({ role: 'board-chair', organisationId: board })
  registrar = await t.as('registrar')
})
afterAll(async () => t.close())

function lcspr(more: Partial<ReviewToRegister> = {}): ReviewToRegister {
  return {
    boardIds: [board],
    leadBoardId: board,
    kinds: ['lcspr'],
    nations: ['england'],
    subjects: [{ kind: 'child', count: 2 }],
    notifiedOn: '2026-10-05',
    ...more,
  }
}

async function registered(more: Partial<ReviewToRegister> = {}) {
  const answer = await register.registerReview(manager, lcspr(more))
  if (isRefusal(answer)) throw new Error(answer.refused)
  return answer
}

async function seen(ctx: Context, id: string) {
  const review = await register.reviewById(ctx, id)
  if (!review) throw new Error('not seen')
  return review
}

test('a review decided against is registered with its reasons, and nobody is asked to appoint an author', async () => {
  expect(await register.registerReview(manager, lcspr({ decidedOn: '2026-10-20', notToProceed: ' ' }))).toEqual({
    refused: 'reason-missing',
  })
  const { reviewId, reference } = await registered({
    decidedOn: '2026-10-20',
    notToProceed: 'The criteria were not met.',
  })
  const history = await register.historyOf(manager, reviewId)
  expect(history).toMatchObject([{ stage: 'not-to-proceed', why: 'The criteria were not met.' }])
  expect((await waitingFor(registrar)).some((item) => item.title.includes(reference))).toBe(false)
  expect((await newsFor(registrar)).news.some((item) => item.title.includes(reference))).toBe(true)
})

test('each review shows what is due, from which rule and since when; a pause gives days back', async () => {
  const { reviewId } = await registered({ decidedOn: '2026-10-20' })
  const due = await register.dueOf(manager, reviewId)
  expect(due.map((one) => [one.rule, one.since, one.dueOn, one.metOn])).toEqual([
    ['lcspr.complete', '2026-10-20', '2027-04-20', null],
    ['lcspr.decide', '2026-10-05', '2026-10-26', '2026-10-20'],
    ['lcspr.notify', '2026-10-05', '2026-10-12', '2026-11-02'],
  ])
  const change = async (stage: 'paused' | 'decided') =>
    register.changeStage(manager, reviewId, {
      stage,
      why: 'A criminal trial',
      version: (await seen(manager, reviewId)).version,
      pauseFor: 'trial',
    })
  expect(await change('paused')).toEqual({ reviewId })
  expect((await register.dueOf(manager, reviewId))[0]).toMatchObject({ rule: 'lcspr.complete', dueOn: null })
  t.at('2026-11-12T09:00:00Z')
  expect(await change('decided')).toEqual({ reviewId })
  // Ten days later than 20 April 2027: 30 April, a Friday.
  expect((await register.dueOf(manager, reviewId))[0]).toMatchObject({ rule: 'lcspr.complete', dueOn: '2027-04-30' })
  t.at('2026-11-02T09:00:00Z')
})

test('reminders: each step once, by mail and on the list, however often the job runs; taken off when it is done', async () => {
  const { reviewId, reference } = await registered({ notifiedOn: '2026-10-14' })
  const mine = async () => (await mailsTo(manager)).filter((mail) => mail.subject.includes(reference))
  // Fifteen working days from 14 October: 4 November, two days off.
  await register.remindBoards(t.ctx)
  await register.remindBoards(t.ctx)
  expect((await mine()).map((mail) => mail.subject.split(':')[0])).toEqual(['Due soon'])
  t.at('2026-11-05T09:00:00Z')
  await register.remindBoards(t.ctx)
  t.at('2026-11-06T09:00:00Z')
  await register.remindBoards(t.ctx)
  expect((await mine()).map((mail) => mail.subject.split(':')[0])).toEqual(['Due soon', 'Overdue'])
  const item = (await waitingFor(manager)).find((one) => one.title.includes(reference))
  expect(item).toMatchObject({ dueOn: '2026-11-04', why: 'Working Together. The clock has run since 2026-10-14' })
  const { due } = await register.dueList(manager, { which: 'overdue', page: 1 })
  expect(due.map((one) => one.reference)).toContain(reference)
  expect((await register.dueList(otherManager, { which: 'overdue', page: 1 })).due).toEqual([])
  const { version } = await seen(manager, reviewId)
  await register.changeStage(manager, reviewId, { stage: 'decided', why: '', version })
  expect((await waitingFor(manager)).some((one) => one.title.includes(reference) && one.dueOn)).toBe(false)
  t.at('2026-11-02T09:00:00Z')
})

async function mailsTo(ctx: Context) {
  const { sql } = await import('kysely')
  const id = ctx.actor.kind === 'person' ? ctx.actor.personId : ''
  const { rows } = await sql<{
    subject: string
    body_text: string
  }>`select subject, body_text from platform.outgoing_mail where to_address = ${`${id}@example.org`} order by queued_at, subject`.execute(
    ctx.db,
  )
  return rows
}

test('two people correct the same review: the second is shown what the first changed and nothing is lost', async () => {
  const { reviewId } = await registered()
  const first = await seen(manager, reviewId)
  const colleague = await t.as({ role: 'board-manager', organisationId: board })
  const correct = (ctx: Context, review: ReviewToRegister, version: number) =>
    register.correctReview(ctx, reviewId, { review, why: 'A correction', version })
  expect(await correct(manager, lcspr({ kinds: ['lcspr', 'rapid-review'] }), first.version)).toEqual({ reviewId })
  const mine = lcspr({ incidentFrom: '2026-09-01' })
  expect(await correct(colleague, mine, first.version)).toEqual({ refused: 'changed-meanwhile' })
  const now = await seen(colleague, reviewId)
  const base = await register.factsAt(colleague, now, first.version)
  const together = bringTogether(base, register.factsOfReview(now), { ...base, incidentFrom: '2026-09-01' })
  expect(together).toMatchObject({
    both: [],
    facts: { kinds: ['lcspr', 'rapid-review'], incidentFrom: '2026-09-01' },
  })
  const history = await register.correctionsOf(manager, reviewId)
  expect(history).toMatchObject([{ fact: 'kinds', before: ['lcspr'], after: ['lcspr', 'rapid-review'] }])
  expect(await correct(otherManager, mine, now.version)).toEqual({ refused: 'not-found' })
})

test('a withheld review has a listed ground; author and national body are told by mail, and it can go on again', async () => {
  const { reviewId, reference } = await registered({ decidedOn: '2026-10-20' })
  const author = await t.as('author')
  const authorId = author.actor.kind === 'person' ? author.actor.personId : ''
  await register.addParticipant(t.ctx, reviewId, authorId, 'author')
  for (const stage of ['commissioned', 'in-progress', 'submitted'] as const)
    await register.reportStage(t.ctx, reviewId, stage)
  const { version } = await seen(manager, reviewId)
  const withhold = (ctx: Context, ground: string, why: string, seenVersion = version) =>
    register.withholdReview(ctx, reviewId, { ground: ground as 'safety', why, version: seenVersion })
  expect(await withhold(manager, 'safety', 'It would lead to a hidden address.')).toEqual({ refused: 'not-found' })
  expect(await withhold(chair, 'embarrassment', 'It looks bad.')).toEqual({ refused: 'no-ground' })
  expect(await withhold(chair, 'safety', '')).toEqual({ refused: 'reason-missing' })
  expect(await withhold(chair, 'safety', 'x', version - 1)).toEqual({ refused: 'changed-meanwhile' })
  expect(await withhold(chair, 'safety', 'It would lead to a hidden address.')).toEqual({ reviewId })
  for (const told of [author, registrar]) {
    const mail = (await mailsTo(told)).find((one) => one.subject.includes(reference))
    expect(mail?.body_text).toContain('It would put somebody in danger')
  }
  const ended = await seen(chair, reviewId)
  expect(await register.endWithholding(chair, reviewId, { why: 'They have moved.', version: ended.version })).toEqual({
    reviewId,
  })
  expect((await seen(chair, reviewId)).stage).toBe('submitted')
})

test('the board may endorse a submitted review, and its life goes on with or without that', async () => {
  const { reviewId } = await registered({ decidedOn: '2026-10-20' })
  for (const stage of ['commissioned', 'in-progress', 'submitted'] as const)
    await register.reportStage(t.ctx, reviewId, stage)
  const { version } = await seen(manager, reviewId)
  expect(await register.changeStage(manager, reviewId, { stage: 'endorsed', why: '', version })).toEqual({ reviewId })
  await register.reportStage(t.ctx, reviewId, 'in-deidentification')
  expect((await seen(manager, reviewId)).stage).toBe('in-deidentification')
})

test('a duplicate is kept and points on; a merged review gives what it had; a split one shares it out', async () => {
  const one = await registered()
  const other = await registered({ kinds: ['rapid-review'], subjects: [{ kind: 'adult', count: 1 }] })
  const third = await registered()
  const join = (id: string, into: string, relation: 'duplicate-of' | 'merged-into', version: number) =>
    register.joinReviews(registrar, id, { into, relation, why: 'The same circumstances', version })
  expect(await join(one.reviewId, one.reference, 'duplicate-of', 1)).toEqual({ refused: 'same-review' })
  expect(await join(one.reviewId, third.reference.toLowerCase(), 'duplicate-of', 1)).toEqual({
    reviewId: third.reviewId,
  })
  expect(await join(one.reviewId, other.reference, 'duplicate-of', 3)).toEqual({ refused: 'already-duplicate' })
  expect(await seen(registrar, one.reviewId)).toMatchObject({ stage: 'discontinued', duplicateOf: third.reviewId })
  expect(await register.dueOf(registrar, one.reviewId)).not.toContainEqual(expect.objectContaining({ metOn: null }))
  expect(await join(other.reviewId, third.reference, 'merged-into', 1)).toEqual({ reviewId: third.reviewId })
  const merged = await seen(registrar, third.reviewId)
  expect(merged).toMatchObject({
    kinds: ['lcspr', 'rapid-review'],
    subjects: [
      { kind: 'child', count: 2 },
      { kind: 'adult', count: 1 },
    ],
  })
  const split = { children: 1, adults: 1, why: 'Two circumstances after all', version: merged.version }
  expect(await register.splitReview(registrar, third.reviewId, { ...split, children: 2 })).toEqual({
    refused: 'nothing-left',
  })
  const part = await register.splitReview(registrar, third.reviewId, split)
  if (isRefusal(part)) throw new Error(part.refused)
  expect((await seen(registrar, third.reviewId)).subjects).toEqual([{ kind: 'child', count: 1 }])
  expect(await register.linksOf(registrar, third.reviewId)).toMatchObject([
    { relation: 'duplicate-of', reversed: true, reference: one.reference },
    { relation: 'merged-into', reversed: true, reference: other.reference },
    { relation: 'split-from', reversed: true, reference: part.reference },
  ])
})

test('a family contact is named by the mail address of one who holds that role', async () => {
  const { reviewId, reference } = await registered()
  const contact = await t.as('family-contact')
  const contactId = contact.actor.kind === 'person' ? contact.actor.personId : ''
  const link = (ctx: Context, email: string) => register.linkParticipantByMail(ctx, reviewId, email, 'family-contact')
  expect(await register.reviewByReference(contact, reference)).toBeNull()
  expect(await link(manager, 'nobody@example.org')).toEqual({ refused: 'no-such-person' })
  expect(await link(otherManager, `${contactId}@example.org`)).toEqual({ refused: 'not-found' })
  expect(await link(manager, `${contactId.toUpperCase()}@example.org`)).toEqual({ reviewId })
  expect((await register.reviewByReference(contact, reference))?.id).toBe(reviewId)
})

test('bank holidays that are added move what is due', async () => {
  const { reviewId } = await registered({ notifiedOn: '2026-10-30' })
  const due = async () => (await register.dueOf(manager, reviewId)).find((one) => one.rule === 'lcspr.decide')?.dueOn
  expect(await due()).toBe('2026-11-20')
  const day = { nation: 'england', day: '2026-11-18', name: 'A proclaimed day', confirmed: true } as const
  expect(await register.addBankHolidays(manager, [day])).toEqual({ refused: 'not-allowed' })
  expect(await register.addBankHolidays(registrar, [day])).toEqual({ added: 1 })
  expect(await register.addBankHolidays(registrar, [day])).toEqual({ added: 0 })
  await register.runAllClocks(t.ctx, true)
  expect(await due()).toBe('2026-11-23')
})
