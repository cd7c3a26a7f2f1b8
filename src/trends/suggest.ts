/**
 * Which themes a report seems to be about, with the sentences that say so. Ranks each theme's definition and terms
 * against the sentences, which does as well as a trained model while fewer than about 100 texts are coded
 * (design/collection.md, "Themes"). A suggestion: an analyst confirms. Pure.
 */
import type { Theme } from '#vocabulary/vocabulary.ts'
import { sentencesOf, tellingWords, wordsOf } from './words.ts'

/** A theme that a report may be about. */
export interface ThemeSuggestion {
  code: string
  label: string
  /** Comparable within one report only. */
  score: number
  /** At most three sentences, strongest first, each with the index of its block. */
  evidence: { block: number; sentence: string }[]
}

/** What a theme's words weigh against each other; a phrase of its terms says more than a word of its definition. */
const weights = { phrase: 3, term: 1.6, label: 1, definition: 0.3 }
/** Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond": usual k1 and b. */
const k1 = 1.2
const b = 0.75
const most = 8
/** Below this a theme rests on stray words of its definition; below this share of the best it is only mentioned. */
const leastScore = 2.5
const leastShare = 0.18
/** The first sentence counts in full and further ones less, so that length alone does not make a theme. */
const fading = 0.75

interface Sentence {
  block: number
  sentence: string
  /** Stems of all words between spaces, to find phrases in. */
  line: string
  stems: Map<string, number>
  length: number
}

/**
 * Themes ranked by what a report's sentences say, best first, at most eight; none when nothing speaks for any.
 * The same text gives the same answer, and neither the order of the themes nor the case of letters matters.
 */
export function suggestThemes(themes: readonly Theme[], blocks: readonly { text: string }[]): ThemeSuggestion[] {
  const sentences = blocks.flatMap(({ text }, block) => sentencesOf(text).map((one) => sentenceOf(one, block)))
  if (sentences.length === 0) return []
  const rarity = rarityIn(sentences)
  const averageLength = sentences.reduce((sum, one) => sum + one.length, 0) / sentences.length || 1
  const questions = themes.map(questionOf)
  const shared = new Map<string, number>()
  for (const { words } of questions) for (const stem of words.keys()) shared.set(stem, (shared.get(stem) ?? 0) + 1)
  const ranked = themes
    .map((theme, n) => {
      const scored = sentences
        .map((one) => ({ one, score: scoreOf(one, questions[n]!, rarity, shared, averageLength) }))
        .filter(({ score }) => score > 0.5)
        .toSorted((x, y) => y.score - x.score || x.one.block - y.one.block)
      const score = scored.slice(0, 12).reduce((sum, { score: each }, at) => sum + each * fading ** at, 0)
      const evidence = scored.slice(0, 3).map(({ one }) => ({ block: one.block, sentence: one.sentence }))
      return { code: theme.code, label: theme.label, score: Math.round(score * 1000) / 1000, evidence }
    })
    .toSorted((x, y) => y.score - x.score || (x.code < y.code ? -1 : 1))
  const best = ranked[0]?.score ?? 0
  return ranked.filter(({ score }) => score >= leastScore && score >= best * leastShare).slice(0, most)
}

function sentenceOf(sentence: string, block: number): Sentence {
  const stems = new Map<string, number>()
  for (const { stem } of tellingWords(sentence)) stems.set(stem, (stems.get(stem) ?? 0) + 1)
  const line = lineOf(sentence)
  return { block, sentence, line, stems, length: [...stems.values()].reduce((sum, count) => sum + count, 0) }
}

function lineOf(text: string): string {
  return ` ${wordsOf(text)
    .map(({ stem }) => stem)
    .join(' ')} `
}

function rarityIn(sentences: readonly Sentence[]): (stem: string) => number {
  const within = new Map<string, number>()
  for (const { stems } of sentences) for (const stem of stems.keys()) within.set(stem, (within.get(stem) ?? 0) + 1)
  return (stem) => {
    const count = within.get(stem) ?? 0
    return Math.log(1 + (sentences.length - count + 0.5) / (count + 0.5))
  }
}

interface Question {
  phrases: string[]
  words: Map<string, number>
}

/** Sentences of a definition that say what belongs elsewhere would point the wrong way. */
const elsewhere = /\b(belongs?|has its own code|use it for|use record systems|if it was lost)\b/i

function questionOf(theme: Theme): Question {
  const words = new Map<string, number>()
  const add = (text: string, weight: number) => {
    for (const { stem } of tellingWords(text)) words.set(stem, Math.max(words.get(stem) ?? 0, weight))
  }
  add(
    sentencesOf(theme.definition)
      .filter((sentence) => !elsewhere.test(sentence))
      .join(' '),
    weights.definition,
  )
  add(theme.label, weights.label)
  const phrases: string[] = []
  for (const term of theme.terms) {
    if (wordsOf(term).length > 1) phrases.push(lineOf(term))
    else add(term, weights.term)
  }
  return { phrases: [...new Set(phrases)], words }
}

function scoreOf(
  sentence: Sentence,
  question: Question,
  rarity: (stem: string) => number,
  shared: ReadonlyMap<string, number>,
  averageLength: number,
): number {
  const room = k1 * (1 - b + (b * sentence.length) / averageLength)
  let score = 0
  for (const [stem, weight] of question.words) {
    const times = sentence.stems.get(stem)
    // A word that many themes use tells them apart less.
    if (times) score += (weight * rarity(stem) * ((times * (k1 + 1)) / (times + room))) / (shared.get(stem) ?? 1)
  }
  const phrases = question.phrases.filter((phrase) => sentence.line.includes(phrase)).length
  return score + phrases * weights.phrase
}
