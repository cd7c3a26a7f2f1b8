import { deletions, indexForms, isTitled, matchForm, nameWords, personForms, withinOneEdit } from './forms.ts'
import type { Form, FormIndex } from './forms.ts'
import { fold, originalRange, readingCopy } from './text.ts'
import { isCommon, isFirstName, isWordName, wordsOf } from './words.ts'
import type { Word } from './words.ts'

/** One further occurrence of a decided form. Offsets are UTF-16 units within the block. */
export type Sweep = {
  readonly block: number
  readonly start: number
  readonly end: number
  readonly form: string
  readonly how: string
  readonly probability: number
}

/** A decided form that is still to be read in a text. Offsets are UTF-16 units. */
export type Leak = { readonly form: string; readonly start: number; readonly end: number }

/**
 * Finds every further occurrence of decided forms: exact in any case, possessive, surname or given name alone, short
 * forms, dotted initials, one letter different in words of six letters or more.
 */
export function sweepForms(blocks: readonly { readonly text: string }[], forms: readonly string[]): Sweep[] {
  const index = formIndex(forms, true)
  const found: Sweep[] = []
  for (const [block, { text }] of blocks.entries()) {
    for (const hit of occurrences(text, forms, index, true)) found.push({ block, ...hit })
  }
  return found
}

/**
 * The leak gate's question about an output text: which confirmed forms, parts of names, dotted initials or misspellings
 * can still be read in it? Words that are ordinary English count only with a capital, and not at a sentence's start alone.
 */
export function leaks(text: string, forms: readonly string[]): Leak[] {
  const index = formIndex(forms, false)
  return occurrences(text, forms, index, false).map(({ form, start, end }) => ({ form, start, end }))
}

type Hit = {
  readonly start: number
  readonly end: number
  readonly form: string
  readonly how: string
  readonly probability: number
}

function formIndex(forms: readonly string[], wide: boolean): FormIndex<string> {
  const entries: { form: Form; owner: string }[] = []
  for (const form of forms) {
    const words = nameWords(form)
    if (words.length === 0) continue
    entries.push({ form: { words, strength: 1, kind: 'the same words' }, owner: form })
    if (!looksLikeName(form)) continue
    for (const derived of personForms(form))
      if (wide || derived.strength >= 0.9) entries.push({ form: derived, owner: form })
  }
  return indexForms(entries)
}

/** One to five capitalised words and no figures: the parts of such a form identify by themselves. */
const looksLikeName = (form: string): boolean =>
  !/\d/.test(form) &&
  /^\p{Lu}/u.test(form) &&
  nameWords(form).length <= 5 &&
  !/\b(?:of|the|and|for|Hospital|School|Academy|Council|Trust|Team|Court|Police|Surgery|Centre|Road|Street)\b/.test(
    form,
  )

function occurrences(text: string, forms: readonly string[], index: FormIndex<string>, wide: boolean): Hit[] {
  const copy = readingCopy(text)
  const words = wordsOf(copy.clean)
  const hits: Hit[] = []
  for (let at = 0; at < words.length; at++) {
    const hit = wordHit(words, at, index, wide)
    if (hit !== undefined) hits.push(hit)
  }
  for (const form of forms) hits.push(...literalHits(copy.clean, form), ...initialHits(copy.clean, form))
  const sorted = hits.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const out: Hit[] = []
  let end = -1
  for (const hit of sorted) {
    if (hit.start < end || copy.sealed.some(([from, to]) => hit.start < to && hit.end > from)) continue
    end = hit.end
    const [start, stop] = originalRange(copy, hit.start, hit.end)
    out.push({ ...hit, start, end: stop })
  }
  return out
}

function wordHit(words: readonly Word[], at: number, index: FormIndex<string>, wide: boolean): Hit | undefined {
  const word = words[at] as Word
  for (const { form, owner } of index.byFirst.get(word.folded) ?? []) {
    const end = matchForm(words, at, form)
    if (end < 0) continue
    const derived = form.words.length === 1 && nameWords(owner).length > 1
    if (form.words.length === 1 && !countsAlone(word, derived)) continue
    const how = form.kind + (word.capital ? '' : ', in lower case')
    return { start: word.start, end: (words[end - 1] as Word).end, form: owner, how, probability: form.strength }
  }
  for (const part of word.folded.includes('-') ? word.folded.split('-') : []) {
    const entry = index.byFirst.get(part)?.find(({ form }) => form.words.length === 1)
    if (entry !== undefined && part.length > 3 && !isCommon(part))
      return { start: word.start, end: word.end, form: entry.owner, how: 'part of a double name', probability: 0.8 }
  }
  return misspelling(word, index, wide)
}

/** An ordinary word ("Will", "Hope") needs a capital that its place in the sentence does not explain. */
function countsAlone(word: Word, derived: boolean): boolean {
  if (!isCommon(word.folded) && !isWordName(word.folded)) return true
  return word.capital && (!word.opens || !derived)
}

function misspelling(word: Word, index: FormIndex<string>, wide: boolean): Hit | undefined {
  if (word.folded.length < 5 || isCommon(word.folded) || (!word.capital && !wide) || isFirstName(word.folded))
    return undefined
  for (const half of deletions(word.folded)) {
    for (const { form, owner } of index.long.get(half) ?? []) {
      const target = form.words[0] ?? ''
      if (target !== word.folded && withinOneEdit(word.folded, target))
        return { start: word.start, end: word.end, form: owner, how: 'one letter different', probability: 0.75 }
    }
  }
  return undefined
}

/** Forms that are not words: numbers, handles, addresses; spaces and hyphens inside do not matter. */
function literalHits(clean: string, form: string): Hit[] {
  if (!/[\d@]/.test(form)) return []
  const core = form.trim().replace(/[\s-]+/g, '\uE003')
  if (core.length < 2) return []
  const pattern = core
    .split('')
    .map((unit) => (unit === '\uE003' ? '[\\s-]*' : escape(unit) + (/\d/.test(unit) ? '[ -]?' : '')))
    .join('')
  const hits: Hit[] = []
  for (const match of clean.matchAll(
    new RegExp(`(?<![\\p{L}\\p{N}])${pattern.replace(/\[ -\]\?$/, '')}(?![\\p{L}\\p{N}])`, 'giu'),
  )) {
    hits.push({ start: match.index, end: match.index + match[0].length, form, how: 'the same figures', probability: 1 })
  }
  return hits
}

/** "A.J.H-O.", "A. J. H.": dotted initials of a name of two words or more. */
function initialHits(clean: string, form: string): Hit[] {
  if (!looksLikeName(form) || isTitled(form)) return []
  const letters = nameWords(form)
    .flatMap((word) => word.split('-'))
    .map((word) => word.charAt(0).toUpperCase())
  if (letters.length < 2) return []
  const hits: Hit[] = []
  for (const match of clean.matchAll(
    new RegExp(`(?<![\\p{L}.])${letters.map((letter) => `${escape(letter)}\\.?`).join('[ -]?')}(?![\\p{L}’'])`, 'gu'),
  )) {
    if (!match[0].includes('.')) continue
    hits.push({ start: match.index, end: match.index + match[0].length, form, how: 'initials', probability: 0.8 })
  }
  return hits
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Do two forms compare equal once case, accents and spacing are set aside? */
export const sameForm = (a: string, b: string): boolean => fold(a) === fold(b)
