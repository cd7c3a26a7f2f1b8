/**
 * Honest figures: every document is read by a tagger that has not seen it, through the whole engine. Five folds of the
 * benchmark's train and development documents; the fictional reviews and the demonstration's
 * reports in five parts too.
 */
import { resolve } from 'node:path'
import { analyse, proposeSpans } from '../engine.ts'
import type { OperatingPoint } from '../engine.ts'
import { evaluate } from '../metrics.ts'
import type { Evaluation, GoldDocument, MaskedSpan } from '../metrics.ts'
import { benchmarkDocuments, exampleOf, readGold } from './corpora.ts'
import { loadSenses } from '../load-weights.ts'
import type { Senses } from '../senses.ts'
import { fit, numbers } from './fit.ts'
import { markedReports } from './marked-reports.ts'
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
  const reports = markedReports()
  const senses = loadSenses()
  const sources = [
    ['judgments', benchmark, 1],
    ['reviews', reviews, REVIEW_WEIGHT],
    ['demonstration', reports, 1],
  ] as const
  const documents = sources.flatMap(([, documents]) => documents)
  const examples = sources.flatMap(([, documents, weight]) =>
    documents.map((document) => exampleOf(document, weight, senses)),
  )
  const fold = sources.flatMap(([, documents]) => documents.map((_, index) => index % FOLDS))
  const read: Read[] = []
  for (let k = 0; k < FOLDS; k++) {
    readFold(k, fold, { documents, examples, senses }, read)
    say(`fold ${k + 1} of ${FOLDS} read`)
  }
  for (const [name, source] of sources) {
    const held = read.filter(({ document }) => source.includes(document))
    for (const point of POINTS) report(name, point, held, say)
    report(name, 'rules alone', held, say)
    if (name !== 'judgments') report(name, 'default with prompts', held, say)
    if (name === 'reviews') report(name, 'default, family seeded', held, say)
  }
}

type Corpus = {
  readonly documents: readonly GoldDocument[]
  readonly examples: readonly Example[]
  readonly senses: Senses
}

function readFold(k: number, fold: readonly number[], { documents, examples, senses }: Corpus, read: Read[]): void {
  const { crf } = fit(
    examples.filter((_, index) => fold[index] !== k),
    SETTINGS,
  )
  const model = { crf, header: { labels: crf.labels, transitions: [], unit: 1, rows: 0, sources: [] }, senses }
  for (const [index, document] of documents.entries()) {
    if (fold[index] !== k) continue
    const ranges = (options: Parameters<typeof proposeSpans>[1]): MaskedSpan[] =>
      proposeSpans(document.text, options).map(({ start, end }) => [start, end])
    const spans = new Map<string, MaskedSpan[]>(POINTS.map((point) => [point, ranges({ model, point })]))
    spans.set('rules alone', ranges({}))
    spans.set('default, family seeded', ranges({ model, seeds: familyOf(document) }))
    const { proposals, prompts } = analyse(document.text, { model })
    spans.set(
      'default with prompts',
      [...proposals, ...prompts].map(({ start, end }) => [start, end]),
    )
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
  if (point.startsWith('default')) say(`  entities by kind ${JSON.stringify(whole.entityRecallByType)}`)
}
