/**
 * Reads the body of a Word file into blocks: headings, numbered paragraphs, lists, quotations, tables and notes.
 */
import type { Block, BlockKind, BlockLayout, Progress } from './blocks.ts'
import { addFound, addUnread, cleanAndNote, flushNotes, pushBlock, type WordReading } from './word-reading.ts'
import { readInline, readPlain, type Inline, type Mode } from './word-inline.ts'
import { paragraphTraits, type StyleTraits } from './word-styles.ts'
import type { WordNumber } from './word-numbering.ts'
import { child, elements, type XmlElement } from './xml.ts'

interface Cell {
  table: number
  row: number
  column: number
  isHeader: boolean
}

interface Context {
  mode: Mode
  cell?: Cell
}

/** Which blocks were wholly bold, and which list numbered them: needed for what can only be decided at the end. */
interface Hints {
  bold: Set<Block>
  lists: Map<string, Block[]>
}

/** Reads `w:body` to its end. The blocks are in the reading. */
export function readBody(reading: WordReading, body: XmlElement, onProgress: Progress) {
  const hints: Hints = { bold: new Set(), lists: new Map() }
  const all = elements(body)
  all.forEach((element, i) => {
    if (i % 200 === 0) onProgress(0.1 + 0.85 * (i / all.length), 'Reading the text')
    readBlockElement(reading, element, { mode: { kind: 'text' } }, hints)
  })
  flushNotes(reading)
  numberedProseIsNoList(hints)
  headingsFromBold(reading, hints)
}

function readBlockElement(reading: WordReading, element: XmlElement, context: Context, hints: Hints) {
  const each = (parent: XmlElement | undefined, inner = context) => {
    for (const part of elements(parent)) readBlockElement(reading, part, inner, hints)
  }
  switch (element.name) {
    case 'w:p':
      return readParagraph(reading, element, context, hints)
    case 'w:tbl':
      return readTable(reading, element, context, hints)
    case 'w:sdt':
      if (child(element, 'w:sdtPr', 'w:showingPlcHdr')) return addUnread(reading, 'An empty field with its prompt')
      return each(child(element, 'w:sdtContent'))
    case 'w:ins':
    case 'w:moveTo':
      return each(element, { ...context, mode: trackedMode('insertion', element) })
    case 'w:del':
    case 'w:moveFrom':
      return each(element, { ...context, mode: trackedMode('deletion', element) })
    case 'w:altChunk':
      return addUnread(reading, 'Another file that is pulled in at this place')
    case 'mc:AlternateContent':
      return each(child(element, 'mc:Choice') ?? child(element, 'mc:Fallback'))
    case 'm:oMathPara':
      return addUnread(reading, 'Equation')
    case 'w:sectPr':
    case 'w:tblPr':
    case 'w:tcPr':
    case 'w:trPr':
      return
    default:
      return each(element)
  }
}

function trackedMode(kind: 'insertion' | 'deletion', element: XmlElement): Mode {
  const by = element.attributes['w:author']
  return { kind, ...(by ? { by } : {}) }
}

function readParagraph(reading: WordReading, paragraph: XmlElement, context: Context, hints: Hints) {
  const properties = child(paragraph, 'w:pPr')
  const style = reading.styles(child(properties, 'w:pStyle')?.attributes['w:val'])
  const traits: StyleTraits = { ...style, ...paragraphTraits(properties) }
  const mode: Mode = style.hidden && context.mode.kind === 'text' ? { kind: 'hidden' } : context.mode
  const inline = readInline(reading, paragraph, mode, style.bold ?? false)
  const isGone = inline.raw.trim() === '' && (inline.hasAsides || mode.kind !== 'text')
  const listed = traits.numberId !== undefined && traits.numberId !== '0'
  const number = listed && !isGone ? reading.numbering(traits.numberId ?? '', traits.numberLevel ?? 0) : undefined
  if (inline.raw.trim() !== '') addParagraph(reading, inline, traits, number, context, hints)
  // Notes are read once their paragraph is placed, so that "where" and order come out right.
  for (const note of inline.notes) addNote(reading, note.mark, note.element)
}

