/**
 * Grows the tiles of a log, hash by hash. Pure. Every hash of the tree is computed once: 255 joins for 256 entries.
 */
import { treeHash } from '../merkle.ts'
import { TILE_WIDTH, type Tile } from '../tiles.ts'

/** A tile of hashes with its bytes: 32 for each of its places that is filled. */
export interface HashTile extends Tile {
  readonly level: number
  readonly hashes: Uint8Array
}

/** The last tile of a level while it is not full. */
interface Edge {
  number: number
  width: number
  hashes: Uint8Array
  changed: boolean
}

/** The unfinished tiles of a log of `size`: those that the next entries add to, one for each level that has one. */
export function edgeTiles(size: number): (Tile & { level: number })[] {
  const tiles: (Tile & { level: number })[] = []
  for (let level = 0, across = size; across > 0; level += 1, across = Math.floor(across / TILE_WIDTH)) {
    const width = across % TILE_WIDTH
    if (width > 0) tiles.push({ level, number: Math.floor(across / TILE_WIDTH), width })
  }
  return tiles
}

/** Takes leaf hashes in order and says which tiles they changed. */
export class TileBuilder {
  readonly #edges: Edge[] = []
  #full: HashTile[] = []
  #size: number

  /** @param edges the tiles that `edgeTiles(size)` names, or wider ones */
  constructor(size = 0, edges: readonly HashTile[] = []) {
    this.#size = size
    for (let level = 0, across = size; across > 0; level += 1, across = Math.floor(across / TILE_WIDTH)) {
      const edge = newEdge(Math.floor(across / TILE_WIDTH))
      edge.width = across % TILE_WIDTH
      if (edge.width > 0) edge.hashes.set(edgeBytes(edges, level, edge))
      this.#edges.push(edge)
    }
  }

  /** How many entries the log has now. */
  get size(): number {
    return this.#size
  }

  /** Adds the next entry by its leaf hash. */
  add(leaf: Uint8Array): void {
    this.#size += 1
    this.#place(0, leaf)
  }

  #place(level: number, hash: Uint8Array): void {
    const edge = (this.#edges[level] ??= newEdge(0))
    edge.hashes.set(hash, edge.width * 32)
    edge.width += 1
    edge.changed = true
    if (edge.width < TILE_WIDTH) return
    const { number, hashes } = edge
    this.#full.push({ level, number, width: TILE_WIDTH, hashes })
    this.#edges[level] = newEdge(number + 1)
    this.#place(level + 1, treeHash(Array.from({ length: TILE_WIDTH }, (_, i) => hashes.subarray(i * 32, i * 32 + 32))))
  }

  /** The tiles that changed since the last call, as they are now. */
  takeChanged(): HashTile[] {
    const tiles = this.#full
    this.#full = []
    for (const [level, edge] of this.#edges.entries()) {
      if (!edge.changed) continue
      edge.changed = false
      tiles.push({ level, number: edge.number, width: edge.width, hashes: edge.hashes.slice(0, edge.width * 32) })
    }
    return tiles
  }
}

function newEdge(number: number): Edge {
  return { number, width: 0, hashes: new Uint8Array(TILE_WIDTH * 32), changed: false }
}

function edgeBytes(edges: readonly HashTile[], level: number, { number, width }: Edge): Uint8Array {
  const found = edges.find((tile) => tile.level === level && tile.number === number)
  if (!found || found.hashes.length < width * 32) throw new RangeError('An unfinished tile of the log is missing.')
  return found.hashes.subarray(0, width * 32)
}
