import { afterAll, beforeAll, expect, test } from 'vitest'
import { allFindings, publishVolume, withdraw, type EditionToPublish, type PublishedFinding } from '#library/library.ts'
import { inTransaction, type Context } from '#platform/context.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { foundEarlier, judgeRecurrence, pairsToJudge, recurrencesOf } from './trends.ts'

let t: TestContext
let analyst: Context
let all: PublishedFinding[]

const supervision =
  'Finding 1: Supervision is given to overdue tasks, so that doubt about a family has no place to be spoken.'
const again = 'Finding 2: Doubt about a family has no place in supervision, which is given to tasks that are overdue.'
const other = 'Finding 1: Interpreters are booked by telephone and no one asks which dialect the family speaks at home.'

function edition(title: string, text: string): EditionToPublish {
  return {
    title,
    summary: 'Fiction.',
    warning: '',
    subjects: ['child'],
    nation: null,
    themes: [],
    blocks: [{ kind: 'paragraph', parts: [{ text }] }],
    disclosure: null,
    reportRoot: null,
    legacy: true,
  }
}

beforeAll(async () => {
  t = await testContext()
  analyst = await t.as('analyst')
  for (const [publishedOn, editions] of [
    ['2023-05-15', [edition('First', supervision)]],
    ['2024-08-15', [edition('Second', other)]],
    ['2026-10-13', [edition('Third', again)]],
  ] as const)
    await inTransaction(t.ctx, async (tx) =>
      publishVolume(tx, { label: publishedOn, publishedOn, editions: [...editions] }),
    )
  all = await allFindings(t.ctx)
})
afterAll(async () => t.close())

const of = (title: string) => all.find((one) => one.editionTitle === title)!

test('what is alike is a suggestion until an analyst says so, and then says how often and since when', async () => {
  const third = of('Third')
  const before = await foundEarlier(t.publicCtx, third.editionId, third.anchor)
  expect(before).toMatchObject({ confirmed: [], words: null })
  expect(before?.suggested.map((one) => one.finding.editionTitle)).toEqual(['First'])
  const [pair] = await pairsToJudge(analyst)
  expect(pair?.earlier.finding.editionTitle).toBe('First')
  const first = of('First')
  const judgement = {
    editionId: third.editionId,
    anchor: third.anchor,
    earlierEditionId: first.editionId,
    earlierAnchor: first.anchor,
  }
  expect(await judgeRecurrence(analyst, { ...judgement, verdict: 'same' })).toEqual({ judged: true })
  const after = await foundEarlier(t.publicCtx, third.editionId, third.anchor)
  expect(after?.words).toBe('Found before, in one earlier review, over 4 years, first in 2023.')
  expect(after?.suggested).toEqual([])
  expect(await pairsToJudge(analyst)).toEqual([])
  await judgeRecurrence(analyst, { ...judgement, verdict: 'different' })
  expect(await foundEarlier(t.publicCtx, third.editionId, third.anchor)).toMatchObject({ words: null, suggested: [] })
  await judgeRecurrence(analyst, { ...judgement, verdict: 'same' })
})

test('only an analyst judges, and only an earlier finding against a later one', async () => {
  const [first, third] = [of('First'), of('Third')]
  const backwards = {
    editionId: first.editionId,
    anchor: first.anchor,
    earlierEditionId: third.editionId,
    earlierAnchor: third.anchor,
    verdict: 'same' as const,
  }
  expect(await judgeRecurrence(analyst, backwards)).toEqual({ refused: 'not-found' })
  const editor = await t.as('editor')
  expect(await pairsToJudge(editor)).toEqual([])
  expect(await judgeRecurrence(editor, { ...backwards, editionId: third.editionId })).toEqual({ refused: 'not-found' })
})

test('a draft’s findings are compared in their order', async () => {
  const [alike, unlike] = await recurrencesOf(t.publicCtx, [again, 'The orchard gave plums.'])
  expect(alike?.editions).toBeGreaterThan(0)
  expect(unlike?.editions).toBe(0)
})

test('what was withdrawn is no longer a recurrence', async () => {
  const third = of('Third')
  await inTransaction(t.ctx, async (tx) => withdraw(tx, of('First').editionId, 'identification'))
  expect(await foundEarlier(t.publicCtx, third.editionId, third.anchor)).toMatchObject({ confirmed: [], words: null })
})
