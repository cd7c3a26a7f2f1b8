/**
 * Whether an edition can leave without pointing to a board: which of its public attributes may show, and whether the
 * register entries that it could be are of enough boards. Pure. See docs/decisions on what counts as public.
 */
import type { Nation, SubjectKind } from '#vocabulary/vocabulary.ts'

/** Boards that an edition must at least be able to come from, unless told otherwise (anonymity notes, Release). */
export const fewestPossibleBoards = 5

/** A review of the register, as far as its edition's attributes could tell of it. */
export interface RegisterEntry {
  leadBoardId: string
  nations: readonly Nation[]
  subjects: readonly SubjectKind[]
}

/** What the public sees of an edition besides its text. The nation is null where it is withheld. */
export interface PublicAttributes {
  nation: Nation | null
  subjects: readonly SubjectKind[]
}

/** How well an edition is hidden by these attributes. */
export interface Hiding {
  /** Entries that it could be. */
  entries: number
  /** Boards that those entries are led by. */
  boards: number
  /** The largest share of one board among them, 0–1: what somebody who knew the whole register could guess with. */
  largestShare: number
}

/** Whether an entry could be the one behind such an edition. */
export function couldBe(entry: RegisterEntry, shown: PublicAttributes): boolean {
  const same =
    entry.subjects.length === shown.subjects.length && shown.subjects.every((one) => entry.subjects.includes(one))
  return same && (shown.nation === null || (entry.nations.length === 1 && entry.nations[0] === shown.nation))
}

/** How well these attributes hide an edition among the register's entries. */
export function hiding(shown: PublicAttributes, entries: readonly RegisterEntry[]): Hiding {
  const byBoard = new Map<string, number>()
  let count = 0
  for (const entry of entries) {
    if (!couldBe(entry, shown)) continue
    count++
    byBoard.set(entry.leadBoardId, (byBoard.get(entry.leadBoardId) ?? 0) + 1)
  }
  return { entries: count, boards: byBoard.size, largestShare: count === 0 ? 1 : Math.max(...byBoard.values()) / count }
}

/** Why one edition must wait, or what of it is withheld. */
export type WhyHeld = 'too-few-boards' | 'unique'

/** An edition's attributes as they may go out. */
export interface Settled {
  shown: PublicAttributes
  hiding: Hiding
  /** Why the nation does not show, if it could have. */
  coarsened: 'too-few-boards' | 'one-board-stands-out' | 'unique' | null
  /** Why it must wait even so. */
  held: WhyHeld | null
}

/**
 * Chooses for every edition of a volume the finest attributes that hide it. The nation shows only where at least k boards
 * are possible, none of them has more than its k-th part of the entries, and another edition shows the same; a review of
 * more nations than one never shows any. What cannot be hidden even without a nation waits.
 * @param published attributes of what is published already: an edition may look like one of those
 */
export function settleAttributes(
  editions: readonly { nations: readonly Nation[]; subjects: readonly SubjectKind[] }[],
  entries: readonly RegisterEntry[],
  published: readonly PublicAttributes[],
  k = fewestPossibleBoards,
): Settled[] {
  const settled = editions.map(({ nations, subjects }): Settled => {
    const [only, ...others] = nations
    const coarse: PublicAttributes = { nation: null, subjects }
    const wide = hiding(coarse, entries)
    if (!only || others.length > 0) return { shown: coarse, hiding: wide, coarsened: null, held: null }
    const fine: PublicAttributes = { nation: only, subjects }
    const narrow = hiding(fine, entries)
    if (narrow.boards < k) return { shown: coarse, hiding: wide, coarsened: 'too-few-boards', held: null }
    if (narrow.largestShare > 1 / k)
      return { shown: coarse, hiding: wide, coarsened: 'one-board-stands-out', held: null }
    return { shown: fine, hiding: narrow, coarsened: null, held: null }
  })
  withholdUnique(settled, entries, published)
  for (const [n, one] of settled.entries()) {
    if (one.hiding.boards < k) settled[n] = { ...one, held: 'too-few-boards' }
    else if (isUnique(one, settled, published)) settled[n] = { ...one, held: 'unique' }
  }
  return settled
}

const keyOf = ({ nation, subjects }: PublicAttributes): string => `${nation ?? ''}:${subjects.toSorted().join('+')}`

function isUnique(one: Settled, all: readonly Settled[], published: readonly PublicAttributes[]): boolean {
  const key = keyOf(one.shown)
  return [...all.map((other) => other.shown), ...published].filter((shown) => keyOf(shown) === key).length < 2
}

/** Withholds the nation of what would otherwise be the only one of its kind; what is left may become unique by it. */
function withholdUnique(
  settled: Settled[],
  entries: readonly RegisterEntry[],
  published: readonly PublicAttributes[],
): void {
  for (let again = true; again;) {
    again = false
    for (const [n, one] of settled.entries()) {
      if (one.shown.nation === null || !isUnique(one, settled, published)) continue
      const shown = { ...one.shown, nation: null }
      settled[n] = { shown, hiding: hiding(shown, entries), coarsened: 'unique', held: null }
      again = true
    }
  }
}
