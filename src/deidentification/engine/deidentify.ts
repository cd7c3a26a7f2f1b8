/**
 * The library entry point: one text in, what could identify someone in it and the text with that replaced out. No
 * database, no network, no clock. A proposal is not a decision: somebody reads the result before it goes anywhere.
 */
import { analyse } from './engine.ts'
import type { EngineOptions, Entity, Proposal } from './engine.ts'
import type { LanguageCode } from './language.ts'
import { loadWeights } from './load-weights.ts'
import { leaks } from './sweep.ts'

/** A phrase to ask a person about. Offsets as for spans. */
export type AskedPhrase = Pick<Proposal, 'start' | 'end' | 'label' | 'probability' | 'reason'> & {
  readonly text: string
  readonly prompt: true
}

/** A proposed passage. Offsets in UTF-16 units of the text as given; `end` is exclusive. */
export type IdentifyingSpan = Proposal & {
  readonly text: string
}

/** What the engine makes of a text. */
export type Deidentified = {
  /** Sorted by start, never overlapping, never inside an earlier replacement. */
  readonly spans: readonly IdentifyingSpan[]
  readonly entities: readonly Entity[]
  /** What somebody might recognise though nothing proposes it, for a person to judge; not replaced. */
  readonly prompts: readonly AskedPhrase[]
  /** The language of most of the text (ISO 639-1), null where there is too little to say; the engine knows English. */
  readonly language: LanguageCode | null
  /** Passages in another language, where names are found by lists and capitals only. */
  readonly otherLanguages: readonly { readonly start: number; readonly end: number; readonly language: LanguageCode }[]
  /** The text with each span replaced; everything outside the spans is as it was, unit by unit. */
  readonly replaced: string
  /** Seeded names that can still be read in `replaced`; empty unless something went wrong. */
  readonly left: readonly { readonly form: string; readonly start: number; readonly end: number }[]
}

/**
 * Proposes and replaces. Same text and options, same result; and of a result of up to 200,000 characters, nothing more is
 * replaced by doing it again.
 * @param options as for the engine; the trained model beside it is used unless another is given
 */
export function deidentify(text: string, options: EngineOptions = {}): Deidentified {
  const { proposals, entities, prompts, language } = analyse(text, { model: loadWeights(), ...options }, true)
  const spans = proposals.map((proposal) => ({ ...proposal, text: text.slice(proposal.start, proposal.end) }))
  const replaced = replaceSpans(text, spans)
  const named = (options.seeds ?? []).flatMap((seed) => [seed.text, ...(seed.also ?? [])])
  return {
    spans,
    entities,
    prompts: prompts.map(({ start, end, label, probability, reason }) => {
      return { start, end, label, probability, reason, text: text.slice(start, end), prompt: true }
    }),
    language: language.main,
    otherLanguages: language.others,
    replaced,
    left: leaks(replaced, named),
  }
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
