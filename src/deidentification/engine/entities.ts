import type { Identifier, Label } from './candidate.ts'
import { isTitled, nameWords, organisationForms, shortForms } from './forms.ts'
import { personByTitle, personIn } from './roles.ts'
import type { Person } from './roles.ts'
import { fold } from './text.ts'

/** A found passage with its words, in reading order. */
export type Mention = {
  readonly label: Label
  readonly identifier: Identifier
  readonly surface: string
  readonly source: string
  /** The text around it, with U+E002 where it stands. */
  readonly context?: string
  /** Index of the mention for which this one is said to be another name. */
  readonly alias?: number
}

/** Everything that is taken to mean the same person, place, body, date or number. */
export type Cluster = {
  readonly id: string
  readonly label: Label
  readonly identifier: Identifier
  /** The fullest form met. */
  readonly canonical: string
  readonly forms: readonly { readonly form: string; readonly count: number }[]
  readonly count: number
}

type Open = {
  label: Label
  identifier: Identifier
  key: string
  words: string[]
  titles: Set<string>
  members: number[]
  weight: number
  person: Person
}

/**
 * Puts mentions of the same thing together: a person by full name, given name, surname and short form; an organisation
 * by its name and initials; a date by the day it means.
 * @returns the clusters in order of first mention, and for each mention the index of its cluster
 */
export function clusterMentions(mentions: readonly Mention[]): { clusters: Cluster[]; of: number[] } {
  const open: Open[] = []
  const surfaces = new Map<string, number[]>()
  for (const [index, mention] of mentions.entries()) {
    const key = `${mention.label}\u0000${mention.surface}`
    const list = surfaces.get(key)
    if (list === undefined) surfaces.set(key, [index])
    else list.push(index)
  }
  const ranked = [...surfaces.values()].toSorted(
    (a, b) => formRank(mentions[b[0] ?? 0]) - formRank(mentions[a[0] ?? 0]) || (a[0] ?? 0) - (b[0] ?? 0),
  )
  const lookup = new Map<string, Open[]>()
  for (const members of ranked) place(open, lookup, mentions, members, aliased(open, mentions, members))
  return number(open, mentions)
}

/** People with more words come first, so that short forms find them. */
const formRank = (mention: Mention | undefined): number =>
  mention === undefined ? 0 : Math.min(nameWords(mention.surface).length, 6)

/** The cluster of the name for which one of these mentions is said to be another. */
function aliased(open: readonly Open[], mentions: readonly Mention[], members: readonly number[]): Open | undefined {
  const of = members.map((member) => mentions[member]?.alias).find((alias) => alias !== undefined)
  return of === undefined ? undefined : open.find((cluster) => cluster.members.includes(of))
}

function place(
  open: Open[],
  lookup: Map<string, Open[]>,
  mentions: readonly Mention[],
  members: number[],
  known: Open | undefined,
): void {
  const mention = mentions[members[0] ?? 0]
  if (mention === undefined) return
  const words = nameWords(mention.surface)
  const home =
    known ??
    (mention.label === 'PERSON'
      ? personHome(lookup, mention.surface, words)
      : lookup.get(otherKey(mention, words))?.[0])
  if (home !== undefined) {
    home.members.push(...members)
    home.weight += members.length
    if (mention.identifier === 'DIRECT') home.identifier = 'DIRECT'
    for (const title of titlesOf(mention.surface)) home.titles.add(title)
    return
  }
  const made: Open = {
    label: mention.label,
    identifier: mention.identifier,
    key: otherKey(mention, words),
    words,
    titles: new Set(titlesOf(mention.surface)),
    members: [...members],
    weight: members.length,
    person: personOf(
      mention.surface,
      members.slice(0, 12).map((member) => mentions[member]?.context ?? ''),
    ),
  }
  open.push(made)
  for (const key of keysOf(mention, words)) {
    const list = lookup.get(key)
    if (list === undefined) lookup.set(key, [made])
    else list.push(made)
  }
}

function keysOf(mention: Mention, words: readonly string[]): string[] {
  if (mention.label === 'PERSON') {
    const parts = words.flatMap((word) => (word.includes('-') ? [word, ...word.split('-')] : [word]))
    return [...new Set([...parts, ...(words.length > 1 ? shortForms(words[0] ?? '') : [])])].map((part) => `p ${part}`)
  }
  const keys = [otherKey(mention, words)]
  if (mention.label === 'ORG' || mention.label === 'MISC' || mention.label === 'LOC')
    for (const form of organisationForms(mention.surface)) keys.push(`n ${form.words.join(' ')}`)
  return [...new Set(keys)]
}

function otherKey(mention: Mention, words: readonly string[]): string {
  if (mention.label === 'DATETIME') return `d ${dayOf(mention.surface) ?? fold(mention.surface)}`
  if (mention.label === 'ORG' || mention.label === 'MISC' || mention.label === 'LOC')
    return `n ${words.filter((word, index) => index > 0 || word !== 'the').join(' ')}`
  return `${mention.label} ${fold(mention.surface).replace(/[\s-]/g, '')}`
}

