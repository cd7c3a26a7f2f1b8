import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dayAfter,
  deadlinesOf,
  dueDay,
  isWorkingDay,
  monthsAfter,
  nextDue,
  reminderFor,
  type ClockFacts,
  type Pause,
} from './clocks.ts'
import type { ClockRule } from '#vocabulary/vocabulary.ts'

const none = new Set<string>()
const christmas = new Set(['2026-12-25', '2026-12-28', '2027-01-01'])

test.each([
  // Thursday 24 December 2026: the 25th and the 28th are holidays, the 26th and 27th a weekend
  ['2026-12-24', 1, 'working-days', christmas, '2026-12-29'],
  ['2026-12-24', 5, 'working-days', christmas, '2027-01-05'],
  ['2026-11-02', 15, 'working-days', none, '2026-11-23'],
  ['2026-11-06', 1, 'working-days', none, '2026-11-09'],
  ['2026-08-31', 6, 'months', none, '2027-03-01'],
  ['2026-06-26', 6, 'months', christmas, '2026-12-29'],
  ['2026-11-02', 7, 'days', none, '2026-11-09'],
  ['2026-11-07', 7, 'days', none, '2026-11-16'],
] as const)('from %s, %i %s: %s', (start, amount, unit, holidays, due) => {
  expect(dueDay(start, { amount, unit }, [], holidays, '2026-11-02')).toBe(due)
})

test('months end where the month does', () => {
  expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28')
  expect(monthsAfter('2027-11-30', 3)).toBe('2028-02-29')
})

test('a pause is given back day for day, twice counted days once', () => {
  const rule = { amount: 28, unit: 'days' } as const
  const pauses = [
    { since: '2026-09-10', until: '2026-09-20' },
    { since: '2026-09-15', until: '2026-09-24' },
  ]
  expect(dueDay('2026-09-01', rule, [], none, '2026-11-02')).toBe('2026-09-29')
  expect(dueDay('2026-09-01', rule, pauses, none, '2026-11-02')).toBe('2026-10-13')
  // A pause after the day does not help.
  expect(dueDay('2026-09-01', rule, [{ since: '2026-10-01', until: '2026-10-20' }], none, '2026-11-02')).toBe(
    '2026-09-29',
  )
})

const anyDay = fc.integer({ min: 0, max: 2200 }).map((n) => dayAfter('2024-01-01', n))
const anyPause: fc.Arbitrary<Pause> = fc
  .tuple(anyDay, fc.option(fc.integer({ min: 0, max: 300 }), { freq: 4 }))
  .map(([since, length]) => ({ since, until: length === null ? null : dayAfter(since, length) }))
const anyRule = fc.record({
  amount: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom('working-days' as const, 'days' as const, 'months' as const),
})
const anyHolidays = fc.array(anyDay, { maxLength: 150 }).map((days) => new Set(days))

test('nothing is ever due on a day on which nobody works, nor on or before the day the clock started', () => {
  fc.assert(
    fc.property(
      anyDay,
      anyRule,
      fc.array(anyPause, { maxLength: 4 }),
      anyHolidays,
      anyDay,
      (start, rule, pauses, holidays, today) => {
        const due = dueDay(start, rule, pauses, holidays, today)
        expect(isWorkingDay(due, holidays)).toBe(true)
        expect(due > start).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})

test('a further pause, or a longer one, never makes anything due earlier', () => {
  fc.assert(
    fc.property(
      anyDay,
      anyRule,
      fc.array(anyPause, { maxLength: 4 }),
      anyPause,
      fc.integer({ min: 0, max: 60 }),
      anyHolidays,
      anyDay,
      (start, rule, pauses, another, longer, holidays, today) => {
        const before = dueDay(start, rule, pauses, holidays, today)
        const after = dueDay(start, rule, [...pauses, another], holidays, today)
        expect(after >= before).toBe(true)
        const stretched = another.until === null ? another : { ...another, until: dayAfter(another.until, longer) }
        expect(dueDay(start, rule, [...pauses, stretched], holidays, today) >= after).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})

const rules: ClockRule[] = [
  rule('lcspr.decide', 'lcspr', 'notified', 'decided', 15, 'working-days'),
  rule('lcspr.complete', 'lcspr', 'decided', 'submitted', 6, 'months'),
  { ...rule('lcspr.old', 'lcspr', 'notified', 'decided', 30, 'days'), validFrom: '2001-01-01', validTo: '2010-01-01' },
]

function rule(
  code: string,
  kind: string,
  starts: ClockRule['starts'],
  ends: ClockRule['ends'],
  amount: number,
  unit: ClockRule['unit'],
): ClockRule {
  const says = 'Fictional duty'
  return {
    code,
    kind,
    says,
    starts,
    ends,
    amount,
    unit,
    basis: '',
    confirmed: true,
    validFrom: '2018-06-29',
    validTo: null,
  }
}

const facts: ClockFacts = { kinds: ['lcspr'], events: { notified: '2026-09-01' }, over: false, pauses: [] }

test('a review has the clocks of its kinds, by the rule of their day', () => {
  expect(deadlinesOf(facts, rules, none, '2026-11-02')).toEqual([
    { rule: 'lcspr.decide', since: '2026-09-01', dueOn: '2026-09-22', metOn: null },
  ])
  const old = { ...facts, events: { notified: '2005-09-01' } }
  expect(deadlinesOf(old, rules, none, '2026-11-02').map((one) => one.rule)).toEqual(['lcspr.old'])
})

test('a later event shows that an earlier one is done with, and what is over has nothing due', () => {
  const commissioned = { ...facts, events: { notified: '2026-09-01', commissioned: '2026-09-10' } }
  expect(deadlinesOf(commissioned, rules, none, '2026-11-02')[0]?.metOn).toBe('2026-09-10')
  expect(deadlinesOf({ ...facts, over: true }, rules, none, '2026-11-02')).toEqual([])
})

test('while a review is paused in time nothing falls due; what was late before stays late', () => {
  const paused = (since: string) => ({ ...facts, pauses: [{ since, until: null }] })
  expect(deadlinesOf(paused('2026-09-10'), rules, none, '2026-11-02')[0]?.dueOn).toBeNull()
  expect(deadlinesOf(paused('2026-10-10'), rules, none, '2026-11-02')[0]?.dueOn).toBe('2026-09-22')
})

test('what is due first comes first, and what stands still last', () => {
  const open = (code: string, dueOn: string | null) => ({ rule: code, since: '2026-09-01', dueOn, metOn: null })
  expect(nextDue([open('a', null), open('b', '2026-12-01'), open('c', '2026-11-10')])?.rule).toBe('c')
  expect(nextDue([{ ...open('a', '2026-10-01'), metOn: '2026-09-30' }])).toBeNull()
})

test.each([
  ['2026-11-17', null],
  ['2026-11-16', 'soon'],
  ['2026-11-05', 'very-soon'],
  ['2026-11-02', 'very-soon'],
  ['2026-11-01', 'late'],
  ['2026-10-19', 'late-14'],
  ['2026-09-01', 'late-45'],
  ['2025-09-01', 'late-90'],
])('due on %s, today 2 November 2026: %s', (dueOn, reminder) => {
  expect(reminderFor(dueOn, '2026-11-02')).toBe(reminder)
})
