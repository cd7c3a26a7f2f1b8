import { describe, expect, it } from 'vitest'
import {
  counted,
  dateAsTyped,
  dateInWords,
  dateTimeInWords,
  listInWords,
  monthInWords,
  quarterInWords,
  readDate,
  sizeInWords,
  timeInWords,
} from './words.ts'

describe('dates', () => {
  it('are written in words', () => {
    expect(dateInWords('2026-11-03')).toBe('3 November 2026')
    expect(monthInWords('2026-11')).toBe('November 2026')
    expect(quarterInWords(2026, 4)).toBe('October to December 2026')
    expect(quarterInWords(2026, 1)).toBe('January to March 2026')
  })

  it('follow the clock of London, summer time included', () => {
    expect(dateInWords(new Date('2026-06-30T23:30:00Z'))).toBe('1 July 2026')
    expect(dateTimeInWords(new Date('2026-06-30T13:05:00Z'))).toBe('30 June 2026 at 2:05pm')
    expect(dateInWords(new Date('2026-12-31T23:59:59Z'))).toBe('31 December 2026')
  })

  it.each([
    ['2026-01-01T00:00:00Z', 'midnight'],
    ['2026-01-01T12:00:00Z', 'noon'],
    ['2026-01-01T00:05:00Z', '12:05am'],
    ['2026-01-01T09:00:00Z', '9am'],
    ['2026-01-01T12:30:00Z', '12:30pm'],
    ['2026-01-01T23:59:00Z', '11:59pm'],
  ])('%s is %s', (instant, words) => expect(timeInWords(new Date(instant))).toBe(words))

  it('that are none are a bug of the caller', () => {
    expect(() => dateInWords('soon')).toThrow(RangeError)
    expect(() => monthInWords('2026-13')).toThrow(RangeError)
  })
})

describe('readDate', () => {
  const read = (day: string, month: string, year: string) =>
    readDate({ 'due-day': day, 'due-month': month, 'due-year': year }, 'due', 'Due date')

  it.each([
    ['3', '11', '2026', '2026-11-03'],
    ['03', '1', '2026', '2026-01-03'],
    ['29', '2', '2028', '2028-02-29'],
    ['1', 'november', '2026', '2026-11-01'],
    [' 1 ', 'Nov', '2026', '2026-11-01'],
  ])('reads %s %s %s', (day, month, year, date) => expect(read(day, month, year)).toEqual({ date }))

  it.each([
    ['', '', '', 'due', 'Due date: enter a date'],
    ['', '11', '2026', 'due-day', 'Due date must include a day'],
    ['3', '', '', 'due-month', 'Due date must include a month and year'],
    ['31', '2', '2026', 'due', 'Due date must be a real date'],
    ['29', '2', '2026', 'due', 'Due date must be a real date'],
    ['0', '2', '2026', 'due', 'Due date must be a real date'],
    ['3', '13', '2026', 'due-month', 'Due date: enter a real month'],
    ['3', '11', '26', 'due-year', 'Due date: the year must have 4 numbers'],
    ['1e1', '11', '2026', 'due', 'Due date must be a real date'],
  ])('refuses %j %j %j at %s', (day, month, year, field, words) =>
    expect(read(day, month, year)).toEqual({ errors: { [field]: words } }),
  )

  it('reads again what dateAsTyped wrote', () => {
    expect(readDate(dateAsTyped('due', '2026-02-05'), 'due', 'Due date')).toEqual({ date: '2026-02-05' })
    expect(dateAsTyped('due', undefined)).toEqual({})
  })
})

it('counts and lists in words', () => {
  expect([0, 1, 2, 1204].map((count) => counted(count, 'edition'))).toEqual([
    'no editions',
    '1 edition',
    '2 editions',
    '1,204 editions',
  ])
  expect(counted(2, 'body', 'bodies')).toBe('2 bodies')
  expect(listInWords(['a', 'b', 'c'])).toBe('a, b and c')
  expect(listInWords(['a', 'b'], 'or')).toBe('a or b')
  expect([listInWords(['a']), listInWords([])]).toEqual(['a', ''])
  expect([999, 12_400, 3_440_000].map(sizeInWords)).toEqual(['999 bytes', '12 KB', '3.4 MB'])
})
