import { describe, expect, test } from 'vitest'
import { paragraph, part, wordFile } from '../../test/support/report-files.ts'
import { readDocument, whyNotBlocks, type ReadDocument } from './documents.ts'

async function read(body: string, parts: Record<string, string> = {}): Promise<ReadDocument> {
  const outcome = await readDocument(wordFile(body, parts), 'report.docx')
  if ('refused' in outcome) throw new Error(outcome.refused)
  expect(whyNotBlocks(outcome.blocks)).toBeUndefined()
  return outcome
}

const shown = (read: ReadDocument) => read.blocks.map((block) => `${block.kind}: ${block.text}`)
const style = (id: string, name: string, inside = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`
const styled = (id: string) => `<w:pStyle w:val="${id}"/>`
const listed = (list: number, level: number) =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`
const level = (n: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const relationships = (content: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`

describe('styles', () => {
  const styles = part(
    'styles',
    [
      style('T', 'Title'),
      style('U1', 'heading 1'),
      style('Mine', 'Board Heading', '<w:basedOn w:val="U1"/>'),
      style('Deep', 'Deep', '<w:pPr><w:outlineLvl w:val="6"/></w:pPr>'),
      style('Zitat', 'Intense Quote'),
      style('Cap', 'caption'),
      style('Toc1', 'toc 1'),
      style('Secret', 'Secret', '<w:rPr><w:vanish/></w:rPr>'),
    ].join(''),
  )

  test('are read by name and by what they are based on, whatever their ids', async () => {
    const body = [
      paragraph('Review', styled('T')),
      paragraph('One', styled('U1')),
      paragraph('Two', styled('Mine')),
      paragraph('Three', styled('Deep')),
      paragraph('Spoken', styled('Zitat')),
      paragraph('Figure 1', styled('Cap')),
      `<w:p><w:pPr>${styled('Toc1')}</w:pPr><w:r><w:t>1 One</w:t><w:tab/><w:t>14</w:t></w:r></w:p>`,
      paragraph('Set in.', '<w:ind w:left="700" w:right="700"/>'),
    ].join('')
    const result = await read(body, { 'word/styles.xml': styles })
    expect(shown(result)).toEqual([
      'title: Review',
      'heading1: One',
      'heading1: Two',
      'heading4: Three',
      'quote: Spoken',
      'caption: Figure 1',
      'listItem: 1 One',
      'quote: Set in.',
    ])
    expect(result.unread).toContainEqual({
      what: 'Page numbers in the list of contents',
      where: 'in the list of contents',
    })
  })

  test('hide text too, and a run may show itself again', async () => {
    const body = `${paragraph('hidden by style', styled('Secret'))}<w:p>${run('seen ')}${run('unseen', '<w:vanish/>')}${run('tiny', '<w:sz w:val="2"/>')}${run(' again', '<w:vanish w:val="0"/>')}</w:p>`
    const result = await read(body, { 'word/styles.xml': styles })
    expect(shown(result)).toEqual(['paragraph: seen again'])
    expect(result.found.map((f) => [f.kind, f.text])).toEqual([
      ['hidden', 'hidden by style'],
      ['hidden', 'unseentiny'],
    ])
  })

  test('missing altogether, bold lines are headings and the author is told', async () => {
    const result = await read(`<w:p>${run('Findings', '<w:b/>')}</w:p>${paragraph('Words.')}`)
    expect(shown(result)).toEqual(['heading1: Findings', 'paragraph: Words.'])
    expect(result.unread[0]?.what).toContain('bold lines were taken as headings')
  })
})

describe('numbers', () => {
  const numbering = part(
    'numbering',
    [
      `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'decimal', '%1.%2')}${level(2, 'lowerLetter', '(%3)')}</w:abstractNum>`,
      `<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '•')}</w:abstractNum>`,
      `<w:abstractNum w:abstractNumId="2">${level(0, 'upperRoman', '%1.')}</w:abstractNum>`,
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
      '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
      '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>',
      '<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>',
    ].join(''),
  )

  test('that Word makes are worked out and become part of the text', async () => {
    const items: [string, number, number][] = [
      ['Intro', 1, 0],
      ['first', 1, 1],
      ['second', 1, 1],
      ['letter', 1, 2],
      ['Facts', 1, 0],
      ['third', 1, 1],
      ['point', 2, 0],
      ['roman', 3, 0],
      ['restarted', 4, 0],
    ]
    const result = await read(items.map(([text, list, l]) => paragraph(text, listed(list, l))).join(''), {
      'word/numbering.xml': numbering,
    })
    expect(shown(result)).toEqual([
      'listItem: 1. Intro',
      'paragraph: 1.1 first',
      'paragraph: 1.2 second',
      'listItem: (a) letter',
      'listItem: 2. Facts',
      'paragraph: 2.1 third',
      'listItem: point',
      'listItem: I. roman',
      'listItem: IX. restarted',
    ])
    expect(result.blocks[3]?.layout).toEqual({ list: 'number', level: 3, number: '(a)' })
    expect(result.blocks[6]?.layout).toEqual({ list: 'bullet', level: 1 })
  })

  test('before long paragraphs number paragraphs and not a list', async () => {
    const long = 'word '.repeat(60)
    const result = await read([1, 2, 3].map(() => paragraph(long, listed(1, 0))).join(''), {
      'word/numbering.xml': numbering,
    })
    expect(result.blocks.map((b) => [b.kind, b.layout])).toEqual([
      ['paragraph', { number: '1.' }],
      ['paragraph', { number: '2.' }],
      ['paragraph', { number: '3.' }],
    ])
  })
})

describe('what stands beside the text', () => {
  test('tracked changes of either kind are listed with their author and do not enter', async () => {
    const body = `<w:p>${run('Kept. ')}<w:ins w:author="A. Reader">${run('Added.')}<w:del w:author="B. Reader"><w:r><w:delText>Both.</w:delText></w:r></w:del></w:ins><w:moveFrom w:author="B. Reader">${run('Moved.')}</w:moveFrom></w:p>`
    const result = await read(body)
    expect(shown(result)).toEqual(['paragraph: Kept.'])
    expect(result.found).toEqual([
      { kind: 'insertion', where: 'at the start', text: 'Added.', by: 'A. Reader' },
      { kind: 'deletion', where: 'at the start', text: 'Both.Moved.', by: 'B. Reader' },
    ])
  })

  test('comments, placed or not, links that show other words, headers, properties', async () => {
    const body = `<w:p>${run('See ')}<w:hyperlink r:id="r1">${run('here')}</w:hyperlink><w:hyperlink r:id="r2">${run('example.org')}</w:hyperlink><w:r><w:commentReference w:id="7"/></w:r></w:p>`
    const comment = (id: string, text: string) =>
      `<w:comment w:id="${id}" w:author="C. Chair"><w:p>${run(text)}</w:p></w:comment>`
    const result = await read(body, {
      'word/comments.xml': part('comments', comment('7', 'Really?') + comment('8', 'Stray.')),
      'word/_rels/document.xml.rels': relationships(
        '<Relationship Id="r1" Type="x/hyperlink" Target="javascript:alert(1)" TargetMode="External"/><Relationship Id="r2" Type="x/hyperlink" Target="https://example.org/" TargetMode="External"/>',
      ),
      'word/header1.xml': part('hdr', paragraph('DRAFT')),
      'word/footer1.xml': part('ftr', paragraph('Restricted')),
      'word/embeddings/sheet.xlsx': 'x',
      'docProps/custom.xml': '<Properties xmlns="u"><property name="Case"><v>K-1</v></property></Properties>',
    })
    expect(shown(result)).toEqual(['paragraph: See hereexample.org'])
    expect(result.found.map((f) => `${f.kind}: ${f.text}`)).toEqual([
      'link: javascript:alert(1)',
      'comment: Really?',
      'comment: Stray.',
      'property: K-1',
      'header: DRAFT',
      'footer: Restricted',
      'attachment: sheet.xlsx',
    ])
  })

  test('pictures, text boxes, equations and symbols are listed as unread, with their words', async () => {
    const drawing = (inside: string, description = '') =>
      `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="${description}"/><a:graphic><a:graphicData uri="http://x/picture">${inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
    const box = `<w:txbxContent>${paragraph('Boxed words')}</w:txbxContent>`
    const choice = `<w:r><mc:AlternateContent><mc:Choice>${drawing(box)}</mc:Choice><mc:Fallback>${run('twice')}</mc:Fallback></mc:AlternateContent></w:r>`
    const body = `<w:p>${run('Text')}${drawing('', 'A family tree')}${choice}<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><w:r><w:sym w:font="Odd" w:char="F012"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>`
    const result = await read(body)
    expect(shown(result)).toEqual(['paragraph: Text✓'])
    expect(result.unread.map((u) => u.what)).toEqual([
      'Picture, described as “A family tree”',
      'Text box: “Boxed words”',
      'Equation: “x=1”',
      'A symbol from the font Odd',
    ])
  })
})

