import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  consistencyRanges,
  extendsTree,
  foldedHash,
  includes,
  inclusionRanges,
  leafHash,
  pushSubtree,
  frontierHash,
  subtreesOf,
  treeHash,
  type SubtreeHash,
} from './merkle.ts'

const hash = (...parts: Uint8Array[]): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(Buffer.concat(parts)).digest())

/** RFC 6962 §2.1, word for word and with another SHA-256. */
function definedHash(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0) return hash()
  if (entries.length === 1) return hash(Uint8Array.of(0), entries[0]!)
  let k = 1
  while (k * 2 < entries.length) k *= 2
  return hash(Uint8Array.of(1), definedHash(entries.slice(0, k)), definedHash(entries.slice(k)))
}

const entriesOf = (size: number): Uint8Array[] => Array.from({ length: size }, (_, i) => Buffer.from(`entry ${i}`))
const rangeHash = (entries: Uint8Array[], { from, to }: { from: number; to: number }): Uint8Array =>
  definedHash(entries.slice(from, to))

test('the tree hash is RFC 6962’s for every size up to 130', () => {
  for (let size = 0; size <= 130; size += 1) {
    const entries = entriesOf(size)
    expect(treeHash(entries.map(leafHash))).toEqual(definedHash(entries))
  }
})

test('the published example: eight entries of the certificate log’s test data', () => {
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const root = treeHash(entries.map((entry) => leafHash(Buffer.from(entry, 'hex'))))
  expect(Buffer.from(root).toString('hex')).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
})

test('any cut of the leaves into maximal perfect subtrees folds to the same root', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.array(fc.integer({ min: 0, max: 200 })), (size, cuts) => {
      const entries = entriesOf(size)
      const edges = [...new Set([0, size, ...cuts.filter((cut) => cut < size)])].toSorted((a, b) => a - b)
      const subtrees = edges.slice(1).flatMap((to, i) =>
        subtreesOf(edges[i]!, to).map(({ level, index }): SubtreeHash => {
          const from = index * 2 ** level
          return { level, hash: definedHash(entries.slice(from, from + 2 ** level)) }
        }),
      )
      expect(foldedHash(subtrees)).toEqual(definedHash(entries))
    }),
  )
})

test('a frontier grown entry by entry has every root on its way', () => {
  const frontier: SubtreeHash[] = []
  const entries = entriesOf(70)
  entries.forEach((entry, i) => {
    pushSubtree(frontier, { level: 0, hash: leafHash(entry) })
    expect(frontierHash(frontier)).toEqual(definedHash(entries.slice(0, i + 1)))
  })
})

test('every entry of every tree up to 40 is proved, and no proof serves another entry, place or size', () => {
  for (let size = 1; size <= 40; size += 1) {
    const entries = entriesOf(size)
    const root = definedHash(entries)
    for (let index = 0; index < size; index += 1) {
      const proof = inclusionRanges(index, size).map((range) => rangeHash(entries, range))
      const leaf = leafHash(entries[index]!)
      expect(includes(root, size, index, leaf, proof)).toBe(true)
      expect(includes(root, size, index, leafHash(Buffer.from('never logged')), proof)).toBe(false)
      expect(includes(root, size, index, leaf, [...proof, root])).toBe(false)
      expect(includes(root, size, size, leaf, proof)).toBe(false)
      const otherPlaces = entries.map((_, other) => other).filter((other) => other !== index)
      expect(otherPlaces.filter((other) => includes(root, size, other, leaf, proof))).toEqual([])
    }
  }
})

test('every tree up to 40 is proved to extend every smaller one, and neither root can be another', () => {
  for (let newSize = 0; newSize <= 40; newSize += 1) {
    const entries = entriesOf(newSize)
    const newRoot = definedHash(entries)
    for (let oldSize = 0; oldSize <= newSize; oldSize += 1) {
      const oldRoot = definedHash(entries.slice(0, oldSize))
      const proof = consistencyRanges(oldSize, newSize).map((range) => rangeHash(entries, range))
      expect(extendsTree(oldRoot, oldSize, newRoot, newSize, proof)).toBe(true)
      const forged = hash(Buffer.from('forged'))
      expect(extendsTree(forged, oldSize, newRoot, newSize, proof)).toBe(false)
      // Every tree extends the empty one, so there alone the new root proves nothing.
      expect(extendsTree(oldRoot, oldSize, forged, newSize, proof)).toBe(oldSize === 0 && newSize > 0)
      expect(extendsTree(oldRoot, oldSize, newRoot, newSize, [...proof, forged])).toBe(false)
      proof.forEach((_, i) =>
        expect(extendsTree(oldRoot, oldSize, newRoot, newSize, proof.with(i, forged))).toBe(false),
      )
    }
  }
})

test('sizes and places that make no sense are no proof', () => {
  const root = treeHash([])
  expect(includes(root, 0, 0, root, [])).toBe(false)
  expect(includes(root, 1.5, 0, root, [])).toBe(false)
  expect(includes(root, 1, -1, root, [])).toBe(false)
  expect(includes(root.subarray(1), 1, 0, root.subarray(1), [])).toBe(false)
  expect(extendsTree(root, 2, root, 1, [])).toBe(false)
})
