/** Counts of people as they may be shown: nobody in a small group can be picked out. Pure. */

/** Counts from 1 to 4 are not shown: the threshold that UK official statistics about people commonly use. */
const smallest = 5

/** A row of a table of counts. */
export interface ShownCell {
  label: string
  shown: string
}

/**
 * Sums counts by key, one row for each label in its order, with a last row for the total.
 * A total is given as "at least" a multiple of five when exactly it would give a hidden count away by subtraction.
 */
export function cellsOf(
  labels: Readonly<Record<string, string>>,
  counts: readonly { key: string; count: number }[],
): ShownCell[] {
  const sums = Object.entries(labels).map(([key, label]) => ({
    label,
    count: counts.reduce((sum, one) => sum + (one.key === key ? one.count : 0), 0),
  }))
  const total = sums.reduce((sum, one) => sum + one.count, 0)
  const hidden = sums.some((one) => isSmall(one.count))
  const rounded = Math.floor(total / smallest) * smallest
  return [
    ...sums.map(({ label, count }) => ({ label, shown: inWords(count) })),
    {
      label: 'All',
      shown: hidden && total >= smallest ? `at least ${rounded.toLocaleString('en-GB')}` : inWords(total),
    },
  ]
}

function isSmall(count: number): boolean {
  return count > 0 && count < smallest
}

function inWords(count: number): string {
  if (count === 0) return 'none'
  return isSmall(count) ? 'fewer than 5' : count.toLocaleString('en-GB')
}
