/** A list of boards from outside, compared with those held: what would be added, changed, or cannot be taken. Pure. */
import { isDay } from '#platform/csv.ts'
import type { Nation } from '#vocabulary/vocabulary.ts'
import type { Organisation, OrganisationKind } from './identity.ts'

/** A line of such a list. Days are 'YYYY-MM-DD' or null; `succeededBy` is a code. */
export interface ListedOrganisation {
  code: string
  name: string
  kind: OrganisationKind
  nation: Nation | 'uk'
  validFrom: string | null
  validTo: string | null
  succeededBy: string | null
  confirmed: boolean
}

/** A line that cannot be taken, and why, in words for who made it. */
export interface ListProblem {
  line: number
  words: string
}

/** One body that would change. */
export interface OrganisationChange {
  id: string
  listed: ListedOrganisation
  changes: { what: string; before: string; after: string }[]
}

/** What taking the list would do. Bodies that it does not name stay as they are. */
export interface ListPlan {
  added: ListedOrganisation[]
  changed: OrganisationChange[]
  unchanged: number
  problems: ListProblem[]
}

/** The columns, in order. */
export const listColumns = [
  'code',
  'name',
  'kind',
  'nation',
  'valid_from',
  'valid_to',
  'succeeded_by',
  'confirmed',
] as const

const kinds: readonly string[] = ['childrens-board', 'adults-board', 'joint-board', 'community-safety', 'agency']
const listNations: readonly string[] = ['england', 'wales', 'scotland', 'northern-ireland', 'uk']

/** Reads the lines; those that are wrong are told and left out. */
export function readList(rows: readonly { line: number; cells: Readonly<Record<string, string>> }[]): {
  listed: { line: number; organisation: ListedOrganisation }[]
  problems: ListProblem[]
} {
  const listed: { line: number; organisation: ListedOrganisation }[] = []
  const problems: ListProblem[] = []
  const codes = new Set<string>()
  for (const { line, cells } of rows) {
    const words = whyNotLine(cells, codes)
    if (words) {
      problems.push({ line, words })
      continue
    }
    codes.add(cells['code'] ?? '')
    listed.push({
      line,
      organisation: {
        code: cells['code'] ?? '',
        name: cells['name'] ?? '',
        kind: cells['kind'] as OrganisationKind,
        nation: cells['nation'] as Nation | 'uk',
        validFrom: cells['valid_from'] || null,
        validTo: cells['valid_to'] || null,
        succeededBy: cells['succeeded_by'] || null,
        confirmed: cells['confirmed'] === 'yes',
      },
    })
  }
  return { listed, problems }
}

function whyNotLine(cells: Readonly<Record<string, string>>, codes: ReadonlySet<string>): string | null {
  const code = cells['code'] ?? ''
  const [from = '', to = ''] = [cells['valid_from'], cells['valid_to']]
  if (!/^[a-z0-9][a-z0-9-]{1,79}$/.test(code)) return 'code: give a short name of small letters, digits and hyphens'
  if (codes.has(code)) return `code: ${code} stands on a line above already`
  if ((cells['name'] ?? '') === '' || (cells['name'] ?? '').length > 200) return 'name: give a name of 1 to 200 letters'
  if (!kinds.includes(cells['kind'] ?? '')) return `kind: give one of ${kinds.join(', ')}`
  if (!listNations.includes(cells['nation'] ?? '')) return `nation: give one of ${listNations.join(', ')}`
  for (const [name, day] of [
    ['valid_from', from],
    ['valid_to', to],
  ] as const)
    if (day && !isDay(day)) return `${name}: give a day as YYYY-MM-DD, or nothing`
  if (from && to && to < from) return 'valid_to: comes before valid_from'
  if (!['yes', 'no'].includes(cells['confirmed'] ?? '')) return 'confirmed: give yes or no'
  return null
}

/** Compares. Bodies are matched by code; one held without a code by name and nation. */
export function planList(
  list: ReturnType<typeof readList>,
  held: readonly (Organisation & { succeededByCode: string | null })[],
): ListPlan {
  const plan: ListPlan = { added: [], changed: [], unchanged: 0, problems: [...list.problems] }
  const byCode = new Map(held.flatMap((one) => (one.code ? [[one.code, one] as const] : [])))
  const byName = new Map(held.map((one) => [nameKey(one), one]))
  const codes = new Set([...byCode.keys(), ...list.listed.map((one) => one.organisation.code)])
  const names = new Map<string, string>()
  for (const { line, organisation } of list.listed) {
    const named = byName.get(nameKey(organisation))
    const match = byCode.get(organisation.code) ?? (named && !named.code ? named : undefined)
    const other = names.get(nameKey(organisation)) ?? (named && named !== match ? named.code : undefined)
    if (other) plan.problems.push({ line, words: `name: ${other} has this name already` })
    else if (organisation.succeededBy && !codes.has(organisation.succeededBy))
      plan.problems.push({ line, words: `succeeded_by: there is no ${organisation.succeededBy}` })
    else if (match && match.kind !== organisation.kind && (match.kind === 'agency' || organisation.kind === 'agency'))
      plan.problems.push({ line, words: 'kind: a board cannot become an agency, nor an agency a board' })
    else {
      names.set(nameKey(organisation), organisation.code)
      sort(plan, organisation, match)
    }
  }
  plan.problems.sort((a, b) => a.line - b.line)
  return plan
}

function sort(
  plan: ListPlan,
  listed: ListedOrganisation,
  match: (Organisation & { succeededByCode: string | null }) | undefined,
): void {
  if (!match) {
    plan.added.push(listed)
    return
  }
  const pairs: [string, string | null, string | null][] = [
    ['code', match.code, listed.code],
    ['name', match.name, listed.name],
    ['kind', match.kind, listed.kind],
    ['nation', match.nation, listed.nation],
    ['valid_from', match.validFrom, listed.validFrom],
    ['valid_to', match.validTo, listed.validTo],
    ['succeeded_by', match.succeededByCode, listed.succeededBy],
    ['confirmed', match.confirmed ? 'yes' : 'no', listed.confirmed ? 'yes' : 'no'],
  ]
  const changes = pairs
    .filter(([, before, after]) => before !== after)
    .map(([what, before, after]) => ({ what, before: before ?? '', after: after ?? '' }))
  if (changes.length === 0) plan.unchanged++
  else plan.changed.push({ id: match.id, listed, changes })
}

function nameKey(one: { name: string; nation: string }): string {
  return `${one.nation}:${one.name.toLowerCase()}`
}
