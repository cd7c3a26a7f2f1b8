/** How many people share what an edition still says of somebody. Pure. */

/** One share of the population, with where it comes from. */
export interface Share {
  code: string
  group: string
  words: string
  /** 0–1 */
  share: number
  source: string
  /** YYYY-MM-DD */
  published: string
  /** Entered from memory of the source: to be checked there before it is quoted. */
  toBeConfirmed: boolean
}

/** How many share it: the expected number, and from fewest to most. */
export interface Shared {
  expected: number
  least: number
  most: number
}

/**
 * The people who share all of these attributes. The shares are multiplied as if they were independent, which they are not:
 * each attribute after the first may halve or double the result, and the interval says so.
 * @param population people in all
 */
export function peopleWhoShare(population: number, shares: readonly Pick<Share, 'share'>[]): Shared {
  const expected = shares.reduce((people, one) => people * one.share, population)
  const doubt = 2 ** Math.max(0, shares.length - 1)
  return {
    expected: Math.round(expected),
    least: Math.floor(expected / doubt),
    most: Math.min(population, Math.ceil(expected * doubt)),
  }
}
