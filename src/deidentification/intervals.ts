/** Exact days as intervals from day 0 of the case. Pure. */
import { dayOf } from './engine/entities.ts'

/** The day that words name, YYYY-MM-DD; null where they name none. */
export function exactDay(words: string): string | null {
  return dayOf(words.trim()) ?? null
}

/**
 * How far a day is from day 0, in words: the further, the coarser, so that the order of events stays and no day can be
 * counted back to. Exact up to three weeks, because there the course of a case is told in days.
 * @param anchor day 0 @param day both YYYY-MM-DD
 */
export function intervalWords(anchor: string, day: string): string {
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${anchor}T00:00:00Z`)) / 86_400_000)
  if (days === 0) return 'day 0'
  const far = Math.abs(days)
  const side = days < 0 ? 'before day 0' : 'after day 0'
  if (far <= 21) return `${far === 1 ? 'one day' : `${far} days`} ${side}`
  if (far <= 120) return `about ${Math.round(far / 7)} weeks ${side}`
  if (far <= 700) return `about ${Math.round(far / 30.4)} months ${side}`
  const years = Math.round(far / 365.25)
  return `about ${years} years ${side}`
}
