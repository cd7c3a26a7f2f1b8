/**
 * Reads an untagged PDF by its layout: sizes of print give headings, gaps give paragraphs, positions give lists, quotations,
 * footnotes and tables. What the layout cannot prove is listed for the author to check.
 */
import type { Block, BlockKind, BlockLayout, Unread } from './blocks.ts'
import { joinLines, withNoteMarks, wordsOf, BULLET_MARK, type Line } from './pdf-lines.ts'
import { findTables, type PagePart, type PdfTable } from './pdf-tables.ts'
import { cleanText } from './text.ts'

/** How this document is set. `gap` is the distance of lines within a paragraph, by size of print. */
interface Setting {
  bodySize: number
  left: number
  right: number
  gaps: Map<number, number>
  headings: Map<number, BlockKind>
  boldHeadings: boolean
  words: Set<string>
}

/** A paragraph being gathered. */
interface Gathered {
  kind: BlockKind
  lines: Line[]
  layout: BlockLayout
}

/** Blocks of a document from its pages' lines, running headers and footers already taken away. */
export function readLayout(pages: Line[][], unread: Unread[]): Block[] {
  const setting = settingOf(pages)
  const parts: (PagePart | { note: Line[] })[] = []
  for (const lines of pages) {
    const { body, notes } = splitNotes(lines, setting)
    parts.push(...findTables(body), ...notes.map((note) => ({ note })))
  }
  const blocks = new Gatherer(setting, unread).read(parts)
  if (setting.boldHeadings)
    unread.push({
      what: 'Heading levels: all print has one size, so bold lines were taken as headings',
      where: 'whole document',
    })
  return blocks
}

function settingOf(pages: Line[][]): Setting {
  const lines = pages.flat()
  const bodySize =
    mostCommon(
      lines,
      (line) => roundSize(line.size),
      (line) => line.text.length,
    ) ?? 12
  const body = lines.filter((line) => roundSize(line.size) === bodySize)
  const rights = body.map((line) => line.right).sort((a, b) => a - b)
  const headings = headingSizes(pages, bodySize)
  return {
    bodySize,
    left:
      mostCommon(
        body,
        (line) => Math.round(line.x),
        (line) => line.text.length,
      ) ?? 72,
    right: rights[Math.floor(rights.length * 0.97)] ?? 540,
    gaps: lineGaps(pages),
    headings,
    boldHeadings: headings.size === 0 && body.some((line) => line.bold) && !body.every((line) => line.bold),
    words: wordsOf(lines),
  }
}

function roundSize(size: number): number {
  return Math.round(size * 2) / 2
}

function mostCommon<T>(items: T[], keyOf: (item: T) => number, weight: (item: T) => number): number | undefined {
  const weights = new Map<number, number>()
  for (const item of items) weights.set(keyOf(item), (weights.get(keyOf(item)) ?? 0) + weight(item))
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** The smallest usual distance of two lines of one size, at most one and a half times the size. */
function lineGaps(pages: Line[][]): Map<number, number> {
  const seen = new Map<number, number[]>()
  for (const lines of pages) {
    for (const [i, line] of lines.entries()) {
      const before = lines[i - 1]
      const size = roundSize(line.size)
      const gap = (before?.y ?? 0) - line.y
      if (before && roundSize(before.size) === size && gap >= 0.9 * size && gap <= 1.6 * size)
        seen.set(size, [...(seen.get(size) ?? []), gap])
    }
  }
  return new Map(
    [...seen].map(([size, gaps]) => [size, gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 4)] ?? 1.25 * size]),
  )
}