function addParagraph(
  reading: WordReading,
  inline: Inline,
  traits: StyleTraits,
  number: WordNumber | undefined,
  context: Context,
  hints: Hints,
) {
  const kind = kindOf(traits, number, inline.raw, context)
  const raw = traits.isContents ? withoutPageNumber(reading, inline.raw) : inline.raw
  // Two line breaks in a row were meant as the end of a paragraph; one is only a break in the line.
  const parts = raw
    .split(/\n\s*\n/)
    .map((part) => cleanAndNote(reading, part))
    .filter((part) => part !== '')
  parts.forEach((part, i) => {
    const shown = i === 0 && number && !number.bullet ? number.text : ''
    const text = shown === '' ? part : `${shown} ${part}`
    const block = makeBlock(kind, text, layoutOf(traits, i === 0 ? number : undefined, kind, context.cell))
    pushBlock(reading, block)
    if (inline.bold) hints.bold.add(block)
    if (number && !number.bullet && kind === 'listItem')
      hints.lists.set(traits.numberId ?? '', [...(hints.lists.get(traits.numberId ?? '') ?? []), block])
  })
}

function makeBlock(kind: BlockKind, text: string, layout: BlockLayout): Block {
  return Object.keys(layout).length === 0 ? { kind, text } : { kind, text, layout }
}

function kindOf(traits: StyleTraits, number: WordNumber | undefined, raw: string, context: Context): BlockKind {
  if (context.cell) return context.cell.isHeader ? 'tableHeader' : 'tableCell'
  if (traits.headingLevel !== undefined) return headingKind(traits.headingLevel)
  if (traits.isTitle) return 'title'
  if (traits.isCaption) return 'caption'
  if (traits.isContents) return 'listItem'
  if (number) return number.isParagraphNumber ? 'paragraph' : 'listItem'
  if (traits.isQuote || isSetIn(traits, raw)) return 'quote'
  return 'paragraph'
}

const headingKinds = ['heading1', 'heading2', 'heading3', 'heading4'] as const

function headingKind(level: number): BlockKind {
  return headingKinds[Math.min(level, 4) - 1] ?? 'heading4'
}

/** Set in from both sides, or from the left and in quotation marks. Indents are in twentieths of a point: 400 is 7 mm. */
function isSetIn(traits: StyleTraits, raw: string): boolean {
  const left = traits.left ?? 0
  if (left < 400 || /^list/i.test(traits.name)) return false
  return (traits.right ?? 0) >= 400 || /^["“‘'][\s\S]*["”’'][.]?$/.test(raw.trim())
}

function layoutOf(
  traits: StyleTraits,
  number: WordNumber | undefined,
  kind: BlockKind,
  cell: Cell | undefined,
): BlockLayout {
  const layout: BlockLayout = {}
  if (cell) Object.assign(layout, { table: cell.table, row: cell.row, column: cell.column })
  if (traits.isContents) layout.list = 'bullet'
  if (!number) return layout
  if (kind === 'listItem' || cell) {
    layout.list = number.bullet ? 'bullet' : 'number'
    layout.level = (traits.numberLevel ?? 0) + 1
  }
  if (number.text !== '') layout.number = number.text
  return layout
}

/** Page numbers in a list of contents belong to the printed page; here they would point nowhere. */
function withoutPageNumber(reading: WordReading, raw: string): string {
  const cut = raw.replace(/[\s.…]*\t[\s.…]*(\d+|[ivxlc]+)\s*$/, '')
  if (cut !== raw) addUnread(reading, 'Page numbers in the list of contents', 'in the list of contents')
  return cut
}

function addNote(reading: WordReading, mark: string, note: XmlElement) {
  const outer = reading.inside
  const inNote: Inline[] = []
  reading.inside = `in note ${mark}`
  for (const part of elements(note)) {
    if (part.name === 'w:p') inNote.push(readInline(reading, part, { kind: 'text' }, false))
    else if (part.name === 'w:tbl') addUnread(reading, `Table: “${readPlain(part).trim()}”`)
  }
  const text = cleanAndNote(reading, inNote.map((inline) => inline.raw).join(' '))
  reading.inside = outer
  reading.waiting.push({ kind: 'footnote', text: `${mark} ${text}`.trim(), layout: { footnote: mark } })
}

function readTable(reading: WordReading, table: XmlElement, context: Context, hints: Hints) {
  const rows = rowsOf(table)
  const isBox = rows.length === 1 && cellsOf(rows[0]).length === 1
  if (isBox || context.cell) {
    // A single cell is a frame around text; a table inside a cell has no place of its own in a reading page.
    if (!isBox) addUnread(reading, 'A table inside a table: its cells are in the outer cell')
    for (const cell of rows.flatMap(cellsOf))
      for (const part of elements(cell)) readBlockElement(reading, part, context, hints)
    return
  }
  const number = ++reading.tables
  const outer = reading.inside
  reading.inside = `in table ${number}`
  rows.forEach((row, i) => readRow(reading, row, { number, row: i + 1, context }, hints))
  reading.inside = outer
}

function readRow(
  reading: WordReading,
  row: XmlElement,
  at: { number: number; row: number; context: Context },
  hints: Hints,
) {
  const properties = child(row, 'w:trPr')
  const tracked = child(properties, 'w:ins') ?? child(properties, 'w:del')
  const mode = tracked ? trackedMode(tracked.name === 'w:ins' ? 'insertion' : 'deletion', tracked) : at.context.mode
  const declared = child(properties, 'w:tblHeader')
  const isDeclaredHeader = declared !== undefined && !/^(0|false|off)$/.test(declared.attributes['w:val'] ?? '1')
  const first = reading.blocks.length
  let column = 1 + Number(child(properties, 'w:gridBefore')?.attributes['w:val'] ?? 0)
  for (const cell of cellsOf(row)) {
    const span = Math.max(1, Number(child(cell, 'w:tcPr', 'w:gridSpan')?.attributes['w:val'] ?? 1) || 1)
    const merge = child(cell, 'w:tcPr', 'w:vMerge')
    if (span > 1 || merge)
      addUnread(reading, 'Merged cells: their text stands in the first of them', `table ${at.number}`)
    const place = { table: at.number, row: at.row, column, isHeader: isDeclaredHeader }
    for (const part of elements(cell)) readBlockElement(reading, part, { mode, cell: place }, hints)
    column += span
  }
  // Word seldom marks the header row as one; a first row wholly in bold is one all the same.
  const added = reading.blocks
    .slice(first)
    .filter((block) => block.layout?.row === at.row && block.layout.table === at.number)
  if (at.row === 1 && added.length > 1 && added.every((block) => hints.bold.has(block)))
    for (const block of added) block.kind = 'tableHeader'
}

function rowsOf(table: XmlElement): XmlElement[] {
  return unwrap(table, 'w:tr')
}

function cellsOf(row: XmlElement | undefined): XmlElement[] {
  return row ? unwrap(row, 'w:tc') : []
}

/** Rows and cells may sit inside content controls and custom markup. */
function unwrap(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent).flatMap((part) => {
    if (part.name === name) return [part]
    return /^w:(sdt|sdtContent|customXml|ins|moveTo)$/.test(part.name) ? unwrap(part, name) : []
  })
}

