import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/context.ts'
import { whyNotDays } from './away.ts'
import { grantFor, roundDays, roundEnd, roundIsOpen, whileDue, whyNotAnswer, whyNotComment } from './round.ts'

const panel: Actor = {
  kind: 'person',
  personId: 'p',
  name: 'Fiction',
  grants: [
    { role: 'panel-member', organisationId: 'board' },
    { role: 'author', organisationId: null },
  ],
}

describe('the round', () => {
  test('ends on a day, which still belongs to it', () => {
    const endsOn = roundEnd(new Date('2026-11-02T23:59:00Z'))
    expect(roundDays).toBe(14)
    expect(endsOn).toBe('2026-11-16')
    expect(roundIsOpen({ endsOn }, '2026-11-16')).toBe(true)
    expect(roundIsOpen({ endsOn }, '2026-11-17')).toBe(false)
    expect(roundIsOpen(null, '2026-11-02')).toBe(false)
  })

  test('takes a panel’s member’s role away once it is over, and no other', () => {
    expect(whileDue(panel, true)).toEqual(panel)
    expect(whileDue(panel, false)).toEqual({ ...panel, grants: [{ role: 'author', organisationId: null }] })
  })

  test('a comment needs a kind and words, an answer a settlement and a reason', () => {
    expect(whyNotComment({ kind: 'defamation', words: 'x' }, false)).toBe('round-over')
    expect(whyNotComment({ kind: 'toString', words: 'x' }, true)).toBe('kind-missing')
    expect(whyNotComment({ kind: 'defamation', words: ' \n' }, true)).toBe('words-missing')
    expect(whyNotComment({ kind: 'defamation', words: 'x'.repeat(5001) }, true)).toBe('words-too-long')
    expect(whyNotComment({ kind: 'defamation', words: 'x' }, true)).toBeNull()
    expect(whyNotAnswer({ settled: '', words: 'x' })).toBe('settlement-missing')
    expect(whyNotAnswer({ settled: 'noted', words: '' })).toBe('words-missing')
    expect(whyNotAnswer({ settled: 'noted', words: 'x' })).toBeNull()
  })

  test('somebody comments under the role that lets them', () => {
    const rule = { act: 'x', says: '', allow: { 'panel-member': 'own' as const } }
    expect(grantFor(panel, rule, { organisations: ['board'] })).toEqual(panel.grants[0])
    expect(grantFor(panel, rule, { organisations: ['other'] })).toBeNull()
  })
})

test('a delegation has an order, an end and a length', () => {
  expect(whyNotDays('2026-12-20', '2026-12-19', '2026-12-01')).toBe('dates-out-of-order')
  expect(whyNotDays('2026-11-01', '2026-11-30', '2026-12-01')).toBe('dates-out-of-order')
  expect(whyNotDays('2026-12-01', '2027-01-31', '2026-12-01')).toBe('too-long')
  expect(whyNotDays('2026-12-01', '2026-12-01', '2026-12-01')).toBeNull()
})
