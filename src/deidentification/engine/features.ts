import type { Candidate } from './candidate.ts'
import { fold } from './text.ts'
import { senseOf } from './senses.ts'
import type { Senses } from './senses.ts'
import { organisationHeads, places, streetHeads } from './lexicon/places.ts'
import { isCommon, isFirstName, isSurname, isWordName } from './words.ts'

/** The taggers' words: letters, figures and each sign by itself, with lines cut into stretches that are read together. */
export type TokenRow = {
  readonly count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** First token of each stretch, with one more entry for the end. */
  readonly stretches: readonly number[]
  readonly texts: readonly string[]
}

/** Feature numbers of all tokens one after another; token i owns those from `offsets[i]` to `offsets[i + 1]`. */
export type FeatureRow = { readonly offsets: Uint32Array; readonly features: Uint32Array }

/** Feature numbers have this many bits; two features that share a number share a weight. */
export const FEATURE_BITS = 20

const TOKEN = /[\p{L}\p{M}]+|\p{N}+|[^\s\p{L}\p{M}\p{N}]/gu
const LONGEST_STRETCH = 160

/** Cuts a reading copy into tokens. */
export function tokenRow(clean: string): TokenRow {
  const starts: number[] = []
  const ends: number[] = []
  const texts: string[] = []
  const stretches = [0]
  let previousEnd = 0
  for (const match of clean.matchAll(TOKEN)) {
    const index = texts.length
    const length = index - (stretches.at(-1) ?? 0)
    if (
      length > 0 &&
      (length >= LONGEST_STRETCH ||
        clean.slice(previousEnd, match.index).includes('\n') ||
        (length > 60 && /[.;]/.test(texts[index - 1] ?? '')))
    )
      stretches.push(index)
    starts.push(match.index)
    ends.push(match.index + match[0].length)
    texts.push(match[0])
    previousEnd = match.index + match[0].length
  }
  stretches.push(texts.length)
  return { count: texts.length, starts: Int32Array.from(starts), ends: Int32Array.from(ends), stretches, texts }
}

/** What is known of one token by itself, as numbers ready to be combined. */
type Known = {
  readonly sense: number
  readonly word: number
  readonly shape: number
  readonly prefix: number
  readonly suffix: number
  readonly lists: number
  readonly cluster: number
  readonly kind: number
}

const TITLE = /^(?:mr|mrs|ms|miss|dr|judge|prof|sir|pc|dc|ds)$/
const MONTH = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/
const DAYNAME = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/
const NUMBER_WORD =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|hundred|thousand|million)$/
const NATION = /(?:ish|ian|ean|ese|ani|ench|utch|eek|wiss)$/

/**
 * Features of every token: words, shapes and lists in a window of two on each side, what the rules found there, and what the
 * rest of the document says of the same word.
 * @param rules what the pattern rules and name lists proposed on the same text
 * @param senses kinds of words; an empty map leaves them out
 */
export function featureRow(row: TokenRow, rules: readonly Candidate[], senses: Senses): FeatureRow {
  const cache = new Map<string, Known>()
  const known = row.texts.map((text) => remember(cache, text, senses))
  const hits = ruleHits(row, rules)
  const genre = genreOf(row)
  const memory = documentMemory(row, hits)
  const runs = capitalRuns(row, known)
  const offsets = new Uint32Array(row.count + 1)
  const out = new Growing(row.count * 76)
  const nothing: Known = { sense: 0, word: 1, shape: 1, prefix: 1, suffix: 1, lists: 1, cluster: 1, kind: 1 }
  let section = 3
  for (let s = 0; s + 1 < row.stretches.length; s++) {
    const from = row.stretches[s] ?? 0
    const to = row.stretches[s + 1] ?? row.count
    const head = known[from]?.word ?? 1
    if (isHeading(row, from, to)) section = known[to - 1]?.word ?? 3
    for (let i = from; i < to; i++) {
      const at = (offset: number): Known =>
        i + offset >= from && i + offset < to ? (known[i + offset] ?? nothing) : nothing
      const hit = (offset: number): number => (i + offset >= from && i + offset < to ? (hits[i + offset] ?? 0) : 0)
      wordFeatures(out, at)
      contextFeatures(out, at, hit, genre)
      senseFeatures(out, at, genre)
      runFeatures(out, at(0), runs, i)
      out.add(120, section, at(0).kind)
      out.add(121, section, hit(0))
      documentFeatures(out, at(0), memory.get(row.texts[i] ?? ''), genre, {
        head,
        place: i - from,
        depth: Math.min(9, Math.floor((20 * i) / (row.count + 1))),
        tight: tightness(row, i),
      })
      offsets[i + 1] = out.length
    }
  }
  return { offsets, features: out.taken() }
}

