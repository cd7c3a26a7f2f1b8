import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Nation, SubjectKind } from '#vocabulary/vocabulary.ts'
import {
  couldBe,
  fewestPossibleBoards,
  hiding,
  settleAttributes,
  type PublicAttributes,
  type RegisterEntry,
} from './anonymity.ts'

const entry = (leadBoardId: string, nation: Nation, subject: SubjectKind): RegisterEntry => ({
  leadBoardId,
  nations: [nation],
  subjects: [subject],
})
const spread = (nation: Nation, subject: SubjectKind, boards: number, each = 2) =>
  Array.from({ length: boards * each }, (_, n) => entry(`${nation}-${n % boards}`, nation, subject))
const one = (nation: Nation, subject: SubjectKind) => ({ nations: [nation], subjects: [subject] })

test('a nation shows only among enough boards, where none stands out and another edition shows the same', () => {
  const entries = [...spread('england', 'child', 6), ...spread('wales', 'child', 3)]
  const [a, b, c] = settleAttributes(
    [one('england', 'child'), one('england', 'child'), one('wales', 'child')],
    entries,
    [],
  )
  expect([a?.shown.nation, b?.shown.nation, c?.shown.nation]).toEqual(['england', 'england', null])
  expect(c).toMatchObject({ coarsened: 'too-few-boards', held: 'unique', hiding: { boards: 9 } })
  const alone = settleAttributes([one('england', 'child'), one('wales', 'child')], entries, [])
  expect(alone.map((each) => [each.shown.nation, each.coarsened, each.held])).toEqual([
    [null, 'unique', null],
    [null, 'too-few-boards', null],
  ])
  const busy = [...entries, ...Array.from({ length: 9 }, () => entry('england-0', 'england', 'child'))]
  expect(settleAttributes([one('england', 'child'), one('england', 'child')], busy, [])[0]).toMatchObject({
    coarsened: 'one-board-stands-out',
    held: null,
  })
})

test('what cannot be hidden waits; a joint review never shows a nation', () => {
  const entries = spread('wales', 'adult', 4)
  expect(settleAttributes([one('wales', 'adult'), one('wales', 'adult')], entries, [])[0]).toMatchObject({
    held: 'too-few-boards',
    hiding: { boards: 4 },
  })
  const joint = { nations: ['wales', 'england'] as Nation[], subjects: ['child'] as SubjectKind[] }
  const shown: PublicAttributes[] = [{ nation: null, subjects: ['child'] }]
  expect(settleAttributes([joint], spread('england', 'child', 5), shown)[0]).toMatchObject({
    shown: { nation: null },
    held: null,
  })
  expect(hiding({ nation: null, subjects: ['child'] }, [])).toEqual({ entries: 0, boards: 0, largestShare: 1 })
})

/** A whole number from 0 to below n, always the same for the same seed (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

const nationBoards: [Nation, number][] = [
  ['england', 60],
  ['wales', 6],
  ['scotland', 15],
  ['northern-ireland', 3],
]

/** A national register: boards of very different size, children's and adults' reviews. */
function nationalRegister(random: (below: number) => number, size: number): RegisterEntry[] {
  const boards = nationBoards.flatMap(([nation, count]) =>
    Array.from({ length: count }, (_, n) => ({ id: `${nation}-${n}`, nation, weight: 1 + random(6) })),
  )
  const urn = boards.flatMap((board) => Array.from({ length: board.weight }, () => board))
  return Array.from({ length: size }, () => {
    const board = urn[random(urn.length)]!
    return entry(board.id, board.nation, random(3) === 0 ? 'adult' : 'child')
  })
}

/**
 * The attacker sees every published attribute, the date of every volume, the list of boards with their nation and, to be
 * worse than anyone outside, the whole register of who led which review. They name the likeliest board for each edition.
 */
function attack(shown: PublicAttributes, register: readonly RegisterEntry[], gone: ReadonlySet<RegisterEntry>): string {
  const counts = new Map<string, number>()
  for (const each of register) {
    if (!gone.has(each) && couldBe(each, shown)) counts.set(each.leadBoardId, (counts.get(each.leadBoardId) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
}

test('an attacker who sees everything public does no better than one in k', () => {
  let guesses = 0
  let right = 0
  let held = 0
  for (let seed = 1; seed <= 60; seed++) {
    const random = dice(seed)
    const register = nationalRegister(random, 220)
    const published: PublicAttributes[] = []
    for (let volume = 0; volume < 4; volume++) {
      const batch = Array.from({ length: 9 }, () => register[random(register.length)]!)
      const settled = settleAttributes(batch, register, published)
      for (const [n, each] of settled.entries()) {
        if (each.held) {
          held++
          continue
        }
        // The bound holds for every single edition, not only on average.
        expect(each.hiding.boards).toBeGreaterThanOrEqual(fewestPossibleBoards)
        expect(hiding(each.shown, register).largestShare).toBeLessThanOrEqual(1 / fewestPossibleBoards)
        guesses++
        if (attack(each.shown, register, new Set()) === batch[n]!.leadBoardId) right++
      }
      published.push(...settled.filter((each) => !each.held).map((each) => each.shown))
    }
  }
  expect(guesses).toBeGreaterThan(1500)
  expect(held).toBeLessThan(200)
  expect(right / guesses).toBeLessThanOrEqual(1 / fewestPossibleBoards)
})

test('whatever the register and the volume, nothing goes out that fewer than k boards could have made or that is alone', () => {
  const anyEntry = fc.record({
    leadBoardId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    nations: fc.subarray<Nation>(['england', 'wales', 'scotland'], { minLength: 1 }),
    subjects: fc.subarray<SubjectKind>(['child', 'adult'], { minLength: 1 }),
  })
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 40 }), fc.array(anyEntry, { maxLength: 8 }), (entries, batch) => {
      const settled = settleAttributes(batch, entries, [])
      const key = (shown: PublicAttributes) => `${shown.nation ?? ''}:${shown.subjects.toSorted().join()}`
      for (const each of settled.filter((other) => !other.held)) {
        expect(hiding(each.shown, entries).boards).toBeGreaterThanOrEqual(fewestPossibleBoards)
        expect(settled.filter((other) => key(other.shown) === key(each.shown)).length).toBeGreaterThan(1)
        expect(each.shown.nation === null || hiding(each.shown, entries).largestShare <= 0.2).toBe(true)
      }
    }),
  )
})
