/**
 * Small counts are not shown, nor what would give one away. Pure.
 *
 * A table with its totals is one larger table whose rows and columns each balance. A cell left out can be worked out
 * again unless the cells left out can move together around a closed path, up and down by turns, without any sum that is
 * shown changing. So for each cell left out such a path is found, and what is missing on it is left out too, smallest
 * first. (Complementary cell suppression; the path argument is that of network flows on two-way tables.)
 */

/** Counts from 1 to this are not shown. */
export const smallCount = 4

/** A table of counts with its totals as it may be shown; null is a count left out. */
export interface ShownTable {
  cells: (number | null)[][]
  rowTotals: (number | null)[]
  columnTotals: (number | null)[]
  total: number | null
}

interface Place {
  row: number
  column: number
}

/**
 * Leaves out counts from 1 to 4, totals too, and those by which one could be worked out by somebody who sees all that is
 * shown and knows that every count left out is a whole number of at least 1. A zero is always shown: it is nobody.
 * @param counts rows of whole numbers ≥ 0, all rows of one length
 * @returns null when no choice protects every small count: the table cannot be shown
 */
export function suppress(counts: readonly (readonly number[])[]): ShownTable | null {
  const table = withTotals(counts)
  const hidden = table.map((row) => row.map((count) => count >= 1 && count <= smallCount))
  for (let row = 0; row < table.length; row++) {
    for (let column = 0; column < table[row]!.length; column++) {
      if (!hidden[row]![column]) continue
      const path = cheapestMove(table, hidden, { row, column })
      if (!path) return null
      for (const place of path) hidden[place.row]![place.column] = true
    }
  }
  const shown = table.map((row, r) => row.map((count, c) => (hidden[r]![c] ? null : count)))
  const last = shown.length - 1
  return {
    cells: shown.slice(0, last).map((row) => row.slice(0, -1)),
    rowTotals: shown.slice(0, last).map((row) => row.at(-1) ?? null),
    columnTotals: shown[last]!.slice(0, -1),
    total: shown[last]!.at(-1) ?? null,
  }
}

function withTotals(counts: readonly (readonly number[])[]): number[][] {
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)
  const rows = counts.map((row) => [...row, sum(row)])
  const width = (counts[0]?.length ?? 0) + 1
  return [...rows, Array.from({ length: width }, (_, column) => sum(rows.map((row) => row[column]!)))]
}

/** The cheapest closed path through a cell along which counts can move by one; null when there is none. */
function cheapestMove(table: number[][], hidden: boolean[][], cell: Place): Place[] | null {
  const up = moveFrom(table, hidden, cell, 1)
  const down = table[cell.row]![cell.column]! >= 2 ? moveFrom(table, hidden, cell, -1) : null
  if (!up || !down) return (up ?? down)?.path ?? null
  return up.cost <= down.cost ? up.path : down.path
}

/**
 * Dijkstra from the cell's column back to its row. Nodes are rows and columns, edges are cells. A total stands on the
 * other side of its sum, so it moves with its parts and not against them.
 */
function moveFrom(
  table: number[][],
  hidden: boolean[][],
  cell: Place,
  step: 1 | -1,
): { path: Place[]; cost: number } | null {
  const rows = table.length
  const columns = table[0]!.length
  const sign = (row: number, column: number) => ((row === rows - 1) === (column === columns - 1) ? 1 : -1)
  const signed = step * sign(cell.row, cell.column)
  const nodes = rows + columns
  const cost = Array<number>(nodes).fill(Infinity)
  const from = Array<number>(nodes).fill(-1)
  const done = new Set<number>()
  cost[rows + cell.column] = 0
  for (;;) {
    let node = -1
    for (let n = 0; n < nodes; n++) if (!done.has(n) && cost[n]! < (node < 0 ? Infinity : cost[node]!)) node = n
    if (node < 0) return null
    if (node === cell.row) break
    done.add(node)
    const isRow = node < rows
    for (let n = isRow ? rows : 0; n < (isRow ? nodes : rows); n++) {
      const row = isRow ? node : n
      const column = (isRow ? n : node) - rows
      if (row === cell.row && column === cell.column) continue
      const count = table[row]![column]!
      const moves = (isRow ? signed : -signed) * sign(row, column)
      if (count < 1 || (moves < 0 && count < 2)) continue
      const next = cost[node]! + (hidden[row]![column] ? 0 : price(count, row === rows - 1, column === columns - 1))
      if (next < cost[n]!) {
        cost[n] = next
        from[n] = node
      }
    }
  }
  const path: Place[] = []
  for (let node = cell.row; node !== rows + cell.column; node = from[node]!) {
    const before = from[node]!
    path.push(node < rows ? { row: node, column: before - rows } : { row: before, column: node - rows })
  }
  return { path, cost: cost[cell.row]! }
}

/** Prefers to lose small counts, and parts before totals: readers need the totals most. */
function price(count: number, inLastRow: boolean, inLastColumn: boolean): number {
  return 1 + count + (inLastRow ? 1000 : 0) + (inLastColumn ? 1000 : 0)
}
