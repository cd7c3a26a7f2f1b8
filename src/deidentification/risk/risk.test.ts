import { expect, test } from 'vitest'
import { assess, isWorse } from './bands.ts'
import shares from './census-shares.json' with { type: 'json' }
import { rankMatches } from './linkage.ts'
import { peopleWhoShare } from './population.ts'
import { tellingShapes } from './telling.ts'

test('every figure of the census has its source and date, and shares of one group never exceed the whole', () => {
  const groups = new Map<string, number>()
  for (const one of shares.shares) {
    expect(one.source).not.toBe('')
    expect(one.published).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(one.share).toBeGreaterThan(0)
    groups.set(one.group, (groups.get(one.group) ?? 0) + one.share)
  }
  for (const [, sum] of groups) expect(sum).toBeLessThanOrEqual(1.0001)
})

test('each attribute makes the crowd smaller and the doubt larger', () => {
  expect(peopleWhoShare(1000, [])).toEqual({ expected: 1000, least: 1000, most: 1000 })
  expect(peopleWhoShare(1000, [{ share: 0.5 }])).toEqual({ expected: 500, least: 500, most: 500 })
  expect(peopleWhoShare(1000, [{ share: 0.5 }, { share: 0.1 }])).toEqual({ expected: 50, least: 25, most: 100 })
})

test('the attack finds the text of the same case among others, and says by which words', () => {
  const edition =
    'Mother told the midwife of the ferret. The brewery cottage had no heating. A falconry display was cancelled.'
  const known = [
    {
      id: 'a',
      label: 'A report of a flood',
      text: 'The river rose over the bridge and the quay; nobody was hurt on the ferry.',
    },
    {
      id: 'b',
      label: 'Local paper',
      text: 'A falconry display near the brewery cottage ended badly, a court heard. A ferret was found.',
    },
    {
      id: 'c',
      label: 'Another review',
      text: 'The midwife visited. Heating was repaired by the housing officer after a complaint.',
    },
  ]
  const [first, second] = rankMatches(edition, known)
  expect(first?.id).toBe('b')
  expect(first?.because).toContain('falconry')
  expect(first!.likeness).toBeGreaterThan(1.5 * second!.likeness)
  expect(rankMatches('', known)[0]?.likeness).toBe(0)
})

test('sets of siblings, twins, runs of letters and odd letters are told', () => {
  expect(
    tellingShapes('⟦Sibling 5⟧ and the twins. Child A, Child B and Child C met Child Q.').map((one) => one.kind),
  ).toEqual(['siblings', 'twins', 'sequence', 'odd-letter'])
  expect(tellingShapes('⟦Sibling 1⟧ and ⟦Mother⟧ went home. Child A stayed.')).toEqual([])
})

test('the worst driver decides the band, and no band is called safe', () => {
  const nothing = { subjects: [], matches: [], shapes: [], rarest: [] }
  expect(assess(nothing)).toMatchObject({ band: 'lower', drivers: [] })
  const subject = { label: 'Child', attributes: [], shared: { expected: 100, least: 40, most: 300 } }
  expect(assess({ ...nothing, subjects: [subject] }).band).toBe('high')
  const match = (likeness: number) => ({ id: 'x', label: 'X', likeness, because: ['ferret'] })
  expect(assess({ ...nothing, matches: [match(0.25), match(0.2)] }).band).toBe('raised')
  expect(assess({ ...nothing, matches: [match(0.25), match(0.1)] }).band).toBe('high')
  expect(isWorse('high', 'raised')).toBe(true)
  expect(isWorse('lower', 'lower')).toBe(false)
})
