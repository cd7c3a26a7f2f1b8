import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishVolume } from '#library/library.ts'
import { inTransaction } from '#platform/context.ts'
import type { Theme } from '#vocabulary/vocabulary.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { foundBefore, overview, recurrenceOf, suggestThemes, themeTrend } from './trends.ts'

interface Legacy {
  title: string
  subjects: ('child' | 'adult')[]
  nation: 'england'
  year: number
  quarter: number
  summary: string
  themes: string[]
  warning: string
  blocks: { kind: 'paragraph'; text: string }[]
}
const demonstration = (name: string): string =>
  readFileSync(new URL(`../demonstration/${name}.json`, import.meta.url), 'utf8')
const legacy = JSON.parse(demonstration('legacy')) as Legacy[]
const themes = JSON.parse(demonstration('themes')) as Theme[]

test('the codes that people gave are among the first five suggested for most editions', () => {
  const inFirstFive = legacy.flatMap((edition) => {
    const codes = suggestThemes(themes, edition.blocks)
      .slice(0, 5)
      .map(({ code }) => code)
    return edition.themes.map((code) => codes.includes(code))
  })
  const share = inFirstFive.filter(Boolean).length / inFirstFive.length
  expect(share).toBeGreaterThan(0.7)
})

test('every suggestion shows sentences of the report, and order of themes does not matter', () => {
  for (const edition of legacy) {
    const suggested = suggestThemes(themes, edition.blocks)
    expect(suggested.length).toBeLessThanOrEqual(8)
    expect(suggestThemes(themes.toReversed(), edition.blocks)).toEqual(suggested)
    for (const { evidence } of suggested) {
      expect(evidence.length).toBeGreaterThan(0)
      for (const { block, sentence } of evidence)
        expect(edition.blocks[block]!.text.replaceAll(/\s+/g, ' ')).toContain(sentence)
    }
  }
})

test('nothing is suggested for words about something else', () => {
  expect(suggestThemes(themes, [{ text: 'The orchard gave plums and pears. Rain fell on the hills.' }])).toEqual([])
  expect(suggestThemes(themes, [])).toEqual([])
})

let t: TestContext
beforeAll(async () => {
  t = await testContext()
  const quarters = new Map<string, Legacy[]>()
  for (const one of legacy) {
    const on = `${one.year}-${String(one.quarter * 3).padStart(2, '0')}-15`
    quarters.set(on, [...(quarters.get(on) ?? []), one])
  }
  for (const [publishedOn, editions] of [...quarters].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    await inTransaction(t.ctx, async (tx) =>
      publishVolume(tx, {
        label: `Fictional volume of ${publishedOn}`,
        publishedOn,
        editions: editions.map(({ blocks, ...rest }) => ({
          ...rest,
          blocks: blocks.map(({ kind, text }) => ({ kind, parts: [{ text }] })),
          disclosure: null,
          reportRoot: null,
          legacy: true,
        })),
      }),
    )
  }
})
afterAll(async () => t.close())

test('a paraphrase finds the finding, in an edition counted once, as a visitor', async () => {
  const found = await foundBefore(
    t.publicCtx,
    'When a parent apologises and rebooks, the clinic counts the rebooked appointment as one that was kept.',
  )
  expect(found[0]?.finding.editionTitle).toBe(legacy[0]!.title)
  expect(found[0]?.shared).toContain('rebooked')
  expect(new Set(found.map(({ finding }) => finding.editionId)).size).toBe(found.length)
  const without = await foundBefore(t.publicCtx, found[0]!.finding.text, {
    excludeEdition: found[0]!.finding.editionId,
  })
  expect(without.map(({ finding }) => finding.editionId)).not.toContain(found[0]!.finding.editionId)
})

test('recurrence says in how many editions and since when, and says when there are none', async () => {
  const some = await recurrenceOf(t.publicCtx, 'Supervision was given over to tasks and dates, with no time to think')
  expect(some.editions).toBeGreaterThan(1)
  expect(some.words).toMatch(/^Similar words stand in \d+ editions/)
  expect(some.first! <= some.latest!).toBe(true)
  expect((await recurrenceOf(t.publicCtx, 'Plums and pears')).editions).toBe(0)
})

test('no count from 1 to 4 is given for any theme, and published editions always are', async () => {
  const seen = await overview(t.publicCtx)
  expect(seen.published.flat().reduce((sum, count) => sum + count, 0)).toBe(legacy.length)
  expect(seen.periods[0]).toBe('2024-Q3')
  for (const { series } of seen.themes) {
    const { shown } = series
    const counts = shown ? [...shown.cells.flat(), ...shown.rowTotals, ...shown.columnTotals, shown.total] : []
    for (const count of counts) expect(count === null || count === 0 || count > 4).toBe(true)
  }
  const supervision = seen.themes.find(({ theme }) => theme.code === 'supervision')!
  expect(supervision.series.shown?.total).toBe(legacy.filter((one) => one.themes.includes('supervision')).length)
})

test('a theme lists its editions; an unknown one is nothing', async () => {
  const theme = await themeTrend(t.publicCtx, 'self-neglect')
  expect(theme?.editions).toHaveLength(legacy.filter((one) => one.themes.includes('self-neglect')).length)
  expect(await themeTrend(t.publicCtx, 'no-such-theme')).toBeNull()
})
