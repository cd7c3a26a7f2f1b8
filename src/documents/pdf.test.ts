import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { drawScan, drawText, pdfFile } from '../../test/support/report-files.ts'
import { readDocument, whyNotBlocks, type ReadDocument } from './documents.ts'

async function read(bytes: Uint8Array): Promise<ReadDocument> {
  const outcome = await readDocument(bytes, 'report.pdf')
  if ('refused' in outcome) throw new Error(outcome.refused)
  expect(whyNotBlocks(outcome.blocks)).toBeUndefined()
  return outcome
}

const shown = (read: ReadDocument) => read.blocks.map((block) => `${block.kind}: ${block.text}`)

/** Lines of a paragraph set full width, so that only the last ends early. */
const lines = (texts: string[], top: number, x = 72) => texts.map((text, i) => drawText(text, x, top - 13 * i)).join('')
const full = 'the panel heard from every agency that had known the family over the years,'

describe('a tagged PDF is read by its tags', () => {
  test('headings, lists, quotations, tables, captions, pictures, links', async () => {
    const file = new URL('../../test/fixtures/import/tagged.pdf', import.meta.url)
    const result = await read(new Uint8Array(readFileSync(file)))
    expect(shown(result)).toEqual([
      'heading1: Learning Review',
      'heading2: 1 Introduction',
      'paragraph: 1.1 The panel met on four occasions and heard from every agency that had known the family, and from the grandmother, who had cared for both children over the summer[1].',
      'listItem: first point of learning',
      'listItem: second point',
      'listItem: nested',
      'listItem: 1. one',
      'listItem: 2. two',
      'quote: Nobody asked what I owed.',
      'tableHeader: Date',
      'tableHeader: Event',
      'tableCell: 1 May',
      'tableCell: Born',
      'tableCell: 2 May',
      'caption: Figure 1: a square',
      'paragraph: 1.2 Second page link.',
    ])
    expect(result.blocks[5]?.layout).toEqual({ list: 'bullet', level: 2 })
    expect(result.blocks[13]?.layout).toEqual({ table: 1, row: 3, column: 1 })
    expect(result.unread).toEqual([{ what: 'Picture, described as “A grey square”', where: 'page 1' }])
    expect(result.found).toContainEqual({ kind: 'link', where: 'page 2', text: 'https://example.org/x' })
    expect(result.pages).toBe(2)
  })
})

