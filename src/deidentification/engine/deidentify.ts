/**
 * The library entry point: one text in, what could identify someone in it and the text with that replaced out. No
 * database, no network, no clock. A proposal is not a decision: somebody reads the result before it goes anywhere.
 */
import { proposeForBlocks } from './engine.ts'
import type { BlockProposal, Entity, EngineOptions } from './engine.ts'
import { loadWeights } from './load-weights.ts'
import { leaks } from './sweep.ts'

/** A proposed passage. Offsets in UTF-16 units of the text as given; `end` is exclusive. */
export type IdentifyingSpan = Omit<BlockProposal, 'block'> & {
  readonly text: string
  /** Bare words that stand there instead; in the replaced text they are set between ⟦ and ⟧. */
  readonly replacement: string
}

/** What the engine makes of a text. */
export type Deidentified = {
  /** Sorted by start, never overlapping, never inside an earlier replacement. */
  readonly spans: readonly IdentifyingSpan[]
  readonly entities: readonly Entity[]
  /** The text with each span replaced; everything outside the spans is as it was, unit by unit. */
  readonly replaced: string
  /** Seeded names that can still be read in `replaced`; empty unless something went wrong. */
  readonly left: readonly { readonly form: string; readonly start: number; readonly end: number }[]
}

/**
 * Proposes and replaces. Same text and options, same result.
 * @param options as for the engine; the trained model beside it is used unless another is given
 */
export function deidentify(text: string, options: EngineOptions = {}): Deidentified {
  const { proposals, entities } = proposeForBlocks([{ kind: 'paragraph', text }], { model: loadWeights(), ...options })
  const words = new Map(entities.map((entity) => [entity.id, entity.suggestedReplacement]))
  const spans = proposals.map(({ block: _block, ...proposal }) => ({
    ...proposal,
    text: text.slice(proposal.start, proposal.end),
    replacement: words.get(proposal.entity) ?? '',
  }))
  const replaced = replaceSpans(text, spans)
  const named = (options.seeds ?? []).flatMap((seed) => [seed.text, ...(seed.also ?? [])])
  return { spans, entities, replaced, left: leaks(replaced, named) }
}

/**
 * Writes each replacement, between ⟦ and ⟧, where its span stands.
 * @param spans sorted and apart
 */
export function replaceSpans(
  text: string,
  spans: readonly { readonly start: number; readonly end: number; readonly replacement: string }[],
): string {
  let out = ''
  let at = 0
  for (const { start, end, replacement } of spans) {
    out += `${text.slice(at, start)}⟦${replacement}⟧`
    at = end
  }
  return out + text.slice(at)
}
