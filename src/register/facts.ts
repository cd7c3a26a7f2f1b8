/**
 * What the register holds of a review as facts that can be corrected: compared, and brought together when two people
 * correct the same review. Pure.
 */
import type { Nation } from '#vocabulary/vocabulary.ts'
import type { ReviewDocument, ReviewToRegister } from './register.ts'

/** The facts by name. Days are 'YYYY-MM-DD' or null; lists have no order. */
export interface Facts {
  leadBoard: string
  boards: string[]
  kinds: string[]
  nations: Nation[]
  children: number
  adults: number
  documents: ReviewDocument[]
  incidentFrom: string | null
  incidentTo: string | null
  notifiedOn: string
  decidedOn: string | null
}

/** Each fact's name as shown. */
export const factWords: Record<keyof Facts, string> = {
  leadBoard: 'Leading board',
  boards: 'Boards taking part',
  kinds: 'Kind',
  nations: 'Nation',
  children: 'Number of children',
  adults: 'Number of adults',
  documents: 'Documents',
  incidentFrom: 'When what is reviewed began',
  incidentTo: 'When it ended',
  notifiedOn: 'Board notified',
  decidedOn: 'Decided',
}

/** All names of facts. */
export const factNames = Object.keys(factWords) as (keyof Facts)[]

/** One fact that differs: as it was, as it is. */
export interface Difference {
  fact: keyof Facts
  before: unknown
  after: unknown
}

/** The facts of what is to be registered. */
export function factsOf(review: ReviewToRegister): Facts {
  const count = (kind: 'child' | 'adult') =>
    review.subjects.reduce((sum, subject) => sum + (subject.kind === kind ? subject.count : 0), 0)
  return {
    leadBoard: review.leadBoardId,
    boards: [...review.boardIds],
    kinds: [...review.kinds],
    nations: [...review.nations],
    children: count('child'),
    adults: count('adult'),
    documents: review.documents ?? [overviewReport],
    incidentFrom: review.incidentFrom ?? null,
    incidentTo: review.incidentTo ?? null,
    notifiedOn: review.notifiedOn,
    decidedOn: review.decidedOn ?? null,
  }
}

/** What a review has when nothing else is said. */
export const overviewReport: ReviewDocument = { kind: 'overview', label: 'Overview report' }

/** What is to be registered, from its facts. */
export function fromFacts(facts: Facts): ReviewToRegister {
  return {
    leadBoardId: facts.leadBoard,
    boardIds: facts.boards,
    kinds: facts.kinds,
    nations: facts.nations,
    subjects: [
      { kind: 'child' as const, count: facts.children },
      { kind: 'adult' as const, count: facts.adults },
    ].filter((subject) => subject.count > 0),
    documents: facts.documents,
    incidentFrom: facts.incidentFrom ?? undefined,
    incidentTo: facts.incidentTo ?? undefined,
    notifiedOn: facts.notifiedOn,
    decidedOn: facts.decidedOn ?? undefined,
  }
}

/** Facts that differ between two states of a review. */
export function differences(before: Facts, after: Facts): Difference[] {
  return factNames.flatMap((fact) =>
    same(before[fact], after[fact]) ? [] : [{ fact, before: before[fact], after: after[fact] }],
  )
}

/** The facts as they were before these differences, newest last. */
export function undo(facts: Facts, since: readonly Difference[]): Facts {
  return since.toReversed().reduce((now, one) => ({ ...now, [one.fact]: one.before }), facts)
}

/**
 * Brings together what two people made of the same facts: what only one of them changed stands as changed; where both
 * did, mine stands and is named, so that it can be looked at before it is sent again.
 */
export function bringTogether(base: Facts, theirs: Facts, mine: Facts): { facts: Facts; both: (keyof Facts)[] } {
  const both: (keyof Facts)[] = []
  const facts = { ...mine }
  for (const fact of factNames) {
    const changedByMe = !same(base[fact], mine[fact])
    if (changedByMe && !same(base[fact], theirs[fact]) && !same(mine[fact], theirs[fact])) both.push(fact)
    if (!changedByMe) Object.assign(facts, { [fact]: theirs[fact] })
  }
  return { facts, both }
}

function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

/** Lists have no order, and a document's keys none either. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(canonical).toSorted())
  if (value !== null && typeof value === 'object')
    return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return JSON.stringify(value)
}
