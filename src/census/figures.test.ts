import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  answerBy,
  coverageOf,
  dayAfterQuarter,
  differencesOf,
  endedQuarters,
  fewestBoards,
  firstDay,
  tableOf,
  type CountedCell,
} from './figures.ts'

const kinds = ['alpha', 'beta'].map((code) => ({ code, label: code }))
const places = { north: 'North', south: 'South' }

test('quarters end, and are asked about, when they should be', () => {
  expect(endedQuarters('2026-11-02', 3)).toEqual([
    { year: 2026, quarter: 3 },
    { year: 2026, quarter: 2 },
    { year: 2026, quarter: 1 },
  ])
  expect(endedQuarters('2027-01-01', 1)).toEqual([{ year: 2026, quarter: 4 }])
  expect(firstDay({ year: 2026, quarter: 3 })).toBe('2026-07-01')
  expect(dayAfterQuarter({ year: 2026, quarter: 4 })).toBe('2027-01-01')
  expect(answerBy({ year: 2026, quarter: 4 })).toBe('2027-01-28')
})

test('each question is compared by itself', () => {
  const answer = { notified: 3, notToProceed: 1, submitted: 0 }
  expect(differencesOf(answer, answer)).toEqual([])
  expect(differencesOf(answer, { ...answer, notified: 2 })).toEqual([{ what: 'notified', reported: 3, registered: 2 }])
})

/** Everything a reader can hold against the table: every shown sum. Solved by trying all whole numbers from 1. */
function canBe(grid: (number | null)[][], most: number): Map<string, Set<number>> {
  const rows = grid.length - 1
  const columns = grid[0]!.length - 1
  const can = new Map<string, Set<number>>()
  const values = grid.map((row) => [...row])
  const open: [number, number][] = []
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) if (grid[r]![c] === null) open.push([r, c])
  const sumsFit = (): boolean => {
    const full = values.slice(0, rows).map((row) => row.slice(0, columns).map((value) => value ?? 0))
    const sum = (list: number[]) => list.reduce((all, one) => all + one, 0)
    const fits = (shown: number | null, is: number) => (shown === null ? is >= 1 : shown === is)
    return (
      full.every((row, r) => fits(grid[r]![columns]!, sum(row))) &&
      Array.from({ length: columns }, (_, c) => sum(full.map((row) => row[c]!))).every((is, c) =>
        fits(grid[rows]![c]!, is),
      ) &&
      fits(grid[rows]![columns]!, sum(full.map(sum)))
    )
  }
  const fill = (at: number): void => {
    const place = open[at]
    if (!place) {
      if (sumsFit())
        for (const [r, c] of open) can.set(`${r},${c}`, (can.get(`${r},${c}`) ?? new Set()).add(values[r]![c]!))
      return
    }
    for (let value = 1; value <= most; value++) {
      values[place[0]]![place[1]] = value
      fill(at + 1)
    }
    values[place[0]]![place[1]] = null
  }
  fill(0)
  return can
}

const anyCells: fc.Arbitrary<CountedCell[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('alpha', 'beta', null),
    nation: fc.constantFrom('north', null),
    count: fc.integer({ min: 0, max: 7 }),
  }),
  { maxLength: 4 },
)

test('no published table lets a count that was left out be recovered, tried by solving it', () => {
  let solved = 0
  fc.assert(
    fc.property(anyCells, (cells) => {
      const table = tableOf('withheld', cells, kinds, { north: 'North' })
      if (!table || table.rows.length === 0) return
      const grid = [...table.cells.map((row, r) => [...row, table.rowTotals[r]!]), [...table.columnTotals, table.total]]
      for (const count of grid.flat()) expect(count === null || count === 0 || count >= 5).toBe(true)
      const can = canBe(grid, 9)
      for (const [, values] of can) expect(values.size).toBeGreaterThan(1)
      solved += can.size > 0 ? 1 : 0
    }),
    { numRuns: 120 },
  )
  expect(solved).toBeGreaterThan(20)
})

test('a review of several kinds or nations is counted once, in a line of its own', () => {
  const table = tableOf(
    'registered',
    [
      { kind: 'alpha', nation: 'north', count: 9 },
      { kind: null, nation: null, count: 6 },
    ],
    kinds,
    places,
  )
  expect(table).toMatchObject({
    rows: ['alpha', 'Several kinds'],
    columns: ['North', 'South', 'Several nations'],
    cells: [
      [9, 0, 0],
      [0, 0, 6],
    ],
    total: 15,
  })
})

test('how many boards have not answered never points to one, though everyone knows how many there are', () => {
  const all = Array.from({ length: 60 }, (_, boards) =>
    Array.from({ length: boards + 1 }, (_each, missing) => ({
      missing,
      shown: JSON.stringify(coverageOf('North', 'alpha', boards, boards - missing)),
    })),
  )
  for (const [boards, lines] of all.entries())
    for (const line of lines.filter(({ missing }) => missing > 0 && missing < 5)) {
      const sameToReaders = lines.filter((other) => other.shown === line.shown)
      expect({ boards, ...line, several: sameToReaders.length > 1 }).toMatchObject({ several: true })
    }
  expect(fewestBoards).toBeGreaterThan(5)
})
