import { describe, expect, test } from 'vitest'
import { arrange, type BulletinEdition } from './arrangement.ts'
import { cellsOf } from './small-cells.ts'
import { readAddress, readPreferences } from './subscription.ts'

describe('an address', () => {
  test.each(['a@b.org', 'first.last+tag@sub.example.org', "o'neil@example.wales"])('%s is taken', (address) => {
    expect(readAddress(` ${address} `)).toBe(address)
  })
  test.each([
    '',
    'a@b',
    'a@b.c',
    'a,b@example.org',
    'a@example.org,b@example.org',
    'a@example.org\nBcc: b@example.org',
    'Name <a@example.org>',
    'a b@example.org',
    'a..b@example.org',
    'a@-example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(250)}.org`,
  ])('%s is not', (address) => {
    expect(readAddress(address)).toBeNull()
  })
})

test('preferences name each field to put right, and leave out themes that are not in force', () => {
  expect(readPreferences({ profession: 'toString', nation: '', interests: [], subjects: ['x'] }, new Set())).toEqual({
    mistakes: {
      profession: 'Choose the role nearest to yours',
      nation: 'Choose a nation, or all of them',
      subjects: 'Choose children’s reviews, adults’ reviews or both',
    },
  })
  expect(
    readPreferences(
      { profession: 'police', nation: 'all', interests: ['gone', 'neglect', 'neglect'], subjects: ['adult', 'child'] },
      new Set(['neglect']),
    ),
  ).toEqual({
    preferences: { profession: 'police', nation: null, interests: ['neglect'], subjects: ['child', 'adult'] },
  })
})

describe('the order of a bulletin', () => {
  const one = (id: string, rest: Partial<BulletinEdition>): BulletinEdition => ({
    id,
    title: '',
    summary: '',
    subjects: ['child'],
    nation: null,
    themes: [],
    ...rest,
  })
  const labels = new Map([['neglect', 'Neglect']])
  const editions = [
    one('adult', { subjects: ['adult'], themes: ['neglect'] }),
    one('scotland', { nation: 'scotland', themes: ['neglect'] }),
    one('theme', { themes: ['neglect'], nation: 'wales' }),
    one('nothing', {}),
    one('both', { themes: ['neglect'], summary: 'What the school knew' }),
    one('role', { title: 'Absent from school' }),
  ]
  test('what touches role and theme comes first, and nothing is left out', () => {
    const { first, rest } = arrange(
      { profession: 'education', nation: 'wales', interests: ['neglect'], subjects: ['child'] },
      editions,
      labels,
    )
    expect(first.map(({ edition }) => edition.id)).toEqual(['both', 'theme', 'role'])
    expect(first.map(({ why }) => why)).toEqual([
      'It touches on school and education. You asked about neglect.',
      'You asked about neglect. From Wales.',
      'It touches on school and education.',
    ])
    expect(rest.map((edition) => edition.id)).toEqual(['adult', 'scotland', 'nothing'])
  })
  test('who chose no theme takes every theme', () => {
    const { first, rest } = arrange(
      { profession: 'doctor', nation: null, interests: [], subjects: ['child'] },
      [...editions, one('gp', { summary: 'Seen by two GPs.' }), one('not-gp', { summary: 'Gpsomething' })],
      labels,
    )
    expect(first[0]).toMatchObject({ edition: { id: 'gp' }, why: 'It touches on medical care.' })
    expect(first.find(({ edition }) => edition.id === 'not-gp')?.why).toBe('You asked for children’s reviews.')
    expect(rest.map((edition) => edition.id)).toEqual(['adult'])
  })
})

test('a small group is not shown, and cannot be had by subtraction', () => {
  const shown = cellsOf({ a: 'A', b: 'B', c: 'C' }, [
    { key: 'a', count: 4 },
    { key: 'b', count: 20 },
    { key: 'b', count: 3 },
  ])
  expect(shown).toEqual([
    { label: 'A', shown: 'fewer than 5' },
    { label: 'B', shown: '23' },
    { label: 'C', shown: 'none' },
    { label: 'All', shown: 'at least 25' },
  ])
  expect(cellsOf({ a: 'A' }, [{ key: 'a', count: 5 }]).map((cell) => cell.shown)).toEqual(['5', '5'])
})
