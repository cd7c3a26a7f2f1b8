/**
 * What kind of thing a word mostly means: a person, an animal, food, an act, an illness. The kinds are WordNet's lexicographer
 * files (Fellbaum, 1998), one for each noun or verb, by its commonest sense. They let the tagger treat a trade or an event
 * that it has never met like those that it has.
 */
export type Senses = ReadonlyMap<string, number>

/** Kinds that the prompts ask about. */
export const SENSE = { animal: 5, event: 11, food: 13, person: 18 } as const

const FIRST_KIND = 48
const FIRST_LENGTH = 33

/** Packs words in order: how many letters each shares with the one before, the rest of it, its kind. */
export function packSenses(notice: string, words: readonly (readonly [string, number])[]): string {
  let out = `${notice}\n\n`
  let before = ''
  for (const [word, kind] of words.toSorted((a, b) => (a[0] < b[0] ? -1 : 1))) {
    let shared = 0
    while (shared < 25 && shared < before.length && before[shared] === word[shared]) shared++
    out += String.fromCharCode(FIRST_LENGTH + shared) + word.slice(shared) + String.fromCharCode(FIRST_KIND + kind)
    before = word
  }
  return out
}

/** Reads what `packSenses` wrote. */
export function readSenses(packed: string): Senses {
  const senses = new Map<string, number>()
  let at = packed.lastIndexOf('\n\n') + 2
  let word = ''
  while (at < packed.length) {
    const shared = packed.charCodeAt(at++) - FIRST_LENGTH
    let end = at
    while (end < packed.length && (packed.charCodeAt(end) >= 97 || packed.charCodeAt(end) === 45)) end++
    word = word.slice(0, shared) + packed.slice(at, end)
    senses.set(word, packed.charCodeAt(end) - FIRST_KIND)
    at = end + 1
  }
  return senses
}

/** The kind of a folded word or of its stem; undefined where it is in no list. */
export function senseOf(senses: Senses, folded: string): number | undefined {
  const whole = senses.get(folded)
  if (whole !== undefined) return whole
  for (const [ending, instead] of ENDINGS) {
    if (!folded.endsWith(ending)) continue
    const found = senses.get(folded.slice(0, -ending.length) + instead)
    if (found !== undefined) return found
  }
  return undefined
}

const ENDINGS: readonly (readonly [string, string])[] = [
  ['s', ''],
  ['es', ''],
  ['ies', 'y'],
  ['ed', ''],
  ['d', ''],
  ['ed', 'e'],
  ['ing', ''],
  ['ing', 'e'],
  ['men', 'man'],
]
