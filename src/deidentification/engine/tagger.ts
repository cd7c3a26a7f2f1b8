import type { Candidate, Label } from './candidate.ts'
import { marginals } from './crf.ts'
import type { Crf } from './crf.ts'
import { featureRow, genreOf, tokenRow } from './features.ts'
import type { Genre, TokenRow } from './features.ts'

/** Least probability of a word's being masked, by kind, at one operating point. */
export type TaggerThresholds = Readonly<Record<Label, number>>

/** What the tagger makes of a text. */
export type Tagged = { readonly candidates: readonly Candidate[]; readonly genre: Genre }

const WHY: Readonly<Record<Label, string>> = {
  PERSON: 'Written like a person’s name',
  CODE: 'Written like a reference or number',
  LOC: 'Written like a place',
  ORG: 'Written like an organisation that could point to the case',
  DEM: 'A circumstance that narrows who is meant',
  DATETIME: 'Written like a time that narrows who is meant',
  QUANTITY: 'A figure that narrows who is meant',
  MISC: 'A detail that others might remember or find',
}

/**
 * Runs of words that the tagger would mask.
 * @param rules what the rules found on the same text: evidence for the tagger
 * @param least thresholds by genre, since a court judgment and a review are masked by different habits
 */
export function tagText(
  crf: Crf,
  clean: string,
  rules: readonly Candidate[],
  least: (genre: Genre) => TaggerThresholds,
): Tagged {
  const row = tokenRow(clean)
  const genre = genreOf(row)
  const probabilities = marginals(crf, row, featureRow(row, rules))
  return { genre, candidates: runsOf(crf, clean, row, probabilities, least(genre)) }
}

function runsOf(
  crf: Crf,
  clean: string,
  row: TokenRow,
  probabilities: Float32Array,
  least: TaggerThresholds,
): Candidate[] {
  const kinds = crf.labels.filter((label) => label.startsWith('B-')).map((label) => label.slice(2) as Label)
  const labels = crf.labels.length
  const found: Candidate[] = []
  let open: { start: number; end: number; label: Label; sum: number; count: number } | undefined
  const close = (): void => {
    if (open !== undefined) found.push(candidate(open.start, open.end, open.label, open.sum / open.count))
    open = undefined
  }
  for (let i = 0; i < row.count; i++) {
    const masked = 1 - (probabilities[i * labels] as number)
    const { label, begins } = likeliest(probabilities, i * labels, kinds)
    const start = row.starts[i] ?? 0
    const end = row.ends[i] ?? 0
    if (masked < least[label]) {
      close()
      continue
    }
    if (
      open !== undefined &&
      (open.label !== label || begins || start - open.end > 1 || clean.charAt(open.end) === '\n')
    )
      close()
    if (open === undefined) open = { start, end, label, sum: masked, count: 1 }
    else open = { start: open.start, end, label, sum: open.sum + masked, count: open.count + 1 }
  }
  close()
  return found
}

function likeliest(
  probabilities: Float32Array,
  base: number,
  kinds: readonly Label[],
): { label: Label; begins: boolean } {
  let best = 0
  let largest = -1
  for (let k = 0; k < kinds.length; k++) {
    const value = (probabilities[base + 1 + 2 * k] as number) + (probabilities[base + 2 + 2 * k] as number)
    if (value > largest) {
      largest = value
      best = k
    }
  }
  return {
    label: kinds[best] ?? 'MISC',
    begins: (probabilities[base + 1 + 2 * best] as number) > (probabilities[base + 2 + 2 * best] as number),
  }
}

function candidate(start: number, end: number, label: Label, probability: number): Candidate {
  const identifier = label === 'PERSON' || label === 'CODE' ? 'DIRECT' : 'QUASI'
  return {
    start,
    end,
    label,
    identifier,
    probability,
    source: 'tagger',
    reason: `${WHY[label]} (learned from marked texts)`,
  }
}
