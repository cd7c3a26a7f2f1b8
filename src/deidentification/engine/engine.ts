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
import { fitReplacement } from './fitting.ts'
import type { Place } from './fitting.ts'
import { neutralRanges, mergeRanges } from './neutral.ts'
import { findNicknames } from './nicknames.ts'
import { findProperNouns } from './proper-nouns.ts'
import { languagesOf } from './language.ts'
import type { LanguageCode, LanguageFinding } from './language.ts'
import { findPrompts } from './prompts.ts'
import { propagate } from './propagate.ts'
import { suggestReplacements } from './replacement.ts'
import { seedCandidates } from './seeds.ts'
import type { Seed } from './seeds.ts'
import { settleOverlaps } from './settle.ts'
import { fold, originalRange, readingCopy, SEALED, withoutFound } from './text.ts'
import type { ReadingCopy } from './text.ts'
import { tagText } from './tagger.ts'
import type { Genre } from './features.ts'
import type { Weights } from './weights.ts'
import { tidyFinds } from './tidy.ts'
import { isCommon, wordsOf } from './words.ts'
import type { Word } from './words.ts'

/** Strict proposes only what is nearly certain, wide everything worth a look. */
export type OperatingPoint = 'strict' | 'default' | 'wide'

/** What may be told to the engine besides the text. */
export type EngineOptions = {
  /** People, places and schools of the case, entered by the reviewer before anything is proposed. */
  readonly seeds?: readonly Seed[]
  readonly point?: OperatingPoint
  /** The trained tagger's weights (`loadWeights()`); without them the rules work alone. */
  readonly model?: Weights
  /** Day 0 of the case, YYYY-MM-DD: dates in `replacement` are then counted from it. */
  readonly anchor?: string
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
  /** Asked rather than proposed: would somebody recognise this? Part of the proposals only at the wide point. */
  readonly prompt: boolean
  /** Bare words to write instead, fitted to this place: article, preposition, age before a noun, capital. */
  readonly replacement: string
}

/** A proposal within one block of a report. */
export type BlockProposal = Proposal & { readonly block: number }

/** What the engine makes of a report. */
export type BlockAnalysis = {
  /** Sorted by block and start; a passage never crosses from one block to the next. */
  readonly proposals: BlockProposal[]
  readonly entities: Entity[]
  /** Phrases to ask a person about, sorted; none is wholly covered by proposals, and they belong to no entity. */
  readonly prompts: BlockProposal[]
  /** The language of most of the text, and the blocks in another, where names are found less reliably. */
  readonly language: {
    readonly main: LanguageCode | null
    readonly others: readonly { readonly block: number; readonly language: LanguageCode }[]
  }
}

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

/**
 * Least odds of the tagger's finds by genre. A judgment's is where precision is .80 in cross-validation; one threshold for
 * every kind, since eight gave the same figures. A review's is lower: there the rules carry most of the precision, and a
 * detail left in costs more than one looked at in vain. Of a text too short to tell, the tagger must be surer.
 */
const LEAST_ODDS: Readonly<Record<Genre, number>> = { 0: 0.2, 1: 0.085, 2: 0.06 }
const STRICTNESS: Readonly<Record<OperatingPoint, number>> = { strict: 6, default: 1, wide: 0.55 }

const leastOdds = (point: OperatingPoint, genre: Genre): number => LEAST_ODDS[genre] * STRICTNESS[point]

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
): BlockAnalysis {
  const starts: number[] = []
  let length = 0
  for (const block of blocks) {
    starts.push(length)
    length += block.text.length + 1
  }
  const { proposals, entities, prompts, language } = analyse(blocks.map((block) => block.text).join('\n'), options)
  const placed = { proposals: perBlock(blocks, starts, proposals), prompts: perBlock(blocks, starts, prompts) }
  return { ...placed, entities, language: { main: language.main, others: otherBlocks(blocks, starts, language) } }
}

/** Blocks that are mostly in another language. */
function otherBlocks(
  blocks: readonly { readonly text: string }[],
  starts: readonly number[],
  language: LanguageFinding,
): { block: number; language: LanguageCode }[] {
  return blocks.flatMap(({ text }, block) => {
    const start = starts[block] ?? 0
    const found = language.others.find((other) => other.start < start + text.length && other.end > start)
    return found === undefined ? [] : [{ block, language: found.language }]
  })
}

function perBlock(
  blocks: readonly { readonly text: string }[],
  starts: readonly number[],
  proposals: readonly Proposal[],
): BlockProposal[] {
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
  return out
}

/** What the engine makes of one text; offsets are the text's. */
export type Analysis = {
  readonly proposals: Proposal[]
  readonly entities: Entity[]
  readonly prompts: Proposal[]
  readonly language: LanguageFinding
}

/**
 * Proposals, entities, prompts and languages of one text.
 * @param settled read again without what was found until nothing more is, so that a replaced text needs no second pass
 */
