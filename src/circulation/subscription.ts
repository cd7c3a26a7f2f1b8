/** What a subscriber chooses, and how it is read from a form. Pure. */
import { nations, professions, type Nation, type Profession, type SubjectKind } from '#vocabulary/vocabulary.ts'

/** What a bulletin is arranged by. `nation` null: all four. `interests` are theme codes; none means all. */
export interface Preferences {
  profession: Profession
  nation: Nation | null
  interests: string[]
  subjects: SubjectKind[]
}

/** What the form holds, as typed. */
export interface TypedSubscription {
  profession: string
  nation: string
  interests: string[]
  subjects: string[]
}

/**
 * Reads the choices. Themes that are not in force are left out: a page may be older than the list.
 * @returns the choices, or a sentence for each field that must be put right
 */
export function readPreferences(
  typed: TypedSubscription,
  themeCodes: ReadonlySet<string>,
): { preferences: Preferences } | { mistakes: Record<string, string> } {
  const mistakes: Record<string, string> = {}
  if (!Object.hasOwn(professions, typed.profession)) mistakes['profession'] = 'Choose the role nearest to yours'
  if (typed.nation !== 'all' && !Object.hasOwn(nations, typed.nation))
    mistakes['nation'] = 'Choose a nation, or all of them'
  const subjects = (['child', 'adult'] as const).filter((kind) => typed.subjects.includes(kind))
  if (subjects.length === 0) mistakes['subjects'] = 'Choose children’s reviews, adults’ reviews or both'
  if (Object.keys(mistakes).length > 0) return { mistakes }
  return {
    preferences: {
      profession: typed.profession as Profession,
      nation: typed.nation === 'all' ? null : (typed.nation as Nation),
      interests: [...new Set(typed.interests)].filter((code) => themeCodes.has(code)),
      subjects,
    },
  }
}

/**
 * Reads one address to write to: the plain `local@domain` of RFC 5321 section 4.1.2 without quoting, 254 characters at
 * most (section 4.5.3.1). Nothing that a mail program could read as a second address or a name.
 * @returns null when it is not one
 */
export function readAddress(typed: string): string | null {
  const address = typed.trim()
  const plain = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?\.\p{L}{2,}$/u
  return address.length <= 254 && plain.test(address) && !address.includes('..') ? address : null
}

/** Bands of a team's size; a number could point at one team. */
export const teamSizes = {
  '2-5': '2 to 5 people',
  '6-10': '6 to 10 people',
  '11-20': '11 to 20 people',
  'over-20': 'More than 20 people',
} as const

/** A band of a team's size. */
export type TeamSize = keyof typeof teamSizes
