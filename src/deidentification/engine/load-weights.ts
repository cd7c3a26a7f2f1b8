import { existsSync, readFileSync } from 'node:fs'
import { readWeights } from './weights.ts'
import type { Weights } from './weights.ts'

let held: Weights | undefined

/**
 * The tagger's weights from the file beside the source, read once. The compiled code finds it beside itself or in `src/`.
 * Throws when it is missing: it belongs to every installation.
 */
export function loadWeights(): Weights {
  if (held !== undefined) return held
  const places = ['./weights.bin', '../../../src/deidentification/engine/weights.bin'].map(
    (path) => new URL(path, import.meta.url),
  )
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error('the tagger’s weights (weights.bin) are missing')
  held = readWeights(readFileSync(found))
  return held
}
