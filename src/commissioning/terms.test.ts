import fc from 'fast-check'
import { expect, test } from 'vitest'
import { template, type Language } from './template.ts'
import {
  additionSays,
  engagedClauses,
  engagementText,
  inLanguage,
  nextToSign,
  parties,
  whyNotChange,
  wouldWeaken,
  type Change,
  type ClauseChange,
} from './terms.ts'

const guarantees = template.clauses.filter((clause) => clause.kept)
const others = template.clauses.filter((clause) => !clause.kept)
const change = (clause: string, kind: Change, words: string): ClauseChange => ({
  clause,
  change: kind,
  words,
  why: 'Fiction',
  by: 'Fictional author',
  at: new Date(0),
})
const facts = {
  reference: 'K7QX-22MD',
  kinds: [{ label: 'Practice review', basis: 'None' }],
  board: 'Fictional Board',
  author: 'Fictional Author',
  templateVersion: 2,
  wording: 1,
  authorKey: null,
}

test('the template has the 25 clauses, nine of them guarantees, each named once', () => {
  expect(template.clauses).toHaveLength(25)
  expect(guarantees.map((clause) => clause.key)).toEqual([
    'independence',
    'terms-of-reference',
    'records',
    'interviewees',
    'family',
    'seal',
    'edition',
    'publication',
    'disclosure',
  ])
  expect(new Set(template.clauses.map((clause) => clause.key)).size).toBe(25)
})

test('a guarantee is neither changed nor struck out, and what is added to it may not limit it', () => {
  for (const clause of guarantees) {
    expect(whyNotChange(clause, change(clause.key, 'changed', 'Less than before'), 'en')).toBe('guarantee')
    expect(whyNotChange(clause, change(clause.key, 'struck', ''), 'en')).toBe('guarantee')
    expect(whyNotChange(clause, change(clause.key, 'added', 'Unless the board decides otherwise'), 'en')).toBe(
      'weakens',
    )
    expect(whyNotChange(clause, change(clause.key, 'added', 'The board also lends a room'), 'en')).toBeNull()
  }
})

test.each([
  ['subject to the chair’s approval', true],
  ['with the consent of the agency', true],
  ['only if time allows', true],
  ['The hospital’s archive is opened as well', false],
  ['Interviews may be held at home', false],
])('%s: limits a guarantee: %s', (words, limits) => {
  expect(wouldWeaken(words)).toBe(limits)
})

test('other clauses can be changed, added to or struck out, with words and a reason', () => {
  const fees = others.find((clause) => clause.key === 'fees')!
  expect(whyNotChange(fees, change('fees', 'struck', ''), 'en')).toBeNull()
  expect(whyNotChange(fees, change('fees', 'changed', '  '), 'en')).toBe('words-missing')
  expect(whyNotChange(fees, change('fees', 'changed', fees.text.en), 'en')).toBe('no-change')
  expect(whyNotChange(fees, { ...change('fees', 'struck', ''), why: ' ' }, 'en')).toBe('why-missing')
  expect(whyNotChange(undefined, change('x', 'struck', ''), 'en')).toBe('no-such-clause')
})

test('whatever was allowed, every word of every guarantee still stands in the text that is signed', () => {
  const anyChange = fc.record({
    clause: fc.constantFrom(...template.clauses.map((clause) => clause.key)),
    change: fc.constantFrom<Change>('added', 'changed', 'struck', 'as-template'),
    words: fc.constantFrom('', 'Unless the chair objects', 'The board pays for travel', 'Nothing of this applies'),
    why: fc.constantFrom('', 'Because'),
  })
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 30 }), fc.constantFrom<Language>('en', 'cy'), (wanted, language) => {
      const allowed = wanted
        .filter((one) => {
          const clause = template.clauses.find((other) => other.key === one.clause)
          return whyNotChange(clause, one, language) === null
        })
        .map((one) => ({ ...one, by: 'x', at: new Date(0) }))
      const text = engagementText(facts, engagedClauses(template, allowed, language))
      for (const clause of guarantees) expect(text).toContain(inLanguage(clause.text, language))
    }),
  )
})

test('an addition stands below the guarantee and says that it takes nothing away; taking it back leaves no trace', () => {
  const added = [change('records', 'added', 'The archive too.')]
  const text = engagementText(facts, engagedClauses(template, added, 'en'))
  expect(text).toContain(`${additionSays}: The archive too.`)
  const back = engagedClauses(template, [...added, change('records', 'as-template', '')], 'en')
  expect(engagementText(facts, back)).toBe(engagementText(facts, engagedClauses(template, [], 'en')))
})

test('a clause without Welsh words stands in English; with them, in Welsh', () => {
  const welsh = { version: 9, clauses: [{ ...template.clauses[0]!, text: { en: 'Terms', cy: 'Telerau' } }] }
  expect(engagedClauses(welsh, [], 'cy')[0]).toMatchObject({ heading: 'Who agrees, and to what', text: 'Telerau' })
})

test('the fingerprint’s text changes with review, wording and key', () => {
  const clauses = engagedClauses(template, [], 'en')
  const texts = [
    engagementText(facts, clauses),
    engagementText({ ...facts, reference: 'X' }, clauses),
    engagementText({ ...facts, wording: 2 }, clauses),
    engagementText({ ...facts, authorKey: 'abc' }, clauses),
  ]
  expect(new Set(texts).size).toBe(4)
})

test('author, then board, then national body', () => {
  expect(nextToSign([])).toBe('author')
  expect(nextToSign(['author'])).toBe('board')
  expect(nextToSign(['author', 'board'])).toBe('national')
  expect(nextToSign(['board', 'national'])).toBe('author')
  expect(nextToSign([...parties])).toBeNull()
})
