/**
 * Permission as declarations: one rule per act. A rule says which roles may do the act, and whether for anything or
 * only for what is theirs. Nothing is allowed that no rule names. Pure.
 */
import type { Actor } from './context.ts'

/** `any`: whatever it concerns. `own`: only what the actor's organisation or the actor in person is part of. */
export type Reach = 'any' | 'own'

/** One act of the system and who may do it. */
export interface ActRule {
  /** `folder.verb-noun`, unique. Written into the record of acts. */
  act: string
  /** What it does, in plain words, for the printed table of permissions. */
  says: string
  /** Reach by role name. A role not named may not. */
  allow: Readonly<Record<string, Reach>>
  /** True when anyone on the public site may do it. */
  visitor?: boolean
  /** True when a background task may do it. */
  task?: boolean
}

/** What the thing acted upon belongs to. */
export interface Scope {
  /** Organisations it belongs to, such as the boards of a review. */
  organisations?: readonly string[]
  /** People it belongs to in person, such as a review's author. */
  people?: readonly string[]
}

/** Whether this actor may do this act to something of this scope. */
export function may(actor: Actor, rule: ActRule, scope: Scope = {}): boolean {
  if (rule.visitor) return true
  if (actor.kind === 'visitor') return false
  if (actor.kind === 'task') return rule.task === true
  return actor.grants.some((grant) => {
    const reach = rule.allow[grant.role]
    if (reach === 'any') return true
    if (reach !== 'own') return false
    return grant.organisationId === null
      ? (scope.people ?? []).includes(actor.personId)
      : (scope.organisations ?? []).includes(grant.organisationId)
  })
}

/** Whether there is anything at all to which this actor may do this act: what a route asks before it looks anything up. */
export function mayEver(actor: Actor, rule: ActRule): boolean {
  if (rule.visitor) return true
  if (actor.kind === 'visitor') return false
  if (actor.kind === 'task') return rule.task === true
  return actor.grants.some((grant) => grant.role in rule.allow)
}

/** Names each rule's act `folder.verb`, so that the record of acts says where an act belongs. */
export function declareActs<Verbs extends Record<string, Omit<ActRule, 'act'>>>(
  folder: string,
  verbs: Verbs,
): { [Verb in keyof Verbs]: ActRule } {
  return Object.fromEntries(
    Object.entries(verbs).map(([verb, rule]) => [
      verb,
      { ...rule, act: `${folder}.${verb.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` },
    ]),
  ) as { [Verb in keyof Verbs]: ActRule }
}
