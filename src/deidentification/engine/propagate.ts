import type { Candidate, Label } from './candidate.ts'
import type { Seed } from './seeds.ts'
import { deletions, indexForms, matchForm, organisationForms, personForms, withinOneEdit } from './forms.ts'
import type { Form, FormIndex } from './forms.ts'
import { organisationHeads } from './lexicon/places.ts'
import { isCommon, isFirstName, isGivenWord, isSurname, isWordName } from './words.ts'
import type { Word } from './words.ts'

type Owner = {
  readonly label: Label
  readonly identifier: Candidate['identifier']
  readonly probability: number
  readonly surface: string
  readonly seeded: boolean
}

/** A verb or auxiliary: "Summer was", "Chase told" speak of a person; "Chase the referral" does not. */
const AFTER_PERSON =
  /^(?:(?:'s|’s)|\s+(?:was|had|has|did|said|told|asked|lived|moved|went|came|attended|remained|became|would|could|were|seen|asleep|always|never|often|still|just|\p{Ll}{3,}ed|who|whose|also|then|died|spoke|described|reported|disclosed|presented|continued|started|began|wrote|rang|replied|remembered|thought|felt|knew|saw|worked|visited)\b|\s+and \p{Lu}|,\s)/u

/**
 * Carries every settled name over the whole text: other forms, possessives, lower case in speech, surnames alone, one
 * misspelt letter. A name that is also a word is carried only where a capital in mid-sentence or a verb shows it.
 */
export function propagate(
  clean: string,
  words: readonly Word[],
  settled: readonly Candidate[],
  seeds: readonly Seed[],
): Candidate[] {
  const index = indexForms([...seedForms(seeds), ...formsOf(clean, settled)])
  const found: Candidate[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word
    const hit = exact(clean, words, at, index) ?? misspelt(word, index)
    if (hit !== undefined) found.push(hit)
  }
  return found
}

/** A seeded name is carried even where the whole of it is never written. */
function seedForms(seeds: readonly Seed[]): { form: Form; owner: Owner }[] {
  return seeds.flatMap((seed) =>
    [seed.text, ...(seed.also ?? [])].flatMap((surface) => {
      const label = seed.label ?? 'PERSON'
      const owner: Owner = {
        label,
        identifier: label === 'PERSON' || label === 'CODE' ? 'DIRECT' : 'QUASI',
        probability: 0.99,
        surface,
        seeded: true,
      }
      const forms = label === 'PERSON' ? personForms(surface) : carriedForms(label, surface)
      return forms.map((form) => ({ form, owner }))
    }),
  )
}

function* formsOf(clean: string, settled: readonly Candidate[]): Generator<{ form: Form; owner: Owner }> {
  const ranked = settled.toSorted((a, b) => rank(b) - rank(a) || a.start - b.start)
  const seen = new Set<string>()
  for (const found of ranked) {
    if (found.probability < 0.6 || found.source === 'seed') continue
    const surface = clean.slice(found.start, found.end)
    const key = `${found.label} ${surface}`
    if (seen.has(key)) continue
    seen.add(key)
    const owner: Owner = {
      label: found.label,
      identifier: found.identifier,
      probability: found.probability,
      surface,
      seeded: found.source === 'seed',
    }
    for (const form of carriedForms(found.label, surface)) yield { form, owner }
  }
}

const rank = (found: Candidate): number => (found.label === 'PERSON' ? 1 : 0) + found.probability

function carriedForms(label: Label, surface: string): Form[] {
  if (label === 'PERSON') return personForms(surface)
  if (label === 'ORG' || label === 'MISC')
    return /\p{Lu}/u.test(surface.charAt(0)) && surface.length < 80 ? organisationForms(surface) : []
  if (label === 'LOC')
    return /\d/.test(surface)
      ? streetForms(surface)
      : [{ words: organisationForms(surface)[0]?.words ?? [], strength: 1, kind: 'the same place' }]
  return []
}

/** "41 Parkwood Rise, Keighley" is also met as "Parkwood Rise". */
function streetForms(surface: string): Form[] {
  const street = /\d+[A-Za-z]?,? ((?:\p{Lu}[\p{L}'’-]+ ?){2,4})/u.exec(surface)?.[1]
  const named = /, ((?:\p{Lu}[\p{L}'’-]+ ?){2,3}),/u.exec(surface)?.[1]
  return [street, named]
    .filter((part) => part !== undefined)
    .flatMap((part) =>
      organisationForms(part)
        .slice(0, 1)
        .map((form) => ({ ...form, kind: 'the same street' })),
    )
}

function exact(clean: string, words: readonly Word[], at: number, index: FormIndex<Owner>): Candidate | undefined {
  const word = words[at] as Word
  const entries = index.byFirst.get(word.folded)
  if (entries !== undefined) {
    for (const { form, owner } of entries) {
      const end = matchForm(words, at, form)
      if (end < 0) continue
      const strength = inContext(clean, words, at, end, form, owner)
      if (strength > 0) return carried(word.start, (words[end - 1] as Word).end, owner, form, strength)
    }
  }
  if (!word.text.includes('-')) return undefined
  for (const part of word.folded.split('-')) {
    const entry = index.byFirst
      .get(part)
      ?.find(({ form, owner }) => form.words.length === 1 && owner.label === 'PERSON')
    if (entry !== undefined && word.capital && part.length > 3 && !isCommon(part))
      return carried(word.start, word.end, entry.owner, entry.form, 0.8)
  }
  return undefined
}

function inContext(clean: string, words: readonly Word[], at: number, end: number, form: Form, owner: Owner): number {
  const word = words[at] as Word
  const single = form.words.length === 1
  if (form.kind === 'initials of the organisation') return word.shouted ? form.strength : 0
  if (!single) return words.slice(at, end).some((part) => part.capital) || owner.label === 'PERSON' ? form.strength : 0
  const ordinary = isCommon(word.folded) || isWordName(word.folded)
  if (!word.capital && isGivenWord(word.folded) && /^['’]s\b/.test(clean.slice(word.end, word.end + 3)))
    return owner.label === 'PERSON' ? form.strength * 0.7 : 0
  if (!word.capital) return !ordinary && owner.label === 'PERSON' && word.folded.length >= 4 ? form.strength * 0.8 : 0
  if (!ordinary) return form.strength
  if (organisationHeads.has(word.folded)) return 0
  if (!word.opens)
    return word.joined || !/^\p{Lu}/u.test(words[at + 1]?.text ?? '') ? form.strength * 0.9 : form.strength * 0.7
  const after = clean.slice(word.end, word.end + 24)
  if (/^[\n\t]/.test(after) || at + 1 >= words.length) return form.strength * 0.8
  return AFTER_PERSON.test(after) ? form.strength * 0.85 : 0
}

function misspelt(word: Word, index: FormIndex<Owner>): Candidate | undefined {
  if (!word.capital || word.folded.length < 6 || isCommon(word.folded) || isFirstName(word.folded)) return undefined
  for (const half of deletions(word.folded)) {
    for (const { form, owner } of index.long.get(half) ?? []) {
      const target = form.words[0] ?? ''
      if (owner.label !== 'PERSON' || target === word.folded || !withinOneEdit(word.folded, target)) continue
      if (isSurname(word.folded) && isSurname(target) && !owner.seeded) continue
      return carried(word.start, word.end, owner, { ...form, kind: 'one letter different' }, 0.8)
    }
  }
  return undefined
}

function carried(start: number, end: number, owner: Owner, form: Form, strength: number): Candidate {
  const probability = Math.min(0.99, owner.probability * strength)
  return {
    start,
    end,
    label: owner.label,
    identifier: owner.identifier,
    probability,
    source: owner.seeded ? 'confirmed-seed' : 'carried',
    reason: `${capitalise(form.kind)}: “${owner.surface}”`,
  }
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
