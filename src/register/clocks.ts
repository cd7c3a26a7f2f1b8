/**
 * Clocks: when something is due, from dated rules, bank holidays and pauses. Pure; days are 'YYYY-MM-DD'.
 * Promises, held by properties: nothing is due on a day on which nobody works in a nation of the review; a pause never
 * makes anything due earlier.
 */
import type { ClockEvent, ClockRule } from '#vocabulary/vocabulary.ts'

/** Days on which a review stood still: `until` is the day it went on again; null while it stands still. */
export interface Pause {
  since: string
  until: string | null
}

/** One clock of a review. `dueOn` is null while the review is paused in time; `metOn` is null while it runs. */
export interface Deadline {
  rule: string
  since: string
  dueOn: string | null
  metOn: string | null
}

/** What of a review its clocks depend on. */
export interface ClockFacts {
  kinds: readonly string[]
  /** The day of each event that has happened. */
  events: Partial<Record<ClockEvent, string>>
  /** It will not go on: decided against, discontinued, or the duplicate of another. */
  over: boolean
  pauses: readonly Pause[]
}

const dayLength = 86_400_000

/** The day so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)
}

/** The same day so many months later; the month's last day where it has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength)
}

/** Whether people work on a day: neither a Saturday or Sunday nor a bank holiday of the nations in question. */
export function isWorkingDay(day: string, holidays: ReadonlySet<string>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.has(day)
}

/**
 * The day on which something is due.
 * @param holidays bank holidays of every nation that the review is of: a day counts when it is worked in all of them
 * @param today a pause that is still open counts up to and with today
 */
export function dueDay(
  start: string,
  rule: Pick<ClockRule, 'amount' | 'unit'>,
  pauses: readonly Pause[],
  holidays: ReadonlySet<string>,
  today: string,
): string {
  const still = stillDays(pauses, start, today)
  let due = start
  if (rule.unit === 'working-days') {
    for (let counted = 0; counted < rule.amount;) {
      due = dayAfter(due, 1)
      if (isWorkingDay(due, holidays) && !still.some((pause) => pause.from <= due && due < pause.to)) counted++
    }
    return due
  }
  due = rule.unit === 'months' ? monthsAfter(start, rule.amount) : dayAfter(start, rule.amount)
  for (const pause of still) if (pause.from < due) due = dayAfter(due, daysBetween(pause.from, pause.to))
  while (!isWorkingDay(due, holidays)) due = dayAfter(due, 1)
  return due
}

/** Pauses from a day on, in order, those that touch made one, so that no day is given back twice. `to` is not included. */
function stillDays(pauses: readonly Pause[], start: string, today: string): { from: string; to: string }[] {
  const clipped = pauses
    .map((pause) => ({ from: pause.since < start ? start : pause.since, to: pause.until ?? dayAfter(today, 1) }))
    .filter((pause) => pause.from < pause.to)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const merged: { from: string; to: string }[] = []
  for (const pause of clipped) {
    const last = merged.at(-1)
    if (last && pause.from <= last.to) last.to = pause.to > last.to ? pause.to : last.to
    else merged.push({ ...pause })
  }
  return merged
}

/** Events in the order of a review's life: one that came later shows that an earlier one is done with. */
const order: readonly ClockEvent[] = ['decided', 'commissioned', 'submitted', 'endorsed', 'published']

/**
 * Every clock that was ever started for a review. The rule is the one in force on the day the clock started.
 * A clock of a review that is over and was not met is left out: nothing is due any more.
 */
export function deadlinesOf(
  facts: ClockFacts,
  rules: readonly ClockRule[],
  holidays: ReadonlySet<string>,
  today: string,
): Deadline[] {
  const pausedNow = facts.pauses.find((pause) => pause.until === null)
  return rules.flatMap((rule) => {
    const since = facts.events[rule.starts]
    if (!facts.kinds.includes(rule.kind) || !since) return []
    if (since < rule.validFrom || (rule.validTo !== null && since > rule.validTo)) return []
    const metOn = reachedOn(facts.events, rule.ends)
    if (facts.over && !metOn) return []
    const due = dueDay(since, rule, facts.pauses, holidays, metOn ?? today)
    const inTime = pausedNow !== undefined && !metOn && due > pausedNow.since
    return [{ rule: rule.code, since, dueOn: inTime ? null : due, metOn }]
  })
}

function reachedOn(events: ClockFacts['events'], end: ClockEvent): string | null {
  const at = order.indexOf(end)
  const later = at < 0 ? [end] : order.slice(at)
  const days = later.flatMap((event) => events[event] ?? [])
  return days.length > 0 ? days.toSorted()[0]! : null
}

/** The clock that runs out first, of those not met; null when none runs. One that is paused comes last. */
export function nextDue(deadlines: readonly Deadline[]): Deadline | null {
  const open = deadlines.filter((deadline) => deadline.metOn === null)
  return open.toSorted((a, b) => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : 1))[0] ?? null
}

/** When a reminder is sent: within 14 days, within 3, on passing, and again after 14, 45 and 90 days. */
export type Reminder = 'soon' | 'very-soon' | 'late' | 'late-14' | 'late-45' | 'late-90'

/**
 * Which reminder a deadline has come to; null while it is far off. The same answer on each day until the next step, so
 * that a day on which no job ran loses nothing.
 */
export function reminderFor(dueOn: string, today: string): Reminder | null {
  const left = daysBetween(today, dueOn)
  if (left > 14) return null
  if (left > 3) return 'soon'
  if (left >= 0) return 'very-soon'
  if (left > -14) return 'late'
  if (left > -45) return 'late-14'
  return left > -90 ? 'late-45' : 'late-90'
}
