/** A linkage attack: which known text is most like an edition, by TF-IDF and the cosine of the angle. Pure. */
import { isCommon } from '../engine/words.ts'
import { fold } from '../engine/text.ts'

/** A text to try an edition against. */
export interface KnownText {
  id: string
  label: string
  text: string
}

/** How like a known text an edition is. */
export interface Match {
  id: string
  label: string
  /** 0–1; two texts of the same case are seldom below 0.2, two of different cases seldom above. */
  likeness: number
  /** The words that speak most for it, the most telling first. */
  because: string[]
}

/** Folded words of a text with how often each stands there; common words of English are left out. */
export function wordCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of text.matchAll(/\p{L}[\p{L}\p{M}'’-]{2,}/gu)) {
    const folded = fold(word).replace(/'s$/, '')
    if (!isCommon(folded)) counts.set(folded, (counts.get(folded) ?? 0) + 1)
  }
  return counts
}

/**
 * Ranks known texts by likeness to an edition. Words are weighed by how few of the texts have them, the edition's own
 * among them, and by how rare they are in what is published.
 * @param rarity of folded words among the published editions, in bits; absent words count as the rarest
 */
export function rankMatches(
  edition: string,
  known: readonly KnownText[],
  rarity: ReadonlyMap<string, number> = new Map(),
): Match[] {
  const mine = wordCounts(edition)
  const others = known.map((one) => ({ one, counts: wordCounts(one.text) }))
  const having = new Map<string, number>()
  for (const { counts } of [{ counts: mine }, ...others])
    for (const word of counts.keys()) having.set(word, (having.get(word) ?? 0) + 1)
  const most = Math.max(6, ...rarity.values())
  const weight = (word: string, count: number): number => {
    const among = Math.log2(1 + (others.length + 2) / (having.get(word) ?? 1))
    return (1 + Math.log(count)) * among * (rarity.get(word) ?? most)
  }
  const vector = (counts: ReadonlyMap<string, number>) =>
    new Map([...counts].map(([word, count]) => [word, weight(word, count)]))
  const own = vector(mine)
  return others
    .map(({ one, counts }) => ({ id: one.id, label: one.label, ...likeness(own, vector(counts)) }))
    .toSorted((a, b) => b.likeness - a.likeness)
}

function likeness(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
): { likeness: number; because: string[] } {
  const length = (vector: ReadonlyMap<string, number>) =>
    Math.sqrt([...vector.values()].reduce((sum, one) => sum + one * one, 0))
  const shared = [...a].flatMap(([word, weight]) => {
    const other = b.get(word)
    return other === undefined ? [] : [{ word, product: weight * other }]
  })
  const lengths = length(a) * length(b)
  const product = shared.reduce((sum, one) => sum + one.product, 0)
  return {
    likeness: lengths === 0 ? 0 : Math.round((product / lengths) * 1000) / 1000,
    because: shared
      .toSorted((x, y) => y.product - x.product || (x.word < y.word ? -1 : 1))
      .slice(0, 8)
      .map((one) => one.word),
  }
}
