import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suppress, type ShownTable } from './suppression.ts'

/** The shown table as one grid with its totals. */
const gridOf = (shown: ShownTable): (number | null)[][] => [
  ...shown.cells.map((row, at) => [...row, shown.rowTotals[at]!]),
  [...shown.columnTotals, shown.total],
]

/**
 * Solves by trying: every whole number from 1 for each cell left out inside, such that all that is shown balances.
 * Independent of the code under test: it knows nothing of paths. Returns the values each hidden cell can take.
 */
function solutions(grid: (number | null)[][], most: number): Map<string, Set<number>> {
  const rows = grid.length - 1
  const columns = grid[0]!.length - 1
  const unknown: [number, number][] = []
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) if (grid[r]![c] === null) unknown.push([r, c])
  const values = grid.map((row) => [...row])
  const can = new Map<string, Set<number>>()
  const fits = (shown: number | null, sum: number) => (shown === null ? sum >= 1 : shown === sum)
  const check = () => {
    const full = values.slice(0, rows).map((row) => row.slice(0, columns).map((value) => value!))
    const rowSums = full.map((row) => row.reduce((sum, one) => sum + one, 0))
    const columnSums = Array.from({ length: columns }, (_, c) => full.reduce((sum, row) => sum + row[c]!, 0))
    const total = rowSums.reduce((sum, one) => sum + one, 0)
    if (!rowSums.every((sum, r) => fits(grid[r]![columns]!, sum))) return
    if (!columnSums.every((sum, c) => fits(grid[rows]![c]!, sum))) return
    if (!fits(grid[rows]![columns]!, total)) return
    const note = (r: number, c: number, value: number) => {
      if (grid[r]![c] !== null) return
      const key = `${r},${c}`
      can.set(key, (can.get(key) ?? new Set()).add(value))
    }
    full.forEach((row, r) => row.forEach((value, c) => note(r, c, value)))
    rowSums.forEach((sum, r) => note(r, columns, sum))
    columnSums.forEach((sum, c) => note(rows, c, sum))
    note(rows, columns, total)
  }
  const fill = (at: number) => {
    const place = unknown[at]
    if (!place) return check()
    for (let value = 1; value <= most; value++) {
      values[place[0]]![place[1]] = value
      fill(at + 1)
    }
    values[place[0]]![place[1]] = null
  }
  fill(0)
  return can
}

const tables = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
)

test('solving never pins down a count that is left out, and no small count is shown', () => {
  let tried = 0
  fc.assert(
    fc.property(tables, (counts) => {
      const shown = suppress(counts)
      if (!shown) return
      const grid = gridOf(shown)
      for (const count of grid.flat()) expect(count === null || count === 0 || count > 4).toBe(true)
      shown.cells.forEach((row, r) =>
        row.forEach((count, c) => expect(count === null || count === counts[r]![c]).toBe(true)),
      )
      const hidden = grid.flatMap((row, r) => row.flatMap((count, c) => (count === null ? [`${r},${c}`] : [])))
      const can = solutions(grid, 8)
      for (const key of hidden) expect(can.get(key)?.size ?? 0).toBeGreaterThan(1)
      tried += hidden.length > 0 ? 1 : 0
    }),
    { numRuns: 200 },
  )
  expect(tried).toBeGreaterThan(30)
})

test('the next smallest goes too where a total would give one away, and totals stay', () => {
  const shown = suppress([
    [3, 9],
    [12, 20],
    [6, 14],
  ])
  expect(shown).toEqual({
    cells: [
      [null, null],
      [12, 20],
      [null, null],
    ],
    rowTotals: [12, 32, 20],
    columnTotals: [21, 43],
    total: 64,
  })
})

test('a table without small counts is shown as it is', () => {
  expect(suppress([[0, 5]])).toEqual({ cells: [[0, 5]], rowTotals: [5], columnTotals: [0, 5], total: 5 })
})
