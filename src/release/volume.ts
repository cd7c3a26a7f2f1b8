/** When a volume may go. Pure. */
import type { SubjectKind } from '#vocabulary/vocabulary.ts'

/** Fewest editions of a volume: fewer would let a reader guess whose each is (anonymity notes, Release). */
export const fewestEditions = 6

/** What the rule needs to know of one edition. */
export interface WaitingFacts {
  subjects: readonly SubjectKind[]
  themes: number
  /** Whether what the log says of it agrees with what is stored. */
  sound: boolean
  /** Set where its public attributes could point to a board. */
  held?: 'too-few-boards' | 'unique' | null
}

/** Why a volume cannot go yet. */
export type WhyWait = 'too-few' | 'no-children' | 'no-adults' | 'themes-missing' | 'record-broken' | 'could-be-told'

/** Every reason against releasing these editions now; none when they may go. */
export function whyNotRelease(editions: readonly WaitingFacts[]): WhyWait[] {
  const reasons: WhyWait[] = []
  if (editions.length < fewestEditions) reasons.push('too-few')
  if (!editions.some((one) => one.subjects.includes('child'))) reasons.push('no-children')
  if (!editions.some((one) => one.subjects.includes('adult'))) reasons.push('no-adults')
  if (editions.some((one) => one.themes === 0)) reasons.push('themes-missing')
  if (editions.some((one) => !one.sound)) reasons.push('record-broken')
  if (editions.some((one) => one.held)) reasons.push('could-be-told')
  return reasons
}

/** The name of a volume: the season in which it is released. */
export function volumeLabel(day: string): string {
  const month = Number(day.slice(5, 7))
  return `${['Winter', 'Spring', 'Summer', 'Autumn'][Math.floor((month - 1) / 3)]} ${day.slice(0, 4)}`
}

/** Shuffles by Fisher and Yates. @param random a whole number from 0 to below its argument, from a source nobody can guess */
export function shuffled<T>(items: readonly T[], random: (below: number) => number): T[] {
  const mixed = [...items]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = random(at + 1)
    ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
  }
  return mixed
}
