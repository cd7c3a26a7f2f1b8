/** Quiet dates: days on which nothing is sent to a family. Pure. Source: field notes, 2.11 (our own proposal). */

/** A day of every year, or of one year only. */
export interface QuietDate {
  month: number
  day: number
  onlyYear: number | null
}

/** Whether a day is quiet. 29 February is kept on the 28th in years that have none. @param on 'YYYY-MM-DD' */
export function isQuiet(on: string, dates: readonly QuietDate[]): boolean {
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number)
  return dates.some((date) => {
    if (date.onlyYear !== null && date.onlyYear !== year) return false
    const last = new Date(Date.UTC(year, date.month, 0)).getUTCDate()
    return date.month === month && Math.min(date.day, last) === day
  })
}
