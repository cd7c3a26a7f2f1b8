import type { Crf } from './crf.ts'
import { FEATURE_BITS } from './features.ts'
import type { Senses } from './senses.ts'

/**
 * The trained tagger as data: labels, transitions and one small integer per feature and label. Little-endian layout:
 * "TLW1", length of the JSON header (32 bits), header, then per feature row the distance to the previous feature number
 * (1–3 bytes, 7 bits each), a mask of the labels that have a weight (3 bytes), and those weights (signed bytes).
 */
export type Weights = { readonly crf: Crf; readonly header: WeightsHeader; readonly senses: Senses }

/** What is known of a weights file. */
export type WeightsHeader = {
  readonly labels: readonly string[]
  readonly transitions: readonly number[]
  /** One unit of a stored weight. */
  readonly unit: number
  readonly rows: number
  /** What it was trained on, with licences. */
  readonly sources: readonly string[]
}

const MAGIC = 0x31574c54
const MASK_BYTES = 3

/** Packs dense weights (`features × labels`), leaving out weights that round to less than `least` units. */
export function packWeights(
  labels: readonly string[],
  transitions: Float64Array,
  dense: Float32Array,
  sources: readonly string[],
  least: number,
): Uint8Array {
  const unit = largestOf(dense) / 127
  const bytes: number[] = []
  let rows = 0
  let previous = 0
  for (let feature = 0; feature * labels.length < dense.length; feature++) {
    const values = labels.map((_, j) => Math.round((dense[feature * labels.length + j] as number) / unit))
    const mask = values.reduce((sum, value, j) => sum + (Math.abs(value) >= least ? 2 ** j : 0), 0)
    if (mask === 0) continue
    for (let gap = feature - previous; ; gap >>>= 7) {
      bytes.push(gap > 127 ? (gap & 127) | 128 : gap)
      if (gap <= 127) break
    }
    for (let b = 0; b < MASK_BYTES; b++) bytes.push((mask >>> (8 * b)) & 255)
    for (const value of values) if (Math.abs(value) >= least) bytes.push(value & 255)
    previous = feature
    rows++
  }
  const header: WeightsHeader = {
    labels,
    transitions: Array.from(transitions, (weight) => Number(weight.toFixed(4))),
    unit,
    rows,
    sources,
  }
  const json = new TextEncoder().encode(JSON.stringify(header))
  const out = new Uint8Array(8 + json.length + bytes.length)
  const view = new DataView(out.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, json.length, true)
  out.set(json, 8)
  out.set(bytes, 8 + json.length)
  return out
}

/** Reads packed weights. Throws on a file that is not one: a damaged installation, not a person's mistake. */
export function readWeights(bytes: Uint8Array): Pick<Weights, 'crf' | 'header'> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8 || view.getUint32(0, true) !== MAGIC) throw new Error('not a weights file')
  const size = view.getUint32(4, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + size))) as WeightsHeader
  const labels = header.labels.length
  const rowOf = new Int32Array(1 << FEATURE_BITS).fill(-1)
  const values = new Int8Array(header.rows * labels)
  let at = 8 + size
  let feature = 0
  for (let row = 0; row < header.rows; row++) {
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0
      feature += (byte & 127) << shift
      if (byte < 128) break
    }
    const mask = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16)
    at += MASK_BYTES
    rowOf[feature] = row
    for (let j = 0; j < labels; j++)
      if (((mask >>> j) & 1) === 1) values[row * labels + j] = ((bytes[at++] ?? 0) << 24) >> 24
  }
  if (at !== bytes.length) throw new Error('a weights file of another length than it says')
  return {
    header,
    crf: {
      labels: header.labels,
      transitions: Float64Array.from(header.transitions),
      addScores: scorer(rowOf, values, labels, header.unit),
    },
  }
}

function scorer(rowOf: Int32Array, values: Int8Array, labels: number, unit: number): Crf['addScores'] {
  return (feature, scores, base) => {
    const row = rowOf[feature] as number
    if (row < 0) return
    const from = row * labels
    for (let j = 0; j < labels; j++)
      scores[base + j] = (scores[base + j] as number) + unit * (values[from + j] as number)
  }
}

function largestOf(dense: Float32Array): number {
  let largest = 1e-6
  for (const weight of dense) if (Math.abs(weight) > largest) largest = Math.abs(weight)
  return largest
}
