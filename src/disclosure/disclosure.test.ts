import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actsAbout } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { historyOf, reviewById, reviews } from '#register/register.ts'
import { newsFor, waitingFor } from '#worklist/worklist.ts'
import { commissionedReview, granted, personOf } from '../../test/support/commissioned.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import * as disclosure from './disclosure.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

/** Everything that a board's person can see of a review, their lists and their mail. */
async function whatTheySee(who: Context, reviewId: string) {
  const mails = await sql<{ subject: string; text: string }>`select m.subject, m.body_text as text
    from platform.outgoing_mail m join identity.person p on p.email = m.to_address
    where p.id = ${personOf(who)} order by m.id`.execute(t.ctx.db)
  return {
    review: await reviewById(who, reviewId),
    history: await historyOf(who, reviewId),
    acts: await actsAbout(who, 'review', reviewId, 1000),
    list: await reviews(who),
    waiting: await waitingFor(who),
    news: (await newsFor(who)).news,
    told: await disclosure.protectedReports(who),
    mails: mails.rows,
  }
}

test('the board cannot see that anything was told, from its telling to its end', async () => {
  const review = await commissionedReview(t)
  const panel = await t.as({ role: 'panel-member', organisationId: review.boardId })
  const board = [review.chair, review.manager, panel]
  const before = await Promise.all(board.map((who) => whatTheySee(who, review.reviewId)))
  const { reportId } = granted(
    await disclosure.reportInterference(review.author, review.reviewId, 'The chair asked me to leave out a finding'),
  )
  granted(await disclosure.acknowledgeReport(review.registrar, reportId))
  granted(await disclosure.answerReport(review.registrar, reportId, { kind: 'reply', words: 'We look into it' }))
  granted(await disclosure.addMessage(review.author, reportId, 'It happened again'))
  granted(await disclosure.answerReport(review.registrar, reportId, { kind: 'end', words: 'We spoke with the chair' }))
  expect(await Promise.all(board.map((who) => whatTheySee(who, review.reviewId)))).toEqual(before)
  for (const who of board) {
    expect(await disclosure.protectedReport(who, reportId)).toBeNull()
    expect(await disclosure.acknowledgeReport(who, reportId)).toEqual({ refused: 'not-found' })
    expect(await disclosure.addMessage(who, reportId, 'What is this?')).toEqual({ refused: 'not-found' })
  }
  const { rows } =
    await sql`select from identity.act_record where act like 'disclosure.%' and about ? 'review'`.execute(t.ctx.db)
  expect(rows).toHaveLength(0)
})

test('it is acknowledged by a stated day, followed, and ended with what was done; a word more opens it again', async () => {
  const review = await commissionedReview(t)
  const told = granted(await disclosure.reportInterference(review.author, review.reviewId, 'I was told what to write'))
  expect(told.acknowledgeBy).toBe('2026-11-05')
  const mine = async () => (await waitingFor(review.registrar)).filter((item) => item.link.endsWith(told.reportId))
  expect(await mine()).toMatchObject([{ dueOn: '2026-11-05' }])
  const end = { kind: 'end' as const, words: 'Done' }
  expect(await disclosure.answerReport(review.registrar, told.reportId, end)).toEqual({ refused: 'not-acknowledged' })
  granted(await disclosure.acknowledgeReport(review.registrar, told.reportId))
  expect(await disclosure.acknowledgeReport(review.registrar, told.reportId)).toEqual({
    refused: 'already-acknowledged',
  })
  granted(await disclosure.answerReport(review.registrar, told.reportId, { kind: 'note', words: 'Ask the deputy' }))
  granted(await disclosure.answerReport(review.registrar, told.reportId, end))
  expect(await mine()).toEqual([])
  const seen = await disclosure.protectedReport(review.author, told.reportId)
  expect(seen?.messages.map((message) => message.kind)).toEqual(['told', 'end'])
  granted(await disclosure.addMessage(review.author, told.reportId, 'Not quite'))
  expect((await disclosure.protectedReport(review.registrar, told.reportId))?.closedAt).toBeNull()
  expect(await mine()).toHaveLength(1)
})

test('a member of the panel can tell as well, and sees their own only', async () => {
  const review = await commissionedReview(t)
  const panel = await t.as({ role: 'panel-member', organisationId: review.boardId })
  const other = await t.as({ role: 'panel-member', organisationId: review.boardId })
  const { reportId } = granted(await disclosure.reportInterference(panel, review.reviewId, 'Minutes were changed'))
  expect((await disclosure.protectedReports(panel)).map((one) => one.id)).toEqual([reportId])
  expect(await disclosure.protectedReports(other)).toEqual([])
  expect(await disclosure.protectedReport(review.author, reportId)).toBeNull()
  expect(await disclosure.reportInterference(review.manager, review.reviewId, 'x')).toEqual({ refused: 'not-found' })
})

test('mails say nothing but that there is a message', async () => {
  const { rows } = await sql<{ subject: string; text: string }>`select subject, body_text as text
    from platform.outgoing_mail where body_text like '%in-confidence%'`.execute(t.ctx.db)
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    expect(row.subject).toBe('A message waits for you in Throughline')
    expect(row.text).toMatch(/^Please sign in to read it:\n\S+\n$/)
  }
})
