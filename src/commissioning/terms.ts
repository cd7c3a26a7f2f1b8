/**
 * How the template becomes the terms of one engagement: which changes a clause allows, what differs, and the exact text
 * that is signed. Pure.
 */
import type { Language, Template, TemplateClause, Words } from './template.ts'

/** What may be done to a clause for one engagement. `as-template` takes an earlier change back. */
export type Change = 'added' | 'changed' | 'struck' | 'as-template'

/** A change to one clause. */
export interface ClauseChange {
  clause: string
  change: Change
  /** The words added, or the clause's new words; empty otherwise. */
  words: string
  why: string
  by: string
  at: Date
}

/** A clause as it stands in one engagement, with what the template says. */
export interface EngagedClause {
  key: string
  number: number
  heading: string
  templateText: string
  /** The words in force; null when the clause is struck out. */
  text: string | null
  /** What was added for this engagement. */
  added: string | null
  kept: boolean
  /** The change in force, or null where the clause is the template's. */
  change: ClauseChange | null
}

/** Why a change is refused. */
export type ChangeRefusal = 'no-such-clause' | 'guarantee' | 'weakens' | 'words-missing' | 'why-missing' | 'no-change'

/** Longest words taken for a clause, in characters. */
export const longestClause = 4000

/** Words in the language asked for, or in English where there are none yet. */
export function inLanguage(words: Words, language: Language): string {
  return words[language] ?? words.en
}

/**
 * Words by which an addition takes something away from what it is added to. An addition that only adds needs none of them.
 * A person may still find other ways: therefore the exact text itself says that an addition takes nothing away.
 */
const limitingWords =
  /\b(except|excepting|unless|subject to|provided that|notwithstanding|only (?:if|where|when|with)|other than|save (?:for|that|where)|does not apply|do not apply|shall not apply|instead of|in place of|may not|must not|shall not|without prejudice|limited to|at the discretion of|with the (?:consent|agreement|approval) of)\b/iu

/** Whether words that are added to a guarantee would limit it. */
export function wouldWeaken(words: string): boolean {
  return limitingWords.test(words)
}

/** The first reason against a change to a clause, or null. */
export function whyNotChange(
  clause: TemplateClause | undefined,
  change: Pick<ClauseChange, 'change' | 'words' | 'why'>,
  language: Language,
): ChangeRefusal | null {
  if (!clause) return 'no-such-clause'
  if (change.change === 'as-template') return null
  if (clause.kept && change.change !== 'added') return 'guarantee'
  if (change.change !== 'struck' && tidy(change.words) === '') return 'words-missing'
  if (clause.kept && wouldWeaken(change.words)) return 'weakens'
  if (change.change === 'changed' && tidy(change.words) === inLanguage(clause.text, language)) return 'no-change'
  return tidy(change.why) === '' ? 'why-missing' : null
}

/** Words as they are kept and signed: NFC, single spaces, no line breaks. */
export function tidy(words: string): string {
  return words
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, longestClause)
}

/** The clauses of one engagement. @param changes oldest first; the newest of a clause counts */
export function engagedClauses(
  template: Template,
  changes: readonly ClauseChange[],
  language: Language,
): EngagedClause[] {
  const newest = new Map(changes.map((change) => [change.clause, change]))
  return template.clauses.map((clause, index) => {
    const found = newest.get(clause.key)
    const change = found && found.change !== 'as-template' ? found : null
    const templateText = inLanguage(clause.text, language)
    return {
      key: clause.key,
      number: index + 1,
      heading: inLanguage(clause.heading, language),
      templateText,
      text: change?.change === 'struck' ? null : change?.change === 'changed' ? change.words : templateText,
      added: change?.change === 'added' ? change.words : null,
      kept: clause.kept,
      change,
    }
  })
}

/** What stands at the top of the exact text. */
export interface EngagementFacts {
  reference: string
  kinds: readonly { label: string; basis: string }[]
  board: string
  author: string
  templateVersion: number
  wording: number
  authorKey: string | null
}

/** What is put before words that are added to a guarantee: they can only ever add. */
export const additionSays = 'Added for this engagement, taking nothing from the words above'

/** The exact text that is shown, hashed and signed. Lines end with LF; the text is NFC. */
export function engagementText(facts: EngagementFacts, clauses: readonly EngagedClause[]): string {
  const head = [
    'Terms of engagement',
    `Review: ${facts.reference}`,
    ...facts.kinds.map((kind) => `Kind: ${kind.label}. Basis: ${kind.basis}`),
    `Board that leads: ${facts.board}`,
    `Author: ${facts.author}`,
    `Template: version ${facts.templateVersion}. Wording: number ${facts.wording}`,
    `Author’s key for this review: ${facts.authorKey ?? 'not made yet'}`,
  ]
  const body = clauses.map((clause) =>
    [
      `${clause.number}. ${clause.heading}${clause.kept ? ' (guarantee)' : ''}`,
      clause.text ?? 'Struck out for this engagement.',
      ...(clause.added ? [`${additionSays}: ${clause.added}`] : []),
    ].join('\n'),
  )
  return `${[head.join('\n'), ...body].join('\n\n')}\n`.normalize('NFC')
}

/** Who signs, in this order. */
export const parties = ['author', 'board', 'national'] as const

/** One of those who sign. */
export type Party = (typeof parties)[number]

/** Whose turn it is, given who has signed the text that stands; null when all have. */
export function nextToSign(signed: readonly Party[]): Party | null {
  return parties.find((party) => !signed.includes(party)) ?? null
}
