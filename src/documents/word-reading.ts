/**
 * What is known while a Word file is being read from top to bottom: its parts, its lists' counters, and what came out so far.
 */
import type { Block, Found, Unread } from './blocks.ts'
import { cleanText, excerpt, hasPrivateSymbols, hasReservedBrackets } from './text.ts'
import type { Numbering } from './word-numbering.ts'
import type { Styles } from './word-styles.ts'
import type { XmlElement } from './xml.ts'

export interface Relationship {
  type: string
  target: string
  external: boolean
}

export interface WordComment {
  text: string
  by: string
}

export interface WordReading {
  styles: Styles
  numbering: Numbering
  relationships: Map<string, Relationship>
  comments: Map<string, WordComment>
  notes: { footnote: Map<string, XmlElement>; endnote: Map<string, XmlElement> }
  noteCount: { footnote: number; endnote: number }
  /** Fields that are open: Word writes a field's code, then its result, possibly over several paragraphs. */
  fields: { code: string; inResult: boolean }[]
  blocks: Block[]
  unread: Unread[]
  found: Found[]
  /** Footnotes waiting for the end of the list or table that refers to them. */
  waiting: Block[]
  tables: number
  heading: string
  /** Set while inside a note, cell or text box, to say where something was. */
  inside: string | undefined
}

/** Words for where the reading has got to. */
export function place(reading: WordReading): string {
  const under = reading.heading ? `under “${excerpt(reading.heading)}”` : 'at the start'
  return reading.inside ? `${reading.inside}, ${under}` : under
}

export function addUnread(reading: WordReading, what: string, where = place(reading)) {
  if (!reading.unread.some((u) => u.what === what && u.where === where)) reading.unread.push({ what, where })
}

export function addFound(reading: WordReading, kind: Found['kind'], text: string, by?: string, where = place(reading)) {
  const clean = cleanText(text)
  if (clean !== '') reading.found.push({ kind, where, text: clean, ...(by ? { by: cleanText(by) } : {}) })
}

/** Text as it will be sealed, with a note for the author where a symbol or bracket could not stay as it was. */
export function cleanAndNote(reading: WordReading, raw: string): string {
  if (hasReservedBrackets(raw)) addUnread(reading, 'The brackets ⟦ ⟧ are reserved for replacements and became [ ]')
  if (hasPrivateSymbols(raw)) addUnread(reading, 'A symbol that only its own font can show')
  return cleanText(raw)
}

/** Adds a block; footnotes follow the block that refers to them, or the whole list or table that does. */
export function pushBlock(reading: WordReading, block: Block) {
  const last = reading.blocks.at(-1)
  const sameTable = last?.layout?.table !== undefined && last.layout.table === block.layout?.table
  const sameList = last?.kind === 'listItem' && block.kind === 'listItem'
  if (!sameTable && !sameList) flushNotes(reading)
  reading.blocks.push(block)
  if (/^(title|heading)/.test(block.kind)) reading.heading = block.text
}

export function flushNotes(reading: WordReading) {
  reading.blocks.push(...reading.waiting.splice(0))
}