describe('notes and tables', () => {
  const notes = {
    'word/footnotes.xml': part(
      'footnotes',
      `<w:footnote w:type="separator" w:id="-1"/><w:footnote w:id="5">${paragraph('Said to the author.')}</w:footnote>`,
    ),
    'word/endnotes.xml': part('endnotes', `<w:endnote w:id="2">${paragraph('See the minutes.')}</w:endnote>`),
  }

  test('a note follows its paragraph, or the whole table that refers to it', async () => {
    const cell = (inside: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${inside}</w:tc>`
    const mark = '<w:p><w:r><w:t>Day</w:t><w:footnoteReference w:id="5"/></w:r></w:p>'
    const table = `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(mark)}${cell(paragraph('Event'))}</w:tr><w:tr>${cell(paragraph('Monday') + paragraph('and Tuesday'))}${cell(paragraph('Met'), '<w:gridSpan w:val="2"/>')}</w:tr></w:tbl>`
    const result = await read(
      `<w:p><w:r><w:t>Before</w:t><w:endnoteReference w:id="2"/></w:r></w:p>${table}${paragraph('After')}`,
      notes,
    )
    expect(shown(result)).toEqual([
      'paragraph: Before[i]',
      'footnote: i See the minutes.',
      'tableHeader: Day[1]',
      'tableHeader: Event',
      'tableCell: Monday',
      'tableCell: and Tuesday',
      'tableCell: Met',
      'footnote: 1 Said to the author.',
      'paragraph: After',
    ])
    expect(result.blocks[5]?.layout).toEqual({ table: 1, row: 2, column: 1 })
    expect(result.blocks[7]?.layout).toEqual({ footnote: '1' })
    expect(result.unread[0]).toEqual({ what: 'Merged cells: their text stands in the first of them', where: 'table 1' })
  })

  test('a note whose mark was deleted does not enter either', async () => {
    const result = await read(
      `<w:p>${run('Kept')}<w:del w:author="B"><w:r><w:footnoteReference w:id="5"/></w:r></w:del></w:p>`,
      notes,
    )
    expect(shown(result)).toEqual(['paragraph: Kept'])
    expect(result.found[0]).toMatchObject({ kind: 'deletion', text: 'Said to the author.' })
  })

  test('a single cell is a frame around ordinary text', async () => {
    const result = await read(`<w:tbl><w:tr><w:tc>${paragraph('Learning point')}</w:tc></w:tr></w:tbl>`)
    expect(result.blocks).toEqual([{ kind: 'paragraph', text: 'Learning point' }])
  })
})

test('text is brought into the form that can be sealed, and the author told where it changed', async () => {
  const raw =
    '<w:p><w:r><w:t xml:space="preserve">e&#x301;a\u00ad \u00a0  b&#x200b;c ⟦x⟧</w:t><w:br/><w:t>next</w:t><w:br/><w:br/><w:t>apart</w:t><w:noBreakHyphen/><w:t>t</w:t></w:r></w:p>'
  const result = await read(raw)
  expect(shown(result)).toEqual(['paragraph: éa bc [x] next', 'paragraph: apart-t'])
  expect(result.unread[0]?.what).toContain('reserved')
  expect(result.words).toBe(5)
})

test('fields show their result and not their code', async () => {
  const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const body = `<w:p>${field('begin')}<w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>${field('separate')}${run('shown')}${field('end')}${run(' after')}</w:p>`
  const result = await read(body)
  expect(shown(result)).toEqual(['paragraph: shown after'])
  expect(result.found).toEqual([{ kind: 'link', where: 'at the start', text: 'https://example.org/a' }])
})
