import { fold } from './text.ts'
import { commonWords } from './lexicon/common-words.ts'
import { firstNames, surnames, wordNames } from './lexicon/names.ts'

/** A word of the reading copy. Possessive endings ('s) are not part of it. */
export type Word = {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Comparison form: lower case, no accents, straight apostrophes. */
  readonly folded: string
  readonly capital: boolean
  /** All letters are capitals and there are at least two. */
  readonly shouted: boolean
  /** First word of a sentence, line, cell, list item or quotation. */
  readonly opens: boolean
  /** A case-bearing link to the previous word: a single space, a full stop after an initial, or nothing but a hyphen. */
  readonly joined: boolean
}

const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’ʼ-]\p{L}[\p{L}\p{M}\p{N}]*)*/gu
const OPENING = /(?:^|[.!?:;\n\t\r“"‘(•*|–—\uE001]|\d\.|\d\)|\[\d+\])[\s“"‘'(*•–—-]*$/
const ASCII = /^[A-Za-z0-9'-]*$/

/** Words of a reading copy in order. */
export function wordsOf(clean: string): Word[] {
  const words: Word[] = []
  let previousEnd = 0
  let previousText = ''
  for (const match of clean.matchAll(WORD)) {
    const text = withoutPossessive(match[0])
    const start = match.index
    const gap = start - previousEnd > 12 ? clean.slice(start - 12, start) : clean.slice(previousEnd, start)
    const initial = previousText.length <= 2 && /^\p{Lu}/u.test(previousText)
    const joined =
      words.length > 0 &&
      (gap === ' ' ||
        gap === '-' ||
        (gap === '. ' && (initial || ABBREVIATED.has(previousText))) ||
        (gap === '.' && initial))
    words.push({
      start,
      end: start + text.length,
      text,
      folded: ASCII.test(text) ? text.toLowerCase() : fold(text),
      capital: /^\p{Lu}/u.test(text) && !/^I(?:['’]|$)/.test(text),
      shouted: text.length > 1 && text === text.toUpperCase() && /\p{Lu}{2}/u.test(text),
      opens: words.length === 0 || (!joined && (OPENING.test(gap) || /^[\s\d.]*\n/.test(gap))),
      joined,
    })
    previousEnd = start + match[0].length
    previousText = text
  }
  return words
}

const ABBREVIATED: ReadonlySet<string> = new Set([
  'Mr',
  'Mrs',
  'Ms',
  'Dr',
  'Prof',
  'Rev',
  'Revd',
  'Fr',
  'St',
  'Cllr',
  'Sgt',
  'Hon',
  'Jr',
  'Sr',
  'Mme',
  'Mlle',
])

/** "Hartley's" → "Hartley"; "James'" is already whole, since a trailing apostrophe is no part of a word. */
export function withoutPossessive(text: string): string {
  return text.length > 3 && /['’ʼ][sS]$/.test(text) ? text.slice(0, -2) : text
}

/** Is this word ordinarily written in lower case? */
export const isCommon = (folded: string): boolean =>
  commonWords.has(folded) || (folded.includes('-') && folded.split('-').every((part) => commonWords.has(part)))

/** Is this a given name and nothing else? */
export const isFirstName = (folded: string): boolean =>
  (firstNames.has(folded) && !wordNames.has(folded)) ||
  (folded.includes('-') && firstNames.has(folded.slice(0, folded.indexOf('-'))))

/** Is this a given name that is also a word? */
export const isWordName = (folded: string): boolean => wordNames.has(folded)

/** Is this a word that is far more often a given name when it has a capital ("Jack", "Ruby")? */
export const isGivenWord = (folded: string): boolean => wordNames.has(folded) && firstNames.has(folded)

/** Is this a common surname? */
export const isSurname = (folded: string): boolean =>
  surnames.has(folded) ||
  surnames.has(folded.replace(/'/g, '')) ||
  /^(?:mc|mac|o'|d'|fitz)\p{L}{3,}/u.test(folded) ||
  (folded.includes('-') && folded.split('-').some((part) => surnames.has(part) && part.length > 3))
