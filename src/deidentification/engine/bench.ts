import { proposeSpans } from './engine.ts'
import type { EngineOptions } from './engine.ts'

/**
 * Characters per second through the whole engine on one core: the best of several rounds after one to warm up.
 * @param now milliseconds of a steady clock, passed in because rules read none
 */
export function charactersPerSecond(
  texts: readonly string[],
  now: () => number,
  options: EngineOptions = {},
  rounds = 3,
): number {
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  let best = 0
  for (let round = 0; round <= rounds; round++) {
    const start = now()
    for (const text of texts) proposeSpans(text, options)
    const seconds = (now() - start) / 1000
    if (round > 0) best = Math.max(best, characters / seconds)
  }
  return Math.round(best)
}
