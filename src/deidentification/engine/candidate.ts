/** The kinds of identifying passage, as in the Text Anonymization Benchmark (Pilán et al., 2022). */
export type Label = 'PERSON' | 'CODE' | 'LOC' | 'ORG' | 'DEM' | 'DATETIME' | 'QUANTITY' | 'MISC'

/** DIRECT names a person or record by itself; QUASI does so together with others. */
export type Identifier = 'DIRECT' | 'QUASI'

/** What one rule found on the reading copy, before overlaps are settled. */
export type Candidate = {
  readonly start: number
  readonly end: number
  readonly label: Label
  readonly identifier: Identifier
  /** Estimated share of such finds that a careful annotator would mask, 0–1. */
  readonly probability: number
  /** The rule's name. */
  readonly source: string
  /** Why, in words for the editor. */
  readonly reason: string
}

/** A pattern and what it means; `accept` may look at the match and refuse or re-weigh it. */
export type PatternRule = {
  readonly source: string
  readonly label: Label
  readonly identifier: Identifier
  readonly probability: number
  readonly reason: string
  readonly pattern: RegExp
  /** Group that is the identifying part; the whole match by default. */
  readonly group?: string
  readonly accept?: (found: string, match: RegExpMatchArray) => boolean | { probability: number; reason: string }
}

/** Runs pattern rules over a reading copy. Patterns carry the flags g and d where they name a group. */
export function runPatterns(clean: string, rules: readonly PatternRule[]): Candidate[] {
  const found: Candidate[] = []
  for (const rule of rules) {
    for (const match of clean.matchAll(rule.pattern)) {
      const range = rule.group === undefined ? undefined : match.indices?.groups?.[rule.group]
      if (rule.group !== undefined && range === undefined) continue
      const start = range?.[0] ?? match.index
      const end = range?.[1] ?? match.index + match[0].length
      if (end <= start) continue
      const verdict = rule.accept?.(clean.slice(start, end), match) ?? true
      if (verdict === false) continue
      const weighed = verdict === true ? rule : verdict
      const { label, identifier, source } = rule
      found.push({ start, end, label, identifier, source, probability: weighed.probability, reason: weighed.reason })
    }
  }
  return found
}
