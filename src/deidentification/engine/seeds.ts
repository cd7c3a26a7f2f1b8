import type { Candidate, Identifier, Label } from './candidate.ts'
import { indexForms, matchForm, nameWords } from './forms.ts'
import type { Word } from './words.ts'

/** Someone or something of the case, told to the engine beforehand. */
export type Seed = {
  /** The name as written: "Alfie Hartley-Ogden". */
  readonly text: string
  /** PERSON when left out. */
  readonly label?: Label
  /** Other names of the same: "Baz", "Nana Dee". */
  readonly also?: readonly string[]
}

/** Whole occurrences of the seeded forms, any case; their parts are found when names are carried over the text. */
export function seedCandidates(words: readonly Word[], clean: string, seeds: readonly Seed[]): Candidate[] {
  if (seeds.length === 0) return []
  const entries = seeds.flatMap((seed) =>
    [seed.text, ...(seed.also ?? [])].map((text) => ({
      form: { words: nameWords(text), strength: 1, kind: 'seeded' },
      owner: { seed, text },
    })),
  )
  const index = indexForms(entries)
  const found: Candidate[] = []
  for (let at = 0; at < words.length; at++) {
    for (const { form, owner } of index.byFirst.get((words[at] as Word).folded) ?? []) {
      const end = matchForm(words, at, form)
      if (end < 0) continue
      const start = (words[at] as Word).start
      found.push(seeded(start, (words[end - 1] as Word).end, owner.seed.label ?? 'PERSON', owner.text))
      break
    }
  }
  for (const seed of seeds)
    for (const text of [seed.text, ...(seed.also ?? [])]) found.push(...literal(clean, seed.label ?? 'PERSON', text))
  return found
}

/** Seeds with figures or signs, which are no sequence of words. */
function literal(clean: string, label: Label, text: string): Candidate[] {
  if (!/[\d@]/.test(text) || text.length < 2) return []
  const found: Candidate[] = []
  const haystack = clean.toLowerCase()
  const needle = text.toLowerCase()
  if (haystack.length !== clean.length) return []
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + needle.length))
    found.push(seeded(at, at + needle.length, label, text))
  return found
}

function seeded(start: number, end: number, label: Label, text: string): Candidate {
  const identifier: Identifier = label === 'PERSON' || label === 'CODE' ? 'DIRECT' : 'QUASI'
  return {
    start,
    end,
    label,
    identifier,
    probability: 0.99,
    source: 'seed',
    reason: `Named beforehand by the reviewer: “${text}”`,
  }
}
