/**
 * Which published findings say something alike. TF-IDF cosine over findings, after what many editions share word for word
 * is taken out: statutory boilerplate swamps such matching otherwise (design/collection.md, "Recurrence"). Pure.
 */
import type { PublishedFinding } from '#library/library.ts'
import { sentencesOf, tellingWords, type Word } from './words.ts'

/** A published finding that is like the text asked about. */
export interface SimilarFinding {
  finding: PublishedFinding
  /** Cosine of weighted words: 0 nothing in common, 1 the same words. */
  similarity: number
  /** Words in common that weigh most, as the finding has them, at most six. */
  shared: string[]
}

/** A finding's sentences with their words; kept between questions, since a published finding never changes. */
export type ReadFinding = { finding: PublishedFinding; sentences: { key: string; words: Word[] }[] }

/** A sentence in so many editions is furniture: at least this many, and at least this share of the editions. */
const boilerplate = { editions: 4, share: 0.05 }
/** Below this, hardly any pair is a recurrence, and one word in common can be chance. */
const leastSimilarity = 0.15
const leastShared = 2

/** Reads a finding for comparison: without its number ("Finding 3:") and without replacement labels (⟦the mother⟧). */
export function readFinding(finding: PublishedFinding): ReadFinding {
  return { finding, sentences: readSentences(finding.text) }
}

/**
 * Findings most like a text, best first, one for each edition.
 * @param options.excludeEdition an edition not to compare with: the one whose finding is asked about
 * @param options.limit at most so many, 10 unless told
 */
export function similarFindings(
  read: readonly ReadFinding[],
  text: string,
  options: { excludeEdition?: string; limit?: number } = {},
): SimilarFinding[] {
  const furniture = furnitureOf(read)
  const editions = new Set(read.map(({ finding }) => finding.editionId)).size
  const within = editionsPerStem(read)
  const rarity = (stem: string) => Math.log((editions + 1) / ((within.get(stem) ?? 0) + 0.5))
  const asked = vectorOf(readSentences(text), furniture, rarity)
  if (asked.size === 0) return []
  const best = new Map<string, SimilarFinding>()
  for (const { finding, sentences } of read) {
    if (finding.editionId === options.excludeEdition) continue
    const one = compare(asked, vectorOf(sentences, furniture, rarity))
    if (one.similarity < leastSimilarity || one.shared.length < leastShared) continue
    const met = best.get(finding.editionId)
    if (!met || one.similarity > met.similarity) best.set(finding.editionId, { finding, ...one })
  }
  return [...best.values()]
    .toSorted((x, y) => y.similarity - x.similarity || (x.finding.editionId < y.finding.editionId ? -1 : 1))
    .slice(0, options.limit ?? 10)
}

/** A finding and an earlier one that reads alike. */
export interface LikePair {
  finding: PublishedFinding
  earlier: SimilarFinding
}

/**
 * Pairs of a chosen finding and one of an earlier edition, most alike first. Weighs every finding once, so that many can be
 * asked about at a time.
 * @param isAsked which findings to ask about
 * @param least least similarity of a pair
 */
export function likePairs(
  read: readonly ReadFinding[],
  isAsked: (finding: PublishedFinding) => boolean,
  least: number,
): LikePair[] {
  const furniture = furnitureOf(read)
  const editions = new Set(read.map(({ finding }) => finding.editionId)).size
  const within = editionsPerStem(read)
  const rarity = (stem: string) => Math.log((editions + 1) / ((within.get(stem) ?? 0) + 0.5))
  const weighed = read.map(({ finding, sentences }) => ({ finding, vector: vectorOf(sentences, furniture, rarity) }))
  return weighed
    .filter(({ finding }) => isAsked(finding))
    .flatMap(({ finding, vector }) =>
      weighed.flatMap((other) => {
        if (other.finding.publishedOn >= finding.publishedOn || other.finding.kind !== finding.kind) return []
        const like = compare(vector, other.vector)
        if (like.similarity < least || like.shared.length < leastShared) return []
        return [{ finding, earlier: { finding: other.finding, ...like } }]
      }),
    )
    .toSorted((x, y) => y.earlier.similarity - x.earlier.similarity)
}

function readSentences(text: string): ReadFinding['sentences'] {
  const plain = text
    .replaceAll(/⟦[^⟧]*⟧/g, ' ')
    .replace(/^\s*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:finding|learning point|recommendation)\s*\d*\s*[:.–—-]\s*/i, '')
  return sentencesOf(plain).map((sentence) => {
    const words = tellingWords(sentence)
    return { key: words.map(({ stem }) => stem).join(' '), words }
  })
}

function furnitureOf(read: readonly ReadFinding[]): ReadonlySet<string> {
  const where = new Map<string, Set<string>>()
  const editions = new Set<string>()
  for (const { finding, sentences } of read) {
    editions.add(finding.editionId)
    for (const { key } of sentences) {
      const met = where.get(key)
      if (met) met.add(finding.editionId)
      else where.set(key, new Set([finding.editionId]))
    }
  }
  const least = Math.max(boilerplate.editions, Math.ceil(editions.size * boilerplate.share))
  return new Set([...where].filter(([, in_]) => in_.size >= least).map(([key]) => key))
}

function editionsPerStem(read: readonly ReadFinding[]): ReadonlyMap<string, number> {
  const within = new Map<string, number>()
  const last = new Map<string, Set<string>>()
  for (const { finding, sentences } of read) {
    const met = last.get(finding.editionId) ?? new Set<string>()
    last.set(finding.editionId, met)
    for (const { words } of sentences) {
      for (const { stem } of words) {
        if (met.has(stem)) continue
        met.add(stem)
        within.set(stem, (within.get(stem) ?? 0) + 1)
      }
    }
  }
  return within
}

type Weighed = ReadonlyMap<string, { weight: number; word: string }>

function vectorOf(
  sentences: ReadFinding['sentences'],
  furniture: ReadonlySet<string>,
  rarity: (stem: string) => number,
): Weighed {
  const counts = new Map<string, { times: number; word: string }>()
  for (const { key, words } of sentences) {
    if (furniture.has(key)) continue
    for (const { stem, word } of words) {
      const met = counts.get(stem)
      if (met) met.times += 1
      else counts.set(stem, { times: 1, word })
    }
  }
  const weighed = [...counts].map(
    ([stem, { times, word }]) => [stem, { weight: (1 + Math.log(times)) * Math.max(0, rarity(stem)), word }] as const,
  )
  const norm = Math.hypot(...weighed.map(([, { weight }]) => weight))
  return new Map(norm === 0 ? [] : weighed.map(([stem, { weight, word }]) => [stem, { weight: weight / norm, word }]))
}

function compare(asked: Weighed, other: Weighed): { similarity: number; shared: string[] } {
  const common = [...asked].flatMap(([stem, { weight }]) => {
    const met = other.get(stem)
    return met ? [{ word: met.word, product: weight * met.weight }] : []
  })
  const similarity = Math.min(
    1,
    common.reduce((sum, { product }) => sum + product, 0),
  )
  const shared = common
    .toSorted((x, y) => y.product - x.product || (x.word < y.word ? -1 : 1))
    .slice(0, 6)
    .map(({ word }) => word)
  return { similarity, shared }
}
