/** How a question typed into the search box is read. Pure. */
import { wordsIn } from './terms.ts'

/** Words that must stand side by side. `words` as typed, in lower case; `terms` those of them that search knows. */
export interface Phrase {
  words: string[]
  terms: string[]
}

/** What somebody looks for. Any of the terms may match; every phrase must; nothing that is excluded may. */
export interface Question {
  /** As often as they were typed: who says it twice means it more. */
  terms: string[]
  prefixes: string[]
  phrases: Phrase[]
  excluded: string[]
  excludedPhrases: Phrase[]
  /** The words as typed, for “did you mean”. */
  typed: string[]
  /** Something was typed, but only words that stand in every text. */
  tooCommon: boolean
}

/** Characters of a question that are read; what comes after is not. */
export const longestQuestion = 2000

/** Reads a question: words, "phrases", prefix*, -excluded, -"excluded phrase". Whatever is typed gives a question. */
export function readQuestion(text: string): Question {
  const found: Question = {
    terms: [],
    prefixes: [],
    phrases: [],
    excluded: [],
    excludedPhrases: [],
    typed: [],
    tooCommon: false,
  }
  const asked = text.slice(0, longestQuestion)
  const rest = asked.replaceAll(/(-?)["“”]([^"“”]*)["“”]?/g, (_whole, minus: string, words: string) => {
    takePhrase(found, words, minus !== '')
    return ' '
  })
  for (const piece of rest.split(/\s+/).filter(Boolean)) takePiece(found, piece)
  found.prefixes = found.prefixes.slice(0, 4)
  const nothing = [found.terms, found.prefixes, found.excluded, found.excludedPhrases].every(
    (list) => list.length === 0,
  )
  found.tooCommon = nothing && /[\p{L}\p{N}]/u.test(asked)
  return found
}

function takePhrase(found: Question, text: string, excluded: boolean): void {
  const words = [
    ...text
      .toLowerCase()
      .replaceAll('’', "'")
      .matchAll(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu),
  ].map(([word]) => word)
  const known = wordsIn(text)
  const terms = [...new Set(known.map((word) => word.term))]
  if (terms.length === 0) return
  if (excluded && words.length === 1) found.excluded.push(...terms)
  else if (excluded) found.excludedPhrases.push({ words, terms })
  else {
    found.terms.push(...terms)
    found.typed.push(...known.map((word) => word.word))
    if (words.length > 1) found.phrases.push({ words, terms })
  }
}

function takePiece(found: Question, piece: string): void {
  const begun = /^([\p{L}\p{N}]{3,40})\*$/u.exec(piece)
  if (begun) found.prefixes.push(begun[1]!.toLowerCase())
  else if (/^-[\p{L}\p{N}]/u.test(piece)) found.excluded.push(...wordsIn(piece).map((word) => word.term))
  else {
    const words = wordsIn(piece)
    found.terms.push(...words.map((word) => word.term))
    found.typed.push(...words.map((word) => word.word))
  }
}

/** A phrase as a PostgreSQL regular expression: its words whole, whatever signs stand between them, either apostrophe. */
export function phrasePattern(phrase: Phrase): string {
  return `\\m${phrase.words.map((word) => word.replaceAll("'", "['’]")).join('[^[:alnum:]]+')}\\M`
}
