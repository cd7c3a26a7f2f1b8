/** Changes after submission, by the verbs that people use and by the attacks that must fail. On a real database. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLog, reportRootOf, sealChangedBlock } from '#integrity/integrity.ts'
import { actingAs, type Context } from '#platform/context.ts'
import { waitingFor } from '#worklist/worklist.ts'
import { testContext, type TestContext } from '../../../test/support/context.ts'
import { given, submittedReport, type SubmittedReport } from '../../../test/support/submitted-report.ts'
import { sealedReport } from '../authorship.ts'
import { chooseDelegate } from './away.ts'
import {
  answerProposal,
  confirmChange,
  dissent,
  imposeChange,
  proposeChange,
  takeBackProposal,
  withdrawDissent,
  withholdPart,
  type ChangeSeal,
} from './changing.ts'
import { readSealed } from './reading.ts'
import { consentRecord } from './record.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

const submitted = async () => {
  t.at('2026-11-02T09:00:00Z')
  return submittedReport(t)
}
const text = (r: SubmittedReport) => sealedReport(t.ctx, r.reportId)
const titles = async (ctx: Context) => (await waitingFor(ctx)).map((one) => one.title)
const idOf = (ctx: Context) => (ctx.actor.kind === 'person' ? ctx.actor.personId : '')
const mails = async (to: string) =>
  (
    await sql<{
      subject: string
    }>`select subject from platform.outgoing_mail where to_address like ${to} || '%'`.execute(t.ctx.db)
  ).rows.map((row) => row.subject)

/** What the browser of whoever agrees or imposes makes of the changed passage. */
async function sealOf(r: SubmittedReport, block: number, words: string): Promise<ChangeSeal> {
  const { blocks, seeds } = (await text(r))!
  return sealChangedBlock(blocks, seeds, { n: block, text: words })
}

const softer = 'Three agencies met.'
const propose = async (r: SubmittedReport, by: Context, block = 3, words = softer, reason = 'legal-risk') =>
  given(await proposeChange(by, r.reportId, { block, text: words, reason, why: 'Our solicitor asks for it.' }))
    .proposalId

describe('a change that the author agrees to', () => {
  test('takes effect when the board confirms it: a new root, one new seed, everything else as it was', async () => {
    const r = await submitted()
    const before = (await text(r))!
    const id = await propose(r, r.manager)
    expect(await titles(r.author)).toContain(`A change to your report for review ${r.reference} is proposed`)
    expect(await mails(idOf(r.author))).toContain(`A change to your report for review ${r.reference} is proposed`)
    given(await answerProposal(r.author, id, { answer: 'agree', seal: await sealOf(r, 3, softer) }))
    expect(await text(r)).toEqual(before)
    expect(await confirmChange(r.manager, id)).toEqual({ refused: 'not-found' })
    given(await confirmChange(r.chair, id))
    const after = (await text(r))!
    expect(after.version).toBe(2)
    expect(after.blocks).toEqual(before.blocks.with(3, { ...before.blocks[3]!, text: softer }))
    expect(after.root).not.toEqual(before.root)
    expect(after.root).toEqual(reportRootOf(after.blocks, after.seeds))
    const kept = before.seeds.map((seed, n) => Buffer.from(seed).equals(after.seeds[n]!))
    expect(kept).toEqual([true, true, true, false, true, true])
    expect(await consentRecord(t.ctx, r.reportId)).toMatchObject({
      label: 'changed-with-agreement',
      agreed: { 'legal-risk': 1 },
      imposed: {},
      sound: true,
      signed: false,
    })
    expect((await checkLog(t.ctx)).sound).toBe(true)
    expect((await readSealed(r.family, r.reference))?.label).toBe('changed-with-agreement')
  })

  test('needs a fresh seed and the root of exactly these words', async () => {
    const r = await submitted()
    const id = await propose(r, r.chair)
    const { blocks, seeds } = (await text(r))!
    const old = seeds[3]!
    const reused = { seed: old, root: reportRootOf(blocks.with(3, { kind: 'paragraph', text: softer }), seeds) }
    expect(await answerProposal(r.author, id, { answer: 'agree', seal: reused })).toEqual({ refused: 'bad-seed' })
    const other = await sealOf(r, 3, 'Other words.')
    expect(await answerProposal(r.author, id, { answer: 'agree', seal: other })).toEqual({ refused: 'root-differs' })
    const none = { seed: new Uint8Array(), root: new Uint8Array() }
    expect(await answerProposal(r.author, id, { answer: 'agree', seal: none })).toEqual({ refused: 'bad-seed' })
  })

  test('is asked of the author again when the text around it changed meanwhile', async () => {
    const r = await submitted()
    const first = await propose(r, r.manager, 3)
    const second = await propose(r, r.agency, 2, 'She was seen in May.', 'personal-data')
    given(await answerProposal(r.author, first, { answer: 'agree', seal: await sealOf(r, 3, softer) }))
    given(await answerProposal(r.author, second, { answer: 'agree', seal: await sealOf(r, 2, 'She was seen in May.') }))
    given(await confirmChange(r.chair, first))
    expect(await confirmChange(r.chair, second)).toEqual({ refused: 'not-open' })
    expect(await titles(r.author)).toContain(`A change to your report for review ${r.reference} is proposed`)
    given(await answerProposal(r.author, second, { answer: 'agree', seal: await sealOf(r, 2, 'She was seen in May.') }))
    given(await confirmChange(r.chair, second))
    expect((await consentRecord(t.ctx, r.reportId))?.agreed).toEqual({ 'legal-risk': 1, 'personal-data': 1 })
  })
})

