import { FEATURE_BITS } from '../features.ts'
import type { FeatureRow, TokenRow } from '../features.ts'
import { forwardBackward, newPass, score } from '../crf.ts'
import type { Crf } from '../crf.ts'

/** A document ready to learn from. `targets[a]` holds annotator a's label number for each token. */
export type Example = {
  readonly row: TokenRow
  readonly features: FeatureRow
  readonly targets: readonly Uint8Array[]
  readonly weight: number
}

/** Settings of a training run. */
export type Fit = {
  readonly labels: readonly string[]
  readonly epochs: number
  readonly rate: number
  readonly ridge: number
  readonly leastCount: number
  readonly say?: (line: string) => void
}

/** A trained field with its dense weights, `features × labels`. */
export type Trained = { readonly crf: Crf; readonly weights: Float32Array }

/** Forbids what cannot follow: I-X only after B-X or I-X. A large negative score, so that sums stay finite. */
const FORBIDDEN = -30

/** A slope too small to be worth a step; most labels of most words have such. Measured: same figures, less than half the time. */
const NEGLIGIBLE = 0.0005

/**
 * Fits a conditional random field by stochastic gradient with AdaGrad (Duchi, Hazan & Singer, 2011), one stretch at a time,
 * in a shuffled order that is the same for every run. Several annotators of one text are averaged.
 */
export function fit(examples: readonly Example[], settings: Fit): Trained {
  const labels = settings.labels.length
  const size = 1 << FEATURE_BITS
  const weights = new Float32Array(size * labels)
  const squares = new Float32Array(size * labels)
  const transitions = initialTransitions(settings.labels)
  const transitionSquares = new Float64Array(labels * labels)
  const common = frequent(examples, settings.leastCount, size)
  const crf: Crf = { labels: settings.labels, transitions, addScores: denseScores(weights, common, labels) }
  const stretches = examples.flatMap((example) =>
    example.row.stretches.slice(0, -1).map((from, s) => ({ example, from, to: example.row.stretches[s + 1] ?? 0 })),
  )
  const next = numbers(20_117)
  let pass = newPass(400, labels)
  const gradient = new Float64Array(labels)
  const moving = new Uint8Array(labels)
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    shuffle(stretches, next)
    const rate = settings.rate * (1 - (0.9 * epoch) / settings.epochs)
    for (const { example, from, to } of stretches) {
      if (to <= from) continue
      if ((to - from) * labels > pass.emission.length) pass = newPass(to - from, labels)
      score(crf, example.features, from, to, pass)
      const exponential = transitions.map((weight) => Math.exp(weight))
      forwardBackward(pass, to - from, labels, exponential)
      updateTransitions(example, from, to, pass, exponential, transitions, transitionSquares, labels, rate)
      for (let i = from; i < to; i++) {
        if (!residual(example, i, pass.marginal, (i - from) * labels, gradient)) continue
        let active = 0
        for (let j = 0; j < labels; j++) if (Math.abs(gradient[j] as number) > NEGLIGIBLE) moving[active++] = j
        const end = example.features.offsets[i + 1] ?? 0
        for (let f = example.features.offsets[i] ?? 0; f < end; f++) {
          const feature = example.features.features[f] as number
          if (common[feature] === 0) continue
          const base = feature * labels
          for (let n = 0; n < active; n++) {
            const j = moving[n] as number
            const weight = weights[base + j] as number
            const slope = (gradient[j] as number) - settings.ridge * weight
            const square = (squares[base + j] as number) + slope * slope
            squares[base + j] = square
            weights[base + j] = weight + (rate * slope) / (Math.sqrt(square) + 0.1)
          }
        }
      }
    }
    settings.say?.(`epoch ${epoch + 1}`)
  }
  return { crf, weights }
}

function denseScores(weights: Float32Array, common: Uint8Array, labels: number): Crf['addScores'] {
  return (feature, scores, base) => {
    if (common[feature] === 0) return
    const from = feature * labels
    for (let j = 0; j < labels; j++) scores[base + j] = (scores[base + j] as number) + (weights[from + j] as number)
  }
}

/** Marks the features that occur often enough to be worth a weight. */
function frequent(examples: readonly Example[], least: number, size: number): Uint8Array {
  const counts = new Uint8Array(size)
  for (const { features } of examples)
    for (const feature of features.features)
      if ((counts[feature] ?? 0) < 255) counts[feature] = (counts[feature] ?? 0) + 1
  return counts.map((count) => (count >= least ? 1 : 0))
}

function initialTransitions(labels: readonly string[]): Float64Array {
  const size = labels.length
  const out = new Float64Array(size * size)
  for (const [i, from] of labels.entries()) {
    for (const [j, to] of labels.entries())
      if (to.startsWith('I-') && from.slice(2) !== to.slice(2)) out[i * size + j] = FORBIDDEN
  }
  return out
}

/** Share of annotators per label less the model's probability; false when all are negligible. */
function residual(example: Example, i: number, marginal: Float64Array, base: number, gradient: Float64Array): boolean {
  const share = example.weight / example.targets.length
  for (let j = 0; j < gradient.length; j++) gradient[j] = -example.weight * (marginal[base + j] as number)
  for (const target of example.targets) gradient[target[i] ?? 0] = (gradient[target[i] ?? 0] as number) + share
  return gradient.some((slope) => Math.abs(slope) > 0.002)
}

function updateTransitions(
  example: Example,
  from: number,
  to: number,
  pass: ReturnType<typeof newPass>,
  exponential: Float64Array,
  transitions: Float64Array,
  squares: Float64Array,
  labels: number,
  rate: number,
): void {
  const slopes = new Float64Array(labels * labels)
  const share = 1 / example.targets.length
  for (let t = 1; t < to - from; t++) {
    const base = t * labels
    for (let i = 0; i < labels; i++) {
      const before = (pass.forward[base - labels + i] as number) * (pass.scale[t] as number)
      for (let j = 0; j < labels; j++) {
        slopes[i * labels + j] =
          (slopes[i * labels + j] as number) -
          before *
            (exponential[i * labels + j] as number) *
            (pass.emission[base + j] as number) *
            (pass.backward[base + j] as number)
      }
    }
    for (const target of example.targets) {
      const cell = (target[from + t - 1] ?? 0) * labels + (target[from + t] ?? 0)
      slopes[cell] = (slopes[cell] as number) + share
    }
  }
  for (let k = 0; k < slopes.length; k++) {
    const slope = (slopes[k] as number) * example.weight
    if ((transitions[k] as number) <= FORBIDDEN || Math.abs(slope) < 1e-9) continue
    squares[k] = (squares[k] as number) + slope * slope
    transitions[k] = (transitions[k] as number) + (rate * slope) / (Math.sqrt(squares[k] as number) + 1)
  }
}

/** Numbers from 0 to 1, always the same for the same seed (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Shuffles in place (Fisher and Yates). */
export function shuffle<T>(list: T[], next: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const held = list[i] as T
    list[i] = list[j] as T
    list[j] = held
  }
}
