/** How text becomes search terms. Pure. */
import { stem } from './stem.ts'

/** Words too common to tell anything; chosen by us from the closed word classes of English. */
const stopWords = new Set(
  (
    'a about after all also an and any are as at be because been before being between both but by can could did do does for from ' +
    'had has have he her here him his how i if in into is it its may me more most my no nor not of on one or our out over own s ' +
    'same she should so some such t than that the their them then there these they this those through to too under until up was ' +
    'we were what when where which while who whom why will with would you your'
  ).split(' '),
)

/** A word of a text: in lower case, its term, and where it stands (UTF-16 offsets). */
export interface Word {
  word: string
  term: string
  start: number
  end: number
}

/** Words of a text without the stop words. Apostrophes inside stay; figures are words. Accents do not count. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = []
  for (const found of text.matchAll(/[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu)) {
    const word = found[0].toLowerCase().replaceAll('’', "'").replace(/'s$/, '')
    if (stopWords.has(word) || word.length > 40) continue
    const term = stem(word.normalize('NFKD').replaceAll(/\p{M}/gu, ''))
    words.push({ word, term, start: found.index, end: found.index + found[0].length })
  }
  return words
}

/**
 * How much a word counts by where it stands. That of the title was measured (nDCG@10 at 1, 2, 3, 4: Cranfield .434, .437,
 * .440, .442; CISI .41 with each), the others lie between.
 */
const weights = { title: 3, summary: 2, heading: 2, body: 1 }

/** A term of one edition: its weighted frequency, a word as met, and the numbers of the blocks it stands in. */
export interface MetTerm {
  frequency: number
  sample: string
  blocks: number[]
}

/** What search keeps of an edition: its terms, and its weighted length in words. */
export function termsOfEdition(edition: {
  title: string
  summary: string
  blocks: readonly { kind: string; text: string }[]
}): { terms: Map<string, MetTerm>; length: number } {
  const terms = new Map<string, MetTerm>()
  let length = 0
  const count = (text: string, weight: number, block: number | null) => {
    for (const { term, word } of wordsIn(text)) {
      const met = terms.get(term) ?? { frequency: 0, sample: word, blocks: [] }
      met.frequency += weight
      if (block !== null && met.blocks.at(-1) !== block) met.blocks.push(block)
      terms.set(term, met)
      length += weight
    }
  }
  count(edition.title, weights.title, null)
  count(edition.summary, weights.summary, null)
  edition.blocks.forEach(({ kind, text }, n) => {
    count(text, kind.startsWith('heading') || kind === 'title' ? weights.heading : weights.body, n)
  })
  return { terms, length }
}
