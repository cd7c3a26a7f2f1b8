/**
 * Finds what is printed on every page: running headers, footers and page numbers.
 */
import type { Line } from './pdf-lines.ts'

/** The pages' lines without furniture, and the furniture once each. Heights are the pages', in points. */
export function withoutFurniture(
  pages: Line[][],
  heights: number[],
): { pages: Line[][]; headers: string[]; footers: string[] } {
  const headers = new Set<Line>()
  const footers = new Set<Line>()
  collect(pages, heights, 'top', headers)
  collect(pages, heights, 'bottom', footers)
  return {
    pages: pages.map((lines) => lines.filter((line) => !headers.has(line) && !footers.has(line))),
    headers: distinct(headers),
    footers: distinct(footers),
  }
}

/** Page numbers alone say nothing and are not listed; the same words on every page are listed once. */
function distinct(lines: Set<Line>): string[] {
  const byKey = new Map<string, string>()
  for (const line of lines) if (!isPageNumber(line.text)) byKey.set(keyOf(line), byKey.get(keyOf(line)) ?? line.text)
  return [...byKey.values()]
}

function isPageNumber(text: string): boolean {
  return /^([-–—\s]*)(page\s*)?(\d{1,4}|[ivxl]{1,6})(\s*(of|\/)\s*\d{1,4})?([-–—\s]*)$/i.test(text.trim())
}

function keyOf(line: Line): string {
  return line.text.replace(/\d+/g, '#').trim()
}

function collect(pages: Line[][], heights: number[], side: 'top' | 'bottom', taken: Set<Line>) {
  const rows = pages.map((lines, i) => edgeRows(lines, heights[i] ?? 792, side))
  const counts = new Map<string, number>()
  for (const row of rows) {
    for (const key of new Set(row.flat().map((line) => `${keyOf(line)} ${Math.round(line.y / 6)}`)))
      counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const enough = Math.max(2, 0.4 * pages.length)
  const repeats = (line: Line) => {
    const near = [-1, 0, 1].map((d) => counts.get(`${keyOf(line)} ${Math.round(line.y / 6) + d}`) ?? 0)
    return near.reduce((sum, n) => sum + n, 0) >= enough
  }
  pages.forEach((lines, i) => {
    // From the edge inwards, and no further than the first row that is the page's own.
    for (const row of rows[i] ?? []) {
      const isFurniture =
        row.every((line) => repeats(line) || isPageNumber(line.text)) && isSetApart(row, lines, side, taken)
      if (!isFurniture) break
      for (const line of row) taken.add(line)
    }
  })
}

/** Rows in the outer eighth of the page, the outermost first. */
function edgeRows(lines: Line[], height: number, side: 'top' | 'bottom'): Line[][] {
  const inside = lines.filter((line) => (side === 'top' ? line.y > 0.875 * height : line.y < 0.125 * height))
  inside.sort((a, b) => (side === 'top' ? b.y - a.y : a.y - b.y))
  const rows: Line[][] = []
  for (const line of inside) {
    const row = rows.at(-1)
    if (row && Math.abs((row[0]?.y ?? 0) - line.y) < 3) row.push(line)
    else rows.push([line])
  }
  return rows
}

/** A table's header row repeats too, but its table follows at once; furniture stands apart. */
function isSetApart(row: Line[], lines: Line[], side: 'top' | 'bottom', taken: Set<Line>): boolean {
  const y = row[0]?.y ?? 0
  const size = Math.max(...row.map((line) => line.size))
  const inward = lines.filter((line) => !taken.has(line) && (side === 'top' ? line.y < y - 3 : line.y > y + 3))
  const nearest = Math.min(...inward.map((line) => Math.abs(line.y - y)))
  return nearest > 1.6 * size || row.length === 1
}
