/** A copy of the published log as files, named as they are served: what a lost database is made good from. */
import { readFile, rm } from 'node:fs/promises'
import type { Context } from '#platform/context.ts'
import { writeWhole } from '#platform/files.ts'
import { readNote } from '../note.ts'
import { hasTile, TILE_WIDTH, tilePath, tilesOf, writeBundle, type Tile } from '../tiles.ts'
import * as store from './store.ts'

/** Writes what a checkpoint of `size` has and the copy lacks, the checkpoint last. */
export async function writeReplica(ctx: Context, folder: string, size: number, note: Uint8Array): Promise<void> {
  const had = await sizeOf(folder)
  for (const tile of tilesOf(size).filter((one) => !hasTile(had, one))) {
    await writeWhole(`${folder}/${tilePath(tile)}`, await bytesOf(ctx, tile), 0o644)
    const partials = `${folder}/${tilePath({ ...tile, width: TILE_WIDTH })}.p`
    if (tile.width === TILE_WIDTH) await rm(partials, { recursive: true, force: true })
  }
  await writeWhole(`${folder}/checkpoint`, note, 0o644)
}

async function bytesOf(ctx: Context, tile: Tile): Promise<Uint8Array> {
  if (tile.level === 'entries') {
    const entries = await store.entriesFrom(ctx.db, tile.number * TILE_WIDTH, tile.width)
    return writeBundle(entries.map(({ entry }) => entry))
  }
  const [stored] = await store.tilesAt(ctx.db, [{ level: tile.level, number: tile.number }])
  if (!stored || stored.width < tile.width) throw new Error('A tile of the log is missing.')
  return stored.hashes.subarray(0, tile.width * 32)
}

/** The size of the checkpoint in the copy; 0 where there is none. Only what is missing is written, so it need not be trusted. */
async function sizeOf(folder: string): Promise<number> {
  try {
    const size = Number(readNote(await readFile(`${folder}/checkpoint`))?.text.split('\n')[1])
    return Number.isSafeInteger(size) ? size : 0
  } catch {
    return 0
  }
}
