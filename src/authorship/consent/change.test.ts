import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  counted,
  labelOf,
  mayImpose,
  stateOf,
  unansweredDays,
  whyNotDissent,
  whyNotPropose,
  wordDiff,
  type Step,
} from './change.ts'
import { partsIn } from './record.ts'

const texts = (parts: ReturnType<typeof wordDiff>, how: 'gone' | 'new') =>
  parts
    .filter((part) => part.how === 'same' || part.how === how)
    .map((part) => part.text)
    .join('')

describe('what differs', () => {
  const words = fc.array(fc.constantFrom('she', ' ', 'was', 'seen', ',', 'Łukasz', '😀', 'not', '’'), { maxLength: 30 })
  test('gives back both texts, whatever they are', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const parts = wordDiff(a.join(''), b.join(''))
        expect([texts(parts, 'gone'), texts(parts, 'new')]).toEqual([a.join(''), b.join('')])
        expect(parts.every((part) => part.text !== '')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('marks the words that changed and no others', () => {
    expect(wordDiff('She was seen on 3 May by him.', 'She was seen on 4 May by him.')).toEqual([
      { how: 'same', text: 'She was seen on ' },
      { how: 'gone', text: '3' },
      { how: 'new', text: '4' },
      { how: 'same', text: ' May by him.' },
    ])
    expect(wordDiff('same', 'same')).toEqual([{ how: 'same', text: 'same' }])
  })

  test('stays quick where every word differs', () => {
    const long = (word: string) => `${word} `.repeat(4000)
    const parts = wordDiff(long('one'), long('two'))
    expect([texts(parts, 'gone'), texts(parts, 'new')]).toEqual([long('one'), long('two')])
  })
})

describe('where a proposal stands', () => {
  const step = (kind: Step['step'], version = 1): Step => ({ step: kind, version })
  const on = (steps: Step[], newest = { version: 1, text: 'a' }, came: 'amend' | 'impose' | null = null) =>
    stateOf({ before: 'a' }, steps, came, newest)
  test.each([
    ['open', on([])],
    ['agreed', on([step('agree')])],
    ['open', on([step('agree', 1)], { version: 2, text: 'a' })],
    ['refused', on([step('agree'), step('refuse')])],
    ['agreed', on([step('refuse'), step('agree')])],
    ['taken-back', on([step('refuse'), step('take-back')])],
    ['outdated', on([], { version: 2, text: 'b' })],
    ['in-force', on([step('agree'), step('confirm')], { version: 2, text: 'b' }, 'amend')],
    ['imposed', on([step('agree'), step('refuse'), step('impose')], { version: 2, text: 'b' }, 'impose')],
  ])('%s', (state, found) => expect(found).toBe(state))

  test('no time makes an answer: whatever the years, an unanswered proposal is open', () => {
    // A state is a function of steps and text alone: there is no moment among what it is given.
    expect(stateOf.length).toBe(4)
    expect(on([])).toBe('open')
  })

  test('a board may impose what was refused at once, what was not answered after its days, what was agreed never', () => {
    const at = new Date('2026-11-02T09:00:00Z')
    const after = (days: number) => new Date(at.getTime() + days * 86_400_000)
    expect(mayImpose('refused', at, at)).toBe(true)
    expect(mayImpose('open', at, new Date(after(unansweredDays).getTime() - 1))).toBe(false)
    expect(mayImpose('open', at, after(unansweredDays))).toBe(true)
    for (const state of ['agreed', 'in-force', 'imposed', 'taken-back', 'outdated'] as const)
      expect(mayImpose(state, at, after(1000))).toBe(false)
  })
})

test('a proposal changes something, with a class and a reason', () => {
  const block = { kind: 'paragraph' as const, text: 'a' }
  const good = { text: 'b', reason: 'other', why: 'because' }
  expect(whyNotPropose(block, good)).toBeNull()
  expect(whyNotPropose(undefined, good)).toBe('no-such-block')
  expect(whyNotPropose(block, { ...good, text: 'a' })).toBe('nothing-changed')
  expect(whyNotPropose(block, { ...good, text: '' })).toBe('text-missing')
  expect(whyNotPropose(block, { ...good, reason: 'tone' })).toBe('reason-class-missing')
  expect(whyNotPropose(block, { ...good, why: ' ' })).toBe('why-missing')
})

test('a dissent has up to 1,000 words', () => {
  expect(whyNotDissent(' \n ')).toBe('dissent-missing')
  expect(whyNotDissent('no '.repeat(1000))).toBeNull()
  expect(whyNotDissent('no '.repeat(1001))).toBe('dissent-too-long')
})

test('one imposed change is enough for the red label', () => {
  expect(labelOf({ agreed: {}, imposed: {}, withheld: {} })).toBe('as-written')
  expect(labelOf({ agreed: {}, imposed: {}, withheld: { 'court-order': 1 } })).toBe('as-written')
  expect(labelOf({ agreed: { other: 2 }, imposed: {}, withheld: {} })).toBe('changed-with-agreement')
  expect(labelOf({ agreed: { other: 9 }, imposed: { defamation: 1 }, withheld: {} })).toBe('changed-without-agreement')
  expect(counted(['other', 'defamation', 'other'])).toEqual({ other: 2, defamation: 1 })
  expect(partsIn([7, 3, 4, 9, 8])).toEqual([
    [3, 4],
    [7, 8, 9],
  ])
})
