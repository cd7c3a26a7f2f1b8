/** Changes after submission as rules: what may be proposed, who stands where, and what differs. Pure. */
import type { Block } from '#documents/documents.ts'

/** Why a change is asked for. */
export type ChangeReason = 'factual-error' | 'personal-data' | 'legal-risk' | 'defamation' | 'other'

/** The reasons in words. */
export const changeReasonWords: Record<ChangeReason, string> = {
  'factual-error': 'Factual error',
  'personal-data': 'Personal data',
  'legal-risk': 'Legal risk',
  defamation: 'Defamation',
  other: 'Other',
}

/** Why the law keeps parts back. Which law that is in each nation is to be confirmed. */
export type WithholdingReason = 'court-order' | 'criminal-proceedings' | 'data-protection' | 'other-law'

/** The reasons in words. */
export const withholdingReasonWords: Record<WithholdingReason, string> = {
  'court-order': 'A court’s order',
  'criminal-proceedings': 'Criminal proceedings under way',
  'data-protection': 'Data protection law',
  'other-law': 'Another law',
}

/** What was done about a proposal, oldest first. Nothing here happens by time passing. */
export interface Step {
  step: 'agree' | 'refuse' | 'confirm' | 'impose' | 'take-back'
  /** The version of the text that it was done on. */
  version: number
}

/**
 * Where a proposal stands. `open`: the author has not answered, or agreed on a text that has changed since. `agreed`:
 * the author agreed and the board has yet to confirm. `outdated`: the passage is no longer what it was.
 */
export type ProposalState = 'open' | 'agreed' | 'refused' | 'in-force' | 'imposed' | 'taken-back' | 'outdated'

/**
 * Where a proposal stands. Only steps count: an unanswered proposal stays open however long it waits.
 * @param came how a version came of it, if one did
 * @param text the passage as it is in the newest version
 */
export function stateOf(
  proposal: { before: string },
  steps: readonly Step[],
  came: 'amend' | 'impose' | null,
  newest: { version: number; text: string },
): ProposalState {
  if (came === 'amend') return 'in-force'
  if (came === 'impose') return 'imposed'
  if (steps.some((one) => one.step === 'take-back')) return 'taken-back'
  if (newest.text !== proposal.before) return 'outdated'
  const answer = steps.findLast((one) => one.step === 'agree' || one.step === 'refuse')
  if (answer?.step === 'refuse') return 'refused'
  return answer?.step === 'agree' && answer.version === newest.version ? 'agreed' : 'open'
}

/** Days after which a board may impose a change that the author has not answered. It is shown as what it is. */
export const unansweredDays = 14

/** Whether a change may be imposed: the author refused it, or had their time and said nothing. Never once they agreed. */
export function mayImpose(state: ProposalState, proposedAt: Date, now: Date): boolean {
  if (state === 'refused') return true
  return state === 'open' && now.getTime() - proposedAt.getTime() >= unansweredDays * 86_400_000
}

/** Stages of a review in which its sealed text may still be changed in the open: not once it is published. */
export const changeableStages: readonly string[] = ['submitted', 'in-deidentification', 'waiting']

/** Most words of a dissent. */
export const mostDissentWords = 1000

/** How many words a text has. */
export function wordsIn(text: string): number {
  return text.split(/\s+/).filter(Boolean).length
}

/** The first reason against a dissent, or null. */
export function whyNotDissent(words: string): 'dissent-missing' | 'dissent-too-long' | null {
  const count = wordsIn(words)
  if (count === 0) return 'dissent-missing'
  return count > mostDissentWords ? 'dissent-too-long' : null
}

/** Longest reason given for a change or a withholding, in characters. */
export const longestWhy = 3000

