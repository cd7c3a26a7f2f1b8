/** The risk of an edition as a band with what drives it. There is no band "safe": a person decides, and is named. Pure. */
import type { Match } from './linkage.ts'
import type { Shared } from './population.ts'
import type { TellingShape } from './telling.ts'

/** From the least to the most. */
export type RiskBand = 'lower' | 'raised' | 'high'

/** One reason for a band. */
export interface Driver {
  band: RiskBand
  words: string
}

/** A whole report. */
export interface RiskReport {
  band: RiskBand
  drivers: Driver[]
  subjects: { label: string; attributes: string[]; shared: Shared }[]
  matches: Match[]
  shapes: TellingShape[]
  /** The rarest passages that are not masked, with their surprisal in bits. */
  rarest: { words: string; bits: number }[]
}

const order: readonly RiskBand[] = ['lower', 'raised', 'high']

/** Whether a band is worse than another. */
export const isWorse = (now: RiskBand, before: RiskBand): boolean => order.indexOf(now) > order.indexOf(before)

/** Draws the band from its parts: the worst driver decides. */
export function assess(parts: Omit<RiskReport, 'band' | 'drivers'>): RiskReport {
  const drivers: Driver[] = []
  for (const { label, shared } of parts.subjects) {
    if (shared.least < 1000)
      drivers.push({
        band: shared.least < 50 ? 'high' : 'raised',
        words: `${label}: perhaps as few as ${shared.least} people share what is still said`,
      })
  }
  const [first, second] = parts.matches
  if (first && first.likeness >= 0.2) {
    const clear = first.likeness >= 0.35 || first.likeness > 2 * (second?.likeness ?? 0)
    drivers.push({
      band: clear ? 'high' : 'raised',
      words: `Most like “${first.label}” (${first.likeness.toFixed(2)}), by: ${first.because.slice(0, 5).join(', ')}`,
    })
  }
  for (const shape of parts.shapes) drivers.push({ band: 'raised', words: shape.words })
  for (const one of parts.rarest.slice(0, 3))
    if (one.bits >= 16)
      drivers.push({ band: 'raised', words: `“${one.words}” stands in hardly any other text (${one.bits} bits)` })
  drivers.sort((a, b) => order.indexOf(b.band) - order.indexOf(a.band))
  return { ...parts, drivers, band: drivers[0]?.band ?? 'lower' }
}
