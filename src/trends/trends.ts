/**
 * Trends: what published reviews have in common, and whether something was found before. Owns schema `trends`, which holds
 * only what analysts said of likeness; all else is computed from what the library publishes. Invariants: no count from 1 to
 * 4 leaves this folder; a machine's theme or likeness is a suggestion, never a fact; nothing that anybody asks is kept.
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
import { perform } from '#identity/identity.ts'
import { may } from '#platform/permission.ts'
import { themes, type Theme } from '#vocabulary/vocabulary.ts'
import { trendsActs } from './permissions.ts'
import {
  likePairs,
  readFinding,
  similarFindings,
  type LikePair,
  type ReadFinding,
  type SimilarFinding,
} from './recurrence.ts'
import { publishedSeries, seriesOf, type Series } from './series.ts'
import * as store from './store.ts'
import { suppress, type ShownTable } from '#platform/suppression.ts'
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
  return summed(await foundBefore(ctx, text, { ...options, limit: 100 }))
}

/** The same for many texts at a time, in their order. */
export async function recurrencesOf(ctx: Context, texts: readonly string[]): Promise<Recurrence[]> {
  if (texts.length === 0) return []
  const read = readAll(await allFindings(ctx))
  return texts.map((text) => summed(similarFindings(read, text.slice(0, longestQuestion), { limit: 100 })))
}

function summed(found: SimilarFinding[]): Recurrence {
  const dates = found.map(({ finding }) => finding.publishedOn).toSorted()
  const first = dates[0] ?? null
  const latest = dates.at(-1) ?? null
  return { editions: found.length, first, latest, words: recurrenceWords(found.length, first, latest), found }
}

/** What an analyst said of a finding and an earlier one. */
export interface Judgement {
  editionId: string
  anchor: string
  earlierEditionId: string
  earlierAnchor: string
  verdict: 'same' | 'different'
}

/** A published finding with what earlier editions said that is like it. */
export interface FoundEarlier {
  finding: PublishedFinding
  /** Earlier findings that an analyst has said are the same, oldest first. */
  confirmed: PublishedFinding[]
  /** "Found before, in 2 reviews over 3 years, first in 2024."; null when nothing is confirmed. */
  words: string | null
  /** Alike in words only, most alike first: suggestions that nobody has judged. */
  suggested: SimilarFinding[]
}

/**
 * Whether a published finding was found before: what a person has confirmed, and what a machine suggests. Editions that
 * were withdrawn are not among either. Null when there is no such finding.
 */
export async function foundEarlier(ctx: Context, editionId: string, anchor: string): Promise<FoundEarlier | null> {
  const all = await allFindings(ctx)
  const finding = all.find((one) => one.editionId === editionId && one.anchor === anchor)
  if (!finding) return null
  const judged = new Map(
    (await store.judgements(ctx, { editionId, anchor })).map((one) => [
      placeOf(one.earlierEditionId, one.earlierAnchor),
      one.verdict,
    ]),
  )
  const earlier = all.filter((one) => one.publishedOn < finding.publishedOn)
  const verdictOf = (one: PublishedFinding) => judged.get(placeOf(one.editionId, one.anchor))
  const confirmed = earlier
    .filter((one) => verdictOf(one) === 'same')
    .toSorted((a, b) => (a.publishedOn < b.publishedOn ? -1 : 1))
  const suggested = similarFindings(
    readAll(all).filter((one) => one.finding.publishedOn < finding.publishedOn && one.finding.kind === finding.kind),
    finding.text,
  ).filter((one) => verdictOf(one.finding) === undefined)
  return { finding, confirmed, words: confirmedWords(finding, confirmed), suggested }
}

function placeOf(editionId: string, anchor: string): string {
  return `${editionId}#${anchor}`
}

/** A review counts once, however often it says it. */
function confirmedWords(finding: PublishedFinding, confirmed: readonly PublishedFinding[]): string | null {
  const [first] = confirmed
  if (!first) return null
  const reviews = new Set(confirmed.map((one) => one.editionId)).size
  const from = Number(first.publishedOn.slice(0, 4))
  const years = Number(finding.publishedOn.slice(0, 4)) - from + 1
  const where = reviews === 1 ? 'one earlier review' : `${reviews} earlier reviews`
  return `Found before, in ${where}, ${years === 1 ? 'within one year' : `over ${years} years`}, first in ${from}.`
}

/** Below this a pair is hardly ever the same finding, and an analyst's time is short. */
const worthJudging = 0.2

/**
 * Pairs for an analyst to judge: findings of the newest volume with what is most like them in earlier ones, at most 20, none
 * that was judged before. Empty for who may not judge.
 */
export async function pairsToJudge(ctx: Context): Promise<LikePair[]> {
  if (!may(ctx.actor, trendsActs.judgeRecurrence)) return []
  const all = await allFindings(ctx)
  const newest = all.reduce((latest, one) => (one.publishedOn > latest ? one.publishedOn : latest), '')
  const judged = new Set(
    (await store.judgements(ctx, null)).map((one) =>
      [placeOf(one.editionId, one.anchor), placeOf(one.earlierEditionId, one.earlierAnchor)].join(),
    ),
  )
  const key = ({ finding, earlier }: LikePair) =>
    [placeOf(finding.editionId, finding.anchor), placeOf(earlier.finding.editionId, earlier.finding.anchor)].join()
  return likePairs(readAll(all), (one) => one.publishedOn === newest, worthJudging)
    .filter((pair) => !judged.has(key(pair)))
    .slice(0, 20)
}

/** An analyst says whether an earlier finding is the same as a later one. Said again, the last word counts. */
export async function judgeRecurrence(
  ctx: Context,
  judgement: Judgement,
): Promise<{ judged: true } | { refused: 'not-found' }> {
  return perform(ctx, trendsActs.judgeRecurrence, async (tx, act) => {
    if (!act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    const all = await allFindings(tx)
    const find = (editionId: string, anchor: string) =>
      all.find((one) => one.editionId === editionId && one.anchor === anchor)
    const later = find(judgement.editionId, judgement.anchor)
    const earlier = find(judgement.earlierEditionId, judgement.earlierAnchor)
    if (!later || !earlier || earlier.publishedOn >= later.publishedOn) return { refused: 'not-found' as const }
    await store.judge(tx, judgement, tx.actor.personId)
    act.record({ edition: judgement.editionId, earlier: judgement.earlierEditionId, verdict: judgement.verdict })
    return { judged: true as const }
  })
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

/**
 * A table of counts as it may be published: small ones left out, and those that would give one away (see
 * `suppression.ts`). For figures that other folders publish. Null when no choice protects every small count.
 */
export function leaveOutSmallCounts(counts: readonly (readonly number[])[]): ShownTable | null {
  return suppress(counts)
}
