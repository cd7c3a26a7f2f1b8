/**
 * @module Dates, times and counts as the pages say them. GOV.UK style: "3 November 2026", "2:30pm", "noon", no leading
 * zeros, no "th". Source: GOV.UK content style guide, "Dates" and "Times".
 */

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const londonParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
})

const londonPart = (instant: Date, type: Intl.DateTimeFormatPartTypes): number =>
  Number(londonParts.formatToParts(instant).find((part) => part.type === type)?.value)

/**
 * "3 November 2026".
 * @param date a calendar date as YYYY-MM-DD, or an instant, read by the clock of London
 */
export const dateInWords = (date: string | Date): string => {
  if (typeof date !== 'string') {
    return `${londonPart(date, 'day')} ${months[londonPart(date, 'month') - 1]} ${londonPart(date, 'year')}`
  }
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? []
  const name = months[Number(month) - 1]
  if (year === undefined || name === undefined) throw new RangeError('dateInWords: the date is not YYYY-MM-DD')
  return `${Number(day)} ${name} ${year}`
}

/** "November 2026", from YYYY-MM or YYYY-MM-DD. */
export const monthInWords = (date: string): string => {
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(date) ?? []
  const name = months[Number(month) - 1]
  if (year === undefined || name === undefined) throw new RangeError('monthInWords: the date is not YYYY-MM')
  return `${name} ${year}`
}

/** "October to December 2026". @param quarter 1 to 4 */
export const quarterInWords = (year: number, quarter: 1 | 2 | 3 | 4): string =>
  `${months[quarter * 3 - 3]} to ${months[quarter * 3 - 1]} ${year}`

/** "2:30pm", "9am", "noon", "midnight", by the clock of London. */
export const timeInWords = (instant: Date): string => {
  const hour = londonPart(instant, 'hour')
  const minute = londonPart(instant, 'minute')
  if (minute === 0 && hour % 12 === 0) return hour === 12 ? 'noon' : 'midnight'
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}

/** "3 November 2026 at 2:30pm", by the clock of London. */
export const dateTimeInWords = (instant: Date): string => `${dateInWords(instant)} at ${timeInWords(instant)}`

/** "1 edition", "1,204 editions"; "no editions" for none. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  count === 0 ? `no ${many}` : `${numberInWords(count)} ${count === 1 ? one : many}`

/** "12,345". */
export const numberInWords = (count: number): string => count.toLocaleString('en-GB')

/** "a, b and c". */
export const listInWords = (items: readonly string[], conjunction: 'and' | 'or' = 'and'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${conjunction} ${items[items.length - 1]}`

/** "3.4 MB", "12 KB": decimal units, as file managers show. */
export const sizeInWords = (bytes: number): string =>
  bytes < 1_000
    ? `${bytes} bytes`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1_000)} KB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`

/** A date as typed, or what is wrong with it and in which field (the key of the error). */
export type DateReading = { date: string } | { errors: Readonly<Record<string, string>> }

const monthNumber = (typed: string): number => {
  const byName = months.findIndex((month) => typed.length >= 3 && month.toLowerCase().startsWith(typed.toLowerCase()))
  return byName === -1 ? (/^\d{1,2}$/.test(typed) ? Number(typed) : Number.NaN) : byName + 1
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/**
 * Reads the three fields of `dateField(form, name)`. Months may be typed as words.
 * @param what the date in words for the messages, beginning with a capital: "Date of the decision"
 * @returns YYYY-MM-DD, or errors keyed as `dateField` and `ErrorSummaryFor` expect
 * Source of the wording: GOV.UK Design System, "Date input", error messages.
 */
export const readDate = (
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
  name: string,
  what: string,
): DateReading => {
  const typed = (part: string): string => {
    const value = values[`${name}-${part}`]
    return typeof value === 'string' ? value.trim() : ''
  }
  const missing = ['day', 'month', 'year'].filter((part) => typed(part) === '')
  if (missing.length === 3) return { errors: { [name]: `${what}: enter a date` } }
  if (missing[0] !== undefined) {
    return { errors: { [`${name}-${missing[0]}`]: `${what} must include a ${listInWords(missing)}` } }
  }
  if (!/^\d{4}$/.test(typed('year'))) return { errors: { [`${name}-year`]: `${what}: the year must have 4 numbers` } }
  const year = Number(typed('year'))
  const month = monthNumber(typed('month'))
  const day = /^\d{1,2}$/.test(typed('day')) ? Number(typed('day')) : Number.NaN
  if (!(month >= 1 && month <= 12)) return { errors: { [`${name}-month`]: `${what}: enter a real month` } }
  if (!(day >= 1 && day <= daysIn(year, month))) return { errors: { [name]: `${what} must be a real date` } }
  return { date: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` }
}

/** The three typed fields of a date already known, to fill a form with it. */
export const dateAsTyped = (name: string, date: string | undefined): Record<string, string> => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? '') ?? []
  if (year === undefined) return {}
  return { [`${name}-day`]: String(Number(day)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year }
}
