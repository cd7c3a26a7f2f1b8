/** What somebody may have meant to type. Pure. */

/** Changes between two words that still count as a slip. */
const furthest = 2

/**
 * Single-letter changes that turn one word into another: a letter more, less or other, or two neighbours swapped
 * (optimal string alignment; Damerau 1964). Above 2 it is given up and 3 returned.
 */
export function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > furthest) return furthest + 1
  let older: number[] = []
  let before = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      let least = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, older[j - 2]! + 1)
      row[j] = least
    }
    older = before
    before = row
  }
  return Math.min(before[b.length]!, furthest + 1)
}

/** The known word nearest to a typed one, the more common of two as near; null when none is near enough. */
export function nearest(typed: string, known: readonly { sample: string; editions: number }[]): string | null {
  const allowed = typed.length < 6 ? 1 : furthest
  const near = known
    .map(({ sample, editions }) => ({ sample, editions, away: distance(sample, typed) }))
    .filter(({ away }) => away > 0 && away <= allowed)
  return near.toSorted((a, b) => a.away - b.away || b.editions - a.editions)[0]?.sample ?? null
}
