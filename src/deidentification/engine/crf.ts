import type { FeatureRow, TokenRow } from './features.ts'

/**
 * A linear-chain conditional random field (Lafferty, McCallum & Pereira, 2001): the probability of each label for each token,
 * given the whole stretch.
 */
export type Crf = {
  readonly labels: readonly string[]
  /** Adds the weights of one feature to the scores of the labels. */
  readonly addScores: (feature: number, scores: Float64Array, base: number) => void
  /** Score of label j after label i at `i * labels + j`. */
  readonly transitions: Float64Array
}

/** Work space of one forward and backward pass, kept between stretches to spare the garbage collector. */
export type Pass = {
  emission: Float64Array
  forward: Float64Array
  backward: Float64Array
  scale: Float64Array
  marginal: Float64Array
}

/** Makes work space for stretches of this many tokens. */
export function newPass(tokens: number, labels: number): Pass {
  const size = tokens * labels
  return {
    emission: new Float64Array(size),
    forward: new Float64Array(size),
    backward: new Float64Array(size),
    scale: new Float64Array(tokens),
    marginal: new Float64Array(size),
  }
}

/** Probability of each label for each token: `count × labels` numbers in token order. */
export function marginals(crf: Crf, row: TokenRow, features: FeatureRow): Float32Array {
  const labels = crf.labels.length
  const out = new Float32Array(row.count * labels)
  const expTransitions = crf.transitions.map((weight) => Math.exp(weight))
  let pass = newPass(256, labels)
  for (let s = 0; s + 1 < row.stretches.length; s++) {
    const from = row.stretches[s] ?? 0
    const to = row.stretches[s + 1] ?? row.count
    if (to <= from) continue
    if ((to - from) * labels > pass.emission.length) pass = newPass(to - from, labels)
    score(crf, features, from, to, pass)
    forwardBackward(pass, to - from, labels, expTransitions)
    out.set(pass.marginal.subarray(0, (to - from) * labels), from * labels)
  }
  return out
}

/** Fills the emissions with the sums of weights of each token's features. */
export function score(crf: Crf, features: FeatureRow, from: number, to: number, pass: Pass): void {
  const labels = crf.labels.length
  pass.emission.fill(0, 0, (to - from) * labels)
  for (let i = from; i < to; i++) {
    const end = features.offsets[i + 1] ?? 0
    for (let f = features.offsets[i] ?? 0; f < end; f++)
      crf.addScores(features.features[f] as number, pass.emission, (i - from) * labels)
  }
}

/**
 * The forward and backward pass on emissions, rescaled at each token (Rabiner, 1989), into `pass.marginal`.
 * Emissions become exponentials, less the largest of each token.
 */
export function forwardBackward(pass: Pass, tokens: number, labels: number, expTransitions: Float64Array): void {
  const { emission, forward, backward, scale, marginal } = pass
  for (let t = 0; t < tokens; t++) {
    const base = t * labels
    let largest = -Infinity
    for (let j = 0; j < labels; j++) largest = Math.max(largest, emission[base + j] as number)
    for (let j = 0; j < labels; j++) emission[base + j] = Math.exp((emission[base + j] as number) - largest)
    let sum = 0
    for (let j = 0; j < labels; j++) {
      let reach = t === 0 ? 1 : 0
      if (t > 0)
        for (let i = 0; i < labels; i++)
          reach += (forward[base - labels + i] as number) * (expTransitions[i * labels + j] as number)
      const value = reach * (emission[base + j] as number)
      forward[base + j] = value
      sum += value
    }
    const inverse = 1 / sum
    scale[t] = inverse
    for (let j = 0; j < labels; j++) forward[base + j] = (forward[base + j] as number) * inverse
  }
  for (let t = tokens - 1; t >= 0; t--) {
    const base = t * labels
    for (let i = 0; i < labels; i++) {
      let reach = t === tokens - 1 ? 1 : 0
      if (t < tokens - 1)
        for (let j = 0; j < labels; j++)
          reach +=
            (expTransitions[i * labels + j] as number) *
            (emission[base + labels + j] as number) *
            (backward[base + labels + j] as number)
      backward[base + i] = t === tokens - 1 ? 1 : reach * (scale[t + 1] as number)
      marginal[base + i] = (forward[base + i] as number) * (backward[base + i] as number)
    }
  }
}