describe('silence', () => {
  test('is never consent: after ten years nothing has changed, and nothing can be confirmed', async () => {
    const r = await submitted()
    const before = await text(r)
    const id = await propose(r, r.chair)
    t.at('2036-11-02T09:00:00Z')
    expect(await confirmChange(r.chair, id)).toEqual({ refused: 'not-open' })
    expect(await text(r)).toEqual(before)
    expect((await readSealed(r.author, r.reference))?.changes.proposals[0]?.state).toBe('open')
    const { rows } = await sql<{
      task: string
    }>`select distinct task_identifier as task from graphile_worker.jobs`.execute(t.ctx.db)
    expect(rows.filter((row) => row.task.startsWith('authorship.'))).toEqual([])
  })

  test('lets a board impose after its days, and is shown as no agreement', async () => {
    const r = await submitted()
    const id = await propose(r, r.chair)
    const seal = await sealOf(r, 3, softer)
    expect(await imposeChange(r.chair, id, seal)).toEqual({ refused: 'author-may-answer' })
    t.at('2026-11-16T09:00:00Z')
    given(await imposeChange(r.chair, id, seal))
    expect((await consentRecord(t.ctx, r.reportId))?.label).toBe('changed-without-agreement')
  })
})

describe('a change that the author refuses', () => {
  test('changes nothing; with dissent, their words are kept; imposed, both are shown for ever', async () => {
    const r = await submitted()
    const before = await text(r)
    const id = await propose(r, r.manager)
    expect(await answerProposal(r.author, id, { answer: 'dissent', words: '' })).toEqual({ refused: 'dissent-missing' })
    given(await answerProposal(r.author, id, { answer: 'dissent', words: 'The change hides who was in charge.' }))
    expect(await text(r)).toEqual(before)
    expect(await confirmChange(r.chair, id)).toEqual({ refused: 'not-open' })
    for (const who of [r.manager, r.author, r.panel, r.agency, r.registrar])
      expect(await imposeChange(who, id, await sealOf(r, 3, softer))).toEqual({ refused: 'not-found' })
    given(await imposeChange(r.chair, id, await sealOf(r, 3, softer)))
    const reading = await readSealed(r.family, r.reference)
    expect(reading?.label).toBe('changed-without-agreement')
    expect(reading?.changes.dissents.map((one) => one.words)).toEqual(['The change hides who was in charge.'])
    expect(await consentRecord(t.ctx, r.reportId)).toMatchObject({
      imposed: { 'legal-risk': 1 },
      agreed: {},
      dissents: [{ words: 'The change hides who was in charge.', imposed: true }],
      sound: true,
    })
    expect(await titles(r.author)).toContain(
      `A passage of your report for review ${r.reference} was changed without your agreement`,
    )
    expect(await titles(r.registrar)).toContain(
      `A passage of the report for review ${r.reference} was changed without its author’s agreement`,
    )
  })

  test('only the author withdraws a dissent', async () => {
    const r = await submitted()
    given(await dissent(r.author, r.reportId, { words: 'I stand by it.', proposalId: null }))
    const [said] = (await readSealed(r.author, r.reference))!.changes.dissents
    for (const who of [r.chair, r.manager, r.registrar, await t.as('editor'), await t.as('author')])
      expect(await withdrawDissent(who, said!.id)).toEqual({ refused: 'not-found' })
    await expect(sql`delete from authorship.dissent`.execute(t.ctx.db)).rejects.toThrow('append-only')
    given(await withdrawDissent(r.author, said!.id))
    expect((await readSealed(r.author, r.reference))?.changes.dissents).toEqual([])
  })
})

