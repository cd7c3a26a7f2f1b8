/** How text becomes search terms, and how a question is read. Pure. */
import { stem } from './stem.ts'

/** Words too common to tell anything. */
const stopWords = new Set(
  (
    'a about after all also an and any are as at be because been before being between both but by can could did do does for from ' +
    'had has have he her here him his how i if in into is it its may me more most my no nor not of on one or our out over own s ' +
    'same she should so some such t than that the their them then there these they this those through to too under until up was ' +
    'we were what when where which while who whom why will with would you your'
  ).split(' '),
)

/** A word of a text: as it stands, its term, and where. */
export interface Word {
  word: string
  term: string
  start: number
  end: number
}

/** Words of a text without the stop words. Apostrophes inside stay; figures are words. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = []
  for (const found of text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu)) {
    const word = found[0].toLowerCase().replaceAll('’', "'")
    const bare = word.replace(/'s$/, '')
    if (stopWords.has(bare) || bare.length > 40) continue
    words.push({
      word: bare,
      term: stem(bare.normalize('NFKD').replaceAll(/\p{M}/gu, '')),
      start: found.index,
      end: found.index + found[0].length,
    })
  }
  return words
}

/** What somebody looks for. Any of the terms may match; a phrase must; an excluded term must not. */
export interface Question {
  terms: string[]
  prefixes: string[]
  phrases: string[]
  excluded: string[]
  /** The words as typed, for “did you mean”. */
  typed: string[]
}

/** Reads a question: words, "phrases", prefix*, -excluded. Whatever is typed gives a question; nothing is an error. */
export function readQuestion(text: string): Question {
  const question: Question = { terms: [], prefixes: [], phrases: [], excluded: [], typed: [] }
  const rest = text.slice(0, 500).replaceAll(/(-?)["“”]([^"“”]+)["“”]?/g, (_whole, minus: string, phrase: string) => {
    const words = wordsIn(phrase)
    if (minus) question.excluded.push(...words.map((word) => word.term))
    else {
      question.phrases.push(phrase.trim())
      question.terms.push(...words.map((word) => word.term))
    }
    return ' '
  })
  for (const piece of rest.split(/\s+/).filter(Boolean)) {
    if (piece.endsWith('*') && piece.length > 3)
      question.prefixes.push(
        piece
          .slice(0, -1)
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}]/gu, ''),
      )
    else if (piece.startsWith('-') && piece.length > 1)
      question.excluded.push(...wordsIn(piece.slice(1)).map((word) => word.term))
    else {
      const words = wordsIn(piece)
      question.terms.push(...words.map((word) => word.term))
      question.typed.push(...words.map((word) => word.word))
    }
  }
  question.terms = [...new Set(question.terms)].slice(0, 32)
  return question
}

/** How much a word counts by where it stands; chosen by hand, title over summary over headings over body. */
const weights = { title: 4, summary: 2.5, heading: 2, body: 1 }

/** Weighted frequencies of an edition's terms, with one word as met for each, and the edition's weighted length. */
export function termsOfEdition(edition: {
  title: string
  summary: string
  blocks: readonly { kind: string; text: string }[]
}): {
  frequencies: Map<string, { frequency: number; sample: string }>
  length: number
} {
  const frequencies = new Map<string, { frequency: number; sample: string }>()
  let length = 0
  const count = (text: string, weight: number) => {
    for (const { term, word } of wordsIn(text)) {
      const met = frequencies.get(term)
      if (met) met.frequency += weight
      else frequencies.set(term, { frequency: weight, sample: word })
      length += weight
    }
  }
  count(edition.title, weights.title)
  count(edition.summary, weights.summary)
  for (const block of edition.blocks)
    count(block.text, block.kind.startsWith('heading') ? weights.heading : weights.body)
  return { frequencies, length }
}

/** The passage of a text that holds most of the terms, cut to about `length` characters, with the matches marked. */
export function passageOf(text: string, terms: ReadonlySet<string>, length = 240): { text: string; match: boolean }[] {
  const hits = wordsIn(text).filter((word) => terms.has(word.term))
  const first = hits[0]
  if (!first) return [{ text: text.slice(0, length), match: false }]
  const from = text.length <= length ? 0 : Math.max(0, text.lastIndexOf(' ', Math.max(0, first.start - 60)) + 1)
  const to = Math.min(text.length, from + length)
  const pieces: { text: string; match: boolean }[] = []
  let at = from
  for (const hit of hits.filter((one) => one.start >= from && one.end <= to)) {
    if (hit.start > at)
      pieces.push({ text: (at === from && from > 0 ? '…' : '') + text.slice(at, hit.start), match: false })
    pieces.push({ text: text.slice(hit.start, hit.end), match: true })
    at = hit.end
  }
  pieces.push({ text: text.slice(at, to) + (to < text.length ? '…' : ''), match: false })
  return pieces
}

/** Edit distance of two words, given up above 2. Levenshtein 1966. */
export function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let before = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    before = row
  }
  return before[b.length]!
}
