/**
 * Reads what stands inside a paragraph: its words, and beside them whatever must not become words.
 *
 * Tracked changes are not settled here. Text inserted with tracking does not enter, and text deleted with tracking does
 * not enter: both are listed as found, because only the author can say which version is the report.
 */
import { formatNumber } from './word-numbering.ts'
import { addFound, addUnread, cleanAndNote, place, type WordReading } from './word-reading.ts'
import { runTraits, type StyleTraits } from './word-styles.ts'
import { cleanText } from './text.ts'
import { child, descendants, elements, textOf, type XmlElement } from './xml.ts'

/** How text is being read: as text, or as one of the things that do not enter it. */
export interface Mode {
  kind: 'text' | 'insertion' | 'deletion' | 'hidden'
  by?: string
}

/** A paragraph's words. Raw: tabs are U+0009, line breaks U+000A. `bold`: every word of it is. */
export interface Inline {
  raw: string
  bold: boolean
  hasAsides: boolean
  notes: { mark: string; element: XmlElement }[]
}

interface Sink extends Inline {
  asides: { mode: Mode; text: string }[]
}

/** Reads a paragraph's content; what does not enter the text goes to the reading's lists. */
export function readInline(reading: WordReading, paragraph: XmlElement, mode: Mode, bold: boolean): Inline {
  const sink: Sink = { raw: '', bold: true, hasAsides: false, notes: [], asides: [] }
  readChildren(reading, paragraph, mode, sink, bold)
  for (const aside of sink.asides) {
    if (aside.mode.kind !== 'text') addFound(reading, aside.mode.kind, aside.text, aside.mode.by)
  }
  return {
    raw: sink.raw,
    bold: sink.bold && sink.raw.trim() !== '',
    hasAsides: sink.asides.length > 0,
    notes: sink.notes,
  }
}

function write(sink: Sink, mode: Mode, text: string, bold = false) {
  if (mode.kind === 'text') {
    sink.raw += text
    if (!bold && text.trim() !== '') sink.bold = false
    return
  }
  const last = sink.asides.at(-1)
  if (last && last.mode.kind === mode.kind && last.mode.by === mode.by) last.text += text
  else sink.asides.push({ mode, text })
}

function readChildren(reading: WordReading, element: XmlElement, mode: Mode, sink: Sink, bold: boolean) {
  for (const each of elements(element)) readPart(reading, each, mode, sink, bold)
}

function readPart(reading: WordReading, element: XmlElement, mode: Mode, sink: Sink, bold: boolean) {
  switch (element.name) {
    case 'w:r':
      return readRun(reading, element, mode, sink, bold)
    case 'w:ins':
    case 'w:moveTo':
      return readChildren(reading, element, changed(mode, 'insertion', element), sink, bold)
    case 'w:del':
    case 'w:moveFrom':
      return readChildren(reading, element, changed(mode, 'deletion', element), sink, bold)
    case 'w:hyperlink':
      return readLink(reading, element, mode, sink, bold)
    case 'w:fldSimple':
      noteField(reading, element.attributes['w:instr'] ?? '', textOf(element))
      return readChildren(reading, element, mode, sink, bold)
    case 'w:sdt':
      if (child(element, 'w:sdtPr', 'w:showingPlcHdr')) return addUnread(reading, 'An empty field with its prompt')
      return readChildren(reading, child(element, 'w:sdtContent') ?? element, mode, sink, bold)
    case 'm:oMath':
    case 'm:oMathPara':
      return addUnread(reading, `Equation: “${cleanText(textOf(element))}”`)
    case 'w:ruby':
      addUnread(reading, `Reading aid above a word: “${cleanText(textOf(child(element, 'w:rt') ?? element))}”`)
      return readChildren(reading, child(element, 'w:rubyBase') ?? element, mode, sink, bold)
    case 'mc:AlternateContent':
      return readChildren(
        reading,
        child(element, 'mc:Choice') ?? child(element, 'mc:Fallback') ?? element,
        mode,
        sink,
        bold,
      )
    case 'w:pPr':
    case 'w:rPr':
    case 'w:sdtPr':
      return
    default:
      return readLeaf(reading, element, mode, sink, bold)
  }
}