describe('nobody but the author answers', () => {
  test('neither the board, nor a delegate who reads and comments for them, nor the author of another review', async () => {
    const r = await submitted()
    const friend = await t.as('author')
    const days = { fromDay: '2026-11-02', untilDay: '2026-11-10' }
    given(await chooseDelegate(r.author, { email: `${idOf(friend)}@example.org`, ...days }))
    expect((await readSealed(friend, r.reference))?.mayAnswer).toBe(true)
    const id = await propose(r, r.manager)
    const seal = await sealOf(r, 3, softer)
    for (const who of [
      friend,
      r.chair,
      r.manager,
      await t.as('author'),
      actingAs(t.ctx, { kind: 'task', task: 'x' }),
    ]) {
      expect(await answerProposal(who, id, { answer: 'agree', seal })).toEqual({ refused: 'not-found' })
      expect(await answerProposal(who, id, { answer: 'refuse' })).toEqual({ refused: 'not-found' })
      expect(await dissent(who, r.reportId, { words: 'x', proposalId: null })).toEqual({ refused: 'not-found' })
    }
    expect((await readSealed(friend, r.reference))?.changes.mayPropose).toBe(false)
    expect(await takeBackProposal(r.chair, id)).toEqual({ refused: 'not-found' })
    given(await takeBackProposal(r.manager, id))
    expect(await answerProposal(r.author, id, { answer: 'agree', seal })).toEqual({ refused: 'not-open' })
  })

  test('strangers and the family propose nothing; agencies only while the round is open', async () => {
    const r = await submitted()
    const change = { block: 3, text: softer, reason: 'other', why: 'x' }
    expect(await proposeChange(r.stranger, r.reportId, change)).toEqual({ refused: 'not-found' })
    expect(await proposeChange(r.family, r.reportId, change)).toEqual({ refused: 'not-found' })
    t.at('2026-11-17T09:00:00Z')
    expect(await proposeChange(r.agency, r.reportId, change)).toEqual({ refused: 'not-found' })
    expect(await proposeChange(r.panel, r.reportId, change)).toEqual({ refused: 'not-found' })
    given(await proposeChange(r.manager, r.reportId, change))
    given(await proposeChange(r.author, r.reportId, { ...change, block: 2 }))
  })
})

