import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isChiNumber, isHealthAndCareNumber, isNhsNumber } from './codes.ts'
import { dayOf } from './entities.ts'
import { proposeForBlocks, proposeSpans } from './engine.ts'
import { leaks, sweepForms } from './sweep.ts'

const found = (text: string, options = {}): string[] =>
  proposeSpans(text, options).map((p) => `${text.slice(p.start, p.end)} ${p.label}`)
const seeds = [{ text: 'Alfie Hartley-Ogden' }, { text: 'Kayleigh-Marie Ogden', also: ['Kay'] }]

describe('codes with check digits', () => {
  it.each([
    ['9990079366', true],
    ['9990079367', false],
    ['999007936', false],
    ['9434765919', true],
  ])('NHS number %s is %s', (digits, valid) => expect(isNhsNumber(digits)).toBe(valid))
  it('knows a CHI number by its date and a Northern Irish one by its range', () => {
    expect(isChiNumber('9990079366')).toBe(false)
    expect(isHealthAndCareNumber('9990079366')).toBe(false)
  })
  it.each([
    ['Her NHS number is 999 007 9366.', '999 007 9366 CODE'],
    ['CHI number 320876 9994 was given', '320876 9994 CODE'],
    ['National Insurance number QQ 41 09 77 C.', 'QQ 41 09 77 C CODE'],
    ['He rang 0117 496 0188 at once', '0117 496 0188 CODE'],
    ['on his mobile 07700 900418.', '07700 900418 CODE'],
    ['Write to duty.keighley@northaire.example today', 'duty.keighley@northaire.example CODE'],
    ['on social media as “Baz” (@bazza_scaff88)', '@bazza_scaff88 CODE'],
    ['a car (IQ68 XZQ) collected him', 'IQ68 XZQ CODE'],
    ['the Family Court (BD16C00872) decided', 'BD16C00872 CODE'],
    ['case number T20167733 was heard', 'T20167733 CODE'],
    ['reported as [2014] EWHC 2596 (Fam) later', '[2014] EWHC 2596 (Fam) CODE'],
    ['Partnership reference SSCP/LCSPR/22/003', 'SSCP/LCSPR/22/003 CODE'],
    [
      'arrived at Flat 3, 41 Parkwood Rise, Keighley, BD21 4VK nine',
      'Flat 3, 41 Parkwood Rise, Keighley, BD21 4VK LOC',
    ],
    ['in the BD21 4VK area', 'BD21 4VK LOC'],
  ])('%s', (text, expected) => expect(found(text)).toContain(expected))
})

describe('dates and ages', () => {
  it.each([
    ['born on 22/05/1993 in', '22/05/1993 DATETIME'],
    ['born on 4 July 2015 in', '4 July 2015 DATETIME'],
    ['seen in July 2015 by', 'July 2015 DATETIME'],
    ['seen w/c 20 March by', 'w/c 20 March DATETIME'],
    ['at 06:52 on Wednesday 17 February 2016 they', 'Wednesday 17 February 2016 DATETIME'],
    ['from November 2014 to July 2015 she', 'November 2014 to July 2015 DATETIME'],
    ['a boy aged 7 months died', 'aged 7 months QUANTITY'],
    ['a 15-year-old boy', '15-year-old QUANTITY'],
  ])('%s', (text, expected) => expect(found(text)).toContain(expected))
  it('reads two ways of writing one day as the same day', () => {
    expect(dayOf('4 July 2015')).toBe('2015-07-04')
    expect(dayOf('04/07/2015')).toBe('2015-07-04')
  })
})

describe('what is not masked', () => {
  it.each([
    'Under Section 47 of the Children Act 1989 an enquiry is made.',
    'Working Together 2015 applied.',
    'Social Worker 2 told the Panel that Child Q was well.',
    'The MARAC and the DASH were discussed with practitioner D.',
    'the Adult Support and Protection (Scotland) Act 2007',
    'The mother is called “⟦Mother⟧” and lives at ⟦an address⟧.',
    'Will practitioners ask? Chase the referral.',
  ])('%s', (text) => expect(found(text)).toEqual([]))
  it('proposes nothing inside an earlier replacement', () => {
    const text = 'Alfie lived with ⟦Alfie Smith of 4 July 2015⟧ and Alfie.'
    for (const span of proposeSpans(text, { seeds })) expect(text.slice(span.start, span.end)).toBe('Alfie')
  })
})

describe('names over the whole document', () => {
  const blocks = [
    {
      kind: 'paragraph',
      text: 'Kayleigh-Marie Ogden lived with her son, Alfie Hartley-Ogden, and PC 4471 Craig Dewhirst called.',
    },
    {
      kind: 'paragraph',
      text: 'Ms Ogden said that kayleigh’s friend knew. Alfie was asleep. PC Dewhirst left. Kaylegh agreed.',
    },
  ]
  const { proposals, entities } = proposeForBlocks(blocks)
  const named = (block: number): string[] =>
    proposals.filter((p) => p.block === block).map((p) => `${blocks[block]?.text.slice(p.start, p.end)}=${p.entity}`)
  it('finds short forms, lower case, possessives and a misspelling, as one person', () => {
    expect(named(0)).toEqual([
      'Kayleigh-Marie Ogden=PERSON:1',
      'Alfie Hartley-Ogden=PERSON:2',
      'PC 4471 Craig Dewhirst=PERSON:3',
    ])
    expect(named(1)).toEqual([
      'Ms Ogden=PERSON:1',
      'kayleigh=PERSON:1',
      'Alfie=PERSON:2',
      'PC Dewhirst=PERSON:3',
      'Kaylegh=PERSON:4',
    ])
  })
  it('suggests roles instead of names', () => {
    expect(entities.find((e) => e.id === 'PERSON:3')?.suggestedReplacement).toMatch(/^Police Officer/)
    expect(entities.find((e) => e.id === 'PERSON:1')?.canonical).toBe('Kayleigh-Marie Ogden')
  })
})