/** Sizes above the body's that occur after the cover are headings, the largest first; larger still on the cover is the title. */
function headingSizes(pages: Line[][], bodySize: number): Map<number, BlockKind> {
  const larger = (lines: Line[]) =>
    new Set(lines.map((line) => roundSize(line.size)).filter((size) => size >= bodySize * 1.08))
  const hasCover =
    pages.length > 2 && pages[0]?.every((line) => roundSize(line.size) !== bodySize || line.text.length < 90)
  const inside = [...larger((hasCover ? pages.slice(1) : pages).flat())].sort((a, b) => b - a)
  const cover = [...larger(pages[0] ?? [])].sort((a, b) => b - a)
  const kinds = new Map<number, BlockKind>()
  const top = cover[0]
  const levels = !hasCover && inside.length > 1 && inside[0] === top ? inside.slice(1) : inside
  levels.forEach((size, i) => kinds.set(size, (['heading1', 'heading2', 'heading3'] as const)[i] ?? 'heading4'))
  if (top !== undefined && !kinds.has(top)) kinds.set(top, 'title')
  return kinds
}

/** Footnotes: from the first line on the page that opens with a raised number to the page's end. */
function splitNotes(lines: Line[], setting: Setting): { body: Line[]; notes: Line[][] } {
  const first = lines.findIndex((line, i) => line.note !== undefined && lines.slice(i).every((l) => l.y <= line.y + 1))
  if (first < 0) return { body: lines, notes: [] }
  const notes: Line[][] = []
  for (const line of lines.slice(first)) {
    if (line.size > setting.bodySize + 0.6) return { body: lines, notes: [] }
    if (line.note !== undefined) notes.push([line])
    else notes.at(-1)?.push(line)
  }
  return { body: lines.slice(0, first), notes }
}

const LEADER = /[\s.…_·]*(\.\s?){4,}\s*(\d{1,4}|[ivxl]+)?$|…{2,}\s*(\d{1,4})?$/
const PARAGRAPH_NUMBER = /^\d{1,3}(\.\d{1,3}){1,3}\.?\s/

/** Gathers lines into blocks, from the first page to the last. */
class Gatherer {
  readonly #setting: Setting
  readonly #unread: Unread[]
  readonly #blocks: Block[] = []
  #open: Gathered | undefined
  #notes: Block[] = []
  #tables = 0
  #lastTable: { columns: number[]; rows: number; header: string } | undefined

  constructor(setting: Setting, unread: Unread[]) {
    this.#setting = setting
    this.#unread = unread
  }

  read(parts: (PagePart | { note: Line[] })[]): Block[] {
    for (const part of parts) {
      if ('note' in part) this.#addNote(part.note)
      else if ('table' in part) this.#addTable(part.table)
      else this.#addLine(part.line)
    }
    this.#close()
    return this.#blocks
  }

