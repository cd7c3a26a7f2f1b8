import type { Candidate, Label } from './candidate.ts'
import { marginals } from './crf.ts'
import type { Crf } from './crf.ts'
import { featureRow, genreOf, tokenRow } from './features.ts'
import type { Genre, TokenRow } from './features.ts'
import { fold, SEALED } from './text.ts'
import type { Weights } from './weights.ts'

/**
 * An entity that takes more words is dearer to mask, so its odds are divided by its number of words over the whole document
 * to this power. Chosen by cross-validation: indirect recall at equal precision is flat between 0.3 and 0.8.
 */
const DEARNESS = 0.6

/** Words less likely to be masked than this belong to no passage. */
const FLOOR = 0.05

/** What the tagger makes of a text. */
export type Tagged = { readonly candidates: readonly (readonly Candidate[])[]; readonly genre: Genre }

const KINDS: readonly Label[] = ['PERSON', 'CODE', 'LOC', 'ORG', 'DEM', 'DATETIME', 'QUANTITY', 'MISC']

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
 * @param least thresholds by genre, as odds for one word in one place, since a court judgment and a review are masked by
 *   different habits; the answer has one list of candidates for each
 */
export function tagText(
  { crf, senses }: Pick<Weights, 'crf' | 'senses'>,
  clean: string,
  rules: readonly Candidate[],
  least: (genre: Genre) => readonly number[],
): Tagged {
  const row = tokenRow(clean)
  const genre = genreOf(row)
  const probabilities = marginals(crf, row, featureRow(row, rules, senses))
  return { genre, candidates: least(genre).map((one) => runsOf(crf, clean, row, probabilities, one)) }
}

type Run = {
  start: number
  end: number
  readonly label: Label
  sum: number
  count: number
  words: number
  /** First and last token. */
  first: number
  last: number
}

function runsOf(crf: Crf, clean: string, row: TokenRow, probabilities: Float32Array, least: number): Candidate[] {
  const runs = openRuns(crf, clean, row, probabilities)
  const entities = new Map<string, { sum: number; mentions: number; words: number }>()
  const keys = runs.map(
    (run) => `${run.label} ${fold(clean.slice(run.start, run.end)).replace(/^(?:the|a|an|mr|mrs|ms) /, '')}`,
  )
  for (const [index, run] of runs.entries()) {
    const entity = entities.get(keys[index] ?? '') ?? { sum: 0, mentions: 0, words: 0 }
    entities.set(keys[index] ?? '', {
      sum: entity.sum + run.sum / run.count,
      mentions: entity.mentions + 1,
      words: entity.words + run.words,
    })
  }
  return runs.flatMap((run, index) => {
    const entity = entities.get(keys[index] ?? '') ?? { sum: 0, mentions: 1, words: 1 }
    const probability = (run.sum / run.count + entity.sum / entity.mentions) / 2
    const odds = probability / (1 - probability + 1e-9) / Math.max(1, entity.words) ** DEARNESS
    return odds >= least ? [candidate(run.start, run.end, run.label, probability)] : []
  })
}

/** Runs of words of one kind, each more likely to be masked than the floor. */
function openRuns(crf: Crf, clean: string, row: TokenRow, probabilities: Float32Array): Run[] {
  const kinds = KINDS.filter((kind) => crf.labels.includes(`B-${kind}`))
  const places = kinds.map((kind) => crf.labels.indexOf(`B-${kind}`))
  const labels = crf.labels.length
  const runs: Run[] = []
  let open: Run | undefined
  for (let i = 0; i < row.count; i++) {
    const { label, begins, masked } = likeliest(probabilities, i * labels, kinds, places)
    const start = row.starts[i] ?? 0
    const end = row.ends[i] ?? 0
    if (masked < FLOOR || row.texts[i] === SEALED) {
      open = undefined
      continue
    }
    const apart =
      open !== undefined &&
      (open.label !== label || begins || start - open.end > 1 || /[\n\t|]/.test(clean.charAt(open.end)))
    if (open === undefined || apart) {
      open = { start, end, label, sum: 0, count: 0, words: 0, first: i, last: i }
      runs.push(open)
    }
    open.end = end
    open.last = i
    open.sum += masked
    open.count++
    if (/[\p{L}\p{N}]/u.test(row.texts[i] ?? '')) open.words++
  }
  for (const run of runs) trimEdges(run, row, (i) => likeliest(probabilities, i * labels, kinds, places).masked)
  return runs
}

/** Articles, prepositions and signs: the measure forgives their absence, and the reader is glad of them. */
const SMALL =
  /^(?:an?|the|this|that|these|those|each|every|some|any|another|both|either|all|such|which|about|above|across|after|against|along|among|around|as|at|before|behind|below|beneath|beside|between|beyond|by|despite|down|during|except|for|from|in|inside|into|like|near|of|off|on|onto|out|outside|over|past|per|since|than|through|throughout|till|to|towards?|under|until|up|upon|via|with|within|without|and|or|but|nor|[^\p{L}\p{N}])$/iu
const SURE = 0.75

/** Small words at a run's edges stay readable unless they are surely part of it. */
function trimEdges(run: Run, row: TokenRow, masked: (token: number) => number): void {
  const drops = (token: number): boolean => SMALL.test(row.texts[token] ?? '') && masked(token) < SURE
  while (run.first < run.last && drops(run.first)) run.first++
  while (run.last > run.first && drops(run.last)) run.last--
  run.start = row.starts[run.first] ?? run.start
  run.end = row.ends[run.last] ?? run.end
}

type Likeliest = { readonly label: Label; readonly begins: boolean; readonly masked: number }

function likeliest(
  probabilities: Float32Array,
  base: number,
  kinds: readonly Label[],
  places: readonly number[],
): Likeliest {
  let best = 0
  let largest = -1
  let masked = 0
  for (let k = 0; k < kinds.length; k++) {
    const at = base + (places[k] ?? 0)
    const value = (probabilities[at] as number) + (probabilities[at + 1] as number)
    masked += value
    if (value > largest) {
      largest = value
      best = k
    }
  }
  const at = base + (places[best] ?? 0)
  return {
    label: kinds[best] ?? 'MISC',
    begins: (probabilities[at] as number) > (probabilities[at + 1] as number),
    masked,
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