/** A short line in capitals, or one that begins with a capital and ends without a full stop. */
function isHeading(row: TokenRow, from: number, to: number): boolean {
  const first = row.texts[from] ?? ''
  if (to - from <= 8 && first === first.toUpperCase() && /\p{Lu}{3}/u.test(first)) return true
  return to - from <= 7 && /^\p{Lu}/u.test(first) && row.texts[to - 1] !== '.'
}

function remember(cache: Map<string, Known>, text: string, senses: Senses): Known {
  const held = cache.get(text)
  if (held !== undefined) return held
  const folded = fold(text)
  const made: Known = {
    sense: kindOfThing(text, folded, senses),
    word: textHash(/^\d+$/.test(text) ? digitsOf(text) : folded),
    shape: textHash(shapeOf(text)),
    prefix: textHash(folded.slice(0, 3)),
    suffix: textHash(folded.slice(-3)),
    lists: listBits(folded, text),
    cluster: textHash(`${shapeOf(text).slice(0, 2)}${folded.slice(-2)}`),
    kind: kindOf(text, folded),
  }
  cache.set(text, made)
  return made
}

/** The kind of thing a word means, apart for words with a capital; signs and figures have one of their own. */
function kindOfThing(text: string, folded: string, senses: Senses): number {
  if (!/^\p{L}/u.test(text)) return 90
  return (/^\p{Lu}/u.test(text) ? 50 : 0) + (senseOf(senses, folded) ?? 49)
}

/** Years stay apart by century, other figures by their number of digits. */
const digitsOf = (text: string): string =>
  /^(?:19|20)\d\d$/.test(text) ? `year${text.slice(0, 2)}` : text.length <= 2 ? text : `d${text.length}`

function shapeOf(text: string): string {
  return text
    .replace(/\p{Lu}/gu, 'X')
    .replace(/\p{L}/gu, 'x')
    .replace(/\p{N}/gu, 'd')
    .replace(/(.)\1{3,}/g, '$1$1$1')
}

function listBits(folded: string, text: string): number {
  const bits = [
    isFirstName(folded),
    isSurname(folded),
    places.has(folded),
    isCommon(folded),
    organisationHeads.has(folded),
    streetHeads.has(folded),
    isWordName(folded),
    TITLE.test(folded),
    MONTH.test(folded),
    DAYNAME.test(folded),
    NUMBER_WORD.test(folded),
    /^\p{Lu}/u.test(text) && NATION.test(folded),
  ]
  return bits.reduce((sum, bit, index) => sum + (bit ? 1 << index : 0), 2)
}

function kindOf(text: string, folded: string): number {
  if (/^\d/.test(text)) return 10 + Math.min(6, text.length)
  if (!/^\p{L}/u.test(text)) return 30 + (text.charCodeAt(0) % 64)
  const common = isCommon(folded)
  return (/^\p{Lu}/u.test(text) ? 2 : 0) + (common ? 1 : 0) + 2
}