describe('an untagged PDF is read by its layout', () => {
  const header = (page: number) =>
    drawText('Fictional Board: DRAFT', 72, 800, 9) + drawText(`Page ${page} of 3`, 280, 30, 9)

  test('running headers and page numbers leave the text, and the header is found', async () => {
    const result = await read(
      pdfFile([1, 2, 3].map((n) => header(n) + lines([`${n}.1 On day ${n} ${full}`, 'and so it went.'], 700))),
    )
    expect(shown(result)).toEqual([1, 2, 3].map((n) => `paragraph: ${n}.1 On day ${n} ${full} and so it went.`))
    expect(result.found).toEqual(
      [
        { kind: 'header', where: 'header of the pages', text: 'Fictional Board: DRAFT' },
        { kind: 'footer', where: 'footer of the pages', text: 'Page 1 of 3' },
      ].filter((f) => f.kind === 'header'),
    )
  })

  test('a paragraph goes on overleaf; a footnote waits for its end', async () => {
    const raised = `BT /F1 11 Tf 72 97 Td (then ${full}) Tj 4 Ts /F1 7 Tf (2) Tj ET\n`
    const first = lines([`1.1 ${full} and`], 110) + raised
    const note = drawText('2', 72, 64, 7) + drawText('Minutes of the panel.', 78, 60)
    const second = lines(['nobody else had asked.'], 760) + lines([`1.2 ${full} so`, 'it met.'], 730)
    expect(shown(await read(pdfFile([first + note, second])))).toEqual([
      `paragraph: 1.1 ${full} and then ${full}[2] nobody else had asked.`,
      'footnote: 2 Minutes of the panel.',
      `paragraph: 1.2 ${full} so it met.`,
    ])
  })

  test('sizes of print are headings; bullets are a list; dotted contents lose their page numbers', async () => {
    const page = [
      drawText('Fictional Review', 72, 760, 24),
      drawText('1 Introduction ........................ 4', 72, 720),
      drawText('2 Findings ............................ 9', 72, 700),
      drawText('Introduction', 72, 660, 16),
      lines([`1.1 First ${full}`, 'which it did.'], 640),
      drawText('\x95', 84, 600) + drawText('a point', 100, 600),
      drawText('\x95', 84, 584) + drawText('another point', 100, 584),
    ].join('')
    const result = await read(pdfFile([page, drawText('Findings', 72, 760, 16) + lines([`2.1 Then ${full}`], 740)]))
    expect(shown(result)).toEqual([
      'title: Fictional Review',
      'listItem: 1 Introduction',
      'listItem: 2 Findings',
      'heading1: Introduction',
      `paragraph: 1.1 First ${full} which it did.`,
      'listItem: a point',
      'listItem: another point',
      'heading1: Findings',
      `paragraph: 2.1 Then ${full}`,
    ])
    expect(result.unread).toContainEqual({
      what: 'Page numbers in the list of contents',
      where: 'in the list of contents',
    })
  })

  test('a word split at a line’s end is joined only where the document shows it whole', async () => {
    const text = [
      `1.1 Safeguarding was known: ${full.slice(0, 48)} and safe-`,
      `guarding, so ${full.slice(0, 58)} to great-`,
      'aunt Mary.',
    ]
    const page = lines(text, 700)
    const [block] = (await read(pdfFile([page]))).blocks
    expect(block?.text).toContain('and safeguarding, so')
    expect(block?.text).toContain('to great-aunt Mary.')
  })

  test('a table keeps rows and columns, empty cells too, and is listed to be checked', async () => {
    const row = (cells: string[], y: number) =>
      cells.map((cell, i) => (cell ? drawText(cell, 72 + 150 * i, y) : '')).join('')
    const page =
      lines([`1.1 Below ${full}`], 760) +
      row(['Date', 'Agency', 'Event'], 720) +
      row(['1 May', 'School', 'Met'], 700) +
      row(['2 May', '', 'Rang'], 680)
    const result = await read(pdfFile([page]))
    expect(result.blocks.slice(1).map((b) => [b.kind, b.text, b.layout?.row, b.layout?.column])).toEqual([
      ['tableHeader', 'Date', 1, 1],
      ['tableHeader', 'Agency', 1, 2],
      ['tableHeader', 'Event', 1, 3],
      ['tableCell', '1 May', 2, 1],
      ['tableCell', 'School', 2, 2],
      ['tableCell', 'Met', 2, 3],
      ['tableCell', '2 May', 3, 1],
      ['tableCell', 'Rang', 3, 3],
    ])
    expect(result.unread).toEqual([{ what: 'Table read from its layout: check its rows and columns', where: 'page 1' }])
  })

  test('comments, attachments and properties are found; a scanned page among others is unread', async () => {
    const note =
      '/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Lose this paragraph?) /T (D. Director) >>]'
    const result = await read(
      pdfFile([lines([`1.1 First ${full}`], 700), drawScan], {
        page: note,
        objects: ['<< /Author (A. Author) /Title (Draft 4) >>'],
        trailer: '/Info 6 0 R',
      }),
    )
    expect(result.found).toContainEqual({
      kind: 'comment',
      where: 'page 1',
      text: 'Lose this paragraph?',
      by: 'D. Director',
    })
    expect(result.found).toContainEqual({ kind: 'property', where: 'file properties: Author', text: 'A. Author' })
    expect(result.found).toContainEqual({ kind: 'property', where: 'file properties: Title', text: 'Draft 4' })
    expect(result.unread).toEqual([{ what: 'A page that is only a picture, without text', where: 'page 2' }])
    expect(result.blocks).toHaveLength(1)
  })
})