/** The first reason against a proposal, or null. `text` is what would stand in the passage's place. */
export function whyNotPropose(
  block: Block | undefined,
  proposal: { text: string; reason: string; why: string },
):
  | 'no-such-block'
  | 'reason-class-missing'
  | 'why-missing'
  | 'why-too-long'
  | 'text-missing'
  | 'nothing-changed'
  | null {
  if (!block) return 'no-such-block'
  if (proposal.text === '') return 'text-missing'
  if (proposal.text === block.text) return 'nothing-changed'
  if (!Object.hasOwn(changeReasonWords, proposal.reason)) return 'reason-class-missing'
  if (proposal.why.trim() === '') return 'why-missing'
  return proposal.why.length > longestWhy ? 'why-too-long' : null
}

/** A run of words that stays, goes or comes. */
export interface DiffPart {
  how: 'same' | 'gone' | 'new'
  text: string
}

/**
 * What differs between two texts, word by word: the fewest words gone and new (longest common subsequence). The parts
 * that are the same or gone give the first text, those that are the same or new the second.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
  const [a, b] = [piecesOf(before), piecesOf(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const middle = differing(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return joined([
    ...a.slice(0, start).map((text) => ({ how: 'same' as const, text })),
    ...middle,
    ...a.slice(a.length - end).map((text) => ({ how: 'same' as const, text })),
  ])
}

/** Words, and what stands between them. */
function piecesOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? []
}

/** Where comparing every piece with every other would take too long, the whole middle is said to go and come. */
const mostCells = 4_000_000

function differing(a: readonly string[], b: readonly string[]): DiffPart[] {
  if (a.length * b.length > mostCells)
    return [
      { how: 'gone', text: a.join('') },
      { how: 'new', text: b.join('') },
    ]
  const width = b.length + 1
  const longest = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ how: 'same', text: a[i]! })
      i++
      j++
    } else if (j === b.length || (i < a.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) {
      parts.push({ how: 'gone', text: a[i]! })
      i++
    } else {
      parts.push({ how: 'new', text: b[j]! })
      j++
    }
  }
  return parts
}

/** Neighbours of one kind become one; what goes stands before what comes. Lone spaces between changes join them. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const runs: DiffPart[] = []
  let [gone, added] = ['', '']
  const flush = () => {
    if (gone) runs.push({ how: 'gone', text: gone })
    if (added) runs.push({ how: 'new', text: added })
    ;[gone, added] = ['', '']
  }
  parts.forEach((part, n) => {
    const between = part.how === 'same' && part.text === ' ' && (gone || added) && parts[n + 1]?.how !== 'same'
    if (part.how === 'gone') gone += part.text
    else if (part.how === 'new') added += part.text
    else if (between && n + 1 < parts.length) {
      gone += part.text
      added += part.text
    } else {
      flush()
      const last = runs.at(-1)
      if (last?.how === 'same') last.text += part.text
      else runs.push({ ...part })
    }
  })
  flush()
  return runs
}

/** What can be said of a text: as its author wrote it, or changed, and how. Counted from what is in the log. */
export interface ChangeRecord {
  /** Changes that the author agreed to, and those imposed without, by reason. */
  agreed: Partial<Record<ChangeReason, number>>
  imposed: Partial<Record<ChangeReason, number>>
  /** Parts withheld, by reason: neighbouring blocks withheld at once are one part. */
  withheld: Partial<Record<WithholdingReason, number>>
}

/** The label of a text. */
export type IntegrityLabel = 'as-written' | 'changed-with-agreement' | 'changed-without-agreement'

/** The label that a record gives: one imposed change is enough for the red one, however many were agreed. */
export function labelOf(record: ChangeRecord): IntegrityLabel {
  if (total(record.imposed) > 0) return 'changed-without-agreement'
  return total(record.agreed) > 0 ? 'changed-with-agreement' : 'as-written'
}

/** The sum of counts by class. */
export function total(counts: Partial<Record<string, number>>): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0)
}

/** Counts by class of a list of classes. */
export function counted<K extends string>(classes: readonly K[]): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {}
  for (const one of classes) counts[one] = (counts[one] ?? 0) + 1
  return counts
}
