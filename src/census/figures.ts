/**
 * The census's figures: what of them may be public, and where a board's answer and the register differ. Pure.
 * By nation and kind only; counts from 1 to 4 are left out with all by which one could be worked out.
 */
import { suppress } from '#platform/suppression.ts'
import type { CensusFigures, CensusTable, Coverage } from '#library/library.ts'

/** A quarter of a year: `quarter` from 1 to 4. */
export interface Quarter {
  year: number
  quarter: number
}

/** What is asked of a board for a quarter, and what the register holds of it. */
export interface QuarterCounts {
  notified: number
  notToProceed: number
  submitted: number
}

/** The questions as asked. */
export const questions: Record<keyof QuarterCounts, string> = {
  notified: 'Reviews or possible reviews notified to you',
  notToProceed: 'Decisions not to hold a review',
  submitted: 'Reports that their authors submitted',
}

/** A question to which board and register give different answers. */
export interface CensusDifference {
  what: keyof QuarterCounts
  reported: number
  registered: number
}

/** Where a board's answer and the register differ. */
export function differencesOf(answer: QuarterCounts, register: QuarterCounts): CensusDifference[] {
  return (Object.keys(questions) as (keyof QuarterCounts)[]).flatMap((what) =>
    answer[what] === register[what] ? [] : [{ what, reported: answer[what], registered: register[what] }],
  )
}

/** First day of a quarter, 'YYYY-MM-DD'. */
export function firstDay({ year, quarter }: Quarter): string {
  return `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`
}

/** First day after a quarter. */
export function dayAfterQuarter(one: Quarter): string {
  return firstDay(next(one))
}

/** The day by which a quarter's census is to be answered: the 28th of the month after it. */
export function answerBy(one: Quarter): string {
  return dayAfterQuarter(one).slice(0, 8) + '28'
}

/** The last quarters that have ended, newest first. @param day today, 'YYYY-MM-DD' */
export function endedQuarters(day: string, howMany: number): Quarter[] {
  let one = previous({ year: Number(day.slice(0, 4)), quarter: Math.ceil(Number(day.slice(5, 7)) / 3) })
  const ended: Quarter[] = []
  for (let n = 0; n < howMany; n++) {
    ended.push(one)
    one = previous(one)
  }
  return ended
}

function next({ year, quarter }: Quarter): Quarter {
  return quarter === 4 ? { year: year + 1, quarter: 1 } : { year, quarter: quarter + 1 }
}

function previous({ year, quarter }: Quarter): Quarter {
  return quarter === 1 ? { year: year - 1, quarter: 4 } : { year, quarter: quarter - 1 }
}

/** Reviews of one kind and nation; null where a review has several. */
export interface CountedCell {
  kind: string | null
  nation: string | null
  count: number
}

/** A table of counts as it may be shown, kinds down and nations across; null when no choice protects it. */
export function tableOf(
  name: CensusTable['name'],
  counted: readonly CountedCell[],
  kinds: readonly { code: string; label: string }[],
  nationNames: Readonly<Record<string, string>>,
): CensusTable | null {
  const columns = [...Object.keys(nationNames), null]
  const rows = [...kinds.map((kind) => kind.code), null].filter((kind) =>
    counted.some((cell) => cell.kind === kind && cell.count > 0),
  )
  const counts = rows.map((kind) =>
    columns.map((nation) =>
      counted.reduce((sum, cell) => sum + (cell.kind === kind && cell.nation === nation ? cell.count : 0), 0),
    ),
  )
  if (rows.length === 0) return { name, rows: [], columns: [], cells: [], rowTotals: [], columnTotals: [], total: 0 }
  const shown = suppress(counts)
  if (!shown) return null
  return {
    name,
    rows: rows.map((code) => kinds.find((kind) => kind.code === code)?.label ?? 'Several kinds'),
    columns: columns.map((nation) => (nation ? (nationNames[nation] ?? nation) : 'Several nations')),
    ...shown,
  }
}

/** Fewer boards than this of a nation and kind are too few: everyone knows how many there are, and which. */
export const fewestBoards = 10

/**
 * How many boards of a nation and kind have answered, as it may be shown. The number of boards is no secret, so each
 * line stands by itself, without totals: those missing are told when there are none or at least 5.
 */
export function coverageOf(nation: string, kind: string, boards: number, answered: number): Coverage {
  const missing = boards - answered
  if (boards < fewestBoards) return { nation, kind, boards: null, missing: null }
  return { nation, kind, boards, missing: missing === 0 || missing >= 5 ? missing : 'fewer than 5' }
}

/** Everything that is published of a quarter. */
export function figuresOf(tables: readonly (CensusTable | null)[], coverage: readonly Coverage[]): CensusFigures {
  return { tables: tables.filter((table) => table !== null), coverage: [...coverage] }
}