describe('sweep and leaks', () => {
  it('finds further forms of a decided name', () => {
    const text = 'HARTLEY-OGDEN’s aunt saw alfie; A.H-O. was there, and Ogdan? Call 999-007-9366.'
    expect(
      sweepForms([{ text }], ['Alfie Hartley-Ogden', '999 007 9366']).map((s) => text.slice(s.start, s.end)),
    ).toEqual(['HARTLEY-OGDEN', 'alfie', 'A.H-O.', '999-007-9366'])
  })
  it('stops a text in which a name is left and passes one in which none is', () => {
    expect(leaks('The boy Alfi\u200De was seen.', ['Alfie Hartley-Ogden'])).toHaveLength(1)
    expect(leaks('The boy ⟦Alfie⟧ was seen.', ['Alfie Hartley-Ogden'])).toEqual([])
    expect(leaks('Will they ask? Hope is a virtue.', ['Will Akinlolu', 'Hope Tranter'])).toEqual([])
  })
})

describe('bad input', () => {
  it.each([
    ['empty', ''],
    ['one word', 'Alfie'],
    ['a lone surrogate', '\ud800 Alfie \udc00'],
    ['zero bytes', 'Al\u0000fie \u0000'],
    ['emoji', '👩‍👧 Alfie 👨‍👩‍👧‍👦'],
    ['right to left', '\u202eAlfie\u202c و علي'],
  ])('%s is no trouble', (_name, text) => {
    for (const span of proposeSpans(text, { seeds })) expect(span.end).toBeLessThanOrEqual(text.length)
  })
  it.each([
    ['a zero-width joiner', 'Al\u200Dfie'],
    ['a Cyrillic letter', 'Аlfie'],
    ['a combining accent', 'Alfie\u0301'],
    ['a soft hyphen', 'Al\u00ADfie'],
    ['capitals', 'ALFIE'],
  ])('sees a seeded name through %s', (_name, name) => {
    const text = `Then ${name} slept.`
    expect(proposeSpans(text, { seeds }).map((s) => text.slice(s.start, s.end))).toEqual([name])
  })
  it('reads one line of 200,000 characters and a text of 2 million', () => {
    const line = 'Alfie was seen on 4 July 2015 and '.repeat(6000)
    expect(proposeSpans(line, { seeds })).toHaveLength(12_000)
    expect(proposeSpans('a'.repeat(2_000_000))).toEqual([])
  }, 60_000)
})

const piece = fc.oneof(
  fc.constantFrom(
    'Alfie',
    'alfie’s',
    'OGDEN',
    'Ms Ogden',
    '4 July 2015',
    'Section 47',
    '⟦Mother⟧',
    '\n',
    '\u200d',
    '999 007 9366',
    'the',
    'Bradford',
    'He said:',
    '“Kay”',
    '⟦',
    '⟧',
    'á',
    '\u0000',
  ),
  fc.string({ maxLength: 12, unit: 'binary' }),
)
const texts = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(' '))

describe('for any text', () => {
  it('spans are sorted, apart, within bounds, the same each time, and outside replacements', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const spans = proposeSpans(text, { seeds, point: 'wide' })
        let end = 0
        for (const span of spans) {
          expect(span.start).toBeGreaterThanOrEqual(end)
          expect(span.end).toBeGreaterThan(span.start)
          end = span.end
          const open = text.lastIndexOf('⟦', span.start)
          const close = text.indexOf('⟧', open)
          const inner = text.indexOf('⟦', open + 1)
          const sealed = open >= 0 && close - open < 400 && close >= span.start && !(inner > 0 && inner < close)
          expect(sealed).toBe(false)
        }
        expect(end).toBeLessThanOrEqual(text.length)
        expect(proposeSpans(text, { seeds, point: 'wide' })).toEqual(spans)
      }),
      { numRuns: 150 },
    )
  })
  it('no seeded name survives replacement in any case or possessive, and a second pass finds nothing in the labels', () => {
    const names = fc.constantFrom(
      'Alfie',
      'Hartley-Ogden',
      'ALFIE',
      'Alfie’s',
      "alfie's",
      'Ogden',
      'Alfie Hartley-Ogden',
      'Kayleigh-Marie Ogden',
    )
    const sentence = fc
      .tuple(
        fc.constantFrom('Then', 'In March', '“Well,” said', 'and'),
        names,
        fc.constantFrom('left.', 'was seen\n', 'and', '(aged 3)'),
      )
      .map((parts) => parts.join(' '))
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 8 }), (sentences) => {
        const text = sentences.join(' ')
        let out = ''
        let at = 0
        for (const span of proposeSpans(text, { seeds })) {
          out += `${text.slice(at, span.start)}⟦${span.label.toLowerCase()}⟧`
          at = span.end
        }
        out += text.slice(at)
        expect(out).not.toMatch(/alfie|hartley|ogden|kayleigh/i)
        expect(leaks(out, ['Alfie Hartley-Ogden', 'Kayleigh-Marie Ogden'])).toEqual([])
        for (const span of proposeSpans(out, { seeds })) expect(out.slice(span.start, span.end)).not.toMatch(/[⟦⟧]/)
      }),
      { numRuns: 100 },
    )
  })
})
