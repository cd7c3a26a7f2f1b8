/**
 * Puts the pieces of text that a PDF draws back into lines. All measures are in points; y grows upwards.
 */

/** One drawn piece of text. `mark` is the marked-content id that a tagged PDF's structure refers to. */
export interface Run {
  text: string
  x: number
  y: number
  width: number
  size: number
  bold: boolean
  mark?: string
}

/**
 * Pieces on one baseline without a wide gap. `marker` is a bullet or number set off at the start, `textX` where the words
 * begin after it. `note` is a raised number that opens the line. Raised numbers inside `text` stand between U+E000 and U+E001.
 */
export interface Line {
  text: string
  x: number
  textX: number
  right: number
  y: number
  size: number
  bold: boolean
  page: number
  marker?: string
  note?: string
}

const NOTE_OPEN = '\ue000'
const NOTE_CLOSE = '\ue001'
export const BULLET_MARK = /^[•●▪■◦○‣⁃∙·–—\-*o\uf0b7\uf0a7\uf0d8\uf0fc]$/
export const NUMBER_MARK = /^(\(?([a-z]{1,4}|\d{1,3})[.)]|\d{1,3}(\.\d{1,3}){1,3}\.?)$/i

/** Lines of one page, in the order in which the file draws them. */
export function linesOf(runs: Run[], page: number): Line[] {
  const lines: Line[] = []
  const columns = columnStarts(runs)
  let gap = false
  for (const run of runs) {
    if (run.text.trim() === '') {
      gap = gap || run.text !== ''
      continue
    }
    const line = lines.at(-1)
    if (line && joins(line, run, columns)) append(line, run, gap)
    else lines.push(start(run, page))
    gap = false
  }
  return lines.filter((line) => line.text.trim() !== '' || line.marker !== undefined)
}

function start(run: Run, page: number): Line {
  const text = run.text.trimEnd()
  const { x, y, size, bold } = run
  return { text, x, textX: x, right: x + run.width, y, size, bold, page }
}

function isRaised(line: Line, run: Run): boolean {
  return run.size <= 0.86 * line.size && run.y - line.y > 0.12 * line.size
}

/** A small number before larger text opens a footnote. */
function opensNote(line: Line, run: Run): boolean {
  return /^\d{1,3}$/.test(line.text.trim()) && line.size <= 0.86 * run.size && line.y - run.y > 0.12 * run.size
}

function joins(line: Line, run: Run, columns: Set<number>): boolean {
  const size = Math.max(line.size, run.size)
  const gap = run.x - line.right
  const small = isRaised(line, run) || run.size <= 0.8 * line.size || opensNote(line, run)
  if (Math.abs(run.y - line.y) > (small ? 0.75 : 0.3) * size) return false
  if (gap < -0.6 * size) return false
  const bare = line.text.trim()
  // A bullet or number may stand well before its words.
  if (line.marker === undefined && (BULLET_MARK.test(bare) || NUMBER_MARK.test(bare))) return gap < 4.5 * size
  return gap < (columns.has(Math.round(run.x)) ? 0.4 : 1.5) * size
}

/** Where text starts twice or more after a wide gap, there is a column, and a narrow gap before it is one too. In whole points. */
function columnStarts(runs: Run[]): Set<number> {
  const counts = new Map<number, number>()
  const words = runs.filter((run) => run.text.trim() !== '')
  for (const [i, run] of words.entries()) {
    const before = words[i - 1]
    if (!before || Math.abs(before.y - run.y) > 1 || run.x - before.x - before.width < 1.5 * run.size) continue
    counts.set(Math.round(run.x), (counts.get(Math.round(run.x)) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([x]) => x))
}

function append(line: Line, run: Run, hasSpace: boolean) {
  const bare = line.text.trim()
  const gap = run.x - line.right
  const right = run.x + run.width
  if (opensNote(line, run)) {
    Object.assign(line, { note: bare, text: run.text, size: run.size, y: run.y, bold: run.bold, right, textX: run.x })
    return
  }
  const isMark = BULLET_MARK.test(bare) || NUMBER_MARK.test(bare)
  if (line.marker === undefined && isMark && (gap > 0.6 * run.size || /^[•●▪■◦○‣⁃\uf0b7\uf0a7\uf0d8]$/.test(bare))) {
    Object.assign(line, {
      marker: bare,
      text: run.text.trimStart(),
      textX: run.x,
      right,
      size: run.size,
      bold: run.bold,
    })
    return
  }
  const raised = isRaised(line, run)
  const digits = raised && /^\d{1,3}$/.test(run.text.trim())
  const space = !raised && (hasSpace || gap > 0.15 * run.size) && !line.text.endsWith(' ') && !run.text.startsWith(' ')
  line.text += digits ? `${NOTE_OPEN}${run.text.trim()}${NOTE_CLOSE}` : `${space ? ' ' : ''}${run.text}`
  line.right = right
  if (!raised) line.bold = line.bold && run.bold
  // The line's size is that of its largest words, so that a small first piece does not decide.
  if (run.size > line.size) Object.assign(line, { size: run.size, y: run.y })
}

/** Words that occur in a text, lower case: tells a split word from a compound at the end of a line. */
export function wordsOf(lines: Line[]): Set<string> {
  const words = new Set<string>()
  for (const line of lines) for (const word of line.text.toLowerCase().match(/[\p{L}’'-]+/gu) ?? []) words.add(word)
  return words
}

/** The lines' text as one, words split by a hyphen at a line's end put together where the document itself shows how. */
export function joinLines(lines: { text: string }[], words: Set<string>): string {
  return lines.reduce((text, line) => joinText(text, line.text.trim(), words), '')
}

function joinText(before: string, next: string, words: Set<string>): string {
  const text = before.trimEnd()
  if (text === '') return next
  if (text.endsWith('\u00ad')) return text.slice(0, -1) + next
  const first = /([\p{L}’']+)-$/u.exec(text)?.[1]
  const second = /^[\p{Ll}’']+/u.exec(next)?.[0]
  if (first && second) {
    const isSplit = words.has((first + second).toLowerCase()) && !words.has(`${first}-${second}`.toLowerCase())
    return isSplit ? text.slice(0, -1) + next : text + next
  }
  // An address or a compound may break after a hyphen or stroke, and goes on without a space.
  return /[\p{L}\d][-/]$/u.test(text) && /^[\p{L}\d]/u.test(next) ? text + next : `${text} ${next}`
}

/** Raised numbers become "[3]" where there is such a note, or could be; in "km²" they are part of the unit. */
export function withNoteMarks(text: string): string {
  return text.replace(/(.?.?)\ue000(\d+)\ue001/gu, (_, before: string, digits: string) =>
    /(^|[\s\d])[ckm]?m$/.test(before) ? before + digits : `${before}[${digits}]`,
  )
}
