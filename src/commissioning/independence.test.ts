import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Interest } from '#directory/directory.ts'
import {
  independence,
  namesIn,
  openBreaches,
  printedWords,
  sameName,
  testWords,
  yearsBefore,
  type IndependenceFacts,
  type IndependenceTest,
} from './independence.ts'

const measures = { years: 5, incomeShare: 25, panelShare: 50 }
const trust = { id: 'trust', name: 'Fictional Trust' }
const police = { id: 'police', name: 'Fictional Police' }
const board = { id: 'board', name: 'Fictional Board' }
const facts: IndependenceFacts = {
  today: '2026-11-02',
  measures,
  reviewId: 'review',
  author: { id: 'author', name: 'Ada Fiction' },
  boards: [board],
  leadBoardId: 'board',
  boardChairs: [{ id: 'chair', name: 'Bo Fiction' }],
  agencies: [trust, police],
  panel: [
    { id: '1', name: 'Cy Fiction', organisationId: null, chairs: true },
    { id: '2', name: 'Di Fiction', organisationId: 'trust', chairs: false },
  ],
  interests: [],
  sameFamily: [],
}
const tie = (kind: Interest['kind'], organisationId: string | null, more: Partial<Interest> = {}): Interest => ({
  id: 'i',
  personId: 'author',
  kind,
  organisationId,
  reviewId: null,
  withWhom: 'Somebody',
  note: '',
  from: '2010-01-01',
  until: null,
  share: null,
  declaredAt: new Date(0),
  declaredBy: 'Ada Fiction',
  endedWhy: null,
  ...more,
})
const outcomeOf = (test: IndependenceTest, changed: Partial<IndependenceFacts>) =>
  independence({ ...facts, ...changed }).find((one) => one.test === test)?.outcome

test('with nothing against it every test is met, and each says what it rests on', () => {
  const outcomes = independence(facts)
  expect(outcomes.map((one) => one.outcome)).toEqual(Array(7).fill('met'))
  expect(outcomes.map((one) => one.test)).toEqual(Object.keys(testWords))
  expect(outcomes.every((one) => one.facts.length > 0)).toBe(true)
})

test.each<[IndependenceTest, string, Partial<IndependenceFacts>, string]>([
  ['agency-tie', 'employed now', { interests: [tie('employment', 'trust')] }, 'not-met'],
  [
    'agency-tie',
    'contract that ended within the years',
    { interests: [tie('contract', 'police', { until: '2021-11-03' })] },
    'not-met',
  ],
  ['agency-tie', 'ended on the very day', { interests: [tie('contract', 'police', { until: '2021-11-02' })] }, 'met'],
  ['agency-tie', 'chaired an agency', { interests: [tie('chair', 'trust')] }, 'not-met'],
  ['agency-tie', 'employed elsewhere', { interests: [tie('employment', 'another')] }, 'met'],
  ['agency-tie', 'agencies not stated', { agencies: null, interests: [tie('employment', 'trust')] }, 'unknown'],
  ['author-chairs', 'chairs the board', { boardChairs: [facts.author] }, 'not-met'],
  [
    'author-chairs',
    'on the panel',
    { panel: [{ id: '3', name: 'Dr Ada  FICTION', organisationId: null, chairs: false }] },
    'not-met',
  ],
  ['personal-tie', 'family tie long ago', { interests: [tie('family', 'board', { until: '2012-01-01' })] }, 'not-met'],
  [
    'personal-tie',
    'family tie with this review',
    { interests: [tie('family', null, { reviewId: 'review' })] },
    'not-met',
  ],
  [
    'personal-tie',
    'supervision with another review',
    { interests: [tie('supervisory', null, { reviewId: 'x' })] },
    'met',
  ],
  [
    'personal-tie',
    'supervision long ago',
    { interests: [tie('supervisory', 'trust', { until: '2015-01-01' })] },
    'met',
  ],
  [
    'personal-tie',
    'a financial tie with the board, agencies unknown',
    { agencies: null, interests: [tie('financial', 'board')] },
    'not-met',
  ],
  ['same-family', 'wrote the earlier one', { sameFamily: [{ reference: 'AAAA-BBBB', authorId: 'author' }] }, 'not-met'],
  ['same-family', 'somebody else wrote it', { sameFamily: [{ reference: 'AAAA-BBBB', authorId: 'x' }] }, 'met'],
  ['same-family', 'declares it', { interests: [tie('earlier-review', null, { reviewId: 'review' })] }, 'not-met'],
  ['income-share', 'a quarter', { interests: [tie('income', 'board', { share: 25 })] }, 'met'],
  ['income-share', 'more than a quarter', { interests: [tie('income', 'board', { share: 26 })] }, 'not-met'],
  ['income-share', 'from another board', { interests: [tie('income', 'x', { share: 90 })] }, 'met'],
  ['income-share', 'long ago', { interests: [tie('income', 'board', { share: 90, until: '2024-01-01' })] }, 'met'],
  [
    'panel-agencies',
    'all of them',
    { panel: [{ id: '2', name: 'D', organisationId: 'trust', chairs: true }] },
    'not-met',
  ],
  ['panel-agencies', 'not stated', { panel: null }, 'unknown'],
  ['one-chair', 'the same', { boardChairs: [{ id: 'x', name: 'CY fiction' }] }, 'not-met'],
  ['one-chair', 'no chair yet', { panel: [] }, 'unknown'],
])('%s: %s', (name, _case, changed, outcome) => {
  expect(outcomeOf(name, changed)).toBe(outcome)
})

test('what is overridden is no longer open, and what cannot be told is not', () => {
  const outcomes = independence({
    ...facts,
    panel: null,
    interests: [tie('employment', 'trust'), tie('family', 'board')],
  })
  expect(openBreaches(outcomes, [])).toEqual(['agency-tie', 'personal-tie'])
  expect(openBreaches(outcomes, ['agency-tie'])).toEqual(['personal-tie'])
})

test('a tie with an agency never becomes met by declaring more', () => {
  const any = fc.constantFrom(tie('income', 'board', { share: 10 }), tie('other', 'trust'), tie('employment', 'x'))
  fc.assert(
    fc.property(fc.array(any), (more) => {
      expect(outcomeOf('agency-tie', { interests: [tie('employment', 'trust'), ...more] })).toBe('not-met')
    }),
  )
})

test('names of bodies and people are found in words that are to be printed; common words are not', () => {
  const names = ['Westermoor Community Health Trust', 'Torquil Brackenbury', 'Westermoor Council Children’s Services']
  expect(namesIn('The author worked for a health trust and the council’s services', names)).toEqual([])
  expect(namesIn('He left WESTERMOOR long ago', names)).toHaveLength(2)
  expect(namesIn('Mr Brackenbury’s post was clinical', names)).toEqual(['Torquil Brackenbury'])
  for (const words of Object.values(printedWords)) expect(namesIn(words(measures), names)).toEqual([])
})

test('names are compared without titles, case and accents; years go back by the calendar', () => {
  expect(sameName('Dr. Zoë  Fiction', 'zoe fiction')).toBe(true)
  expect(sameName('Zoë Fiction', 'Zoë Fictional')).toBe(false)
  expect(yearsBefore('2026-11-02', 5)).toBe('2021-11-02')
})
