/**
 * Trends: what published reviews have in common, and whether something was found before. Owns no tables: all of it is
 * computed from what the library publishes. Invariants: no count from 1 to 4 leaves this folder; a machine's theme is a
 * suggestion with its sentences, never a fact; nothing that anybody asks is kept.
 */
import type { Context } from '#platform/context.ts'
import {
  allFindings,
  editionTally,
  editionsWithTheme,
  themeTally,
  type EditionListed,
  type PublishedFinding,
} from '#library/library.ts'
import { themes, type Theme } from '#vocabulary/vocabulary.ts'
import { readFinding, similarFindings, type ReadFinding, type SimilarFinding } from './recurrence.ts'
import { publishedSeries, seriesOf, type Series } from './series.ts'
import { suggestThemes as rankThemes, type ThemeSuggestion } from './suggest.ts'

/** Characters of a text that is compared; what comes after is not read. */
export const longestQuestion = 2000

/** What earlier editions said that is like a text. */
export interface Recurrence {
  /** How many editions say something alike; a review counts once. */
  editions: number
  /** Dates of the first and the latest volume among them, YYYY-MM-DD; null when there are none. */
  first: string | null
  latest: string | null
  /** "Similar words stand in 3 editions, from 2024 to 2026." A claim about words: a person judges whether it recurs. */
  words: string
  found: SimilarFinding[]
}

/** A theme with its counts. */
export interface ThemeTrend {
  theme: Theme
  series: Series
}

/** Everything that the overview shows. `published` is by quarter and kind, the kinds as child then adult. */
export interface Overview {
  periods: string[]
  published: number[][]
  themes: ThemeTrend[]
}

/**
 * Themes that a report seems to be about, best first, at most eight, each with up to three sentences that say so and the
 * index of the block they stand in. For an analyst to confirm; pure and deterministic.
 */
export function suggestThemes(known: readonly Theme[], blocks: readonly { text: string }[]): ThemeSuggestion[] {
  return rankThemes(known, blocks)
}

/**
 * Published findings and recommendations most like a text, best first, one for each edition.
 * @param options.excludeEdition an edition not to compare with
 * @param options.limit at most so many, 10 unless told
 */
export async function foundBefore(
  ctx: Context,
  text: string,
  options: { excludeEdition?: string; limit?: number } = {},
): Promise<SimilarFinding[]> {
  return similarFindings(readAll(await allFindings(ctx)), text.slice(0, longestQuestion), options)
}

/** In how many editions something alike was found, and since when. */
export async function recurrenceOf(
  ctx: Context,
  text: string,
  options: { excludeEdition?: string } = {},
): Promise<Recurrence> {
  const found = await foundBefore(ctx, text, { ...options, limit: 100 })
  const dates = found.map(({ finding }) => finding.publishedOn).toSorted()
  const first = dates[0] ?? null
  const latest = dates.at(-1) ?? null
  return { editions: found.length, first, latest, words: recurrenceWords(found.length, first, latest), found }
}

/** Editions published by quarter and kind, and every theme with its counts, by label. */
export async function overview(ctx: Context): Promise<Overview> {
  const [known, tally, all] = [await themes(ctx), await themeTally(ctx), await editionTally(ctx)]
  return {
    ...publishedSeries(all),
    themes: known.map((theme) => ({
      theme,
      series: seriesOf(
        tally.filter((one) => one.theme === theme.code),
        all,
      ),
    })),
  }
}

/** One theme with its counts and its newest editions, at most 100; null when there is no such theme. */
export async function themeTrend(
  ctx: Context,
  code: string,
): Promise<(ThemeTrend & { editions: EditionListed[] }) | null> {
  const theme = (await themes(ctx)).find((one) => one.code === code)
  if (!theme) return null
  const tally = (await themeTally(ctx)).filter((one) => one.theme === code)
  return { theme, series: seriesOf(tally, await editionTally(ctx)), editions: await editionsWithTheme(ctx, code) }
}

/**
 * Findings already read, so that a question does not read the whole collection again. Keyed by place, since a published
 * finding never changes; what the library no longer lists is dropped with the next question.
 */
let readBefore: ReadonlyMap<string, ReadFinding> = new Map()

function readAll(findings: readonly PublishedFinding[]): ReadFinding[] {
  const now = new Map<string, ReadFinding>()
  for (const finding of findings) {
    const key = `${finding.editionId}#${finding.anchor}`
    now.set(key, readBefore.get(key) ?? readFinding(finding))
  }
  readBefore = now
  return [...now.values()]
}

function recurrenceWords(editions: number, first: string | null, latest: string | null): string {
  if (first === null || latest === null) return 'No published edition says something in similar words.'
  const [from, to] = [first.slice(0, 4), latest.slice(0, 4)]
  const where = editions === 1 ? 'one edition' : `${editions} editions`
  return `Similar words stand in ${where}, ${from === to ? `published in ${from}` : `first in ${from}, latest in ${to}`}.`
}
