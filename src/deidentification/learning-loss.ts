/** What was generalised how often: published with an edition so that readers know what learning was lost. Pure. */

/** Kinds and counts, nothing of the content. */
export interface LearningLoss {
  /** Words put in place of the author's, by what they stood for. Kinds in the order of the most. */
  generalised: { kind: string; passages: number }[]
  /** Passages in whose place nothing could stand. */
  removed: number
  /** All passages where the reader sees other words, and the share of the author's words that they were, in whole percent. */
  passages: number
  percentOfWords: number
}

/** What the note needs to know of one hidden passage. */
export interface LostPassage {
  label: string
  removed: boolean
  words: number
}

/** @param words of the whole report */
export function learningLoss(passages: readonly LostPassage[], words: number): LearningLoss {
  const counts = new Map<string, number>()
  for (const one of passages) if (!one.removed) counts.set(one.label, (counts.get(one.label) ?? 0) + 1)
  const lost = passages.reduce((sum, one) => sum + one.words, 0)
  return {
    generalised: [...counts]
      .map(([kind, count]) => ({ kind, passages: count }))
      .toSorted((a, b) => b.passages - a.passages || (a.kind < b.kind ? -1 : 1)),
    removed: passages.filter((one) => one.removed).length,
    passages: passages.length,
    percentOfWords: words === 0 ? 0 : Math.round((lost / words) * 100),
  }
}
