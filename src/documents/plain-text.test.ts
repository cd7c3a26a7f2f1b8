import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPlainText, whyNotBlocks } from './documents.ts'

const kindsAndTexts = (text: string) => readPlainText(text).map((block) => [block.kind, block.text])

describe('plain text and Markdown', () => {
  test('headings by marks and by underlines; those before everything else are the title', () => {
    expect(kindsAndTexts('# Review\n## Subject\n\nOne\n===\n\nTwo\n---\n\n##### Deep ##\nWords')).toEqual([
      ['title', 'Review'],
      ['heading2', 'Subject'],
      ['heading1', 'One'],
      ['heading2', 'Two'],
      ['heading4', 'Deep'],
      ['paragraph', 'Words'],
    ])
  })

  test('a lone heading stays a heading', () => {
    expect(kindsAndTexts('# Findings\n\nText')).toEqual([
      ['heading1', 'Findings'],
      ['paragraph', 'Text'],
    ])
  })

  test('lines of one paragraph are joined; lines wholly in bold stand alone', () => {
    expect(kindsAndTexts('**Chair: A**\n**Author: B**\n\n1.1 The panel\nmet  twice.\r\n\r\nNext')).toEqual([
      ['paragraph', 'Chair: A'],
      ['paragraph', 'Author: B'],
      ['paragraph', '1.1 The panel met twice.'],
      ['paragraph', 'Next'],
    ])
  })

  test('lists keep their numbers and levels', () => {
    expect(readPlainText('- one\n  goes on\n  - inner\n\n1. first\n(b) second')).toEqual([
      { kind: 'listItem', text: 'one goes on', layout: { list: 'bullet', level: 1 } },
      { kind: 'listItem', text: 'inner', layout: { list: 'bullet', level: 2 } },
      { kind: 'listItem', text: '1. first', layout: { list: 'number', level: 1, number: '1.' } },
      { kind: 'listItem', text: '(b) second', layout: { list: 'number', level: 1, number: '(b)' } },
    ])
  })

  test('tables, with a stroke inside a cell and an empty cell', () => {
    expect(readPlainText('| A | B |\n|---|---|\n| a \\| b | |\n| | d |')).toEqual([
      { kind: 'tableHeader', text: 'A', layout: { table: 1, row: 1, column: 1 } },
      { kind: 'tableHeader', text: 'B', layout: { table: 1, row: 1, column: 2 } },
      { kind: 'tableCell', text: 'a | b', layout: { table: 1, row: 2, column: 1 } },
      { kind: 'tableCell', text: 'd', layout: { table: 1, row: 3, column: 2 } },
    ])
  })

  test('footnotes are numbered as the text refers to them; quotations; emphasis and links lose their marks', () => {
    expect(
      kindsAndTexts(
        'See[^z] and *Working Together*[^a], [here](https://example.org), user_name_x.\n\n> I **was**\n> there.\n\n[^a]: Later.\n[^z]: First.',
      ),
    ).toEqual([
      ['paragraph', 'See[1] and Working Together[2], here, user_name_x.'],
      ['quote', 'I was there.'],
      ['footnote', '2 Later.'],
      ['footnote', '1 First.'],
    ])
  })

  test('any text gives blocks fit for sealing, and loses no letter', () => {
    const letters = (text: string) => text.normalize('NFC').replace(/[^a-z]/g, '')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(whyNotBlocks(readPlainText(text))).toBeUndefined()
      }),
    )
    const prose = fc.array(
      fc.constantFrom(
        'word',
        'a',
        '⟦b⟧',
        '\u0000',
        '\ud800',
        '\n',
        '\n\n',
        '# ',
        '- ',
        '> ',
        '| ',
        'é',
        '\u00ad',
        '  ',
      ),
    )
    fc.assert(
      fc.property(prose, (parts) => {
        const text = parts.join(' ')
        const blocks = readPlainText(text)
        expect(whyNotBlocks(blocks)).toBeUndefined()
        expect(letters(blocks.map((block) => block.text).join(''))).toBe(letters(text))
      }),
    )
  })
})

describe('what can be sealed', () => {
  test.each([
    ['x\u0000', 'nul'],
    ['x\ny', 'line-break'],
    ['x\u2028y', 'line-break'],
    ['x\u0085y', 'line-break'],
    ['⟦Mother⟧', 'reserved-bracket'],
    ['x\ud800', 'surrogate'],
    ['e\u0301', 'not-normalised'],
  ])('%j is refused as %s', (text, refused) => {
    expect(
      whyNotBlocks([
        { kind: 'paragraph', text: 'fine' },
        { kind: 'paragraph', text },
      ]),
    ).toEqual({ refused, block: 1 })
  })

  test('an unknown kind is refused; tabs and empty text are not', () => {
    expect(whyNotBlocks([{ kind: 'aside' as 'quote', text: '' }])).toEqual({ refused: 'unknown-kind', block: 0 })
    expect(
      whyNotBlocks([
        { kind: 'quote', text: '' },
        { kind: 'title', text: 'a\tb 😀' },
      ]),
    ).toBeUndefined()
  })
})
