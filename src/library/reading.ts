/** How an edition's blocks are read as a page: numbered headings in order, and notes that lead both ways. Pure. */
import type { EditionBlock } from './library.ts'

/** A piece of a block: the author's words, a label in their place, or the mark of a note. */
export type ReadingPart =
  { text: string } | { label: string; removed: boolean } | { mark: string; note: number; place: number }

/** A block as the page shows it. */
export interface ReadingBlock {
  kind: EditionBlock['kind']
  layout?: EditionBlock['layout'] | undefined
  parts: ReadingPart[]
  /** Given by the page, not the author: "2.1". Only for headings of a report that numbers none itself. */
  number: string | null
  /** Of a note: the places that refer to it. */
  from: { block: number; place: number }[]
}

/** An entry of the contents: a heading of the first or second level. */
export interface OutlineEntry {
  block: number
  level: 1 | 2
  text: string
  number: string | null
}

/** A whole edition, ready for the page. */
export interface Reading {
  blocks: ReadingBlock[]
  outline: OutlineEntry[]
  hasReplacements: boolean
}

/** Prepares an edition's blocks. Their order and words are never changed. */
export function readingOf(blocks: readonly EditionBlock[]): Reading {
  const levels = orderedLevels(blocks)
  const numbers = ownNumbers(blocks) ? blocks.map(() => null) : headingNumbers(levels)
  const notes = notesOf(blocks)
  const from = new Map<number, ReadingBlock['from']>()
  let place = 0
  const shown = blocks.map((block, n): ReadingBlock => {
    const parts = block.parts.flatMap((part): ReadingPart[] => {
      if ('label' in part) return [{ label: part.label.replaceAll(/[⟦⟧]/g, ''), removed: part.label === '⟦removed⟧' }]
      if (block.kind === 'footnote') return [part]
      return part.text.split(/(\[[^\s[\]]{1,5}\])/).flatMap((piece): ReadingPart[] => {
        const note = /^\[.*\]$/.test(piece) ? noteFor(notes, piece.slice(1, -1), n) : null
        if (note === null) return piece === '' ? [] : [{ text: piece }]
        place++
        from.set(note, [...(from.get(note) ?? []), { block: n, place }])
        return [{ mark: piece.slice(1, -1), note, place }]
      })
    })
    const level = levels[n] ?? null
    const kind = level === null ? block.kind : (`heading${level}` as ReadingBlock['kind'])
    return { kind, layout: block.layout, parts, number: numbers[n] ?? null, from: [] }
  })
  shown.forEach((block, n) => (block.from = from.get(n) ?? []))
  return {
    blocks: shown,
    outline: outlineOf(shown),
    hasReplacements: blocks.some((block) => block.parts.some((part) => 'label' in part)),
  }
}

/** Levels of headings from 1, each one below the heading it stands under, whatever levels were left out; null for all else. */
function orderedLevels(blocks: readonly EditionBlock[]): (number | null)[] {
  let above: number[] = []
  return blocks.map((block) => {
    const found = /^heading([1-4])$/.exec(block.kind)
    if (!found) return null
    const own = Number(found[1])
    above = [...above.filter((level) => level < own), own]
    return above.length
  })
}

/** Whether the author numbered the headings: then the page adds no numbers of its own. */
function ownNumbers(blocks: readonly EditionBlock[]): boolean {
  return blocks.some(
    (block) => /^heading[12]$/.test(block.kind) && (block.layout?.number !== undefined || /^\s*\d/.test(plain(block))),
  )
}

function headingNumbers(levels: readonly (number | null)[]): (string | null)[] {
  const counts = [0, 0]
  return levels.map((level) => {
    if (level === 1) {
      counts[0]!++
      counts[1] = 0
      return `${counts[0]}`
    }
    if (level !== 2) return null
    counts[1]!++
    return `${counts[0]}.${counts[1]}`
  })
}

function plain(block: { parts: EditionBlock['parts'] }): string {
  return block.parts.map((part) => ('text' in part ? part.text : part.label.replaceAll(/[⟦⟧]/g, ''))).join('')
}

function outlineOf(blocks: readonly ReadingBlock[]): OutlineEntry[] {
  return blocks.flatMap(({ kind, parts, number }, block) => {
    if (kind !== 'heading1' && kind !== 'heading2') return []
    const text = parts.map((part) => ('text' in part ? part.text : 'label' in part ? part.label : '')).join('')
    return [{ block, level: kind === 'heading1' ? 1 : 2, text, number }]
  })
}

function notesOf(blocks: readonly EditionBlock[]): { mark: string; block: number }[] {
  return blocks.flatMap((block, n) =>
    block.kind === 'footnote' && block.layout?.footnote ? [{ mark: block.layout.footnote, block: n }] : [],
  )
}

/** The note that a mark means: the next with that mark, since marks may begin anew on each page, or else the last. */
function noteFor(notes: readonly { mark: string; block: number }[], mark: string, at: number): number | null {
  const same = notes.filter((note) => note.mark === mark)
  return (same.find((note) => note.block > at) ?? same.at(-1))?.block ?? null
}
