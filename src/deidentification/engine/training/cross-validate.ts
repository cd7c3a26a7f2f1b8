/**
 * Honest figures: every document is read by a tagger that has not seen it, through the whole engine. Five folds of the
 * benchmark's train and development documents; each fictional review is left out in turn.
 */
import { resolve } from 'node:path'
import { proposeSpans } from '../engine.ts'
import type { OperatingPoint } from '../engine.ts'
import { evaluate } from '../metrics.ts'
import type { Evaluation, GoldDocument, MaskedSpan } from '../metrics.ts'
import { benchmarkDocuments, exampleOf, readGold } from './corpora.ts'
import { fit, numbers } from './fit.ts'
import type { Example } from './fit.ts'
import { REVIEW_WEIGHT, SETTINGS } from './train.ts'

const FOLDS = 5
const RESAMPLES = 200
const POINTS: readonly OperatingPoint[] = ['strict', 'default', 'wide']
const MEASURES = ['direct', 'quasi', 'tokenRecall', 'tokenPrecision'] as const

type Read = { readonly document: GoldDocument; readonly spans: ReadonlyMap<string, readonly MaskedSpan[]> }

/** Trains and measures; writes a table for each source and operating point. About three minutes. */
export function crossValidate(say: (line: string) => void): void {
  const folder = process.env['THROUGHLINE_DATA'] ?? resolve(import.meta.dirname, '../../../../../shared/data')
  const benchmark = benchmarkDocuments(folder)
  const reviews = readGold(folder, 'reports/gold_plain.jsonl')
  const documents = [...benchmark, ...reviews]
  const examples = documents.map((document, index) => exampleOf(document, index < benchmark.length ? 1 : REVIEW_WEIGHT))
  const fold = documents.map((_, index) => (index < benchmark.length ? index : index - benchmark.length) % FOLDS)
  const read: Read[] = []
  for (let k = 0; k < FOLDS; k++) {
    readFold(k, fold, documents, examples, read)
    say(`fold ${k + 1} of ${FOLDS} read`)
  }
  for (const [name, source] of [
    ['judgments', benchmark],
    ['reviews', reviews],
  ] as const) {
    const held = read.filter(({ document }) => source.includes(document))
    for (const point of POINTS) report(name, point, held, say)
    report(name, 'rules alone', held, say)
    if (name === 'reviews') report(name, 'seeded', held, say)
  }
}

function readFold(
  k: number,
  fold: readonly number[],
  documents: readonly GoldDocument[],
  examples: readonly Example[],
  read: Read[],
): void {
  const { crf } = fit(
    examples.filter((_, index) => fold[index] !== k),
    SETTINGS,
  )
  const model = { crf, header: { labels: crf.labels, transitions: [], unit: 1, rows: 0, sources: [] } }
  for (const [index, document] of documents.entries()) {
    if (fold[index] !== k) continue
    const ranges = (options: Parameters<typeof proposeSpans>[1]): MaskedSpan[] =>
      proposeSpans(document.text, options).map(({ start, end }) => [start, end])
    const spans = new Map<string, MaskedSpan[]>(POINTS.map((point) => [point, ranges({ model, point })]))
    spans.set('rules alone', ranges({}))
    spans.set('seeded', ranges({ model, seeds: familyOf(document) }))
    read.push({ document, spans })
  }
}

/** The people of a document as a reviewer would list them: the longest form of each. */
function familyOf(document: GoldDocument): { text: string }[] {
  const forms = new Map<string, string>()
  for (const mention of Object.values(document.annotations)[0]?.entity_mentions ?? []) {
    if (mention.entity_type !== 'PERSON' || mention.identifier_type !== 'DIRECT') continue
    const form = document.text.slice(mention.start_offset, mention.end_offset)
    if (form.length > (forms.get(mention.entity_id)?.length ?? 0)) forms.set(mention.entity_id, form)
  }
  return [...forms.values()].map((text) => ({ text }))
}

function report(source: string, point: string, held: readonly Read[], say: (line: string) => void): void {
  const measured = (sample: readonly Read[]): Evaluation => {
    const queue = sample.map(({ spans }) => spans.get(point) ?? [])
    let next = 0
    return evaluate(
      sample.map(({ document }) => document),
      () => queue[next++] ?? [],
    )
  }
  const whole = measured(held)
  const random = numbers(7)
  const resampled = Array.from({ length: source === 'judgments' ? RESAMPLES / 5 : RESAMPLES }, () =>
    measured(held.map(() => held[Math.floor(random() * held.length)] as Read)),
  )
  const cells = MEASURES.map((name) => {
    const sorted = resampled.map((evaluation) => evaluation[name] ?? 0).toSorted((a, b) => a - b)
    return `${name} ${whole[name]} (${sorted[Math.floor(sorted.length * 0.025)]}–${sorted[Math.ceil(sorted.length * 0.975) - 1]})`
  })
  say(`${source}, ${point}: ${cells.join(', ')}`)
  if (point === 'default') say(`  entities by kind ${JSON.stringify(whole.entityRecallByType)}`)
}
