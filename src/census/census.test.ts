import { afterAll, beforeAll, expect, test } from 'vitest'
import { addOrganisation } from '#identity/identity.ts'
import { publishedCensus } from '#library/library.ts'
import { isRefusal, type Context } from '#platform/context.ts'
import { registerReview } from '#register/register.ts'
import { waitingFor } from '#worklist/worklist.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import * as census from './census.ts'

let t: TestContext
let registrar: Context
const boards: string[] = []
const managers: Context[] = []
const quarter = { year: 2026, quarter: 3 }

beforeAll(async () => {
  t = await testContext()
  registrar = await t.as('registrar')
  for (const name of ['One', 'Two', 'Three']) {
    const added = await addOrganisation(t.ctx, {
      name: `Fictional Board ${name}`,
      kind: 'adults-board',
      nation: 'wales',
    })
    if (isRefusal(added)) throw new Error(added.refused)
    boards.push(added.organisationId)
    managers.push(await t.as({ role: 'board-manager', organisationId: added.organisationId }))
  }
})
afterAll(async () => t.close())

const answer = (who: number, notified: number, seenVersion = 0) =>
  census.answerCensus(managers[who]!, boards[who]!, quarter, {
    counts: { notified, notToProceed: 0, submitted: 0 },
    note: '',
    seenVersion,
  })

const titles = async (ctx: Context) => (await waitingFor(ctx)).map((item) => item.title)

test('every board is asked once, and taken off the list by its answer, nil included', async () => {
  await census.askBoards(t.ctx)
  await census.askBoards(t.ctx)
  expect(await titles(managers[0]!)).toEqual(['Answer the census for July to September 2026'])
  expect((await waitingFor(managers[0]!))[0]).toMatchObject({ dueOn: '2026-10-28' })
  expect(await answer(0, 0)).toEqual({ boardId: boards[0], differences: 0 })
  expect(await titles(managers[0]!)).toEqual([])
  const seen = await census.boardsInQuarter(registrar, quarter)
  expect(seen.map((one) => one.answer !== null)).toEqual([true, false, false])
  expect((await census.boardsInQuarter(managers[1]!, quarter)).map((one) => one.board.id)).toEqual([boards[1]])
  const { sql } = await import('kysely')
  const { rows } = await sql<{ subject: string }>`select subject from platform.outgoing_mail`.execute(t.ctx.db)
  // 2 November is after 28 October: the mail says that it is late, once to each of the three boards.
  expect(rows.map((row) => row.subject)).toEqual(Array(3).fill('The census for July to September 2026 is late'))
})

test('a difference is a to-do for both, until board and register agree', async () => {
  expect(await answer(1, 1)).toEqual({ boardId: boards[1], differences: 1 })
  expect(await titles(managers[1]!)).toEqual(['Your census and the register differ for July to September 2026'])
  expect(await titles(registrar)).toContain(
    'Fictional Board Two: census and register differ for July to September 2026',
  )
  const registered = await registerReview(managers[1]!, {
    boardIds: [boards[1]!],
    leadBoardId: boards[1]!,
    kinds: ['susr'],
    nations: ['wales'],
    subjects: [{ kind: 'adult', count: 1 }],
    notifiedOn: '2026-08-03',
  })
  expect(isRefusal(registered)).toBe(false)
  await census.askBoards(t.ctx)
  expect(await titles(managers[1]!)).toEqual([])
  expect((await titles(registrar)).filter((title) => title.includes('differ'))).toEqual([])
})

test('a board answers for itself, for a quarter that is over, and sees an answer given meanwhile', async () => {
  const counts = { notified: 0, notToProceed: 0, submitted: 0 }
  const other = { counts, note: '', seenVersion: 0 }
  expect(await census.answerCensus(managers[0]!, boards[2]!, quarter, other)).toEqual({ refused: 'not-found' })
  expect(await census.answerCensus(registrar, boards[2]!, quarter, other)).toEqual({ refused: 'not-found' })
  expect(await census.answerCensus(managers[2]!, boards[2]!, { year: 2026, quarter: 4 }, other)).toEqual({
    refused: 'quarter-not-over',
  })
  expect(await answer(2, -1)).toEqual({ refused: 'bad-count' })
  expect(await answer(0, 2, 0)).toEqual({ refused: 'changed-meanwhile' })
  expect(await answer(0, 0, 1)).toEqual({ boardId: boards[0], differences: 0 })
})

test('figures are published once, by nation and kind, without a small count, and read by the public', async () => {
  expect(await census.publishFigures(managers[0]!, quarter)).toEqual({ refused: 'not-found' })
  expect(await census.publishFigures(registrar, { year: 2026, quarter: 4 })).toEqual({ refused: 'quarter-not-over' })
  expect(await census.publishFigures(registrar, quarter)).toEqual(quarter)
  expect(await census.publishFigures(registrar, quarter)).toEqual({ refused: 'already-published' })
  const [published] = await publishedCensus(t.publicCtx)
  expect(published).toMatchObject({ year: 2026, quarter: 3, publishedOn: '2026-11-02' })
  expect(published?.figures.coverage).toEqual([{ nation: 'Wales', kind: 'adults-board', boards: null, missing: null }])
  expect(JSON.stringify(published)).not.toContain('Fictional Board')
  for (const table of published?.figures.tables ?? [])
    for (const count of [...table.cells.flat(), ...table.rowTotals, ...table.columnTotals])
      expect(count === null || count === 0 || count >= 5).toBe(true)
})
