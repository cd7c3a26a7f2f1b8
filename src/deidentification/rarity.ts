/** How much a passage says by how rare its words are. Pure. */
import { isCommon } from './engine/words.ts'
import { fold } from './engine/text.ts'

/** Words of a passage that could say something: no figures alone, no word of one letter. */
export function tellingWords(passage: string): string[] {
  return (passage.match(/\p{L}[\p{L}\p{M}'’-]+/gu) ?? []).map((word) => word.toLowerCase())
}

/**
 * Surprisal of a passage in bits: its two rarest words together, since one rare word names and two rare words in one place
 * tell a case. A common word of English counts half, whatever the published editions say, and figures two bits a digit.
 * @param known rarity of words among the published editions, in bits, by word in lower case
 */
export function rarityOf(passage: string, known: ReadonlyMap<string, number>): number {
  const digits = passage.match(/\d/g)?.length ?? 0
  const bits = tellingWords(passage)
    .map((word) => (known.get(word) ?? 0) * (isCommon(fold(word)) ? 0.5 : 1.5))
    .toSorted((a, b) => b - a)
  return Math.round(((bits[0] ?? 0) + (bits[1] ?? 0) + Math.min(8, digits * 2)) * 10) / 10
}

/** Whether a proposal asks a question rather than masks: rare events and phrases that say who somebody is. */
export function isPrompt(proposal: { label: string; prompt?: boolean }): boolean {
  return proposal.prompt ?? (proposal.label === 'MISC' || proposal.label === 'DEM')
}
