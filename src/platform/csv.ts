/**
 * CSV as RFC 4180 has it: read whatever spreadsheets write, and written so that none runs a cell as a formula. Pure.
 */

/** A file read: its first line as names, and each further line by them. `line` counts from 1, the first line included. */
export interface CsvTable {
  columns: string[]
  rows: { line: number; cells: Record<string, string> }[]
}

/**
 * Reads CSV with a first line of names: quoted cells, either line ending, a byte order mark, commas or semicolons.
 * Cells are trimmed; names are in small letters; lines that are empty are left out. Never throws: an open quote runs to
 * the end of the file.
 */
export function readCsv(text: string): CsvTable {
  const clean = text.replace(/^\uFEFF/, '')
  const first = clean.slice(0, clean.search(/[\r\n]|$/))
  const separator = first.includes(';') && !first.includes(',') ? ';' : ','
  const lines = cellsByLine(clean, separator)
  const columns = (lines[0]?.cells ?? []).map((name) => name.trim().toLowerCase())
  const rows = lines
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(columns.map((name, n) => [name, unguarded((cells[n] ?? '').trim())])),
    }))
  return { columns, rows }
}

function cellsByLine(text: string, separator: string): { line: number; cells: string[] }[] {
  const lines: { line: number; cells: string[] }[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let startedAt = 1
  const endLine = () => {
    lines.push({ line: startedAt, cells: [...cells, cell] })
    cells = []
    cell = ''
    startedAt = line
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (sign === '\n') line++
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') cell += text[++at]!
      else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (sign === separator) {
      cells.push(cell)
      cell = ''
    } else if (sign === '\n') endLine()
    else if (sign !== '\r') cell += sign
  }
  if (cell !== '' || cells.length > 0) endLine()
  return lines
}

/** What a spreadsheet takes for the beginning of a formula. Source: OWASP, “CSV Injection”. */
const formula = /^'*\s*[=+\-@\t\r]/

/**
 * Writes CSV. A cell that a spreadsheet would run as a formula gets a single quote in front, which spreadsheets show as
 * text; `readCsv` takes it away again.
 */
export function writeCsv(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return [columns, ...rows].map((row) => row.map(cellOf).join(',') + '\r\n').join('')
}

function cellOf(value: string | number | null): string {
  // Numbers are ours and are no formulas: -3 stays a number.
  const words = typeof value === 'string' ? guarded(value) : String(value ?? '')
  return /[",\r\n]|^\s|\s$/.test(words) ? `"${words.replaceAll('"', '""')}"` : words
}

function guarded(words: string): string {
  return formula.test(words) ? `'${words}` : words
}

function unguarded(words: string): string {
  return words.startsWith("'") && formula.test(words.slice(1)) ? words.slice(1) : words
}

/** Whether words are a real day as YYYY-MM-DD. */
export function isDay(words: string): boolean {
  const moment = new Date(`${words}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(words) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(words)
}
