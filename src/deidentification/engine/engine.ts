/**
 * The de-identification engine: proposes what could identify someone in a text, with reasons, and never decides.
 * Pure: no clock, no files, no database. Same text and options, same proposals. Every offset counts UTF-16 units of the
 * text as given.
 */
import { findAttributes } from './attributes.ts'
import type { Candidate, Identifier, Label } from './candidate.ts'
import { findCodes } from './codes.ts'
import { findDates } from './dates.ts'
import { clusterMentions } from './entities.ts'
import { neutralRanges, mergeRanges } from './neutral.ts'
import { findNicknames } from './nicknames.ts'
import { findProperNouns } from './proper-nouns.ts'
import { propagate } from './propagate.ts'
import { suggestReplacements } from './replacement.ts'
import { seedCandidates } from './seeds.ts'
import type { Seed } from './seeds.ts'
import { settleOverlaps } from './settle.ts'
import { originalRange, readingCopy } from './text.ts'
import type { ReadingCopy } from './text.ts'
import { tagText } from './tagger.ts'
import type { TaggerThresholds } from './tagger.ts'
import type { Genre } from './features.ts'
import type { Weights } from './weights.ts'
import { wordsOf } from './words.ts'

/** Strict proposes only what is nearly certain, wide everything worth a look. */
export type OperatingPoint = 'strict' | 'default' | 'wide'

/** What may be told to the engine besides the text. */
export type EngineOptions = {
  /** People, places and schools of the case, entered by the reviewer before anything is proposed. */
  readonly seeds?: readonly Seed[]
  readonly point?: OperatingPoint
  /** The trained tagger's weights (`loadWeights()`); without them the rules work alone. */
  readonly model?: Weights
}

/** A passage that could identify someone. Offsets in UTF-16 units; `end` is exclusive. */
export type Proposal = {
  readonly start: number
  readonly end: number
  readonly label: Label
  readonly identifier: Identifier
  /** Estimated chance, 0–1, that a careful annotator would mask it. */
  readonly probability: number
  /** The rule that found it. */
  readonly source: string
  /** Why, in plain words for the editor. */
  readonly reason: string
  /** Which entity is meant: `PERSON:3`. */
  readonly entity: string
}

/** A proposal within one block of a report. */
export type BlockProposal = Proposal & { readonly block: number }

/** One person, place, body, date or number of a text. */
export type Entity = {
  readonly id: string
  readonly label: Label
  readonly identifier: Identifier
  /** The fullest form met. */
  readonly canonical: string
  readonly forms: readonly { readonly form: string; readonly count: number }[]
  readonly count: number
  /** Bare words to write instead, without brackets. */
  readonly suggestedReplacement: string
}

/** Least probability that is proposed at each operating point; see docs/deidentification.md for how they were chosen. */
const LEAST: Readonly<Record<OperatingPoint, number>> = { strict: 0.8, default: 0.5, wide: 0.25 }

const thresholds = (
  person: number,
  code: number,
  loc: number,
  org: number,
  dem: number,
  time: number,
  quantity: number,
  misc: number,
): TaggerThresholds => ({
  PERSON: person,
  CODE: code,
  LOC: loc,
  ORG: org,
  DEM: dem,
  DATETIME: time,
  QUANTITY: quantity,
  MISC: misc,
})

/**
 * The tagger's thresholds, as odds, for a court judgment: those that gave the best indirect recall at a precision of .80 in
 * cross-validation, and multiples of them. Anything else has one threshold for all kinds, there being too few marked reviews
 * to choose more.
 */
const JUDGMENT = thresholds(0.12, 0.24, 0.18, 0.12, 0.096, 0.04, 0.08, 0.1)
const REVIEW = thresholds(0.09, 0.09, 0.09, 0.09, 0.09, 0.09, 0.09, 0.09)
const STRICTNESS: Readonly<Record<OperatingPoint, number>> = { strict: 8, default: 1.08, wide: 0.4 }

const taggerThresholds = (point: OperatingPoint, genre: Genre): TaggerThresholds => {
  const by = genre === 1 ? JUDGMENT : REVIEW
  const times = STRICTNESS[point]
  return thresholds(
    by.PERSON * times,
    by.CODE * times,
    by.LOC * times,
    by.ORG * times,
    by.DEM * times,
    by.DATETIME * times,
    by.QUANTITY * times,
    by.MISC * times,
  )
}

/** Proposes spans in a text; blocks may be joined with line breaks. Sorted, never overlapping, never inside ⟦ ⟧. */
export function proposeSpans(text: string, options: EngineOptions = {}): Proposal[] {
  return analyse(text, options).proposals
}

/**
 * Proposes spans per block with names carried over the whole document, and the entities they belong to.
 * @returns proposals sorted by block and start; a passage never crosses from one block to the next
 */