export function analyse(text: string, options: EngineOptions, settled = false): Analysis {
  const copy = readingCopy(text)
  const { clean } = copy
  const point = options.point ?? 'default'
  const first = findKept(copy, options)
  const kept = settled ? untilSettled(copy, first.kept, options) : first.kept
  const prompts =
    point === 'wide' || !first.asks ? first.prompts : promptsBeside(copy, first.words, kept, first.asked, options.model)
  const place = (found: Candidate): [number, number] => originalRange(copy, found.start, found.end)
  const { proposals, entities } = describe(text, clean, kept, place, options.anchor)
  const others = first.language.others.map(({ start, end, language: code }) => {
    const [from, to] = originalRange(copy, start, end)
    return { start: from, end: to, language: code }
  })
  return {
    proposals,
    entities,
    prompts: prompts.map((found) => asProposal(found, place(found), '', '')),
    language: { main: first.language.main, others },
  }
}

type Found = {
  readonly kept: readonly Candidate[]
  readonly asked: readonly Candidate[]
  readonly asks: boolean
  /** At the wide point, where they are part of what is kept; empty otherwise. */
  readonly prompts: readonly Candidate[]
  readonly words: readonly Word[]
  readonly language: LanguageFinding
}

function findKept(copy: ReadingCopy, options: EngineOptions): Found {
  const words = wordsOf(copy.clean)
  const point = options.point ?? 'default'
  const seeds = options.seeds ?? []
  const language = languagesOf(copy.clean, words)
  const rules = findCandidates(copy, seeds, words)
  const { kept, asked, asks } =
    options.model === undefined
      ? { kept: rules.filter((found) => found.probability >= LEAST[point] || isSeeded(found)), asked: [], asks: true }
      : withTagger({ copy, words, language }, rules, seeds, options.model, point)
  if (point !== 'wide' || !asks) return { kept, asked, asks, prompts: [], words, language }
  const prompts = promptsBeside(copy, words, kept, asked, options.model)
  return { kept: settleOverlaps([...kept, ...prompts], [], copy.clean), asked, asks, prompts, words, language }
}

/** Characters that may be read again; a longer text is read once or twice only, to keep to its four seconds. */
const READ_AGAIN = 400_000
const MOST_ROUNDS = 8

function untilSettled(copy: ReadingCopy, first: readonly Candidate[], options: EngineOptions): readonly Candidate[] {
  let kept = first
  for (let round = 1; round <= MOST_ROUNDS && (round + 1) * copy.clean.length <= READ_AGAIN; round++) {
    const rest = withoutFound(copy, kept)
    const more = findKept(rest, options).kept.map((found) => {
      const [start, end] = originalRange(rest, found.start, found.end)
      return { ...found, start, end }
    })
    if (more.length === 0) break
    kept = [...kept, ...more].toSorted((a, b) => a.start - b.start)
  }
  return kept
}

/** Prompts in what is left when the proposals and earlier replacements are taken away. */
function promptsBeside(
  copy: ReadingCopy,
  words: readonly Word[],
  kept: readonly Candidate[],
  asked: readonly Candidate[],
  model: Weights | undefined,
): Candidate[] {
  const { clean } = copy
  const taken = [...kept, ...copy.sealed.map(([start, end]) => ({ start, end }))]
    .map(({ start, end }): [number, number] => [start, end])
    .toSorted((a, b) => a[0] - b[0])
  const parts: string[] = []
  let at = 0
  for (const [start, end] of taken) {
    if (start < at) continue
    parts.push(clean.slice(at, start), SEALED.repeat(end - start))
    at = end
  }
  const rest = parts.join('') + clean.slice(at)
  const free = words.filter((word) => rest.charAt(word.start) !== SEALED)
  const open = asked.filter(({ start, end }) => worthAsking(rest.slice(start, end)))
  return settleOverlaps([...findPrompts(rest, free, model?.senses), ...open], mergeRanges(taken), clean).map(
    (prompt) => ({
      ...prompt,
      source: 'prompt',
    }),
  )
}

/** Three words or an uncommon one: "the mother" is no question. */
const worthAsking = (text: string): boolean => {
  const words = text.match(/\p{L}{4,}/gu) ?? []
  return words.length > 2 || words.some((word) => !isCommon(fold(word)))
}

const isSeeded = (found: Candidate): boolean => found.source === 'seed' || found.source === 'confirmed-seed'

type Reading = { readonly copy: ReadingCopy; readonly words: readonly Word[]; readonly language: LanguageFinding }
type Weighed = {
  readonly kept: Candidate[]
  readonly asked: Candidate[]
  /** Judgments name so much that nobody is asked about the rest. */
  readonly asks: boolean
}

/**
 * Joins what the rules and the tagger found. In a court judgment the tagger has learned the habit of the annotators and
 * the rules only add numbers; elsewhere a passage is proposed when either would propose it, and names are carried again.
 * What the tagger finds unlikely is asked about instead. It knows English, so that its finds in another language are dropped.
 */
