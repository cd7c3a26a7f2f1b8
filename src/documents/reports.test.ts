import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readDocument, readPlainText, whyNotBlocks, type Block, type ReadDocument } from './documents.ts'

const folder = new URL('../../test/fixtures/reports/', import.meta.url)
const names = [
  'en-child-neglect-scr',
  'en-exploitation-lcspr',
  'en-learning-together-near-miss',
  'scotland-adult-learning-review',
]

async function read(file: string): Promise<ReadDocument> {
  const outcome = await readDocument(new Uint8Array(readFileSync(new URL(file, folder))), file)
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome
}

/** Kind and words; the Markdown collects some footnotes at the end, so their order is compared apart. */
function outline(blocks: Block[], keep: (block: Block) => boolean): string[] {
  return blocks.filter(keep).map((block) => {
    const { table, row, column } = block.layout ?? {}
    return `${block.kind}${table === undefined ? '' : ` ${table}:${row}:${column}`} ${block.text}`
  })
}

const isFootnote = (block: Block) => block.kind === 'footnote'
const isNotFootnote = (block: Block) => block.kind !== 'footnote'
const inserted =
  'The Panel noted that the decision to close the case on 2 December 2015 was made before a home visit had been possible. '

describe.each(names)('the fictional report %s', (name) => {
  const expected = readPlainText(readFileSync(new URL(`${name}.md`, folder), 'utf8'))

  test.each(['docx', 'pdf'] as const)(
    'as %s has the same headings, paragraphs, lists, tables, quotations and notes',
    async (format) => {
      const { blocks, unread, found, words, sha256 } = await read(`${name}.${format}`)
      expect(whyNotBlocks(blocks)).toBeUndefined()
      // The Word file holds one sentence only as a tracked insertion; it is left to the author.
      const tracked = (line: string) => (format === 'docx' ? line.replace(inserted, '') : line)
      expect(outline(blocks, isNotFootnote)).toEqual(outline(expected, isNotFootnote).map(tracked))
      expect(outline(blocks, isFootnote)).toEqual(outline(expected, isFootnote).toSorted())
      expect(blocks.at(-1)?.text).toBe(
        'This report is fiction, written for software testing. Every person and event in it is invented.',
      )
      expect(words).toBeGreaterThan(2500)
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(found.some((f) => f.kind === 'property')).toBe(true)
      const expectedUnread = format === 'docx' ? /^Tracked changes/ : /^Table read from its layout/
      for (const { what } of unread) expect(what).toMatch(expectedUnread)
    },
  )
})

test('what was planted in a Word file is found, and none of it is in the text', async () => {
  const [planted] = JSON.parse(readFileSync(new URL('planted.json', folder), 'utf8')) as [
    { meta: Record<string, string>; not_in_gold_text: string[] },
  ]
  const { blocks, found, unread } = await read('en-child-neglect-scr.docx')
  const text = blocks.map((block) => block.text).join('\n')
  const [deletion = '', comment = '', hidden = ''] = planted.not_in_gold_text.map((t) => t.replace(/^HIDDEN: /, ''))
  for (const secret of [deletion, comment, hidden, planted.meta['header'] ?? '', planted.meta['doctitle'] ?? ''])
    expect(text).not.toContain(secret)
  expect(found).toContainEqual(
    expect.objectContaining({ kind: 'deletion', text: deletion, by: planted.meta['director_edit'] }),
  )
  expect(found).toContainEqual(
    expect.objectContaining({ kind: 'insertion', text: inserted.trim(), by: 'Duncan Fairhurst' }),
  )
  expect(found).toContainEqual(
    expect.objectContaining({ kind: 'comment', text: comment, by: planted.meta['director'] }),
  )
  expect(found).toContainEqual(expect.objectContaining({ kind: 'hidden', text: hidden }))
  expect(found).toContainEqual(expect.objectContaining({ kind: 'header', text: planted.meta['header'] }))
  for (const property of ['author', 'commissioner', 'company', 'doctitle'])
    expect(found).toContainEqual(expect.objectContaining({ kind: 'property', text: planted.meta[property] }))
  expect(unread[0]?.what).toContain('1 inserted, 1 deleted')
})

test('progress runs forward from nothing to done', async () => {
  const seen: number[] = []
  const bytes = new Uint8Array(readFileSync(new URL('en-child-neglect-scr.pdf', folder)))
  const steps: string[] = []
  await readDocument(bytes, 'r.pdf', { onProgress: (fraction, step) => void (seen.push(fraction), steps.push(step)) })
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(seen.at(-1)).toBe(1)
  expect(steps).toContain('Reading page 7 of 10')
})
