import { fold } from './text.ts'
import { nicknames } from './lexicon/names.ts'
import { organisationHeads } from './lexicon/places.ts'
import { isCommon, isFirstName, isWordName, withoutPossessive } from './words.ts'
import type { Word } from './words.ts'

/** One way in which a settled name may appear again, as folded words in order. */
export type Form = {
  readonly words: readonly string[]
  /** How strongly such an appearance points to the name, 0–1. */
  readonly strength: number
  /** In words for the editor. */
  readonly kind: string
}

const TITLE =
  /^(?:mr|mrs|ms|miss|master|dr|doctor|prof|professor|sir|dame|lord|lady|rev|reverend|revd|fr|imam|rabbi|pastor|canon|pc|dc|ds|di|dci|wpc|constable|sergeant|sgt|inspector|superintendent|detective|judge|justice|hhj|cllr|councillor|nurse|his|her|honour|charge|staff|chief|crew|watch|manager|old|rt|hon|mp|uncle|auntie|aunty|aunt|nana|nan|gran|granny|grandad|grandma|grandpa|\d+)$/

/** Folded words of a surface form, titles left out when a name remains. */
export function nameWords(surface: string): string[] {
  const all = (surface.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’ʼ-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu) ?? []).map(
    (word) => fold(withoutPossessive(word)),
  )
  const bare = all.filter((word) => !TITLE.test(word))
  return bare.length > 0 ? bare : all
}

/** Does the surface begin with a title, so that its one name is a surname? */
export const isTitled = (surface: string): boolean =>
  /^(?:mr|mrs|ms|miss|dr|prof(?:essor)?|pc|dc|ds|di|cllr|judge)\b/i.test(surface)

/** The forms of a person: whole, given name, surname, parts of a double name, short forms, dotted initials. */
export function personForms(surface: string): Form[] {
  const words = nameWords(surface)
  const forms: Form[] = [{ words, strength: 1, kind: 'the same name' }]
  const parts = new Set<string>()
  for (const word of words) {
    parts.add(word)
    if (word.includes('-')) for (const part of word.split('-')) if (part.length > 2) parts.add(part)
  }
  for (const part of parts) {
    if (part.length < 3 || (words.length === 1 && part === words[0])) continue
    if (isCommon(part) && !isWordName(part) && !isFirstName(part)) continue
    forms.push({ words: [part], strength: 0.95, kind: 'part of the same name' })
  }
  const given = words[0] ?? ''
  if (words.length > 1) {
    forms.push({ words: [given.split('-')[0] ?? given, words.at(-1) ?? given], strength: 1, kind: 'the same name' })
    for (const short of shortForms(given))
      forms.push({ words: [short], strength: 0.7, kind: 'a short form of the given name' })
  }
  return forms
}

/** Short and full forms that may stand for a given name. */
export function shortForms(given: string): string[] {
  const base = given.split('-')[0] ?? given
  const found = new Set<string>(nicknames[base] ?? [])
  for (const [short, full] of Object.entries(nicknames)) if (full.includes(base)) found.add(short)
  return [...found].filter((form) => form.length > 2 && (!isCommon(form) || isWordName(form)))
}

/** The forms of an organisation: whole, without its last general word, its initials. */
export function organisationForms(surface: string): Form[] {
  const words = nameWords(surface).filter((word, index) => !(index === 0 && word === 'the'))
  const forms: Form[] = [{ words, strength: 1, kind: 'the same name' }]
  let length = words.length
  while (length > 1 && organisationHeads.has(words[length - 1] ?? '')) {
    length--
    const rest = words.slice(0, length)
    if (rest.every((word) => isCommon(word)) || rest.at(-1) === 'of') break
    if (length > 1 || !isCommon(rest[0] ?? ''))
      forms.push({ words: rest, strength: 0.85, kind: 'a short form of the organisation' })
  }
  const initials = words
    .filter((word) => !['of', 'the', 'and', 'for'].includes(word))
    .map((word) => word.charAt(0))
    .join('')
  if (initials.length >= 3) forms.push({ words: [initials], strength: 0.9, kind: 'initials of the organisation' })
  return forms
}

/** At most one letter inserted, removed, replaced, or two neighbours exchanged. Both words in folded form. */
export function withinOneEdit(a: string, b: string): boolean {
  if (a === b) return true
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  let endA = a.length
  let endB = b.length
  while (endA > i && endB > i && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  if (endA - i <= 1 && endB - i <= 1) return true
  return endA - i === 2 && endB - i === 2 && a[i] === b[i + 1] && a[i + 1] === b[i]
}

/** Looks up forms by their first word. */
export type FormIndex<T> = {
  readonly byFirst: ReadonlyMap<string, readonly { form: Form; owner: T }[]>
  /** Long single words by their length, for misspellings. */
  readonly long: ReadonlyMap<string, readonly { form: Form; owner: T }[]>
}

/** Builds the index; of equal forms the first owner wins. */
export function indexForms<T>(entries: Iterable<{ form: Form; owner: T }>): FormIndex<T> {
  const byFirst = new Map<string, { form: Form; owner: T }[]>()
  const long = new Map<string, { form: Form; owner: T }[]>()
  const seen = new Set<string>()
  for (const entry of entries) {
    const first = entry.form.words[0]
    if (first === undefined || first === '') continue
    const key = entry.form.words.join(' ')
    if (seen.has(key)) continue
    seen.add(key)
    push(byFirst, first, entry)
    if (entry.form.words.length === 1 && first.length >= 6) for (const half of deletions(first)) push(long, half, entry)
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.form.words.length - a.form.words.length)
  return { byFirst, long }
}

/** The word and all words with one letter less: two words within one edit share at least one of these. */
export function deletions(word: string): string[] {
  const found = [word]
  for (let i = 0; i < word.length; i++) found.push(word.slice(0, i) + word.slice(i + 1))
  return found
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

/** Index one past the last word of the form when it stands at `at`, or -1. */
export function matchForm(words: readonly Word[], at: number, form: Form): number {
  for (let i = 0; i < form.words.length; i++) {
    const word = words[at + i]
    if (word === undefined || word.folded !== form.words[i]) return -1
    if (i > 0 && word.start - (words[at + i - 1]?.end ?? 0) > 3) return -1
  }
  return at + form.words.length
}
