import { describe, expect, it } from 'vitest'
import { deidentify } from './deidentify.ts'
import { proposeForBlocks } from './engine.ts'
import { fitReplacement } from './fitting.ts'
import type { Label } from './candidate.ts'

const fitted = (label: Label, words: string, sentence: string, anchor?: string): string => {
  const [before = '', rest = ''] = sentence.split('[')
  const [surface = '', after = ''] = rest.split(']')
  return `${before}${fitReplacement(words, { label, surface, before, after }, anchor)}${after}`
}

describe('a replacement fits its sentence', () => {
  it.each([
    ['ORG', 'a hospital', 'taken to the [Airedale Infirmary] by car', 'taken to the hospital by car'],
    ['ORG', 'a hospital', 'taken to [Airedale Infirmary] by car', 'taken to a hospital by car'],
    ['ORG', 'a hospital', '[Airedale Infirmary] wrote.', 'A hospital wrote.'],
    ['ORG', 'the police', 'It ended. [West Vale Police] came.', 'It ended. The police came.'],
    ['PERSON', 'Mother', 'It was [Kayleigh]’s phone', 'It was Mother’s phone'],
    ['PERSON', 'Mother', 'the [Ogden] family moved', 'the subject family moved'],
    ['QUANTITY', '', 'died, [aged 7 months].', 'died, aged under 1.'],
    ['QUANTITY', '', 'a [15-year-old] boy', 'a teenage boy'],
    ['QUANTITY', '', 'the [15-year-old] said', 'the teenager said'],
    ['QUANTITY', '', 'when she was [11 years old].', 'when she was aged 11 to 15.'],
    ['QUANTITY', '', 'Zak, aged [twelve], told', 'Zak, aged 11 to 15, told'],
    ['QUANTITY', '', 'gave birth at the [age of 17].', 'gave birth at the age of 16 or 17.'],
    ['QUANTITY', '', 'Mr Pask ([43]) drove', 'Mr Pask (aged 41 to 60) drove'],
    ['QUANTITY', '', 'known on [three occasions]', 'known on some occasions'],
    ['QUANTITY', '', 'with [£410] in cash', 'with a sum of money in cash'],
    ['DATETIME', '', 'died on [4 July 2015].', 'died on a day in summer 2015.'],
    ['DATETIME', '', 'seen in [July 2015] by', 'seen in summer 2015 by'],
    ['DATETIME', '', 'since [2013] he', 'since the early 2010s he'],
    ['DATETIME', '', 'from [November 2014 to July 2015] she', 'from autumn 2014 to summer 2015 she'],
    ['DATETIME', '', 'At [06:52] they', 'At a time in the morning they'],
    ['DATETIME', '', 'came [three weeks later].', 'came some weeks later.'],
    ['DATETIME', '', 'and [the next day] he', 'and a later day he'],
  ] as const)('%s %s: %s', (label, words, sentence, expected) => expect(fitted(label, words, sentence)).toBe(expected))

  it.each([
    ['on [4 July 2015] he', 'on day 0 he'],
    ['on [14 July 2015] he', 'on day 10 he'],
    ['on [1 July 2015] he', 'on day −3 he'],
    ['in [August 2015] he', 'in a month about 6 weeks after day 0 he'],
    ['on [4 July 2017] he', 'on a day about 2 years after day 0 he'],
    ['from [1 July to 14 July 2015] he', 'from 3 days before day 0 to 10 days after day 0 he'],
  ])('counts from an anchor: %s', (sentence, expected) =>
    expect(fitted('DATETIME', '', sentence, '2015-07-04')).toBe(expected),
  )
})

describe('people are told apart and keep one label', () => {
  const blocks = [
    { kind: 'tableCell', text: 'Alfie Hartley-Ogden\tSubject child\t4 July 2015' },
    { kind: 'tableCell', text: 'Kayleigh-Marie Ogden\tMother\t22/05/1993' },
    { kind: 'tableCell', text: 'Summer Ogden\tHalf-sister\t14 June 2010' },
    {
      kind: 'paragraph',
      text: 'Ms Ogden lived with Ryan Hartley, a scaffolder, known to friends as “Baz”. Mr Hartley left.',
    },
    {
      kind: 'paragraph',
      text: 'Baz told Ms Ogden’s health visitor, Bernadette O’Hare. Alfie slept. PC Craig Dewhirst and PC Ann Roe came.',
    },
  ]
  const { proposals, entities } = proposeForBlocks(blocks)
  const labelOf = (name: string): string | undefined => {
    const found = proposals.find((p) => blocks[p.block]?.text.slice(p.start, p.end) === name)
    return entities.find((entity) => entity.id === found?.entity)?.suggestedReplacement
  }
  it.each([
    ['Alfie Hartley-Ogden', 'Child 1'],
    ['Alfie', 'Child 1'],
    ['Kayleigh-Marie Ogden', 'Mother'],
    ['Ms Ogden', 'Mother'],
    ['Summer Ogden', 'Sibling 1'],
    ['Bernadette O’Hare', 'Health Visitor 1'],
    ['PC Craig Dewhirst', 'Police Officer 1'],
    ['PC Ann Roe', 'Police Officer 2'],
  ])('%s is %s', (name, label) => expect(labelOf(name)).toBe(label))
  it('a child is not given its mother’s title, and a nickname is its bearer’s', () => {
    expect(labelOf('Mr Hartley')).toBe(labelOf('Ryan Hartley'))
    expect(labelOf('Baz')).toBe(labelOf('Ryan Hartley'))
    expect(labelOf('Ms Ogden')).not.toBe(labelOf('Alfie'))
  })
})

describe('removed is not unknown', () => {
  it.each(['Date of birth\tNot known', 'Her address is unknown.', 'Father: name withheld.', 'Occupation n/k'])(
    '%s stays as the author wrote it',
    (text) => expect(deidentify(text).replaced).toBe(text),
  )
})
