/** Periods, kinds and counts left out, in words. Pure. */
import { numberInWords, quarterInWords } from '#web/components/words.ts'

/** The columns of every table and chart, in the order of the counts. */
export const kindNames = ['Children’s', 'Adults’'] as const

/** What stands where a count is left out. */
export const leftOut = 'not shown'

/** Why a count is left out. */
export const leftOutWords =
  'Counts from 1 to 4 are not shown: a change between such small numbers says nothing, and a table of them is easily matched with what is known of one family. Where a total would give one away, the next count is not shown either.'

/** "April to June 2026", "2026", "Whole collection". */
export function periodInWords(period: string): string {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(period) ?? []
  if (year !== undefined) return quarterInWords(Number(year), Number(quarter) as 1 | 2 | 3 | 4)
  return period === 'all' ? 'Whole collection' : period
}

/** Short lines under a bar, narrow enough for eight quarters on a phone: "Apr–", "Jun" and "2026". */
export function periodLines(period: string): string[] {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(period) ?? []
  if (year !== undefined) return [...quarterLines[Number(quarter) - 1]!, year]
  return [period === 'all' ? 'All' : period]
}

const quarterLines = [
  ['Jan–', 'Mar'],
  ['Apr–', 'Jun'],
  ['Jul–', 'Sep'],
  ['Oct–', 'Dec'],
] as const

/** A count, or that it is left out. */
export function countInWords(count: number | null): string {
  return count === null ? leftOut : numberInWords(count)
}