function withTagger(
  { copy, words, language }: Reading,
  rules: readonly Candidate[],
  seeds: readonly Seed[],
  model: Weights,
  point: OperatingPoint,
): Weighed {
  const { clean } = copy
  const evidence = seeds.length === 0 ? rules : findCandidates(copy, [], words)
  const tagged = tagText(model, clean, evidence, (genre) => [leastOdds(point, genre), leastOdds('wide', genre)])
  const others = language.others.map(({ start, end }): [number, number] => [start, end])
  const english = (found: Candidate): boolean => !touchesAny(others, found)
  const candidates = (tagged.candidates[0] ?? []).filter(english)
  const sealed = copy.sealed.map(([start, end]): [number, number] => [start, end])
  if (tagged.genre === 1) {
    const sure = rules.filter((found) => isSeeded(found) || (found.label === 'CODE' && found.probability >= 0.9))
    return { kept: settleOverlaps([...sure, ...candidates], sealed, clean), asked: [], asks: false }
  }
  const neutral = mergeRanges([...neutralRanges(clean), ...sealed])
  const sure = rules.filter((found) => found.probability >= LEAST[point] || isSeeded(found))
  const tidy = tidyFinds(clean, candidates)
  const named = tidy.filter((found) => found.probability >= 0.6)
  const carried = propagate(clean, words, named, []).filter((found) => !touchesAny(copy.sealed, found))
  const kept = settleOverlaps(
    [...sure, ...tidy, ...carried.filter((found) => found.probability >= LEAST[point])],
    neutral,
    clean,
  )
  const asked = tidyFinds(clean, tagged.candidates[1] ?? []).filter(
    (found) => (found.label === 'MISC' || found.label === 'DEM') && english(found) && found.end - found.start > 6,
  )
  return { kept: tidyFinds(clean, kept), asked, asks: true }
}

const touchesAny = (ranges: readonly (readonly [number, number])[], found: Candidate): boolean =>
  ranges.some(([start, end]) => found.start < end && found.end > start)

/** Everything the rules and name lists find on a reading copy, carried over the whole of it, overlaps settled. */
export function findCandidates(
  copy: ReadingCopy,
  seeds: readonly Seed[],
  words: readonly Word[] = wordsOf(copy.clean),
): Candidate[] {
  const { clean } = copy
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
  anchor: string | undefined,
): { proposals: Proposal[]; entities: Entity[] } {
  const mentions = kept.map((found, index) => ({
    label: found.label,
    identifier: found.identifier,
    source: found.source,
    surface: clean.slice(found.start, found.end),
    ...(found.label === 'PERSON' ? { context: contextOf(clean, found), ...aliasBefore(clean, kept, index) } : {}),
  }))
  const { clusters, of } = clusterMentions(mentions)
  const contexts: string[][] = clusters.map(() => [])
  for (const [index, found] of kept.entries()) {
    const list = contexts[of[index] ?? 0]
    if (list !== undefined && list.length < 12) list.push(contextOf(clean, found))
  }
  const suggested = suggestReplacements(clusters, contexts)
  const proposals = kept.map((found, index) => {
    const [start, end] = place(found)
    const fitted = fitReplacement(suggested[of[index] ?? 0] ?? '', placeOf(clean, found), anchor)
    return asProposal(found, [start, end], clusters[of[index] ?? 0]?.id ?? '', fitted)
  })
  return {
    proposals: proposals.filter(({ start, end }) => end > start && end <= text.length),
    entities: clusters.map((cluster, index) => ({ ...cluster, suggestedReplacement: suggested[index] ?? '' })),
  }
}

const placeOf = (clean: string, { label, start, end }: Candidate): Place => ({
  label,
  surface: clean.slice(start, end),
  before: clean.slice(Math.max(0, start - 40), start),
  after: clean.slice(end, end + 40),
})

function asProposal(
  found: Candidate,
  [start, end]: readonly [number, number],
  entity: string,
  replacement: string,
): Proposal {
  const { label, identifier, probability, source, reason } = found
  const prompt = source === 'prompt'
  return { start, end, label, identifier, probability, source, reason, entity, prompt, replacement }
}

/** The text around a find; cells of a table are told by tabs, as in blocks. */
const contextOf = (clean: string, { start, end }: Candidate): string =>
  `${clean.slice(Math.max(0, start - 60), start)}\uE002${clean.slice(end, end + 60)}`.replace(/\s*\|\s*/g, '\t')

const SAID_TO_BE =
  /(?:\b(?:known (?:[\p{Ll} ]{3,50} )?as|nicknamed|goes by|went by|alias|, called) [“"‘'(]?|\b(?:known|called)\b[^.\n]{0,50}[“"‘]|\([“"‘'])$/u

/** "Ryan Hartley, … known to his friends as “Baz”": the full name just before, for which this one is another. */
function aliasBefore(clean: string, kept: readonly Candidate[], index: number): { alias?: number } {
  const found = kept[index]
  if (found === undefined) return {}
  for (let before = index - 1; before >= 0 && index - before <= 3; before--) {
    const named = kept[before]
    if (named === undefined || found.start - named.end > 90) return {}
    const between = clean.slice(named.end, found.start)
    if (named.label !== 'PERSON' || !/\p{L}[ -]\p{L}/u.test(clean.slice(named.start, named.end))) continue
    return SAID_TO_BE.test(between) && !/[.\n]/.test(between) ? { alias: before } : {}
  }
  return {}
}