function personHome(lookup: Map<string, Open[]>, surface: string, words: readonly string[]): Open | undefined {
  const titled = isTitled(surface)
  let best: Open | undefined
  let bestScore = 0
  for (const candidate of lookup.get(`p ${words.at(-1)}`) ?? []) {
    const score = agreement(candidate, words, titled, surface)
    if (score > bestScore) [best, bestScore] = [candidate, score]
  }
  for (const candidate of words.length > 1 ? (lookup.get(`p ${words[0]}`) ?? []) : []) {
    const score = agreement(candidate, words, titled, surface)
    if (score > bestScore) [best, bestScore] = [candidate, score]
  }
  return best
}

function personOf(surface: string, contexts: readonly string[]): Person {
  const titled = personByTitle(surface)
  const read = personIn(contexts)
  return { age: titled.age ?? read.age, gender: titled.gender ?? read.gender }
}

/** 0 when the name cannot be this person's; more for closer agreement, a title already used, and frequency. */
function agreement(candidate: Open, words: readonly string[], titled: boolean, surface: string): number {
  const theirs = candidate.words
  const frequency = Math.min(candidate.weight, 500) / 1000
  if (words.length === 1) {
    const word = words[0] ?? ''
    const given = sameGiven(theirs[0] ?? '', word)
    const family = theirs.length > 1 ? familyAgreement(theirs.at(-1) ?? '', word) : 0
    if (titled) return titledAgreement(candidate, family, theirs.length === 1 && given, surface, frequency)
    return given ? 2 + frequency : family > 0 ? family + frequency : 0
  }
  if (familyAgreement(theirs.at(-1) ?? '', words.at(-1) ?? '') === 0)
    return theirs.length === 1 && sameGiven(theirs[0] ?? '', words[0] ?? '') ? 0.5 : 0
  return sameGiven(theirs[0] ?? '', words[0] ?? '') ? 3 + frequency : 0
}

/** "Ms Ogden" is no child, no man, and rather an Ogden than a Hartley-Ogden. */
function titledAgreement(
  candidate: Open,
  family: number,
  onlyGiven: boolean,
  surface: string,
  frequency: number,
): number {
  const said = personByTitle(surface)
  const { age, gender } = candidate.person
  if (age === 'child' && said.age === 'adult') return 0
  if (gender !== undefined && said.gender !== undefined && gender !== said.gender) return 0
  if (family === 0) return onlyGiven ? 0.5 : 0
  const sameTitle = titlesOf(surface).some((title) => candidate.titles.has(title))
  return (
    family +
    frequency +
    (sameTitle ? 1 : 0) +
    (age === 'adult' ? 0.3 : 0) +
    (gender === said.gender && gender !== undefined ? 0.3 : 0)
  )
}

/** 1 for the same surname, less where one is only part of a double name. */
const familyAgreement = (a: string, b: string): number => (a === b ? 1 : sharesPart(a, b) ? 0.4 : 0)

const sharesPart = (a: string, b: string): boolean => a === b || a.split('-').includes(b) || b.split('-').includes(a)

function sameGiven(a: string, b: string): boolean {
  if (sharesPart(a, b)) return true
  if (a.length === 1 || b.length === 1) return a.charAt(0) === b.charAt(0)
  return shortForms(a).includes(b) || shortForms(b).includes(a)
}

const titlesOf = (surface: string): string[] =>
  /^(?:(?:mr|mrs|ms|miss|dr|professor|pc|dc|ds|judge)\b)/i.exec(surface)?.map((title) => title.toLowerCase()) ?? []

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A day as YYYY-MM-DD from "4 July 2015", "July 4, 2015" or "04/07/2015" (day first, as in the United Kingdom). */
export function dayOf(surface: string): string | undefined {
  const figures = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(surface)
  if (figures !== null) return iso(figures[3], Number(figures[2]), figures[1])
  const words = /(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Z][a-z]{2})[a-z.]*,? (\d{4})$/.exec(surface)
  if (words !== null) return iso(words[3], MONTHS.indexOf((words[2] ?? '').toLowerCase()) + 1, words[1])
  return undefined
}

function iso(year: string | undefined, month: number, day: string | undefined): string | undefined {
  return month >= 1 && month <= 12
    ? `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    : undefined
}

function number(open: Open[], mentions: readonly Mention[]): { clusters: Cluster[]; of: number[] } {
  for (const cluster of open) cluster.members.sort((a, b) => a - b)
  open.sort((a, b) => (a.members[0] ?? 0) - (b.members[0] ?? 0))
  const counters = new Map<Label, number>()
  const of = Array.from<number>({ length: mentions.length }).fill(0)
  const clusters = open.map((cluster, index) => {
    const next = (counters.get(cluster.label) ?? 0) + 1
    counters.set(cluster.label, next)
    const forms = new Map<string, number>()
    for (const member of cluster.members) {
      of[member] = index
      const surface = mentions[member]?.surface ?? ''
      forms.set(surface, (forms.get(surface) ?? 0) + 1)
    }
    const listed = [...forms]
      .map(([form, count]) => ({ form, count }))
      .toSorted((a, b) => b.count - a.count || (a.form < b.form ? -1 : 1))
    const canonical =
      [...forms.keys()].toSorted(
        (a, b) => nameWords(b).length - nameWords(a).length || b.length - a.length || (a < b ? -1 : 1),
      )[0] ?? ''
    return {
      id: `${cluster.label}:${next}`,
      label: cluster.label,
      identifier: cluster.identifier,
      canonical,
      forms: listed,
      count: cluster.members.length,
    }
  })
  return { clusters, of }
}
