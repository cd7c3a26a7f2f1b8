/** Where a published log is read from: an address or a folder. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbsolute, resolve } from 'node:path'
import type { ReadLogFile } from './check-tiles.ts'

/** The place cannot be reached: nothing is said about the log. */
export class CannotReach extends Error {}

/** No file of a log is longer: 256 entries of 65,537 bytes. */
const MOST_BYTES = 256 * 65_537

/** Reads the files of a log below an http(s) address, or in a folder. */
export function logFilesAt(place: string): ReadLogFile {
  if (/^https?:\/\//.test(place)) return (path) => fetched(`${place.replace(/\/$/, '')}/${path}`)
  const folder = isAbsolute(place) ? place : resolve(place)
  return async (path) => {
    try {
      return new Uint8Array(await readFile(join(folder, path)))
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'ENOENT' || code === 'ENOTDIR') return null
      throw new CannotReach(`${path}: ${code ?? 'unreadable'}`)
    }
  }
}

async function fetched(url: string): Promise<Uint8Array | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) })
    if (response.status === 404) return null
    if (response.status !== 200) throw new CannotReach(`${url}: status ${response.status}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (bytes.length > MOST_BYTES) throw new CannotReach(`${url}: too long`)
    return bytes
  } catch (error) {
    if (error instanceof CannotReach) throw error
    throw new CannotReach(`${url}: not reached`)
  }
}
