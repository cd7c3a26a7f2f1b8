import { readFile } from 'node:fs/promises'
import { proposeSpans } from './engine.ts'
import type { OperatingPoint } from './engine.ts'
import { loadWeights } from './load-weights.ts'
import { evaluate } from './metrics.ts'
import type { Evaluation, GoldDocument } from './metrics.ts'
import { parseSeeds } from './seed-file.ts'
import type { SeedEntry } from './seed-file.ts'
import type { Seed } from './seeds.ts'

const USAGE =
  'Usage: npm run deid:evaluate -- GOLD.jsonl [--json] [--point strict|default|wide] [--seeds FILE] [--rules-only]\n'
const POINTS: readonly string[] = ['strict', 'default', 'wide']

/**
 * Measures the engine on a gold file and prints the figures; with --json one line with the four figures only.
 * @param args command-line arguments after the command's name
 * @returns exit code: 0, or 2 with the usage when the arguments or a file cannot be read
 */
export async function runEvaluation(args: readonly string[]): Promise<number> {
  const flag = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const file = args.find(
    (arg, index) => !arg.startsWith('--') && !['--point', '--seeds'].includes(args[index - 1] ?? ''),
  )
  const point = flag('--point') ?? 'default'
  if (file === undefined || !POINTS.includes(point)) {
    process.stderr.write(USAGE)
    return 2
  }
  const documents = parseGold(await readFile(file, 'utf8'))
  const seedFile = flag('--seeds')
  const seeds = seedFile === undefined ? [] : parseSeeds(await readFile(seedFile, 'utf8'))
  const model = args.includes('--rules-only') ? {} : { model: loadWeights() }
  const result = evaluate(documents, (document) =>
    proposeSpans(document.text, {
      ...model,
      point: point as OperatingPoint,
      seeds: seedsFor(seeds, document.doc_id),
    }).map(({ start, end }) => [start, end] as const),
  )
  process.stdout.write(args.includes('--json') ? `${jsonLine(result)}\n` : table(result, point))
  return 0
}

/** Gold documents of a file in the benchmark's format: a JSON array or one document a line. */
export function parseGold(text: string): GoldDocument[] {
  const trimmed = text.trim()
  if (trimmed.startsWith('[')) return JSON.parse(trimmed) as GoldDocument[]
  return trimmed.split('\n').map((line) => JSON.parse(line) as GoldDocument)
}

const seedsFor = (seeds: readonly SeedEntry[], id: string): Seed[] =>
  seeds.filter((seed) => seed.doc_id === undefined || seed.doc_id === id)

const jsonLine = ({ direct, quasi, tokenRecall, tokenPrecision }: Evaluation): string =>
  JSON.stringify({ direct, quasi, tokenRecall, tokenPrecision })

function table(result: Evaluation, point: string): string {
  const kinds = Object.keys(result.entityRecallByType).map(
    (kind) =>
      `  ${kind.padEnd(10)} ${String(result.entityRecallByType[kind]).padEnd(7)} ${result.tokenRecallByType[kind]}`,
  )
  return [
    `${result.documents} documents, operating point ${point}`,
    `direct identifiers masked throughout  ${result.direct} of ${result.directEntities}`,
    `indirect identifiers masked throughout ${result.quasi} of ${result.quasiEntities}`,
    `words that should be masked and are   ${result.tokenRecall}`,
    `masked words that should be           ${result.tokenPrecision}`,
    'by kind: entities, words',
    ...kinds,
    '',
  ].join('\n')
}