  #addNote(lines: Line[]) {
    const mark = lines[0]?.note ?? ''
    const text = cleanText(withNoteMarks(joinLines(lines, this.#setting.words)))
    // The paragraph may go on overleaf, so the note waits until it has ended.
    this.#notes.push({ kind: 'footnote', text: `${mark} ${text}`, layout: { footnote: mark } })
  }

  #addLine(line: Line) {
    const open = this.#open
    const last = open?.lines.at(-1)
    if (open && last && this.#goesOn(open, last, line)) {
      open.lines.push(line)
      return
    }
    this.#close()
    this.#open = this.#begin(line)
    this.#lastTable = undefined
  }

  #begin(line: Line): Gathered {
    const kind = this.#kindOf(line)
    const layout: BlockLayout = {}
    if (kind === 'listItem') {
      const bullet = line.marker === undefined || BULLET_MARK.test(line.marker)
      layout.list = bullet ? 'bullet' : 'number'
      layout.level = 1 + Math.max(0, Math.floor((line.x - this.#setting.left - 6) / 24))
      if (!bullet && line.marker) layout.number = line.marker
    } else if (line.marker !== undefined && !BULLET_MARK.test(line.marker)) layout.number = line.marker
    return { kind, lines: [line], layout }
  }

  #kindOf(line: Line): BlockKind {
    const setting = this.#setting
    const bySize = setting.headings.get(roundSize(line.size))
    if (bySize && line.text.length < 300) return bySize
    if (LEADER.test(line.text)) return 'listItem'
    if (line.marker !== undefined) return /^\d+\.\d/.test(line.marker) ? 'paragraph' : 'listItem'
    if (setting.boldHeadings && line.bold && line.text.length <= 120 && !/[.,;]$/.test(line.text)) return 'heading1'
    if (/^(Figure|Table|Chart|Diagram)\s+\d+[.:]/.test(line.text)) return 'caption'
    return 'paragraph'
  }

  /** Whether a line goes on with what is being gathered. */
  #goesOn(open: Gathered, last: Line, line: Line): boolean {
    if (Math.abs(last.size - line.size) > 0.6 || line.marker !== undefined || line.note !== undefined) return false
    if (LEADER.test(last.text) || LEADER.test(line.text)) return false
    const isHeading = /^(title|heading)/.test(open.kind)
    if (line.page !== last.page) return !isHeading && this.#goesOnOverleaf(open, last, line)
    const gap = last.y - line.y
    const usual = this.#setting.gaps.get(roundSize(line.size)) ?? 1.25 * line.size
    if (gap <= 0 || gap > 1.28 * usual) return false
    if (isHeading) return true
    if (open.kind === 'heading1' || (this.#setting.boldHeadings && last.bold !== line.bold && last.bold)) return false
    const first = open.lines[0] ?? last
    if (open.kind === 'listItem') return line.x >= first.x + 2
    if (open.lines.length > 1 && Math.abs(line.x - last.x) > 8 && !isCentred(line, this.#setting)) return false
    return !this.#endsEarly(last, line)
  }

  /** The next word would have fitted: the line was ended on purpose. Only said of lines that start at the margin. */
  #endsEarly(last: Line, line: Line): boolean {
    if (/[\p{L},-]$/u.test(last.text.trim()) && /^\p{Ll}/u.test(line.text)) return false
    if (Math.abs(last.x - this.#setting.left) > 3 || Math.abs(line.x - this.#setting.left) > 3) return false
    const firstWord = line.text.split(' ')[0] ?? ''
    const width = ((line.right - line.x) * firstWord.length) / Math.max(1, line.text.length)
    return last.right + width + 2 * last.size < this.#setting.right
  }

  #goesOnOverleaf(open: Gathered, last: Line, line: Line): boolean {
    if (PARAGRAPH_NUMBER.test(line.text) || open.kind === 'caption') return false
    if (open.kind === 'listItem' && line.x < last.x - 2) return false
    if (open.kind !== 'listItem' && Math.abs(line.x - last.x) > 8) return false
    const ended = /[.!?:;]["”’')\]]*(\ue000\d+\ue001)?$/u.test(last.text.trim())
    if (this.#endsEarly(last, line)) return false
    if (!ended || /^\p{Ll}/u.test(line.text)) return true
    // A sentence ended with the page. Where paragraphs are numbered, one without a number goes on; so does a quotation.
    const isNumbered = PARAGRAPH_NUMBER.test(open.lines[0]?.text ?? '') || open.layout.number !== undefined
    return isNumbered || line.x > this.#setting.left + 10
  }

  #close() {
    const open = this.#open
    this.#open = undefined
    if (open) this.#emit(open)
    this.#blocks.push(...this.#notes.splice(0))
  }

  #emit(open: Gathered) {
    const raw = joinLines(open.lines, this.#setting.words)
    const cut = raw.replace(LEADER, '')
    if (cut !== raw && open.kind === 'listItem')
      this.#note('Page numbers in the list of contents', 'in the list of contents')
    const number = open.layout.number
    const words = cleanText(withNoteMarks(open.kind === 'listItem' ? cut : raw))
    const text = number === undefined ? words : `${number} ${words}`
    if (words === '') return
    const kind = open.kind === 'paragraph' && this.#isQuote(open.lines) ? 'quote' : open.kind
    this.#blocks.push(Object.keys(open.layout).length === 0 ? { kind, text } : { kind, text, layout: open.layout })
  }

  #note(what: string, where: string) {
    if (!this.#unread.some((u) => u.what === what && u.where === where)) this.#unread.push({ what, where })
  }

  /** Set in from the left margin, and from the right too or in quotation marks. */
  #isQuote(lines: Line[]): boolean {
    const { left, right, bodySize } = this.#setting
    const isIn = lines.every(
      (line) => line.x > left + 10 && line.x < left + 120 && Math.abs(line.size - bodySize) < 2.6,
    )
    if (!isIn || lines[0]?.marker !== undefined) return false
    // Centred lines start at different places; a quotation's start together.
    const isEven = lines.length > 1 && lines.every((line) => Math.abs(line.x - (lines[0]?.x ?? 0)) < 2)
    if (!isEven && lines.every((line) => isCentred(line, this.#setting))) return false
    const text = lines
      .map((line) => line.text)
      .join(' ')
      .trim()
    return (lines.length > 1 && lines.every((line) => line.right < right - 6)) || /^["“‘'].*["”’'][.]?$/.test(text)
  }

  #addTable(table: PdfTable) {
    this.#close()
    const header = (table.rows[0] ?? []).map((cell) => this.#cellText(cell)).join('|')
    const before = this.#lastTable
    const isSame =
      before !== undefined &&
      before.columns.length === table.columns.length &&
      before.columns.every((x, i) => Math.abs(x - (table.columns[i] ?? 0)) < 6)
    const rows = isSame && before.header === header ? table.rows.slice(1) : table.rows
    if (isSame && rows[0]?.[0]?.length === 0) this.#continueRow(rows.shift() ?? [], before.rows)
    if (!isSame) this.#tables++
    const firstRow = isSame ? before.rows + 1 : 1
    const hasHeader = !isSame && this.#isHeader(table.rows[0] ?? [])
    rows.forEach((row, i) => {
      row.forEach((cell, c) => {
        const text = this.#cellText(cell)
        const kind = hasHeader && i === 0 ? 'tableHeader' : 'tableCell'
        if (text !== '')
          this.#blocks.push({ kind, text, layout: { table: this.#tables, row: firstRow + i, column: c + 1 } })
      })
    })
    this.#lastTable = {
      columns: table.columns,
      rows: firstRow + rows.length - 1,
      header: isSame ? before.header : header,
    }
    this.#note('Table read from its layout: check its rows and columns', `page ${table.page}`)
  }

  /** A row that the page's end cut through goes on overleaf with its first cell empty. */
  #continueRow(row: Line[][], number: number) {
    row.forEach((cell, c) => {
      const text = this.#cellText(cell)
      const layout = { table: this.#tables, row: number, column: c + 1 }
      const same = (b: Block) =>
        b.layout?.table === layout.table && b.layout.row === number && b.layout.column === layout.column
      const block = this.#blocks.findLast(same)
      if (block && text !== '') block.text = cleanText(joinLines([block, { text }], this.#setting.words))
      else if (text !== '') this.#blocks.push({ kind: 'tableCell', text, layout })
    })
  }

  #cellText(cell: Line[]): string {
    const text = joinLines(
      cell.map((line) => ({ text: line.marker ? `${line.marker} ${line.text}` : line.text })),
      this.#setting.words,
    )
    return cleanText(withNoteMarks(text))
  }

  /** The first row is a header if it is bold, or every column has a short label without a number in it. */
  #isHeader(row: Line[][]): boolean {
    if (row.some((cell) => cell.length === 0)) return false
    if (row.every((cell) => cell.every((line) => line.bold))) return true
    return row.every((cell) => {
      const text = this.#cellText(cell)
      return text.split(' ').length <= 5 && !/\d/.test(text)
    })
  }
}

function isCentred(line: Line, setting: Setting): boolean {
  return Math.abs(line.x - setting.left - (setting.right - line.right)) < 16 && line.x > setting.left + 16
}
