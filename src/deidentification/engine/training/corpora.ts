import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { findCandidates } from '../engine.ts'
import { featureRow, tokenRow } from '../features.ts'
import type { GoldDocument } from '../metrics.ts'
import type { Senses } from '../senses.ts'
import { readingCopy } from '../text.ts'
import type { Example } from './fit.ts'

/**
 * Labels of the privacy tagger: outside, begin or inside of each kind, and NM for names that the annotators saw and left
 * readable ("the Republic of Turkey"), which teaches the tagger the difference.
 */
export const PRIVACY_LABELS: readonly string[] = [
  'O',
  ...['PERSON', 'CODE', 'LOC', 'ORG', 'DEM', 'DATETIME', 'QUANTITY', 'MISC', 'NM'].flatMap((kind) => [
    `B-${kind}`,
    `I-${kind}`,
  ]),
]

/** Gold documents of one file, or none when it is not there. */
export function readGold(folder: string, name: string): GoldDocument[] {
  const path = resolve(folder, name)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldDocument)
}

/** The benchmark's train and development documents, each once: where two versions exist, the one with all annotators. */
export function benchmarkDocuments(folder: string): GoldDocument[] {
  const full = readGold(folder, 'tab/tabfull_dev.jsonl')
  const held = new Set(full.map((document) => document.doc_id))
  return [
    ...full,
    ...[...readGold(folder, 'tab/tab144_train.jsonl'), ...readGold(folder, 'tab/tab144_dev.jsonl')].filter(
      (document) => !held.has(document.doc_id),
    ),
  ]
}

/** Turns a gold document into an example: what is to be masked by each annotator, token by token. */
export function exampleOf(document: GoldDocument, weight: number, senses: Senses): Example {
  const copy = readingCopy(document.text)
  const row = tokenRow(copy.clean)
  const features = featureRow(row, findCandidates(copy, []), senses)
  const targets = Object.values(document.annotations).map(({ entity_mentions }) => {
    const target = new Uint8Array(row.count)
    const masked = entity_mentions
      .filter((mention) => mention.identifier_type !== 'NO_MASK')
      .toSorted((a, b) => b.end_offset - b.start_offset - (a.end_offset - a.start_offset))
    for (const mention of entity_mentions.filter((m) => m.identifier_type === 'NO_MASK'))
      paint(target, row.starts, row.ends, copy.map, { ...mention, entity_type: 'NM' })
    for (const mention of masked) paint(target, row.starts, row.ends, copy.map, mention)
    return target
  })
  return { row, features, targets, weight }
}

function paint(
  target: Uint8Array,
  starts: Int32Array,
  ends: Int32Array,
  map: Uint32Array | undefined,
  mention: { start_offset: number; end_offset: number; entity_type: string },
): void {
  const begin = PRIVACY_LABELS.indexOf(`B-${mention.entity_type}`)
  if (begin < 0) return
  let first = true
  for (let i = firstEndingAfter(ends, map, mention.start_offset); i < target.length; i++) {
    const start = map === undefined ? (starts[i] ?? 0) : (map[starts[i] ?? 0] ?? 0)
    if (start >= mention.end_offset) break
    target[i] = first ? begin : begin + 1
    first = false
  }
}

function firstEndingAfter(ends: Int32Array, map: Uint32Array | undefined, offset: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    const end = map === undefined ? (ends[middle] ?? 0) : (map[(ends[middle] ?? 1) - 1] ?? 0) + 1
    if (end <= offset) low = middle + 1
    else high = middle
  }
  return low
}
