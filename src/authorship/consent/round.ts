/** The round of comments after submission, and who stands how to a sealed text. Pure. */
import type { Actor, Grant } from '#platform/context.ts'
import { may, type ActRule, type Scope } from '#platform/permission.ts'

/** What a comment is about: the kinds that a safeguarding review's accuracy check asks for. */
export type CommentKind = 'factual-error' | 'personal-data' | 'legal-risk' | 'defamation' | 'other'

/** The kinds in words. */
export const commentKindWords: Record<CommentKind, string> = {
  'factual-error': 'Factual error',
  'personal-data': 'Personal data',
  'legal-risk': 'Legal risk',
  defamation: 'Defamation',
  other: 'Other',
}

/** How an author settled a comment. */
export type Settlement = 'accepted' | 'partly' | 'not-accepted' | 'noted'

/** The settlements in words. */
export const settlementWords: Record<Settlement, string> = {
  accepted: 'Accepted: the text should change',
  partly: 'Accepted in part',
  'not-accepted': 'Not accepted: the text stands',
  noted: 'Noted: nothing in the text follows from it',
}

/** Days that the one round of comments lasts, the day of submission not counted. */
export const roundDays = 14

/** Longest comment or answer, in characters. */
export const longestComment = 5000

/** The last day of a round that is opened at this moment, 'YYYY-MM-DD'. */
export function roundEnd(openedAt: Date): string {
  return new Date(openedAt.getTime() + roundDays * 86_400_000).toISOString().slice(0, 10)
}

/** Whether comments are still taken. @param today 'YYYY-MM-DD' */
export function roundIsOpen(round: { endsOn: string } | null, today: string): boolean {
  return round !== null && today <= round.endsOn
}

/**
 * The actor without the roles that may read a sealed text only while something is due from them: a panel's member reads
 * it during the round, not for ever.
 */
export function whileDue(actor: Actor, roundOpen: boolean): Actor {
  if (roundOpen || actor.kind !== 'person') return actor
  return { ...actor, grants: actor.grants.filter((grant) => grant.role !== 'panel-member') }
}

/** The grant under which somebody may do an act to something of this scope; null when there is none. */
export function grantFor(actor: Actor, rule: ActRule, scope: Scope): Grant | null {
  if (actor.kind !== 'person') return null
  return actor.grants.find((grant) => may({ ...actor, grants: [grant] }, rule, scope)) ?? null
}

/** The first reason against a comment, or null. */
export function whyNotComment(
  comment: { kind: string; words: string },
  roundOpen: boolean,
): 'round-over' | 'kind-missing' | 'words-missing' | 'words-too-long' | null {
  if (!roundOpen) return 'round-over'
  if (!Object.hasOwn(commentKindWords, comment.kind)) return 'kind-missing'
  return whyNotWords(comment.words)
}

/** The first reason against an author's answer to a comment, or null: every answer gives its reason. */
export function whyNotAnswer(answer: {
  settled: string
  words: string
}): 'settlement-missing' | 'words-missing' | 'words-too-long' | null {
  if (!Object.hasOwn(settlementWords, answer.settled)) return 'settlement-missing'
  return whyNotWords(answer.words)
}

function whyNotWords(words: string): 'words-missing' | 'words-too-long' | null {
  if (words.trim() === '') return 'words-missing'
  return words.length > longestComment ? 'words-too-long' : null
}