export function proposeForBlocks(
  blocks: readonly { readonly kind: string; readonly text: string }[],
  options: EngineOptions = {},
): { proposals: BlockProposal[]; entities: Entity[] } {
  const starts: number[] = []
  let length = 0
  for (const block of blocks) {
    starts.push(length)
    length += block.text.length + 1
  }
  const { proposals, entities } = analyse(blocks.map((block) => block.text).join('\n'), options)
  const out: BlockProposal[] = []
  let block = 0
  for (const proposal of proposals) {
    while (block + 1 < starts.length && (starts[block + 1] ?? 0) <= proposal.start) block++
    let start = proposal.start
    for (let within = block; start < proposal.end && within < blocks.length; within++) {
      const from = starts[within] ?? 0
      const stop = Math.min(proposal.end, from + (blocks[within]?.text.length ?? 0))
      if (stop > start) out.push({ ...proposal, block: within, start: start - from, end: stop - from })
      start = Math.max(start, from + (blocks[within]?.text.length ?? 0) + 1)
    }
  }
  return { proposals: out, entities }
}

function analyse(text: string, options: EngineOptions): { proposals: Proposal[]; entities: Entity[] } {
  const copy = readingCopy(text)
  const point = options.point ?? 'default'
  const seeds = options.seeds ?? []
  const rules = findCandidates(copy, seeds)
  const kept =
    options.model === undefined
      ? rules.filter((found) => found.probability >= LEAST[point] || isSeeded(found))
      : withTagger(copy, rules, seeds, options.model, point)
  return describe(text, copy.clean, kept, (found) => originalRange(copy, found.start, found.end))
}

const isSeeded = (found: Candidate): boolean => found.source === 'seed' || found.source === 'confirmed-seed'

/**
 * Joins what the rules and the tagger found. In a court judgment the tagger has learned the habit of the annotators and
 * the rules only add numbers; elsewhere a passage is proposed when either would propose it, and names are carried again.
 */
function withTagger(
  copy: ReadingCopy,
  rules: readonly Candidate[],
  seeds: readonly Seed[],
  model: Weights,
  point: OperatingPoint,
): Candidate[] {
  const { clean } = copy
  const { candidates, genre } = tagText(
    model.crf,
    clean,
    seeds.length === 0 ? rules : findCandidates(copy, []),
    (genre) => taggerThresholds(point, genre),
  )
  const sealed = copy.sealed.map(([start, end]): [number, number] => [start, end])
  if (genre === 1) {
    const sure = rules.filter((found) => isSeeded(found) || (found.label === 'CODE' && found.probability >= 0.9))
    return settleOverlaps([...sure, ...candidates], sealed, clean)
  }
  const neutral = mergeRanges([...neutralRanges(clean), ...sealed])
  const sure = rules.filter((found) => found.probability >= LEAST[point] || isSeeded(found))
  const named = candidates.filter((found) => found.probability >= 0.6)
  const carried = propagate(clean, wordsOf(clean), named, []).filter((found) => !touchesAny(copy.sealed, found))
  return settleOverlaps(
    [...sure, ...candidates, ...carried.filter((found) => found.probability >= LEAST[point])],
    neutral,
    clean,
  )
}

const touchesAny = (ranges: readonly (readonly [number, number])[], found: Candidate): boolean =>
  ranges.some(([start, end]) => found.start < end && found.end > start)

/** Everything the rules and name lists find on a reading copy, carried over the whole of it, overlaps settled. */
export function findCandidates(copy: ReadingCopy, seeds: readonly Seed[]): Candidate[] {
  const { clean } = copy
  const words = wordsOf(clean)
  const neutral = mergeRanges([
    ...neutralRanges(clean),
    ...copy.sealed.map(([start, end]): [number, number] => [start, end]),
  ])
  const direct = [
    ...findCodes(clean),
    ...findDates(clean),
    ...findAttributes(clean),
    ...findNicknames(clean),
    ...findProperNouns(clean, words),
    ...seedCandidates(words, clean, seeds),
  ]
  const settled = settleOverlaps(direct, neutral, clean)
  const carried = propagate(clean, words, settled, seeds)
  const sealedFree = (found: Candidate): boolean =>
    !copy.sealed.some(([start, end]) => found.start < end && found.end > start)
  return settleOverlaps([...direct, ...carried].filter(sealedFree), neutral, clean)
}

function describe(
  text: string,
  clean: string,
  kept: readonly Candidate[],
  place: (found: Candidate) => [number, number],
): { proposals: Proposal[]; entities: Entity[] } {
  const mentions = kept.map((found) => ({
    label: found.label,
    identifier: found.identifier,
    source: found.source,
    surface: clean.slice(found.start, found.end),
  }))
  const { clusters, of } = clusterMentions(mentions)
  const contexts: string[][] = clusters.map(() => [])
  for (const [index, found] of kept.entries()) {
    const list = contexts[of[index] ?? 0]
    if (list !== undefined && list.length < 12)
      list.push(
        `${clean.slice(Math.max(0, found.start - 60), found.start)}\uE002${clean.slice(found.end, found.end + 60)}`,
      )
  }
  const suggested = suggestReplacements(clusters, contexts)
  const proposals = kept.map((found, index) => {
    const [start, end] = place(found)
    const { label, identifier, probability, source, reason } = found
    return { start, end, label, identifier, probability, source, reason, entity: clusters[of[index] ?? 0]?.id ?? '' }
  })
  return {
    proposals: proposals.filter(({ start, end }) => end > start && end <= text.length),
    entities: clusters.map((cluster, index) => ({ ...cluster, suggestedReplacement: suggested[index] ?? '' })),
  }
}
