/**
 * Whether an author and a panel are independent of what is reviewed: computed from facts, test by test, each with the facts
 * it rests on. There is no score: one test that is not met counts as much as four. Pure.
 * Source: field notes, 2.10 "Independence test" (our own proposal; the measures are data to be confirmed).
 */
import type { Interest } from '#directory/directory.ts'
import { dateInWords } from '#web/components/words.ts'

/** The tests, in the order in which they are shown. */
export type IndependenceTest =
  'agency-tie' | 'author-chairs' | 'personal-tie' | 'same-family' | 'income-share' | 'panel-agencies' | 'one-chair'

/** What each test asks. */
export const testWords: Record<IndependenceTest, string> = {
  'agency-tie': 'Has the author worked for, or chaired, an agency involved?',
  'author-chairs': 'Does the author chair or sit on the board or the panel?',
  'personal-tie': 'Does the author have a family, supervisory or financial tie?',
  'same-family': 'Has the author written an earlier review of the same family?',
  'income-share': 'How much of the author’s income comes from this board?',
  'panel-agencies': 'How many of the panel come from agencies involved?',
  'one-chair': 'Does one person chair both the board and the panel?',
}

/** What is printed in the published edition when a test was not met and the national body allowed it. */
export const printedWords: Record<IndependenceTest, (measures: Measures) => string> = {
  'agency-tie': ({ years }) =>
    `The author had worked for, or chaired, an agency involved within the ${years} years before the review.`,
  'author-chairs': () => 'The author was a member of the board or of the panel of the review.',
  'personal-tie': () =>
    'The author had a family, supervisory or financial tie with the board, an agency or a person involved.',
  'same-family': () => 'The author had written an earlier review of the same family.',
  'income-share': ({ incomeShare }) =>
    `More than ${incomeShare} per cent of the author’s income came from the board that commissioned the review.`,
  'panel-agencies': ({ panelShare }) =>
    `More than ${panelShare} per cent of the panel came from agencies involved in what was reviewed.`,
  'one-chair': () => 'One person chaired both the board and the panel of the review.',
}

/** The measures in force: years, and shares in per cent. */
export interface Measures {
  years: number
  incomeShare: number
  panelShare: number
}

/** A body by id and name. */
export interface Body {
  id: string
  name: string
}

/** A member of the panel. `organisationId` is null for somebody who comes from none of the bodies. */
export interface PanelMember {
  id: string
  name: string
  organisationId: string | null
  chairs: boolean
}

/** Everything that independence is computed from. */
export interface IndependenceFacts {
  /** 'YYYY-MM-DD' */
  today: string
  measures: Measures
  reviewId: string
  author: Body
  boards: readonly Body[]
  leadBoardId: string
  boardChairs: readonly Body[]
  /** Null until the board has said which agencies were involved. */
  agencies: readonly Body[] | null
  /** Null until the panel is stated. */
  panel: readonly PanelMember[] | null
  interests: readonly Interest[]
  /** Earlier reviews of the same family, with the author of each. */
  sameFamily: readonly { reference: string; authorId: string | null }[]
}

/** One test's outcome. `unknown`: the facts are not stated yet. */
export interface Outcome {
  test: IndependenceTest
  outcome: 'met' | 'not-met' | 'unknown'
  /** What it rests on, sentence by sentence. */
  facts: string[]
}

