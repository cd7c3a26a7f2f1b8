/** How decisions become an edition's text. Pure. */
import type { Block } from '#documents/documents.ts'

/** A decided span of one block. Offsets are UTF-16 units. */
export interface DecidedSpan {
  block: number
  start: number
  end: number
  /** What the reader sees, in reserved brackets, for example `⟦Mother⟧`. */
  label: string
}

/** A part of a block as the reader sees it. */
export type Part = { text: string } | { label: string }

/** A replacement in the reserved brackets that no author's text can contain (sealed text, version 1). */
export function asLabel(replacement: string): string {
  return `⟦${replacement.replaceAll(/[⟦⟧]/g, '').normalize('NFC').trim()}⟧`
}

/**
 * What stands in a block once its spans are replaced. Spans may touch; where they overlap the first wins and the rest of
 * the second is hidden with it, so that no decided character is ever shown.
 */
export function partsOf(text: string, spans: readonly DecidedSpan[]): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.end <= at) continue
    if (span.start > at) parts.push({ text: text.slice(at, span.start) })
    const before = parts.at(-1)
    const hidesOn = span.start < at
    if (!(hidesOn && before && 'label' in before)) parts.push({ label: span.label })
    at = span.end
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}

/** Plain words of the parts: what a reader would read, brackets included. */
export function wordsOf(parts: readonly Part[]): string {
  return parts.map((part) => ('label' in part ? part.label : part.text)).join('')
}

/** Why an edition cannot be handed on, in the order in which a person would mend it. */
export type NotReady = 'undecided' | 'leak' | 'no-title' | 'no-summary'

/** Checks the details of an edition. */
export function whyNotPrepared(edition: {
  undecided: number
  leaks: number
  title: string
  summary: string
}): NotReady | null {
  if (edition.undecided > 0) return 'undecided'
  if (edition.leaks > 0) return 'leak'
  if (edition.title.trim() === '') return 'no-title'
  if (edition.summary.trim() === '') return 'no-summary'
  return null
}

/** Blocks with their parts, for pages and for the library. */
export function editionBlocks(
  blocks: readonly Block[],
  spans: readonly DecidedSpan[],
): { kind: Block['kind']; parts: Part[]; layout?: Block['layout'] }[] {
  const byBlock = new Map<number, DecidedSpan[]>()
  for (const span of spans) byBlock.set(span.block, [...(byBlock.get(span.block) ?? []), span])
  return blocks.map((block, n) => ({
    kind: block.kind,
    parts: partsOf(block.text, byBlock.get(n) ?? []),
    ...(block.layout ? { layout: block.layout } : {}),
  }))
}

/** What stands in the place of each withheld block: neighbouring ones are one numbered part. */
export function holesIn(withheld: readonly number[]): Map<number, string> {
  const holes = new Map<number, string>()
  let part = 0
  for (const n of withheld.toSorted((a, b) => a - b)) {
    const goesOn = holes.has(n - 1)
    if (!goesOn) part++
    holes.set(n, goesOn ? `Part ${part} withheld by law, continued` : `Part ${part} withheld by law`)
  }
  return holes
}