function changed(mode: Mode, kind: 'insertion' | 'deletion', element: XmlElement): Mode {
  // Text inserted by one person and deleted by another was never anybody's final text: a deletion outweighs.
  if (mode.kind === 'deletion') return mode
  const by = element.attributes['w:author']
  return { kind, ...(by ? { by } : {}) }
}

function readRun(reading: WordReading, run: XmlElement, mode: Mode, sink: Sink, paragraphBold: boolean) {
  const properties = child(run, 'w:rPr')
  const styleId = child(properties, 'w:rStyle')?.attributes['w:val']
  const style: Partial<StyleTraits> = styleId === undefined ? {} : reading.styles(styleId)
  const traits = { hidden: style.hidden, bold: style.bold ?? paragraphBold, ...runTraits(properties) }
  const lifted = mode.kind === 'hidden' && runTraits(properties).hidden === false
  const runMode: Mode = lifted ? { kind: 'text' } : traits.hidden && mode.kind === 'text' ? { kind: 'hidden' } : mode
  readChildren(reading, run, runMode, sink, traits.bold)
}

function readLeaf(reading: WordReading, element: XmlElement, mode: Mode, sink: Sink, bold: boolean) {
  if (element.name === 'w:fldChar') return readFieldMark(reading, element)
  if (element.name === 'w:instrText') {
    const field = reading.fields.at(-1)
    if (field && !field.inResult) field.code += textOf(element)
    return
  }
  if (reading.fields.some((field) => !field.inResult)) return
  switch (element.name) {
    case 'w:t':
      return write(sink, mode, textOf(element), bold)
    case 'w:delText':
      return write(sink, mode.kind === 'text' ? { kind: 'deletion' } : mode, textOf(element))
    case 'w:tab':
    case 'w:ptab':
      return write(sink, mode, '\t', bold)
    case 'w:br':
    case 'w:cr':
      return write(sink, mode, element.attributes['w:type'] ? ' ' : '\n', bold)
    case 'w:noBreakHyphen':
      return write(sink, mode, '-', bold)
    case 'w:sym':
      return readSymbol(reading, element, mode, sink)
    case 'w:footnoteReference':
    case 'w:endnoteReference':
      return readNoteMark(reading, element, mode, sink)
    case 'w:commentReference':
      return readComment(reading, element.attributes['w:id'] ?? '')
    case 'w:drawing':
    case 'w:pict':
    case 'w:object':
      return readDrawing(reading, element, mode)
    default:
      return readChildren(reading, element, mode, sink, bold)
  }
}

function readFieldMark(reading: WordReading, element: XmlElement) {
  const type = element.attributes['w:fldCharType']
  const field = reading.fields.at(-1)
  if (type === 'begin') reading.fields.push({ code: '', inResult: false })
  else if (type === 'separate' && field) {
    field.inResult = true
    noteField(reading, field.code, '')
  } else if (type === 'end') reading.fields.pop()
}

function noteField(reading: WordReading, code: string, shown: string) {
  const target = /^\s*HYPERLINK\s+(?:\\l\s+)?"([^"]+)"/.exec(code)?.[1]
  if (target && !/^\s*HYPERLINK\s+\\l/.test(code) && !sameLink(target, shown)) addFound(reading, 'link', target)
}

function readLink(reading: WordReading, element: XmlElement, mode: Mode, sink: Sink, bold: boolean) {
  const relationship = reading.relationships.get(element.attributes['r:id'] ?? '')
  if (relationship?.external && !sameLink(relationship.target, textOf(element)))
    addFound(reading, 'link', relationship.target)
  readChildren(reading, element, mode, sink, bold)
}

function sameLink(target: string, shown: string): boolean {
  const bare = (link: string) =>
    link
      .trim()
      .replace(/^(https?:\/\/|mailto:)/i, '')
      .replace(/\/$/, '')
      .toLowerCase()
  return bare(target) === bare(shown)
}