/** 32-bit FNV-1a. */
function textHash(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

class Growing {
  length = 0
  private held: Uint32Array
  constructor(size: number) {
    this.held = new Uint32Array(Math.max(64, size))
  }
  /** Adds the feature of one template with its values mixed in. */
  add(template: number, a: number, b = 0, c = 0): void {
    let hash = Math.imul(template + 1, 0x9e3779b1) ^ a
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
    hash = Math.imul(hash ^ b ^ (hash >>> 13), 0xc2b2ae35)
    hash = Math.imul(hash ^ c ^ (hash >>> 16), 0x27d4eb2f)
    hash ^= hash >>> 15
    if (this.length === this.held.length) {
      const larger = new Uint32Array(this.held.length * 2)
      larger.set(this.held)
      this.held = larger
    }
    this.held[this.length++] = hash >>> (32 - FEATURE_BITS)
  }
  taken(): Uint32Array {
    return this.held.subarray(0, this.length)
  }
}

function wordFeatures(out: Growing, at: (offset: number) => Known): void {
  const [b2, b1, me, a1, a2] = [at(-2), at(-1), at(0), at(1), at(2)]
  out.add(0, 0)
  out.add(1, me.word)
  out.add(2, b1.word)
  out.add(3, b2.word)
  out.add(4, a1.word)
  out.add(5, a2.word)
  out.add(6, b1.word, me.word)
  out.add(7, me.word, a1.word)
  out.add(8, b2.word, b1.word)
  out.add(9, a1.word, a2.word)
  out.add(10, b1.word, me.shape)
  out.add(11, me.shape, a1.word)
  out.add(12, b1.word, me.kind, a1.word)
  out.add(13, me.prefix)
  out.add(14, me.suffix)
  out.add(15, me.shape)
  out.add(16, b1.shape, me.shape)
  out.add(17, me.shape, a1.shape)
  out.add(18, b1.shape, me.shape, a1.shape)
  out.add(19, b2.word, b1.word, me.kind)
  out.add(20, me.kind, a1.word, a2.word)
  out.add(21, at(-3).word, me.kind)
  out.add(22, at(3).word, me.kind)
  out.add(23, at(-4).word, me.kind)
}

function contextFeatures(
  out: Growing,
  at: (offset: number) => Known,
  hit: (offset: number) => number,
  genre: number,
): void {
  const [b2, b1, me, a1, a2] = [at(-2), at(-1), at(0), at(1), at(2)]
  out.add(30, me.lists)
  out.add(31, b1.lists, me.lists)
  out.add(32, me.lists, a1.lists)
  out.add(33, me.lists, b1.word)
  out.add(34, me.lists, a1.word)
  out.add(35, b2.kind, b1.kind, me.kind)
  out.add(36, me.kind, a1.kind, a2.kind)
  out.add(37, hit(0), genre)
  out.add(38, hit(-1), hit(0), hit(1))
  out.add(39, hit(0), me.word)
  out.add(40, hit(0), b1.word)
  out.add(41, hit(0), a1.word)
  out.add(42, hit(-1), me.kind)
  out.add(43, hit(1), me.kind)
  out.add(44, me.word, genre)
  out.add(45, b1.word, me.kind, genre)
  out.add(46, me.lists, genre)
  out.add(47, b1.cluster, me.cluster)
  out.add(48, hit(0), b2.word)
}

function senseFeatures(out: Growing, at: (offset: number) => Known, genre: number): void {
  const [b2, b1, me, a1, a2] = [at(-2), at(-1), at(0), at(1), at(2)]
  out.add(110, me.sense)
  out.add(111, b1.sense, me.sense)
  out.add(112, me.sense, a1.sense)
  out.add(113, b1.word, me.sense)
  out.add(114, me.sense, a1.word)
  out.add(115, b2.sense, b1.sense, me.sense)
  out.add(116, me.sense, genre)
  out.add(117, me.sense, a1.sense, a2.sense)
}

/** Runs of capitals with the small words that link them: where each token's run begins and ends, and its words as one number. */
type Runs = {
  readonly first: Int32Array
  readonly last: Int32Array
  readonly whole: Uint32Array
  readonly known: readonly Known[]
  readonly counts: Map<number, number>
}

const LINKING = /^(?:of|the|and|for|de|in|on|’|'|s|-|&|\.)$/

function capitalRuns(row: TokenRow, known: readonly Known[]): Runs {
  const first = new Int32Array(row.count).fill(-1)
  const last = new Int32Array(row.count).fill(-1)
  const whole = new Uint32Array(row.count)
  const counts = new Map<number, number>()
  const capital = (i: number): boolean => /^\p{Lu}/u.test(row.texts[i] ?? '')
  for (let s = 0; s + 1 < row.stretches.length; s++) {
    const to = row.stretches[s + 1] ?? row.count
    for (let i = row.stretches[s] ?? 0; i < to; i++) {
      if (!capital(i)) continue
      let end = i
      for (let j = i + 1; j < to && j - end <= 2; j++) {
        if (capital(j)) end = j
        else if (!LINKING.test(row.texts[j] ?? '')) break
      }
      let hash = 7
      for (let j = i; j <= end; j++) hash = (Math.imul(hash, 31) + (known[j]?.word ?? 0)) >>> 0
      counts.set(hash, (counts.get(hash) ?? 0) + 1)
      for (let j = i; j <= end; j++) {
        first[j] = i
        last[j] = end
        whole[j] = hash
      }
      i = end
    }
  }
  return { first, last, whole, known, counts }
}

function runFeatures(out: Growing, me: Known, runs: Runs, i: number): void {
  const first = runs.first[i] ?? -1
  if (first < 0) return
  const last = runs.last[i] ?? i
  const place = i === first ? 1 : i === last ? 2 : 3
  const word = (index: number): number => runs.known[index]?.word ?? 1
  const often = Math.min(5, runs.counts.get(runs.whole[i] ?? 0) ?? 0)
  out.add(80, word(first), place)
  out.add(81, word(last), place)
  out.add(82, word(first - 1), place)
  out.add(83, word(last + 1), place)
  out.add(84, runs.whole[i] ?? 0)
  out.add(85, Math.min(last - first, 6), place, often)
  out.add(86, word(first - 1), word(last))
  out.add(87, word(last), word(last + 1))
  out.add(88, runs.known[first]?.lists ?? 0, runs.known[last]?.lists ?? 0, me.kind)
  out.add(89, word(first - 2), word(first - 1))
}

type Spot = { readonly head: number; readonly place: number; readonly depth: number; readonly tight: number }

function documentFeatures(out: Growing, me: Known, memory: number | undefined, genre: number, spot: Spot): void {
  const seen = memory ?? 0
  out.add(60, seen & 0xff, me.kind)
  out.add(61, seen >>> 8, me.kind)
  out.add(62, seen, genre)
  out.add(63, spot.depth, me.kind)
  out.add(64, spot.head, me.kind)
  out.add(65, Math.min(spot.place, 4), me.kind)
  out.add(66, spot.tight, me.shape)
  out.add(67, spot.depth, me.word)
}

/** Which sides touch the neighbours without a space. */
function tightness(row: TokenRow, i: number): number {
  const before = i > 0 && row.ends[i - 1] === row.starts[i] ? 1 : 0
  const after = i + 1 < row.count && row.starts[i + 1] === row.ends[i] ? 2 : 0
  return before + after
}

/** For each token the rule that found it, begun (even) or continued (odd); 0 where none did. */
function ruleHits(row: TokenRow, rules: readonly Candidate[]): Uint32Array {
  const hits = new Uint32Array(row.count)
  let from = 0
  for (const rule of rules.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    while (from < row.count && (row.ends[from] ?? 0) <= rule.start) from++
    const code = (textHash(rule.source) | 1) - 1
    for (let i = from; i < row.count && (row.starts[i] ?? 0) < rule.end; i++)
      if (hits[i] === 0) hits[i] = i === from ? code : code + 1
  }
  return hits
}

/** 1 a court judgment, 2 a safeguarding review, 0 neither: they call for different passages to be masked. */
export type Genre = 0 | 1 | 2

/** The genre by the words that only one of them uses often. */
export function genreOf(row: TokenRow): Genre {
  let court = 0
  let review = 0
  for (const text of row.texts) {
    if (text === 'applicant' || text === 'Convention' || text === 'Court' || text === 'appeal') court++
    else if (
      text === 'practitioners' ||
      text === 'reviewer' ||
      text === 'safeguarding' ||
      text === 'Safeguarding' ||
      text === 'agencies' ||
      text === 'practitioner' ||
      text === 'Panel'
    )
      review++
  }
  if (court > 2 * review && court * 400 > row.count) return 1
  return review > court && review * 1500 > row.count ? 2 : 0
}

/** What the whole document says of a capitalised word: how often it stands, lower-cased elsewhere, after a title, which rules. */
function documentMemory(row: TokenRow, hits: Uint32Array): Map<string, number> {
  const memory = new Map<string, number>()
  const counts = new Map<string, number>()
  for (let i = 0; i < row.count; i++) {
    const text = row.texts[i] ?? ''
    counts.set(text, (counts.get(text) ?? 0) + 1)
    if (!/^[\p{Lu}\d]/u.test(text)) continue
    const before = row.texts[i - 1] === '.' ? (row.texts[i - 2] ?? '') : (row.texts[i - 1] ?? '')
    const bits =
      (TITLE.test(before.toLowerCase()) ? 1 : 0) |
      (before === 'applicant' || before === ',' ? 2 : 0) |
      ((hits[i] ?? 0) !== 0 ? 4 : 0) |
      (/^(?:in|at|from|of)$/.test(before) ? 8 : 0) |
      (i < 120 ? 16 : 0)
    memory.set(text, (memory.get(text) ?? 0) | bits)
  }
  for (const [text, bits] of memory) {
    const count = counts.get(text) ?? 0
    const often = count > 20 ? 5 : count > 8 ? 4 : count > 3 ? 3 : count > 1 ? 2 : 1
    memory.set(text, bits | (counts.has(text.toLowerCase()) ? 32 : 0) | (often << 8))
  }
  return memory
}
