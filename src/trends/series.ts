/** Counts of editions by period and kind, at the finest grain that can be shown. Pure. */
import type { SubjectKind } from '#vocabulary/vocabulary.ts'
import { suppress, type ShownTable } from '#platform/suppression.ts'

/** One count of editions; `quarter` as '2026-Q2'. */
export interface Tally {
  quarter: string
  subject: SubjectKind
  editions: number
}

/** How finely a table is cut. */
export type Grain = 'quarter' | 'year' | 'whole'

/** A theme's counts by period and kind with what is left out, and the editions published in each period beside them. */
export interface Series {
  grain: Grain
  /** '2026-Q2', '2026' or 'all', oldest first, none left out. */
  periods: string[]
  subjects: readonly SubjectKind[]
  /** Null when no table can be shown. */
  shown: ShownTable | null
  /** Editions published, by period and kind: what the counts are counts of. Never left out. */
  published: number[][]
}

/** The kinds, as columns. */
export const columns: readonly SubjectKind[] = ['child', 'adult']

/**
 * A theme's counts by quarter if at least half of its counts above zero can then be shown, else by year, else for the
 * whole collection. Only one of them is ever shown of a theme: two grains together would give counts away.
 */
export function seriesOf(theme: readonly Tally[], all: readonly Tally[]): Series {
  for (const grain of ['quarter', 'year'] as const) {
    const series = cut(theme, all, grain)
    if (series.shown && mostShown(series.shown)) return series
  }
  return cut(theme, all, 'whole')
}

/** Editions published by quarter and kind. */
export function publishedSeries(all: readonly Tally[]): { periods: string[]; published: number[][] } {
  const periods = periodsOf(all, 'quarter')
  return { periods, published: countsIn(all, periods, 'quarter') }
}

function cut(theme: readonly Tally[], all: readonly Tally[], grain: Grain): Series {
  const periods = periodsOf(all, grain)
  const counts = countsIn(theme, periods, grain)
  return { grain, periods, subjects: columns, shown: suppress(counts), published: countsIn(all, periods, grain) }
}

function mostShown(shown: ShownTable): boolean {
  const cells = shown.cells.flat()
  const left = cells.filter((count) => count === null).length
  const seen = cells.filter((count) => count !== null && count > 0).length
  return left === 0 || seen >= left
}

function periodsOf(all: readonly Tally[], grain: Grain): string[] {
  const quarters = all.map(({ quarter }) => quarter).toSorted()
  const [first, last] = [quarters[0], quarters.at(-1)]
  if (first === undefined || last === undefined) return []
  const every: string[] = []
  for (let quarter = first; quarter <= last; quarter = following(quarter)) every.push(quarter)
  return [...new Set(every.map((quarter) => periodOf(quarter, grain)))]
}

function following(quarter: string): string {
  const [year, number] = [Number(quarter.slice(0, 4)), Number(quarter.slice(6))]
  return number === 4 ? `${year + 1}-Q1` : `${year}-Q${number + 1}`
}

function periodOf(quarter: string, grain: Grain): string {
  return grain === 'quarter' ? quarter : grain === 'year' ? quarter.slice(0, 4) : 'all'
}

function countsIn(tallies: readonly Tally[], periods: readonly string[], grain: Grain): number[][] {
  return periods.map((period) =>
    columns.map((subject) =>
      tallies
        .filter((one) => one.subject === subject && periodOf(one.quarter, grain) === period)
        .reduce((sum, one) => sum + one.editions, 0),
    ),
  )
}
