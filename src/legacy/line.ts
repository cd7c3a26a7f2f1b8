/** One line of a list of old reviews, read. Pure. */
import { isDay } from '#platform/csv.ts'
import { nations, type Nation } from '#vocabulary/vocabulary.ts'
import type { Organisation } from '#identity/identity.ts'

/** The columns, in order; those after `adults` may be left empty or out. */
export const columns = [
  'local_reference',
  'board',
  'kind',
  'nation',
  'children',
  'adults',
  'notified_on',
  'decided_on',
  'incident_from',
  'incident_to',
  'files',
] as const

/** Columns without which a list is not taken. */
export const neededColumns = columns.slice(0, 7)

/** A line that can be taken. */
export interface OldReview {
  localReference: string
  boardId: string
  kinds: string[]
  nations: Nation[]
  children: number
  adults: number
  notifiedOn: string
  decidedOn: string | null
  incidentFrom: string | null
  incidentTo: string | null
  files: string[]
}

/**
 * Reads a line. Board by its code or its name; several kinds, nations and files with semicolons between them.
 * @returns the review, or what is wrong, in words for who made the list
 */
export function readLine(
  cells: Readonly<Record<string, string>>,
  boards: readonly Organisation[],
): OldReview | { wrong: string } {
  const cell = (name: (typeof columns)[number]) => cells[name] ?? ''
  const list = (name: (typeof columns)[number]) =>
    cell(name)
      .split(';')
      .map((word) => word.trim())
      .filter(Boolean)
  const localReference = cell('local_reference')
  if (localReference === '' || localReference.length > 100)
    return { wrong: 'local_reference: give the name by which the board knows it, of 1 to 100 letters' }
  const named = cell('board').toLowerCase()
  const found = boards.filter((board) => board.code === named || board.name.toLowerCase() === named)
  if (found.length !== 1) return { wrong: `board: “${cell('board')}” is not in the list of boards` }
  const wrongNation = list('nation').find((nation) => !Object.hasOwn(nations, nation))
  if (wrongNation !== undefined || list('nation').length === 0)
    return { wrong: 'nation: give england, wales, scotland or northern-ireland' }
  for (const name of ['children', 'adults'] as const)
    if (!/^\d{0,2}$/.test(cell(name))) return { wrong: `${name}: give a number from 0 to 99` }
  for (const name of ['notified_on', 'decided_on', 'incident_from', 'incident_to'] as const)
    if (cell(name) !== '' && !isDay(cell(name))) return { wrong: `${name}: give a day as YYYY-MM-DD` }
  if (cell('notified_on') === '') return { wrong: 'notified_on: give the day on which the board was notified' }
  return {
    localReference,
    boardId: found[0]!.id,
    kinds: list('kind'),
    nations: list('nation') as Nation[],
    children: Number(cell('children')),
    adults: Number(cell('adults')),
    notifiedOn: cell('notified_on'),
    decidedOn: cell('decided_on') || null,
    incidentFrom: cell('incident_from') || null,
    incidentTo: cell('incident_to') || null,
    files: list('files'),
  }
}
