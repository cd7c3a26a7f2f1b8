import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasTile, readBundle, readTilePath, subtreesInTile, tilePath, tilesOf, writeBundle } from './tiles.ts'

test.each([
  [{ level: 0, number: 0, width: 256 }, 'tile/0/000'],
  [{ level: 1, number: 5, width: 1 }, 'tile/1/005.p/1'],
  [{ level: 0, number: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
  [{ level: 'entries' as const, number: 1_000, width: 255 }, 'tile/entries/x001/000.p/255'],
])('%j is at %s', (tile, path) => {
  expect(tilePath(tile)).toBe(path)
  expect(readTilePath(path)).toEqual(tile)
})

test.each([
  'tile/0/1',
  'tile/00/001',
  'tile/64/001',
  'tile/0/x000/001',
  'tile/0/x01/001',
  'tile/0/x001',
  'tile/0/001.p/0',
  'tile/0/001.p/256',
  'tile/0/001.p/05',
  'tile/0/001/',
  '/tile/0/001',
  'tile/0/001\n',
  'tile/data/001',
  'tile/0/../001',
])('%s is the address of nothing', (path) => {
  expect(readTilePath(path)).toBeNull()
})

test('every tile of a log is at an address that leads back to it, and is filled by that log', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300_000 }), (size) => {
      const tiles = tilesOf(size)
      for (const tile of tiles) {
        expect(readTilePath(tilePath(tile))).toEqual(tile)
        expect(hasTile(size, tile)).toBe(true)
        expect(tile.width === 256 || !hasTile(size, { ...tile, width: tile.width + 1 })).toBe(true)
      }
      const entries = tiles.filter((tile) => tile.level === 'entries').reduce((sum, tile) => sum + tile.width, 0)
      expect(entries).toBe(size)
    }),
    { numRuns: 30 },
  )
})

test('a tile of level 1 holds the subtrees of 256 entries each', () => {
  expect(subtreesInTile({ level: 1, number: 2, width: 2 })).toEqual([
    { level: 8, index: 512 },
    { level: 8, index: 513 },
  ])
})

test('bundles carry entries of any bytes, and a bundle cut anywhere else is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), fc.nat(), (entries, cut) => {
      const bundle = writeBundle(entries)
      expect(readBundle(bundle)).toEqual(entries)
      const ends = entries.map((_, i) => writeBundle(entries.slice(0, i + 1)).length)
      const at = cut % (bundle.length + 1)
      expect(readBundle(bundle.subarray(0, at)) !== null).toBe(at === 0 || ends.includes(at))
    }),
  )
  expect(() => writeBundle([new Uint8Array(65_536)])).toThrow(RangeError)
})
