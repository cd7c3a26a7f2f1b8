/** A zip with one list and the files that it names. */
import { strFromU8, unzipSync } from 'fflate'

const mostUnpacked = 1_000_000_000
const mostOfOne = 50 * 1024 * 1024

/** What came: a list, and files by the last part of their names. */
export interface SentList {
  csv: string
  files: Map<string, Uint8Array>
}

/** Reads what was sent: a zip, or a list alone. Sizes are looked at before anything is unpacked. */
export function readSent(bytes: Uint8Array): SentList | { refused: 'damaged' | 'unpacks-too-big' | 'no-one-list' } {
  // Every zip begins with these two letters (APPNOTE 4.3.7).
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { csv: new TextDecoder().decode(bytes), files: new Map() }
  let total = 0
  let tooBig = false
  let unpacked: Record<string, Uint8Array>
  try {
    unpacked = unzipSync(bytes, {
      filter: (entry) => {
        total += entry.originalSize
        tooBig ||= total > mostUnpacked || entry.originalSize > mostOfOne
        return !tooBig && !entry.name.endsWith('/')
      },
    })
  } catch {
    return { refused: 'damaged' }
  }
  if (tooBig) return { refused: 'unpacks-too-big' }
  const files = new Map<string, Uint8Array>()
  const lists: Uint8Array[] = []
  for (const [path, content] of Object.entries(unpacked)) {
    const name = path.split('/').at(-1) ?? ''
    if (path.startsWith('__MACOSX/') || name.startsWith('.')) continue
    if (/\.csv$/i.test(name)) lists.push(content)
    else files.set(name, content)
  }
  const [list] = lists
  if (!list || lists.length > 1) return { refused: 'no-one-list' }
  return { csv: strFromU8(list), files }
}
