import type { Candidate } from './candidate.ts'
import { isCommon } from './words.ts'
import { fold } from './text.ts'

const SMALL: ReadonlySet<string> = new Set(
  `a an and are as asked at be been began but by did do for from gave had has have he her him his how i if in into is it its kept me met my no not of on
   or our over said she so some spoke than that the their them then there they this those through to told took under until up us was we went were what
   when where which while who whom whose why will with would you your such about after around away back became before between during each ended every
   few first last late later like made many more most much new next now off once only other out own same still too very well`.split(
    /\s+/,
  ),
)
const WORD = /\p{L}[\p{L}\p{M}'’-]*|\p{N}+/gu

/**
 * Sets the tagger's finds straight where it was trained on other texts: a find of small words only is none, a name ends
 * where its capitals end, and a lower-case ordinary word is no name of a person, body or place.
 */
export function tidyFinds(clean: string, found: readonly Candidate[]): Candidate[] {
  return found.flatMap((one) => {
    if (one.source !== 'tagger') return [one]
    const tidied = one.label === 'PERSON' ? nameOnly(clean, one) : one
    return tidied !== undefined && saysSomething(clean, tidied) ? [tidied] : []
  })
}

function saysSomething(clean: string, { start, end, label, probability }: Candidate): boolean {
  const words = clean.slice(start, end).match(WORD) ?? []
  const named = label === 'PERSON' || label === 'ORG' || label === 'LOC'
  return words.some((word) => {
    const folded = fold(word)
    if (/^['’]?s$/.test(folded) || SMALL.has(folded)) return false
    return !named || words.length > 1 || word !== folded || (!isCommon(folded) && probability >= 0.5)
  })
}

/** "Ifrah translating" names Ifrah; "Alfie’s NHS" names Alfie. */
function nameOnly(clean: string, found: Candidate): Candidate | undefined {
  const text = clean.slice(found.start, found.end)
  const words = [...text.matchAll(WORD)]
  const possessive = words.findIndex((word, n) => n < words.length - 1 && /['’]s$/.test(word[0]))
  let last = possessive >= 0 ? possessive : words.length - 1
  if (!words.some((word) => /^\p{Lu}/u.test(word[0]))) return found
  while (last > 0 && /^\p{Ll}/u.test(words[last]?.[0] ?? '')) last--
  const end = words[last]
  if (end === undefined || last === words.length - 1) return found
  return { ...found, end: found.start + end.index + end[0].replace(/['’]s$/, '').length }
}
