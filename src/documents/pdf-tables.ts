/**
 * Finds tables in a page's lines by how they are laid out: a cell's text, then the next cell's beside it.
 * Best effort: whatever is found is listed for the author to check.
 */
import type { Line } from './pdf-lines.ts'

/** A table: rows of cells, a cell being its lines; a cell without text is an empty list. `columns` are the cells' left edges. */
export interface PdfTable {
  rows: Line[][][]
  columns: number[]
  page: number
}

/** What a page is made of, in reading order. */
export type PagePart = { line: Line } | { table: PdfTable }

interface Row {
  cells: { x: number; lines: Line[] }[]
  top: number
}

/** Splits a page's lines into lines of text and tables. */
export function findTables(lines: Line[]): PagePart[] {
  const parts: ({ line: Line } | { row: Row })[] = []
  let row: Row | undefined
  for (const line of lines) {
    const last = row?.cells.at(-1)
    const lastLine = last?.lines.at(-1)
    if (row && last && lastLine && isBeside(line, lastLine) && line.y <= row.top + 2.5 * line.size) {
      row.cells.push({ x: line.x, lines: [line] })
    } else if (last && lastLine && isBelow(line, lastLine, last.x)) {
      last.lines.push(line)
    } else {
      const first = takeFirstCell(parts, line)
      if (first) {
        row = { cells: [first, { x: line.x, lines: [line] }], top: first.lines[0]?.y ?? line.y }
        parts.push({ row })
      } else {
        row = undefined
        parts.push({ line })
      }
    }
  }
  return gatherRows(parts)
}

/** Beside: further right, and not lower than where the last cell ended. */
function isBeside(line: Line, last: Line): boolean {
  return line.x > last.x + 1.5 * last.size && line.x > last.right - last.size && line.y >= last.y - 0.3 * last.size
}

function isBelow(line: Line, last: Line, x: number): boolean {
  const gap = last.y - line.y
  return Math.abs(line.x - x) < 3 && gap > 0 && gap < 1.38 * Math.max(line.size, last.size)
}

/** The lines just before that stand beside this one: they are the first cell of its row. */
function takeFirstCell(parts: ({ line: Line } | { row: Row })[], line: Line): { x: number; lines: Line[] } | undefined {
  const last = parts.at(-1)
  if (!last || !('line' in last) || !isBeside(line, last.line) || line.y > last.line.y + 12 * line.size)
    return undefined
  const lines: Line[] = []
  for (let part = parts.at(-1); part && 'line' in part; part = parts.at(-1)) {
    const isOfCell =
      part.line.y <= line.y + 0.4 * line.size && Math.abs(part.line.x - last.line.x) < 3 && part.line.right < line.x + 1
    if (!isOfCell) break
    lines.unshift(part.line)
    parts.pop()
  }
  return lines.length > 0 ? { x: last.line.x, lines } : undefined
}

/** Rows that follow each other are a table if there are two at least; a row alone is text set side by side. */
function gatherRows(parts: ({ line: Line } | { row: Row })[]): PagePart[] {
  const out: PagePart[] = []
  let rows: Row[] = []
  const close = () => {
    if (rows.length > 1) out.push({ table: tableOf(rows) })
    else for (const row of rows) for (const cell of row.cells) out.push(...cell.lines.map((line) => ({ line })))
    rows = []
  }
  parts.forEach((part, i) => {
    if ('row' in part) rows.push(part.row)
    else if (rows.length > 0 && isLoneCell(part.line, rows, parts[i + 1])) {
      rows.push({ cells: [{ x: part.line.x, lines: [part.line] }], top: part.line.y })
    } else {
      close()
      out.push(part)
    }
  })
  close()
  return out
}

/** A line close below a row is a row with one cell filled: in a later column, or in the first one with another row to follow. */
function isLoneCell(line: Line, rows: Row[], next: { line: Line } | { row: Row } | undefined): boolean {
  const bottom = Math.min(...(rows.at(-1)?.cells.flatMap((cell) => cell.lines.map((l) => l.y)) ?? [0]))
  if (line.y >= bottom || bottom - line.y > 2 * line.size) return false
  const columns = rows.flatMap((row) => row.cells.slice(1).map((cell) => cell.x))
  if (columns.some((x) => Math.abs(x - line.x) < 3)) return true
  return next !== undefined && 'row' in next && line.right < Math.min(...columns)
}

function tableOf(rows: Row[]): PdfTable {
  const widest = rows.reduce((best, row) => (row.cells.length > best.cells.length ? row : best))
  const columns = widest.cells.map((cell) => cell.x)
  const filled = rows.map((row) => {
    const cells: Line[][] = columns.map(() => [])
    for (const cell of row.cells) cells[nearest(columns, cell.x)]?.push(...cell.lines)
    return cells
  })
  return { rows: filled, columns, page: rows[0]?.cells[0]?.lines[0]?.page ?? 0 }
}

function nearest(columns: number[], x: number): number {
  return columns.reduce((best, column, i) => (Math.abs(column - x) < Math.abs((columns[best] ?? 0) - x) ? i : best), 0)
}
