import { existsSync, readFileSync } from 'node:fs'
import { readSenses } from './senses.ts'
import type { Senses } from './senses.ts'
import { readWeights } from './weights.ts'
import type { Weights } from './weights.ts'

let held: Weights | undefined

/**
 * The tagger's weights and the words' senses from the files beside the source, read once. The compiled code finds them beside
 * itself or in `src/`. Throws when they are missing: they belong to every installation.
 */
export function loadWeights(): Weights {
  held ??= { ...readWeights(bytesOf('weights.bin')), senses: loadSenses() }
  return held
}

/** The words' senses alone, for training. */
export function loadSenses(): Senses {
  return readSenses(bytesOf('senses.bin').toString('latin1'))
}

function bytesOf(name: string): Buffer {
  const places = [`./${name}`, `../../../src/deidentification/engine/${name}`].map(
    (path) => new URL(path, import.meta.url),
  )
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`a part of the de-identification model (${name}) is missing`)
  return readFileSync(found)
}