/** The day so many years before, as 'YYYY-MM-DD'. */
export function yearsBefore(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`
}

/** Runs every test. */
export function independence(facts: IndependenceFacts): Outcome[] {
  return [
    agencyTie(facts),
    authorChairs(facts),
    personalTie(facts),
    sameFamily(facts),
    incomeShare(facts),
    panelAgencies(facts),
    oneChair(facts),
  ]
}

const workTies = new Set<Interest['kind']>(['employment', 'contract', 'chair'])

function agencyTie(facts: IndependenceFacts): Outcome {
  if (!facts.agencies) return unknown('agency-tie', 'The agencies involved are not stated yet.')
  const since = yearsBefore(facts.today, facts.measures.years)
  const ids = new Set(facts.agencies.map((agency) => agency.id))
  const ties = facts.interests.filter(
    (one) => workTies.has(one.kind) && one.organisationId && ids.has(one.organisationId),
  )
  const recent = ties.filter((one) => one.until === null || one.until > since)
  const rule = `Ties of the last ${facts.measures.years} years count.`
  if (recent.length > 0) return { test: 'agency-tie', outcome: 'not-met', facts: [...recent.map(tieInWords), rule] }
  const said = ties.map((one) => `${tieInWords(one)} Longer ago.`)
  return { test: 'agency-tie', outcome: 'met', facts: said.length > 0 ? said : ['No such tie is declared.', rule] }
}

function authorChairs(facts: IndependenceFacts): Outcome {
  const said = [
    ...facts.boardChairs.filter((one) => one.id === facts.author.id).map(() => 'The author chairs the board.'),
    ...(facts.panel ?? [])
      .filter((one) => sameName(one.name, facts.author.name))
      .map(() => 'Somebody of the author’s name is on the panel.'),
    ...facts.interests
      .filter(
        (one) => one.kind === 'chair' && one.until === null && facts.boards.some((b) => b.id === one.organisationId),
      )
      .map(tieInWords),
  ]
  return said.length > 0
    ? { test: 'author-chairs', outcome: 'not-met', facts: said }
    : { test: 'author-chairs', outcome: 'met', facts: ['The author is on neither.'] }
}

const personalTies = new Set<Interest['kind']>(['family', 'supervisory', 'financial'])

function personalTie(facts: IndependenceFacts): Outcome {
  const since = yearsBefore(facts.today, facts.measures.years)
  const bodies = new Set([...facts.boards, ...(facts.agencies ?? [])].map((body) => body.id))
  const concerned = (one: Interest) =>
    one.reviewId === facts.reviewId || (one.organisationId !== null && bodies.has(one.organisationId))
  const ties = facts.interests.filter(
    (one) =>
      personalTies.has(one.kind) &&
      concerned(one) &&
      (one.kind === 'family' || one.until === null || one.until > since),
  )
  if (ties.length > 0) return { test: 'personal-tie', outcome: 'not-met', facts: ties.map(tieInWords) }
  if (!facts.agencies)
    return unknown('personal-tie', 'The agencies involved are not stated yet; with the board there is no such tie.')
  return { test: 'personal-tie', outcome: 'met', facts: ['No such tie is declared.'] }
}

function sameFamily(facts: IndependenceFacts): Outcome {
  const own = facts.sameFamily.filter((one) => one.authorId === facts.author.id)
  const declared = facts.interests.filter((one) => one.kind === 'earlier-review' && one.reviewId === facts.reviewId)
  const said = [
    ...own.map((one) => `Review ${one.reference} is about the same family and by this author.`),
    ...declared.map(() => 'The author declares an earlier review of the same family.'),
  ]
  if (said.length > 0) return { test: 'same-family', outcome: 'not-met', facts: said }
  const others = facts.sameFamily.map((one) => `Review ${one.reference} is about the same family, by somebody else.`)
  return {
    test: 'same-family',
    outcome: 'met',
    facts: others.length > 0 ? others : ['No earlier review of the family is known.'],
  }
}

function incomeShare(facts: IndependenceFacts): Outcome {
  const year = yearsBefore(facts.today, 1)
  const shares = facts.interests.filter(
    (one) =>
      one.kind === 'income' &&
      one.share !== null &&
      facts.boards.some((board) => board.id === one.organisationId) &&
      (one.until === null || one.until > year),
  )
  const most = Math.max(0, ...shares.map((one) => one.share ?? 0))
  const rule = `More than ${facts.measures.incomeShare} per cent is not met.`
  if (shares.length === 0)
    return { test: 'income-share', outcome: 'met', facts: ['No income from this board is declared.', rule] }
  return {
    test: 'income-share',
    outcome: most > facts.measures.incomeShare ? 'not-met' : 'met',
    facts: [...shares.map(tieInWords), rule],
  }
}

function panelAgencies(facts: IndependenceFacts): Outcome {
  if (!facts.panel || !facts.agencies)
    return unknown('panel-agencies', 'The panel or the agencies involved are not stated yet.')
  const ids = new Set(facts.agencies.map((agency) => agency.id))
  const inside = facts.panel.filter((one) => one.organisationId !== null && ids.has(one.organisationId)).length
  const all = facts.panel.length
  if (all === 0) return unknown('panel-agencies', 'The panel has no members yet.')
  return {
    test: 'panel-agencies',
    outcome: inside * 100 > facts.measures.panelShare * all ? 'not-met' : 'met',
    facts: [
      `${inside} of ${all} members come from agencies involved.`,
      `More than ${facts.measures.panelShare} per cent is not met.`,
    ],
  }
}

function oneChair(facts: IndependenceFacts): Outcome {
  const chair = facts.panel?.find((one) => one.chairs)
  if (!chair) return unknown('one-chair', 'The chair of the panel is not stated yet.')
  const same = facts.boardChairs.some((one) => sameName(one.name, chair.name))
  return {
    test: 'one-chair',
    outcome: same ? 'not-met' : 'met',
    facts: [same ? `${chair.name} chairs both.` : `${chair.name} chairs the panel and not the board.`],
  }
}

function unknown(test: IndependenceTest, fact: string): Outcome {
  return { test, outcome: 'unknown', facts: [fact] }
}

const tieWords: Record<Interest['kind'], string> = {
  employment: 'Employed by',
  contract: 'Under contract for',
  chair: 'Chair or board member of',
  family: 'Family tie with',
  supervisory: 'Supervision with',
  financial: 'Financial tie with',
  income: 'Income from',
  'earlier-review': 'Earlier review, with',
  other: 'Tie with',
}

function tieInWords(one: Interest): string {
  const share = one.share === null ? '' : ` (${one.share} per cent)`
  return `${tieWords[one.kind]} ${one.withWhom || 'somebody of this review'}${share}, from ${dateInWords(one.from)} ${one.until ? `to ${dateInWords(one.until)}` : 'until now'}.`
}

/** Whether two names are one, whatever their case, accents, spaces and titles. */
export function sameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b)
}

function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\b(dr|mr|mrs|ms|miss|prof|professor|sir|dame|cllr|councillor)\b\.?/gu, '')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
}

/** Tests that are not met and that nobody with the right to has overridden. */
export function openBreaches(
  outcomes: readonly Outcome[],
  overridden: readonly IndependenceTest[],
): IndependenceTest[] {
  return outcomes.filter((one) => one.outcome === 'not-met' && !overridden.includes(one.test)).map((one) => one.test)
}

/** Words that stand in the names of many bodies and tell nothing of one. */
const common = new Set(
  (
    'safeguarding children childrens adults adult board partnership regional public protection committee panel trust ' +
    'health community services service council county city borough nhs foundation police school hospital care social ' +
    'north south east west northern southern eastern western england wales scotland ireland united kingdom national ' +
    'agency department team and the for with isles mental primary university general royal fire rescue probation housing'
  ).split(' '),
)

/**
 * Names of this review's bodies and people that stand in words which are to be printed publicly.
 * @param names of boards, agencies and people
 */
export function namesIn(words: string, names: readonly string[]): string[] {
  const said = new Set(plainName(words).split(' '))
  return names.filter((name) =>
    plainName(name)
      .split(' ')
      .some((part) => part.length > 2 && !common.has(part) && said.has(part)),
  )
}
