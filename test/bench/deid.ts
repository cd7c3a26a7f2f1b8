/** The de-identification engine: speed on the demonstration's reports, a report of a hundred pages, loading, memory. */
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { deidentify } from '../../src/deidentification/engine/deidentify.ts'
import { analyse, proposeForBlocks } from '../../src/deidentification/engine/engine.ts'
import { loadWeights } from '../../src/deidentification/engine/load-weights.ts'
import { markedText } from '../../src/deidentification/engine/training/marked-reports.ts'

/** What the figures are about. */
export const name = 'deid'

/** One figure: what, how much, its unit. */
export type Report = (figure: string, value: number, unit: string) => void

const PAGE = 3_000

/** Measures, in CPU seconds of this process, since other work on the machine would be measured too. */
export async function run(report: Report): Promise<void> {
  const loading = cpuSeconds(loadWeights)
  report('loading the model', Math.round(loading * 1000), 'ms of CPU')
  const model = loadWeights()
  const texts = demonstration()
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  const read = (): void => {
    for (const text of texts) analyse(text, { model })
  }
  read()
  const rate = characters / Math.min(cpuSeconds(read), cpuSeconds(read), cpuSeconds(read))
  report('proposals on the demonstration’s reports', Math.round(rate), 'characters a CPU second')
  const settled = cpuSeconds(() => texts.map((text) => deidentify(text)))
  report('replacing until nothing more is found', Math.round(characters / settled), 'characters a CPU second')
  hundredPages(texts, model, report)
}

function hundredPages(texts: readonly string[], model: ReturnType<typeof loadWeights>, report: Report): void {
  const all = texts.join('\n')
  const text = all.repeat(Math.ceil((100 * PAGE) / all.length)).slice(0, 100 * PAGE)
  const blocks = text.split('\n').map((line) => ({ kind: 'paragraph', text: line }))
  const seconds = cpuSeconds(() => proposeForBlocks(blocks, { model }))
  report('a report of 100 pages', Math.round(seconds * 1000), 'ms of CPU')
  report('memory after it, all of the process', Math.round(process.memoryUsage.rss() / 1e6), 'MB')
}

function demonstration(): string[] {
  const folder = resolve(import.meta.dirname, '../../src/demonstration/reports')
  return readdirSync(folder)
    .toSorted()
    .map((file) => markedText(readFileSync(resolve(folder, file), 'utf8')).text)
}

function cpuSeconds(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
