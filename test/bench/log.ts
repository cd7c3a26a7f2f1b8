/** The public log at a million entries, and sealing: appends, proofs, memory, and a report of 30,000 words. */
import { performance } from 'node:perf_hooks'
import { discloseReport, disclosedFingerprint, sealReport, type Block } from '../../src/integrity/integrity.ts'
import { planInclusion } from '../../src/integrity/log.ts'
import { TileBuilder } from '../../src/integrity/log/tile-builder.ts'
import { includes, leafHash, pushSubtree, treeHash, type SubtreeHash } from '../../src/integrity/merkle.ts'
import { blindedEntry } from '../../src/integrity/statement.ts'

/** What the figures are about. */
export const name = 'log'

/** One figure: what, how much, its unit. */
export type Report = (figure: string, value: number, unit: string) => void

const ENTRIES = 1_000_000

/** Measures, in CPU seconds of this process where it says so. */
export async function run(report: Report): Promise<void> {
  const entry = blindedEntry(new Uint8Array(32).fill(1), new TextEncoder().encode('note'))
  const seconds = cpuSeconds(() => {
    const builder = new TileBuilder()
    for (let i = 0; i < ENTRIES; i += 1) {
      builder.add(leafHash(numbered(entry, i)))
      if (i % 4_096 === 4_095) builder.takeChanged()
    }
  })
  report('appends into tiles, at 1,000,000 entries', Math.round(ENTRIES / seconds), 'a CPU second')
  proofs(entry, report)
  sealing(report)
}

/** Every hash of the tree is stored once, as in the database: a proof reads a few dozen of them. */
function proofs(entry: Uint8Array, report: Report): void {
  const levels: Uint8Array[] = []
  const frontier: SubtreeHash[] = []
  const keep = (level: number, index: number, hash: Uint8Array): void => {
    levels[level] ??= new Uint8Array(Math.floor(ENTRIES / 2 ** level) * 32)
    levels[level].set(hash, index * 32)
  }
  for (let i = 0; i < ENTRIES; i += 1) {
    const leaf = { level: 0, hash: leafHash(numbered(entry, i)) }
    keep(0, i, leaf.hash)
    for (const { level, hash } of pushSubtree(frontier, leaf)) keep(level, Math.floor(i / 2 ** level), hash)
  }
  const megabytes = levels.reduce((sum, level) => sum + level.length, 0) / 1e6
  report('hashes, at 1,000,000 entries', Math.round(megabytes * 10) / 10, 'MB')
  const root = frontier.map(({ hash }) => hash).reduceRight((right, left) => treeHash([left, right]))
  const times: number[] = []
  for (let i = 0; i < 2_000; i += 1) {
    const index = (i * 7_919_111) % ENTRIES
    const begun = performance.now()
    const plan = planInclusion(index, ENTRIES)
    const hashes = plan.finish(({ level, index: at }) => levels[level]!.slice(at * 32, at * 32 + 32))
    times.push(performance.now() - begun)
    if (i % 500 === 0 && !includes(root, ENTRIES, index, leafHash(numbered(entry, index)), hashes))
      throw new Error('A proof does not hold.')
  }
  report('proof of an entry, at 1,000,000 entries', Math.round(median(times) * 10_000) / 10_000, 'ms at the median')
}

function sealing(report: Report): void {
  const words = Array.from({ length: 100 }, (_, i) => `word${i % 37}`).join(' ')
  const blocks: Block[] = Array.from({ length: 300 }, () => ({ kind: 'paragraph', text: words }))
  let seal = { seeds: [] as readonly Uint8Array[] }
  const sealed = cpuSeconds(() => (seal = sealReport(blocks)))
  const { disclosure } = discloseReport(blocks, seal.seeds, [{ block: 1, start: 0, end: 5, label: 'The child' }])
  const verified = cpuSeconds(() => disclosedFingerprint(disclosure))
  report('sealing 30,000 words in Node', Math.round(sealed * 1000), 'ms of CPU')
  report('verifying 30,000 words in Node', Math.round(verified * 1000), 'ms of CPU')
}

function numbered(entry: Uint8Array, i: number): Uint8Array {
  const numberedEntry = entry.slice()
  new DataView(numberedEntry.buffer).setUint32(24, i)
  return numberedEntry
}

function cpuSeconds(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}
