import type { Candidate } from './candidate.ts'

/**
 * Settles overlaps: the likelier find stands (the longer one where they are equal), and a weaker find keeps only what
 * lies outside it. Nothing inside a neutral range stays, except what a reviewer seeded.
 */
export function settleOverlaps(
  candidates: readonly Candidate[],
  neutral: readonly (readonly [number, number])[],
  clean: string,
): Candidate[] {
  const ranked = wholeNames(candidates)
    .filter((found) => found.source === 'seed' || found.source.startsWith('confirmed') || !touches(neutral, found))
    .toSorted((a, b) => weight(b) - weight(a) || a.start - b.start || b.end - a.end || (a.source < b.source ? -1 : 1))
  const owner = new Int32Array(clean.length + 1).fill(-1)
  const kept: Candidate[] = []
  for (const found of ranked) {
    for (const [start, end] of freePieces(owner, found.start, found.end)) {
      const piece = trim(clean, start, end)
      if (piece === undefined) continue
      if (
        (piece[0] !== found.start || piece[1] !== found.end) &&
        /^\p{Ll}{0,2}$/u.test(clean.slice(piece[0], piece[1]))
      )
        continue
      owner.fill(kept.length, piece[0], piece[1])
      kept.push({ ...found, start: piece[0], end: piece[1] })
    }
  }
  return kept.toSorted((a, b) => a.start - b.start)
}

/** A surname inside a full name is no find of its own: the larger passage takes its probability. */
function wholeNames(candidates: readonly Candidate[]): Candidate[] {
  const sorted = candidates.toSorted(
    (a, b) => a.start - b.start || b.end - a.end || b.probability - a.probability || (a.source < b.source ? -1 : 1),
  )
  const whole: Candidate[] = []
  const latest = new Map<string, number>()
  for (const found of sorted) {
    const at = latest.get(found.label) ?? -1
    const outer = whole[at]
    const inside =
      outer !== undefined &&
      outer.label === found.label &&
      found.end <= outer.end &&
      found.end - found.start < outer.end - outer.start &&
      outer.probability >= 0.5
    if (!inside) latest.set(found.label, whole.push(found) - 1)
    else if (found.source === 'seed' || found.source === 'confirmed-seed')
      whole[at] = { ...found, start: outer.start, end: outer.end }
    else if (found.probability > outer.probability) whole[at] = { ...outer, probability: found.probability }
  }
  return whole
}

const weight = (found: Candidate): number =>
  (found.source === 'seed' ? 10 : Math.round(found.probability * 20) / 20) +
  Math.min(found.end - found.start, 200) / 1e4

function touches(ranges: readonly (readonly [number, number])[], found: Candidate): boolean {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.[1] ?? 0) <= found.start) low = middle + 1
    else high = middle
  }
  const range = ranges[low]
  return (
    range !== undefined &&
    range[0] < found.end &&
    !(
      found.start <= range[0] &&
      found.end >= range[1] &&
      found.end - found.start > range[1] - range[0] &&
      found.probability >= 0.85
    )
  )
}

function freePieces(owner: Int32Array, start: number, end: number): [number, number][] {
  const pieces: [number, number][] = []
  let from = -1
  for (let i = start; i <= end; i++) {
    const free = i < end && owner[i] === -1
    if (free && from < 0) from = i
    if (!free && from >= 0) {
      pieces.push([from, i])
      from = -1
    }
  }
  return pieces
}

const EDGE = /[\s,.;:–—\uE001-]/

/** Trims spaces and stray punctuation from the edges; undefined when no letter or figure is left. */
function trim(clean: string, start: number, end: number): [number, number] | undefined {
  while (start < end && EDGE.test(clean.charAt(start))) start++
  while (
    end > start &&
    EDGE.test(clean.charAt(end - 1)) &&
    !(clean.charAt(end - 1) === '.' && /\p{Lu}/u.test(clean.charAt(end - 2)))
  )
    end--
  return /[\p{L}\p{N}]/u.test(clean.slice(start, end)) ? [start, end] : undefined
}