describe('an imposed change passed off as agreed', () => {
  const attack = async () => {
    const r = await submitted()
    const id = await propose(r, r.chair)
    given(await answerProposal(r.author, id, { answer: 'refuse' }))
    given(await imposeChange(r.chair, id, await sealOf(r, 3, softer)))
    return { r, id }
  }

  test('is refused by the database while its guards stand', async () => {
    const { r } = await attack()
    const amend = sql`update authorship.submission set kind = 'amend' where report_id = ${r.reportId} and version = 2`
    await expect(amend.execute(t.ctx.db)).rejects.toThrow('append-only')
    const insert = sql`insert into authorship.submission (report_id, version, root, block_count, word_count, submitted_at,
        submitted_by, statement, salt, log_index, kind, proposal_id)
      select report_id, 3, root, block_count, word_count, submitted_at, submitted_by, statement, salt, log_index, 'amend',
        (select p.id from authorship.proposal p where p.report_id = s.report_id limit 1)
      from authorship.submission s where report_id = ${r.reportId} and version = 2`
    await expect(insert.execute(t.ctx.db)).rejects.toThrow('did not agree')
  })

  test('is found out when the guards are switched off: the statement in the log says otherwise', async () => {
    const { r } = await attack()
    await sql`alter table authorship.submission disable trigger user`.execute(t.ctx.db)
    await sql`update authorship.submission set kind = 'amend' where report_id = ${r.reportId} and version = 2`.execute(
      t.ctx.db,
    )
    expect(await consentRecord(t.ctx, r.reportId)).toMatchObject({ label: 'changed-without-agreement', sound: false })
    // The statement rewritten as well: it is no longer what stands in the log.
    await sql`update authorship.submission set statement = replace(statement, 'record-impose', 'record-amend')
      where report_id = ${r.reportId} and version = 2`.execute(t.ctx.db)
    expect((await consentRecord(t.ctx, r.reportId))?.sound).toBe(false)
    await sql`alter table authorship.submission enable trigger user`.execute(t.ctx.db)
  })

  test('and words edited behind the seal are found out too', async () => {
    const { r } = await attack()
    expect((await consentRecord(t.ctx, r.reportId))?.sound).toBe(true)
    await sql`alter table authorship.sealed_block disable trigger user`.execute(t.ctx.db)
    await sql`update authorship.sealed_block set text = 'All was well.' where report_id = ${r.reportId} and version = 2 and n = 2`.execute(
      t.ctx.db,
    )
    await sql`alter table authorship.sealed_block enable trigger user`.execute(t.ctx.db)
    expect((await consentRecord(t.ctx, r.reportId))?.sound).toBe(false)
  })

  test('cannot begin with an agreement that the board enters for the author', async () => {
    const r = await submitted()
    const id = await propose(r, r.chair)
    const seal = await sealOf(r, 3, softer)
    await sql`insert into authorship.proposal_step (proposal_id, step, version, seed, root, by_person, at)
      values (${id}, 'agree', 1, ${Buffer.from(seal.seed)}, ${Buffer.from(seal.root)}, ${idOf(r.chair)}, now())`.execute(
      t.ctx.db,
    )
    await expect(confirmChange(r.chair, id)).rejects.toThrow('did not agree')
  })
})

describe('parts withheld by law', () => {
  test('are chosen by the chair with a class of reason, and author and national body are told', async () => {
    const r = await submitted()
    const part = { from: 2, to: 3, reason: 'court-order', why: 'An order of an invented court.' }
    for (const who of [r.manager, r.author, r.registrar, r.agency])
      expect(await withholdPart(who, r.reportId, part)).toEqual({ refused: 'not-found' })
    expect(await withholdPart(r.chair, r.reportId, { ...part, reason: 'embarrassing' })).toEqual({
      refused: 'reason-class-missing',
    })
    expect(await withholdPart(r.chair, r.reportId, { ...part, to: 99 })).toEqual({ refused: 'no-such-block' })
    given(await withholdPart(r.chair, r.reportId, part))
    expect(await withholdPart(r.chair, r.reportId, { ...part, from: 3 })).toEqual({ refused: 'already-withheld' })
    expect(await consentRecord(t.ctx, r.reportId)).toMatchObject({
      label: 'as-written',
      withheld: { 'court-order': 1 },
      withheldBlocks: [2, 3],
      sound: true,
      textMark: 2,
    })
    for (const who of [r.author, r.registrar])
      expect((await titles(who)).some((title) => title.includes('withheld by law'))).toBe(true)
    expect(await proposeChange(r.chair, r.reportId, { block: 2, text: 'x', reason: 'other', why: 'x' })).toEqual({
      refused: 'withheld',
    })
  })

  test('a seed that nobody drew is no secret: each version’s changed passage has its own', async () => {
    const r = await submitted()
    const [a, b] = [await sealOf(r, 3, softer), await sealOf(r, 3, softer)]
    expect(a.seed).not.toEqual(b.seed)
  })
})