/** The symbol fonts' characters that reports use as text, in Unicode. */
const symbols: Record<string, string> = {
  'wingdings F0FC': '✓',
  'wingdings F0FB': '✗',
  'wingdings F0A8': '☐',
  'wingdings F0FE': '☑',
  'wingdings F0FD': '☒',
  'wingdings F0E0': '→',
  'wingdings F0DF': '←',
  'symbol F0B7': '•',
  'symbol F0B3': '≥',
  'symbol F0A3': '≤',
}

function readSymbol(reading: WordReading, element: XmlElement, mode: Mode, sink: Sink) {
  const font = element.attributes['w:font'] ?? ''
  const code = (element.attributes['w:char'] ?? '').toUpperCase()
  const character = symbols[`${font.toLowerCase()} ${code}`]
  if (character === undefined) addUnread(reading, `A symbol from the font ${cleanText(font) || 'that was not named'}`)
  else write(sink, mode, character)
}

function readNoteMark(reading: WordReading, element: XmlElement, mode: Mode, sink: Sink) {
  const kind = element.name === 'w:footnoteReference' ? 'footnote' : 'endnote'
  const note = reading.notes[kind].get(element.attributes['w:id'] ?? '')
  if (!note) return addUnread(reading, `A ${kind} mark whose note is missing`)
  // A note whose mark does not enter the text does not enter either.
  if (mode.kind !== 'text') return addFound(reading, mode.kind, readPlain(note), mode.by, `${kind}, ${place(reading)}`)
  const number = ++reading.noteCount[kind]
  const mark = kind === 'footnote' ? String(number) : formatNumber(number, 'lowerRoman')
  write(sink, mode, `[${mark}]`, true)
  sink.notes.push({ mark, element: note })
}

function readComment(reading: WordReading, id: string) {
  const comment = reading.comments.get(id)
  if (!comment) return
  addFound(reading, 'comment', comment.text, comment.by)
  reading.comments.delete(id)
}

/** Pictures, charts, shapes and embedded files never enter the text; a text box is listed with its words. */
function readDrawing(reading: WordReading, element: XmlElement, mode: Mode) {
  const boxes = descendants(element, 'w:txbxContent')
  const words = cleanAndNote(reading, boxes.map(readPlain).join(' '))
  if (mode.kind !== 'text' && words !== '') return addFound(reading, mode.kind, words, mode.by)
  for (const mark of boxes.flatMap((box) => descendants(box, 'w:commentReference')))
    readComment(reading, mark.attributes['w:id'] ?? '')
  if (words !== '') return addUnread(reading, `Text box: “${words}”`)
  const properties = descendants(element, 'wp:docPr')[0]?.attributes
  const described = cleanText(
    properties?.['descr'] ?? properties?.['title'] ?? descendants(element, 'v:shape')[0]?.attributes['alt'] ?? '',
  )
  const what = drawingKind(element)
  addUnread(reading, described === '' ? `${what} without a description` : `${what}, described as “${described}”`)
}

function drawingKind(element: XmlElement): string {
  const program = descendants(element, 'o:OLEObject')[0]?.attributes['ProgID']
  if (program !== undefined || element.name === 'w:object')
    return `Embedded object${program ? ` (${cleanText(program)})` : ''}`
  const uri = descendants(element, 'a:graphicData')[0]?.attributes['uri'] ?? ''
  if (uri.endsWith('/chart')) return 'Chart'
  if (uri.endsWith('/diagram')) return 'Diagram'
  if (uri.endsWith('/picture') || descendants(element, 'v:imagedata').length > 0) return 'Picture'
  return 'Drawing'
}

/** All words inside an element, its paragraphs joined by spaces, tracked and hidden text included: for the author's eyes. */
export function readPlain(element: XmlElement): string {
  if (element.name === 'w:t' || element.name === 'w:delText') return textOf(element)
  if (element.name === 'w:tab' || element.name === 'w:br') return ' '
  const inner = elements(element).map(readPlain).join('')
  return element.name === 'w:p' ? `${inner} ` : inner
}
