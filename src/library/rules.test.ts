/** The library's pure rules. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findFindings } from './findings.ts'
import type { EditionBlock } from './library.ts'
import { bestPassage, likelyBlocks } from './passage.ts'
import { plainTextOf } from './plain-text.ts'
import { phrasePattern, readQuestion } from './question.ts'
import { readingOf } from './reading.ts'
import { distance, nearest } from './spelling.ts'
import { stem } from './stem.ts'
import { termsOfEdition, wordsIn } from './terms.ts'

/** Words of this field and of the algorithm's published description, with their stems. */
const stems: [string, string][] = `
caresses caress, flies fli, dies die, ties tie, cries cri, gas gas, this this, gaps gap, kiwis kiwi, agreed agre, feed feed,
proceed proceed, exceedingly exceed, hopping hop, hoping hope, falling fall, luxuriated luxuri, plastered plaster, bled bled,
motoring motor, sing sing, happy happi, say say, by by, relational relat, conditional condit, rational ration, valenci valenc,
digitizer digit, radically radic, differently differ, vileli vile, analogousli analog, vietnamization vietnam, predication predic,
operator oper, feudalism feudal, decisiveness decis, hopefulness hope, callousness callous, formality formal, sensitivity sensit,
sensibility sensibl, triplicate triplic, formative format, formalize formal, electrical electr, goodness good, revival reviv,
allowance allow, inference infer, airliner airlin, gyroscopic gyroscop, adjustable adjust, defensible defens, irritant irrit,
replacement replac, adjustment adjust, dependent depend, adoption adopt, communism communism, activate activ, effective effect,
bowdlerize bowdler, probate probat, rate rate, cease ceas, controlling control, rolled roll, generate generat, generously generous,
communities communiti, arsenal arsenal, skies sky, dying die, news news, inning inning, succeed succeed, early earli,
safeguarding safeguard, neglected neglect, neglectful neglect, appointments appoint, supervision supervis, supervisors supervisor,
hoarding hoard, hoarded hoard, coercive coerciv, capacity capac, assessments assess, assessed assess, families famili, social social,
workers worker, referrals referr, referring refer, escalation escal, disclosures disclosur, visitor's visitor, adding add, eggs egg`
  .split(',')
  .map((pair) => pair.trim().split(' ') as [string, string])

test.each(stems)('the stem of %s is %s', (word, expected) => {
  expect(stem(word)).toBe(expected)
})

test('a stem is never longer than its word, and short words and figures stay', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z']{1,20}$/), (word) => {
      expect(stem(word).length).toBeLessThanOrEqual(word.length + 1)
    }),
  )
  expect(['is', '2014', 'a1s'].map(stem)).toEqual(['is', '2014', 'a1s'])
})

test('words have places in the text, and accents, case and either apostrophe do not count', () => {
  const text = 'The mother’s CAFÉ, not her café.'
  const words = wordsIn(text)
  expect(words.map(({ word }) => word)).toEqual(['mother', 'café', 'café'])
  expect(words[1]?.term).toBe('cafe')
  expect(text.slice(words[0]!.start, words[0]!.end)).toBe('mother’s')
})

test('a title weighs more than the body, and blocks are kept by number', () => {
  const { terms, length } = termsOfEdition({
    title: 'Neglect',
    summary: '',
    blocks: [
      { kind: 'heading1', text: 'Findings' },
      { kind: 'paragraph', text: 'Neglect and neglectful care' },
    ],
  })
  expect(terms.get('neglect')).toEqual({ frequency: 5, sample: 'neglect', blocks: [1] })
  expect(terms.get('find')?.frequency).toBe(2)
  expect(length).toBe(3 + 2 + 3)
})

test('a question is read with its phrases, prefixes and exclusions', () => {
  const asked = readQuestion('hospit* “was not brought” -nursery -"missing persons" multi-agency home')
  expect(asked.prefixes).toEqual(['hospit'])
  expect(asked.phrases).toEqual([{ words: ['was', 'not', 'brought'], terms: ['brought'] }])
  expect(asked.excluded).toEqual(['nurseri'])
  expect(asked.excludedPhrases).toEqual([{ words: ['missing', 'persons'], terms: ['miss', 'person'] }])
  expect(asked.terms).toEqual(['brought', 'multi', 'agenc', 'home'])
  expect(asked.tooCommon).toBe(false)
  expect(readQuestion('what was it').tooCommon).toBe(true)
  expect(readQuestion('').tooCommon).toBe(false)
})

