/** Who reads a sealed text, when, and what they can do beside it. On a real database, by the verbs that people use. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#platform/context.ts'
import { waitingFor } from '#worklist/worklist.ts'
import { testContext, type TestContext } from '../../../test/support/context.ts'
import { given, submittedReport, type SubmittedReport } from '../../../test/support/submitted-report.ts'
import { reportOf, sealedReport } from '../authorship.ts'
import { awayChoices, chooseDelegate, endDelegation, setSecondAddress } from './away.ts'
import { answerComment, commentOnReport, myComments, readSealed } from './reading.ts'

let t: TestContext
let r: SubmittedReport

beforeAll(async () => {
  t = await testContext()
  t.at('2026-11-02T09:00:00Z')
  r = await submittedReport(t)
})
afterAll(async () => t.close())

const titles = async (ctx: Context) => (await waitingFor(ctx)).map((one) => one.title)
const mailsTo = async (ctx: Context) => {
  const person = ctx.actor.kind === 'person' ? ctx.actor.personId : ''
  const { rows } = await sql<{ subject: string; body: string }>`select subject, body_text as body
    from platform.outgoing_mail where to_address like ${person} || '%' order by queued_at, id`.execute(t.ctx.db)
  return rows
}
const reads = async (person: Context) => {
  const id = person.actor.kind === 'person' ? person.actor.personId : ''
  const { rows } = await sql<{ n: number }>`select count(*) as n from identity.read_record
    where what = 'authorship.sealed-text' and about = ${r.reportId} and person_id = ${id}`.execute(t.ctx.db)
  return Number(rows[0]?.n)
}

describe('from the moment of submission', () => {
  test('everyone who takes part is told at once by worklist and mail, and no mail holds a word of the report', async () => {
    for (const who of [r.chair, r.manager, r.panel, r.agency, r.family]) {
      expect(await titles(who)).toContain(
        `Read the sealed report of review ${r.reference} and comment if something is wrong`,
      )
      const mail = (await mailsTo(who)).find((one) => one.subject.includes('can be read'))
      expect(mail?.body).toContain(`/workspace/reviews/${r.reference}/report/reading`)
      expect(mail?.body).not.toMatch(/Maisie|Thornquist|health visitor/)
    }
    expect(await titles(r.stranger)).toEqual([])
    expect(await mailsTo(r.stranger)).toEqual([])
  })

  test('they read the author’s own words, and each reading is recorded', async () => {
    for (const who of [r.author, r.chair, r.manager, r.panel, r.agency, r.family]) {
      const reading = await readSealed(who, r.reference)
      expect(reading?.blocks).toEqual(r.blocks)
      expect(await reads(who)).toBe(1)
    }
    expect(await titles(r.family)).not.toContain(
      `Read the sealed report of review ${r.reference} and comment if something is wrong`,
    )
  })

  test('nobody else does: another board’s panel, an agency without part in it, a registrar', async () => {
    const otherAgency = await t.as(r.agency.actor.kind === 'person' ? r.agency.actor.grants[0]! : '')
    for (const who of [r.stranger, otherAgency, r.registrar, await t.as('author'), await t.as('practitioner')]) {
      expect(await readSealed(who, r.reference)).toBeNull()
      expect(await sealedReport(who, r.reportId)).toBeNull()
      expect(await reads(who)).toBe(0)
    }
  })
})

describe('comments', () => {
  test('are typed, stand beside a block, and the author is told by worklist and mail', async () => {
    const made = given(
      await commentOnReport(r.panel, r.reportId, { block: 2, kind: 'factual-error', words: 'It was 4 May.' }),
    )
    expect(await commentOnReport(r.panel, r.reportId, { block: 99, kind: 'other', words: 'x' })).toEqual({
      refused: 'no-such-block',
    })
    expect(await commentOnReport(r.stranger, r.reportId, { block: 2, kind: 'other', words: 'x' })).toEqual({
      refused: 'not-found',
    })
    expect(await commentOnReport(r.author, r.reportId, { block: 2, kind: 'other', words: 'x' })).toEqual({
      refused: 'not-found',
    })
    expect(await titles(r.author)).toContain(`Comments on your report for review ${r.reference} wait for your answer`)
    const mail = (await mailsTo(r.author)).find((one) => one.subject.includes('wait for your answer'))
    expect(mail?.body).toContain(`/workspace/reviews/${r.reference}/report/reading`)
    expect(mail?.body).not.toContain('4 May')
    const seen = (await readSealed(r.author, r.reference))?.comments
    expect(seen).toMatchObject([{ id: made.commentId, block: 2, kind: 'factual-error', words: 'It was 4 May.' }])
    expect(seen?.[0]?.by).toMatch(/Panel member, Invented Partnership/)
  })

  test('are seen by the author and the board; others see their own', async () => {
    expect((await readSealed(r.manager, r.reference))?.comments).toHaveLength(1)
    expect((await readSealed(r.panel, r.reference))?.comments).toHaveLength(1)
    expect((await readSealed(r.agency, r.reference))?.comments).toEqual([])
    expect((await readSealed(r.family, r.reference))?.comments).toEqual([])
  })

  test('are settled by the author alone, once and with a reason, and the commenter sees how', async () => {
    const id = (await readSealed(r.author, r.reference))?.comments[0]?.id ?? ''
    const answer = { settled: 'accepted', words: 'You are right.' }
    expect(await answerComment(r.chair, id, answer)).toEqual({ refused: 'not-found' })
    expect(await answerComment(r.author, id, { settled: 'accepted', words: '' })).toEqual({ refused: 'words-missing' })
    given(await answerComment(r.author, id, answer))
    expect(await answerComment(r.author, id, answer)).toEqual({ refused: 'already-answered' })
    expect((await myComments(r.panel, r.reference))?.comments[0]?.answer).toMatchObject(answer)
    expect((await mailsTo(r.panel)).some((one) => one.subject.includes('is settled'))).toBe(true)
    expect(await titles(r.author)).not.toContain(
      `Comments on your report for review ${r.reference} wait for your answer`,
    )
    expect((await readSealed(r.chair, r.reference))?.blocks).toEqual(r.blocks)
  })

  test('end with the round: then the panel sees how its comments were settled, and no longer the text', async () => {
    t.at('2026-11-16T23:00:00Z')
    expect((await readSealed(r.panel, r.reference))?.mayComment).toBe(true)
    t.at('2026-11-17T00:00:00Z')
    expect(await commentOnReport(r.manager, r.reportId, { block: 2, kind: 'other', words: 'x' })).toEqual({
      refused: 'round-over',
    })
    expect(await readSealed(r.panel, r.reference)).toBeNull()
    expect(await reportOf(r.panel, r.reviewId)).toBeNull()
    expect((await myComments(r.panel, r.reference))?.comments[0]?.answer?.settled).toBe('accepted')
    expect((await readSealed(r.family, r.reference))?.blocks).toEqual(r.blocks)
    expect(await myComments(r.stranger, r.reference)).toBeNull()
  })

  test('cannot be edited or taken away, by SQL either', async () => {
    for (const statement of [
      sql`update authorship.comment set words = 'softer'`,
      sql`delete from authorship.comment_answer`,
      sql`update authorship.accuracy_round set ends_on = '2030-01-01'`,
    ])
      await expect(statement.execute(t.ctx.db)).rejects.toThrow('append-only')
  })
})

describe('an author who is away', () => {
  test('chooses another author, who reads and answers on those days and no others', async () => {
    t.at('2026-12-01T09:00:00Z')
    const friend = await t.as('author')
    const id = friend.actor.kind === 'person' ? friend.actor.personId : ''
    const days = { fromDay: '2026-12-10', untilDay: '2026-12-20' }
    const choice = { email: `${id}@example.org`, ...days }
    expect(await chooseDelegate(r.manager, choice)).toEqual({ refused: 'not-found' })
    expect(await chooseDelegate(r.author, { ...choice, email: 'nobody@example.org' })).toEqual({
      refused: 'not-an-author',
    })
    const { delegationId } = given(await chooseDelegate(r.author, choice))
    expect(await readSealed(friend, r.reference)).toBeNull()
    t.at('2026-12-10T00:00:00Z')
    const reading = await readSealed(friend, r.reference)
    expect(reading).toMatchObject({ mayAnswer: true, isAuthor: false })
    expect(await endDelegation(friend, delegationId)).toEqual({ refused: 'not-found' })
    given(await endDelegation(r.author, delegationId))
    expect(await readSealed(friend, r.reference)).toBeNull()
    expect((await awayChoices(r.author))?.delegations).toEqual([])
  })

  test('is told at a second address as well, and both hear when it changes', async () => {
    t.at('2026-11-03T09:00:00Z')
    const other = await submittedReport(t)
    expect(await setSecondAddress(other.author, 'no address')).toEqual({ refused: 'no-address' })
    given(await setSecondAddress(other.author, 'elsewhere@example.net'))
    given(await commentOnReport(other.family, other.reportId, { block: 3, kind: 'other', words: 'Thank you.' }))
    const { rows } = await sql<{ subject: string }>`select subject from platform.outgoing_mail
      where to_address = 'elsewhere@example.net' order by queued_at, id`.execute(t.ctx.db)
    expect(rows.map((row) => row.subject).toSorted()).toEqual([
      `Comments on your report for review ${other.reference} wait for your answer`,
      'How Throughline tells you of your reviews has changed',
    ])
    expect((await mailsTo(other.author)).map((one) => one.subject)).toContain(
      'How Throughline tells you of your reviews has changed',
    )
  })
})
