/** An edition as plain text. Pure. */
import type { EditionBlock } from './library.ts'

/** What stands at the head of the text. `publishedOn` in words. */
export interface PlainTextHead {
  title: string
  volumeLabel: string
  publishedOn: string
  address: string
  warning: string
  legacy: boolean
  demonstration: boolean
}

/**
 * The whole edition as plain text: one paragraph a line, an empty line between paragraphs, the cells of a table's row on
 * one line with bars between them. Labels keep their brackets ⟦ ⟧, as the head explains.
 */
export function plainTextOf(head: PlainTextHead, blocks: readonly EditionBlock[]): string {
  const lines = [
    head.title,
    `${head.volumeLabel}, released on ${head.publishedOn}`,
    head.address,
    ...(head.demonstration ? ['Fiction, made for the demonstration of Throughline.'] : []),
    ...(head.warning ? [`Before you read: ${head.warning}`] : []),
    'Words in ⟦ ⟧ stand in place of the author’s own words, so that nobody can be identified.',
    ...(head.legacy ? ['Legacy collection: its author did not seal it, so nothing proves its words.'] : []),
  ]
  return `${lines.join('\n')}\n\n${bodyOf(blocks)}\n`
}

function bodyOf(blocks: readonly EditionBlock[]): string {
  let body = ''
  let before: EditionBlock | null = null
  for (const block of blocks) {
    body += `${before ? between(before, block) : ''}${shown(block)}`
    before = block
  }
  return body
}

function between(before: EditionBlock, block: EditionBlock): string {
  if (isCell(before) && isCell(block) && before.layout?.table === block.layout?.table) {
    if (before.layout?.row !== block.layout?.row) return '\n'
    return before.layout?.column === block.layout?.column ? ' ' : ' | '
  }
  return before.kind === 'listItem' && block.kind === 'listItem' ? '\n' : '\n\n'
}

function isCell(block: EditionBlock): boolean {
  return block.kind === 'tableCell' || block.kind === 'tableHeader'
}

function shown(block: EditionBlock): string {
  const text = block.parts.map((part) => ('text' in part ? part.text : part.label)).join('')
  if (block.kind === 'quote') return `    ${text}`
  const mark = block.layout?.footnote
  if (block.kind === 'footnote' && mark && !text.startsWith(`[${mark}]`)) return `[${mark}] ${text}`
  if (block.kind !== 'listItem' || (block.layout?.number && text.startsWith(block.layout.number))) return text
  return `${'  '.repeat(Math.max(0, (block.layout?.level ?? 1) - 1))}- ${text}`
}