test('whatever is typed is a question, and its phrases are whole words for PostgreSQL', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const asked = readQuestion(text)
      for (const phrase of [...asked.phrases, ...asked.excludedPhrases])
        expect(phrasePattern(phrase)).toMatch(/^\\m[\p{L}\p{N}\p{M}['’\]^:a-z+]+\\M$/u)
    }),
  )
  const [phrase] = readQuestion('"Mother\'s (new) partner"').phrases
  expect(phrasePattern(phrase!)).toBe("\\mmother['’]s[^[:alnum:]]+new[^[:alnum:]]+partner\\M")
})

test('one slip is found, two letters swapped count as one, and something quite different is not suggested', () => {
  expect(distance('neglect', 'neglcet')).toBe(1)
  expect(distance('supervision', 'supervison')).toBe(1)
  expect(distance('home', 'hospital')).toBe(3)
  const known = [
    { sample: 'zero', editions: 9 },
    { sample: 'information', editions: 2 },
    { sample: 'informations', editions: 1 },
  ]
  expect(nearest('infromation', known)).toBe('information')
  expect(nearest('zebra', known)).toBeNull()
})

test('the passage shown has the terms close together, marked, and never a label as a match', () => {
  const weights = new Map([
    ['mother', 1],
    ['brought', 2],
    ['clinic', 2],
  ])
  const far = `The clinic was new. ${'Nothing of that kind happened there. '.repeat(20)} It brought change.`
  const near = `${'Years went by in the town. '.repeat(20)}⟦Mother⟧ had not brought him to the clinic. ${'More. '.repeat(80)}`
  const best = bestPassage(
    [
      { n: 3, kind: 'paragraph', text: far },
      { n: 7, kind: 'paragraph', text: near },
    ],
    weights,
  )!
  expect(best.n).toBe(7)
  expect(best.pieces.filter((piece) => piece.match).map((piece) => piece.text)).toEqual(['brought', 'clinic'])
  const shown = best.pieces.map((piece) => piece.text).join('')
  expect(shown).toContain('⟦Mother⟧ had not brought him')
  expect(shown.length).toBeLessThan(330)
  expect(bestPassage([{ n: 0, kind: 'paragraph', text: 'Other words' }], weights)).toBeNull()
})

test('a shown passage is cut from the text as it stands, labels whole', () => {
  const piece = fc.constantFrom('⟦a northern town⟧', 'clinic', 'and then', 'She said so.', 'a very long while ago')
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 80 }), (pieces) => {
      const text = pieces.join(' ')
      const best = bestPassage([{ n: 0, kind: 'paragraph', text }], new Map([['clinic', 1]]))
      if (!best) return
      const shown = best.pieces.map((one) => one.text).join('')
      expect(text).toContain(shown.replace(/^… /, '').replace(/ …$/, ''))
      expect(shown.split('⟦').length).toBe(shown.split('⟧').length)
    }),
  )
})

test('likely blocks are those with the most telling terms, in the order of the report where equal', () => {
  const standing = [
    { term: 'a', blocks: [5, 9] },
    { term: 'b', blocks: [2, 9] },
  ]
  expect(likelyBlocks(standing, new Map([['a', 1], ['b', 1]]), 2)).toEqual([9, 2]) // prettier-ignore
})

test('findings are found by their words or their heading, and nothing else is', () => {
  const long = 'Every service recorded what the mother said and none recorded what the child did.'
  const found = findFindings([
    { kind: 'heading1', text: '3. Findings' },
    { kind: 'listItem', text: long },
    { kind: 'paragraph', text: 'An introduction to the above, without a number, that is not a finding of its own.' },
    { kind: 'heading1', text: 'Recommendations' },
    { kind: 'paragraph', text: `4.1 ${long}` },
    { kind: 'heading1', text: 'Method' },
    { kind: 'listItem', text: long },
    { kind: 'paragraph', text: 'Learning point 2: Ask twice.' },
  ])
  expect(found.map(({ anchor, kind }) => `${anchor} ${kind}`)).toEqual([
    'p1 finding',
    'p4 recommendation',
    'p7 finding',
  ])
})

