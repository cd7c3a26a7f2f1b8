/**
 * Reads plain text and the common Markdown marks (CommonMark 0.31, with pipe tables and footnotes) into blocks.
 */
import type { Block, BlockKind } from './blocks.ts'
import { cleanText } from './text.ts'

interface State {
  blocks: Block[]
  lines: string[]
  at: number
  tables: number
  /** Numbers of footnotes by their labels, in the order in which the text refers to them. */
  notes: Map<string, string>
}

const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/
const FOOTNOTE = /^\[\^([^\]\s]+)\]:\s*(.*)$/
const BULLET = /^(\s*)[-*+•]\s+(.*)$/
const NUMBERED = /^(\s*)((?:\d{1,3}|[a-z]|[ivxl]+)[.)]|\([a-z\d]{1,4}\))\s+(.*)$/i
const QUOTE = /^ {0,3}>\s?(.*)$/
const TABLE_RULE = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/
const BOLD_LINE = /^\s*(\*\*|__)(?!\s)[^*]+\1\s*$/

/** Blocks of a text. Never refuses: any text is a list of paragraphs at least. */
export function blocksOfPlainText(text: string): Block[] {
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
  const state: State = { blocks: [], lines, at: 0, tables: 0, notes: numberNotes(text) }
  while (state.at < state.lines.length) readBlock(state)
  return titlesFirst(state.blocks)
}

/** Labels are arbitrary and are shown as numbers, as every reader of Markdown does; notes nothing refers to come last. */
function numberNotes(text: string): Map<string, string> {
  const references = [...text.matchAll(/\[\^([^\]\s]+)\](?!:)/g), ...text.matchAll(/^\[\^([^\]\s]+)\]:/gm)]
  const labels = new Set(references.map((match) => match[1] ?? ''))
  return new Map([...labels].map((label, i) => [label, String(i + 1)]))
}

function readBlock(state: State) {
  const line = state.lines[state.at] ?? ''
  const heading = HEADING.exec(line)
  const footnote = FOOTNOTE.exec(line)
  const item = BULLET.exec(line) ?? NUMBERED.exec(line)
  if (line.trim() === '' || RULE.test(line) || /^\s*(```|~~~)/.test(line)) state.at++
  else if (heading) {
    state.at++
    add(state, headingKind(heading[1]?.length ?? 1), heading[2] ?? '')
  } else if (footnote) readFootnote(state, footnote[1] ?? '', footnote[2] ?? '')
  else if (QUOTE.test(line)) readQuote(state)
  else if (line.includes('|') && TABLE_RULE.test(state.lines[state.at + 1] ?? '')) readTable(state)
  else if (item) readItem(state, item)
  else readParagraph(state)
}

function add(state: State, kind: BlockKind, raw: string, layout: Block['layout'] = {}) {
  const text = cleanText(withoutMarks(raw, state.notes))
  if (text !== '') state.blocks.push(Object.keys(layout).length === 0 ? { kind, text } : { kind, text, layout })
}

function headingKind(level: number): BlockKind {
  return (['heading1', 'heading2', 'heading3'] as const)[level - 1] ?? 'heading4'
}

/** The lines that go on with a paragraph, item or note: up to an empty line or the start of something else. */
function takeLines(state: State): string {
  const taken: string[] = []
  while (state.at < state.lines.length) {
    const line = state.lines[state.at] ?? ''
    if (
      line.trim() === '' ||
      startsBlock(line) ||
      (line.includes('|') && TABLE_RULE.test(state.lines[state.at + 1] ?? ''))
    )
      break
    taken.push(line)
    state.at++
  }
  return taken.join(' ')
}

function startsBlock(line: string): boolean {
  return [HEADING, FOOTNOTE, BULLET, NUMBERED, QUOTE, RULE, BOLD_LINE].some((mark) => mark.test(line))
}

function readFootnote(state: State, label: string, first: string) {
  state.at++
  const mark = state.notes.get(label) ?? label
  add(state, 'footnote', `${mark} ${first} ${takeLines(state)}`, { footnote: mark })
}

function readQuote(state: State) {
  const taken: string[] = []
  for (let match = QUOTE.exec(state.lines[state.at] ?? ''); match; match = QUOTE.exec(state.lines[state.at] ?? '')) {
    taken.push(match[1] ?? '')
    state.at++
  }
  for (const part of taken.join('\n').split(/\n\s*\n/)) add(state, 'quote', part)
}

function readItem(state: State, item: RegExpExecArray) {
  state.at++
  const level = 1 + Math.floor((item[1] ?? '').length / 2)
  const rest = takeLines(state)
  const number = item.length > 3 ? item[2] : undefined
  if (number === undefined) add(state, 'listItem', `${item[2] ?? ''} ${rest}`, { list: 'bullet', level })
  else add(state, 'listItem', `${number} ${item[3] ?? ''} ${rest}`, { list: 'number', level, number })
}

function readParagraph(state: State) {
  const first = state.lines[state.at] ?? ''
  state.at++
  const underline = /^ {0,3}(=+|-+)\s*$/.exec(state.lines[state.at] ?? '')?.[1]
  if (underline) {
    state.at++
    return add(state, underline.startsWith('=') ? 'heading1' : 'heading2', first)
  }
  // A line wholly in bold stands alone, as on a cover.
  add(state, 'paragraph', BOLD_LINE.test(first) ? first : `${first} ${takeLines(state)}`)
}

function readTable(state: State) {
  const table = ++state.tables
  const start = state.at
  for (let row = 1; state.at < state.lines.length; state.at++) {
    const line = state.lines[state.at] ?? ''
    if (!line.includes('|') || line.trim() === '') break
    if (state.at === start + 1) continue
    cellsOf(line).forEach((cell, i) =>
      add(state, row === 1 ? 'tableHeader' : 'tableCell', cell, { table, row, column: i + 1 }),
    )
    row++
  }
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
}

/** The words without the marks around them: emphasis, links, note marks, escapes. Underscores stay: they occur in names. */
function withoutMarks(raw: string, notes: Map<string, string>): string {
  return raw
    .replace(/\[\^([^\]\s]+)\]/g, (_, label: string) => `[${notes.get(label) ?? label}]`)
    .replace(/!?\[([^\]]*)\]\([^)\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/(?<!\\)\*\*(?=\S)(.+?)(?<=\S)\*\*/g, '$1')
    .replace(/(?<![\\\p{L}\p{N}*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\p{L}\p{N}])/gu, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

/** Top-level headings before anything else are the title, if headings of that level follow later. */
function titlesFirst(blocks: Block[]): Block[] {
  const end = blocks.findIndex((block) => block.kind !== 'heading1')
  const hasMore = blocks.slice(Math.max(end, 0)).some((block) => block.kind.startsWith('heading'))
  return end > 0 && hasMore ? blocks.map((block, i) => (i < end ? { ...block, kind: 'title' } : block)) : blocks
}
