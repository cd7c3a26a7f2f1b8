/**
 * Trains the tagger and writes weights.bin: `npm run deid:train`, about two minutes on one core. The corpora are not part of
 * the project; they are looked for in THROUGHLINE_DATA or ../shared/data.
 */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadSenses } from '../load-weights.ts'
import { packWeights } from '../weights.ts'
import { benchmarkDocuments, exampleOf, PRIVACY_LABELS, readGold } from './corpora.ts'
import { fit } from './fit.ts'
import { markedReports } from './marked-reports.ts'

const SOURCES = [
  'Text Anonymization Benchmark, train and development documents (Pilán et al. 2022, MIT licence)',
  'Fictional review reports written for this project, those of its demonstration too',
]

/** Settings chosen by five-fold cross-validation; a review counts three times, since there are few. */
export const SETTINGS = { labels: PRIVACY_LABELS, epochs: 6, rate: 0.025, ridge: 0.0002, leastCount: 2 }
export const REVIEW_WEIGHT = 3

/** Trains on everything found under `folder` and returns the packed weights; throws when there is nothing. */
export function train(folder: string, say: (line: string) => void): Uint8Array {
  const benchmark = benchmarkDocuments(folder)
  const reviews = readGold(folder, 'reports/gold_plain.jsonl')
  const reports = markedReports()
  const senses = loadSenses()
  if (benchmark.length === 0) throw new Error(`no corpora in ${folder}`)
  say(`${benchmark.length} judgments, ${reviews.length} reviews, ${reports.length} reports of the demonstration`)
  const examples = [
    ...benchmark.map((document) => exampleOf(document, 1, senses)),
    ...reviews.map((document) => exampleOf(document, REVIEW_WEIGHT, senses)),
    ...reports.map((document) => exampleOf(document, 1, senses)),
  ]
  const { crf, weights } = fit(examples, { ...SETTINGS, say })
  return packWeights(crf.labels, crf.transitions, weights, SOURCES, 2)
}

/** Trains and writes the file beside the engine. */
export function writeWeights(): void {
  const folder = process.env['THROUGHLINE_DATA'] ?? resolve(import.meta.dirname, '../../../../../shared/data')
  const bytes = train(folder, (line) => process.stdout.write(`${line}\n`))
  writeFileSync(new URL('../weights.bin', import.meta.url), bytes)
  process.stdout.write(`weights.bin: ${bytes.length} bytes\n`)
}