const block = (kind: EditionBlock['kind'], text: string, layout?: EditionBlock['layout']): EditionBlock => ({
  kind,
  parts: [{ text }],
  ...(layout ? { layout } : {}),
})

test('headings are numbered by the page only where the author numbered none, and never skip a level', () => {
  const bare = readingOf([
    block('heading2', 'Scope'),
    block('heading4', 'Aims'),
    block('heading2', 'Findings'),
    block('heading1', 'Annex'),
  ])
  expect(bare.blocks.map(({ kind, number }) => [kind, number])).toEqual([
    ['heading1', '1'],
    ['heading2', '1.1'],
    ['heading1', '2'],
    ['heading1', '3'],
  ])
  expect(bare.outline.map(({ block: n, level }) => [n, level])).toEqual([
    [0, 1],
    [1, 2],
    [2, 1],
    [3, 1],
  ])
  const numbered = readingOf([block('heading1', '1. Scope'), block('heading2', '1.1 Aims')])
  expect(numbered.blocks.every(({ number }) => number === null)).toBe(true)
})

test('marks of notes lead to their note and back, and square brackets that are no mark stay words', () => {
  const reading = readingOf([
    block('paragraph', 'Seen twice [1], said [sic], seen again[1].'),
    block('footnote', 'By the nurse.', { footnote: '1' }),
    block('paragraph', 'Anew [1].'),
    block('footnote', 'By nobody.', { footnote: '1' }),
  ])
  expect(reading.blocks[0]!.parts).toEqual([
    { text: 'Seen twice ' },
    { mark: '1', note: 1, place: 1 },
    { text: ', said ' },
    { text: '[sic]' },
    { text: ', seen again' },
    { mark: '1', note: 1, place: 2 },
    { text: '.' },
  ])
  expect(reading.blocks[1]!.from.map(({ place }) => place)).toEqual([1, 2])
  expect(reading.blocks[3]!.from).toEqual([{ block: 2, place: 3 }])
})

test('reading changes no word: labels lose only their brackets', () => {
  const parts = [{ text: 'To ' }, { label: '⟦a clinic⟧' }, { text: ' and ' }, { label: '⟦removed⟧' }]
  const reading = readingOf([{ kind: 'paragraph', parts }])
  expect(reading.blocks[0]!.parts).toEqual([
    { text: 'To ' },
    { label: 'a clinic', removed: false },
    { text: ' and ' },
    { label: 'removed', removed: true },
  ])
  expect(reading.hasReplacements).toBe(true)
})

test('plain text keeps every word, the cells of a row on one line, and the marks of notes', () => {
  const head = {
    title: 'A title',
    volumeLabel: 'Summer 2026',
    publishedOn: '14 July 2026',
    address: 'http://localhost/x',
    warning: '',
    legacy: false,
    demonstration: true,
  }
  const text = plainTextOf(head, [
    block('heading1', 'Scope'),
    block('tableHeader', 'Year', { table: 1, row: 1, column: 1 }),
    block('tableHeader', 'Visits', { table: 1, row: 1, column: 2 }),
    block('tableCell', 'first', { table: 1, row: 2, column: 1 }),
    block('tableCell', '3', { table: 1, row: 2, column: 2 }),
    block('listItem', 'one', { list: 'bullet', level: 1 }),
    block('listItem', 'two', { list: 'bullet', level: 2 }),
    { kind: 'paragraph', parts: [{ text: 'Seen at ' }, { label: '⟦a clinic⟧' }, { text: ' [1].' }] },
    block('footnote', 'By the nurse.', { footnote: '1' }),
  ])
  expect(text).toContain('Year | Visits\nfirst | 3\n\n- one\n  - two\n\nSeen at ⟦a clinic⟧ [1].\n\n[1] By the nurse.\n')
  expect(text).toContain('Fiction')
})
