/**
 * The log cut into files that never change once full, as in C2SP tlog-tiles. Pure.
 *
 * A tile of level L and number N holds up to 256 hashes: those of the perfect subtrees of level 8·L from number 256·N on.
 * An entry bundle N holds the entries from 256·N on.
 */
import { treeHash, type Subtree } from './merkle.ts'

/** How many hashes or entries a full tile or bundle holds. */
export const TILE_WIDTH = 256
/** Levels of the tree that one level of tiles spans. */
const TILE_HEIGHT = 8

/** One file of the log: a tile of hashes at a level, or a bundle of entries; `width` of its places are filled. */
export interface Tile {
  readonly level: number | 'entries'
  readonly number: number
  readonly width: number
}

/** Where a tile is served, below the log's address: `tile/0/x001/234.p/5`. */
export function tilePath({ level, number, width }: Tile): string {
  const digits = String(number).padStart(3, '0')
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = padded.match(/\d{3}/g)!
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${name}${width < TILE_WIDTH ? `.p/${width}` : ''}`
}

/** Reads a path that `tilePath` could have written, and no other; null for anything else. */
export function readTilePath(path: string): Tile | null {
  const [, level, groups, width] = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? []
  if (level === undefined || groups === undefined) return null
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    number: Number(groups.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  }
  const isPossible = tile.width > 0 && Number.isSafeInteger(tile.number) && (level === 'entries' || Number(level) <= 63)
  return isPossible && tilePath(tile) === path ? tile : null
}

/** Every tile and bundle that a log of `size` has, partial ones at the end of their level included. */
export function tilesOf(size: number): Tile[] {
  const tiles = tilesAcross('entries', size)
  for (let level = 0, across = size; across > 0; level += 1, across = Math.floor(across / TILE_WIDTH)) {
    tiles.push(...tilesAcross(level, across))
  }
  return tiles
}

function tilesAcross(level: Tile['level'], across: number): Tile[] {
  return Array.from({ length: Math.ceil(across / TILE_WIDTH) }, (_, number) => ({
    level,
    number,
    width: Math.min(TILE_WIDTH, across - number * TILE_WIDTH),
  }))
}

/** Whether a log of `size` has this tile at least as full as it asks for. */
export function hasTile(size: number, { level, number, width }: Tile): boolean {
  const across = level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level)
  return number * TILE_WIDTH + width <= across
}

/** The perfect subtrees whose hashes, 32 bytes each and one after another, are the bytes of a tile of hashes. */
export function subtreesInTile(tile: Tile & { level: number }): Subtree[] {
  return Array.from({ length: tile.width }, (_, i) => ({
    level: tile.level * TILE_HEIGHT,
    index: tile.number * TILE_WIDTH + i,
  }))
}

/** The tile in which the hashes below a perfect subtree lie, just as wide as that takes. */
export function tileUnder({ level, index }: Subtree): Tile & { level: number } {
  const { tileLevel, first, count } = hashesUnder({ level, index })
  return { level: tileLevel, number: Math.floor(first / TILE_WIDTH), width: (first % TILE_WIDTH) + count }
}

/** The hash of a perfect subtree, from the bytes of the tile that `tileUnder` names or of a wider one. */
export function hashFromTile(place: Subtree, tile: Uint8Array): Uint8Array {
  const { first, count } = hashesUnder(place)
  const from = first % TILE_WIDTH
  return treeHash(Array.from({ length: count }, (_, i) => tile.slice((from + i) * 32, (from + i + 1) * 32)))
}

function hashesUnder({ level, index }: Subtree): { tileLevel: number; first: number; count: number } {
  const count = 2 ** (level % TILE_HEIGHT)
  return { tileLevel: Math.floor(level / TILE_HEIGHT), first: index * count, count }
}

/** The bytes of an entry bundle: each entry after its length in two bytes, the more significant first. */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length > 0xffff) throw new RangeError('An entry is longer than a bundle can carry.')
    bundle.set([entry.length >> 8, entry.length & 0xff], at)
    bundle.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bundle
}

/** The entries of a bundle; null when it does not end with an entry's last byte. */
export function readBundle(bundle: Uint8Array): Uint8Array[] | null {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length;) {
    if (at + 2 > bundle.length) return null
    const end = at + 2 + bundle[at]! * 256 + bundle[at + 1]!
    if (end > bundle.length) return null
    entries.push(bundle.slice(at + 2, end))
    at = end
  }
  return entries
}