/**
 * Reports that number every paragraph do it with the same "1." as a short list. Where half the items run to more than
 * forty words, they are paragraphs (in the reports seen, list items have a median of 14 words, paragraphs 78).
 */
function numberedProseIsNoList(hints: Hints) {
  for (const blocks of hints.lists.values()) {
    const lengths = blocks.map((block) => block.text.split(' ').length).sort((a, b) => a - b)
    if ((lengths[Math.floor(lengths.length / 2)] ?? 0) <= 40) continue
    for (const block of blocks) {
      block.kind = 'paragraph'
      const number = block.layout?.number
      block.layout = number === undefined ? {} : { number }
    }
  }
}

/** A report without any heading style has its headings in bold: short, standing alone, without a full stop. */
function headingsFromBold(reading: WordReading, hints: Hints) {
  if (reading.blocks.some((block) => block.kind.startsWith('heading'))) return
  let taken = 0
  for (const block of reading.blocks) {
    if (block.kind !== 'paragraph' || !hints.bold.has(block) || block.text.length > 120 || /[.,;]$/.test(block.text))
      continue
    block.kind = 'heading1'
    taken++
  }
  if (taken > 0)
    addUnread(
      reading,
      'Heading levels: the file has no heading styles, so bold lines were taken as headings',
      'whole document',
    )
}

/** Comments that nothing in the text points to. */
export function addStrayComments(reading: WordReading) {
  for (const comment of reading.comments.values()) addFound(reading, 'comment', comment.text, comment.by, 'in the file')
  reading.comments.clear()
}

/** Says plainly that tracked changes were left out, because a missing sentence is easily overlooked. */
export function noteTrackedChanges(reading: WordReading) {
  const insertions = reading.found.filter((found) => found.kind === 'insertion').length
  const deletions = reading.found.filter((found) => found.kind === 'deletion').length
  if (insertions + deletions === 0) return
  const what = `Tracked changes (${insertions} inserted, ${deletions} deleted): neither is in the text. Accept or reject them in Word and import again, or add the words here`
  addUnread(reading, what, 'whole document')
}
