/**
 * A guarded reader of ZIP archives (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16), enough for Word files.
 *
 * Everything is checked in the central directory before a byte is unpacked: number of entries, declared sizes, ratio,
 * names, overlaps. A declared size may lie, so unpacking has its own hard limit and the checksum is compared.
 * (Measured: a 127 KB bomb took a common converter 70 s and 2.8 GB. Here it costs reading the directory.)
 */
import { crc32, inflateRawSync } from 'node:zlib'
import { ImportRefused } from './refusals.ts'

/** Limits for an honest report: 121 pages with pictures, the longest seen, has under 200 entries and 40 MB unpacked. */
export const archiveLimits = {
  maxEntries: 4_000,
  maxUnpackedBytes: 400 * 1024 * 1024,
  maxXmlPartBytes: 48 * 1024 * 1024,
  /** Deflate cannot pass 1,032 : 1; Word's own markup stays under 60 : 1 (measured on reports full of tables). */
  maxRatio: 150,
  ratioFromBytes: 1024 * 1024,
}

interface Entry {
  name: string
  method: number
  flags: number
  checksum: number
  packedBytes: number
  unpackedBytes: number
  offset: number
}

/** The parts of an archive by name. `part` unpacks one, or gives undefined where there is none. */
export interface Archive {
  names: string[]
  part(name: string): Uint8Array | undefined
}

const END = 0x06054b50
const DIRECTORY = 0x02014b50
const LOCAL = 0x04034b50

/**
 * Opens an archive without unpacking anything.
 * @throws ImportRefused `damaged`, `encrypted`, `unpacks-too-big` or `unsafe`
 */
export function openArchive(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(bytes, view)
  refuseBombs(entries)
  const ranges = entries.map((entry) => ({ entry, ...dataRange(bytes, view, entry) })).sort((a, b) => a.start - b.start)
  for (let i = 1; i < ranges.length; i++) {
    // Overlapping entries are how a small archive declares petabytes (Fifield 2019).
    if ((ranges[i]?.start ?? 0) < (ranges[i - 1]?.end ?? 0)) throw new ImportRefused('unsafe')
  }
  const byName = new Map(ranges.map((range) => [range.entry.name, range]))
  if (byName.size !== entries.length) throw new ImportRefused('unsafe')
  return {
    names: entries.map((entry) => entry.name),
    part(name) {
      const range = byName.get(name)
      return range && unpack(bytes.subarray(range.start, range.end), range.entry)
    },
  }
}

function readDirectory(bytes: Uint8Array, view: DataView): Entry[] {
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  let at = view.getUint32(end + 16, true)
  if (count > archiveLimits.maxEntries) throw new ImportRefused('unpacks-too-big')
  if (at + size > end) throw new ImportRefused('damaged')
  const entries: Entry[] = []
  const decoder = new TextDecoder('utf-8')
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY) throw new ImportRefused('damaged')
    const nameLength = view.getUint16(at + 28, true)
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.push({
      name,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === END) return at
  throw new ImportRefused('damaged')
}

function refuseBombs(entries: Entry[]) {
  let total = 0
  for (const entry of entries) {
    const { name, packedBytes, unpackedBytes } = entry
    if (entry.flags & 1) throw new ImportRefused('encrypted')
    if (entry.method !== 0 && entry.method !== 8) throw new ImportRefused('unsafe')
    // eslint-disable-next-line no-control-regex -- control characters in a name are exactly what is looked for
    if (/^[/\\]|^[a-z]:|\\|(^|\/)\.\.(\/|$)|[\u0000-\u001f]/i.test(name)) throw new ImportRefused('unsafe')
    total += unpackedBytes
    // Only markup is ever unpacked here. Pictures may be blank and shrink a thousandfold in all honesty.
    if (!/\.(xml|rels)$/i.test(name)) continue
    const ratio = unpackedBytes / Math.max(1, packedBytes)
    const isBomb = unpackedBytes > archiveLimits.ratioFromBytes && ratio > archiveLimits.maxRatio
    if (isBomb || unpackedBytes > archiveLimits.maxXmlPartBytes) throw new ImportRefused('unpacks-too-big')
  }
  if (total > archiveLimits.maxUnpackedBytes) throw new ImportRefused('unpacks-too-big')
}

function dataRange(bytes: Uint8Array, view: DataView, entry: Entry): { start: number; end: number } {
  const { offset } = entry
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) throw new ImportRefused('damaged')
  const nameLength = view.getUint16(offset + 26, true)
  const name = new TextDecoder().decode(bytes.subarray(offset + 30, offset + 30 + nameLength))
  // Two names for one entry mean that two programs would read two different files.
  if (name !== entry.name) throw new ImportRefused('unsafe')
  const start = offset + 30 + nameLength + view.getUint16(offset + 28, true)
  const end = start + entry.packedBytes
  if (end > bytes.length) throw new ImportRefused('damaged')
  return { start, end }
}

function unpack(packed: Uint8Array, entry: Entry): Uint8Array {
  const bytes = entry.method === 0 ? packed : inflate(packed, entry.unpackedBytes)
  if (bytes.length !== entry.unpackedBytes || crc32(bytes) !== entry.checksum) throw new ImportRefused('damaged')
  return bytes
}

function inflate(packed: Uint8Array, declaredBytes: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, declaredBytes) })
  } catch (error) {
    const tooLong = error instanceof RangeError
    throw new ImportRefused(tooLong ? 'unpacks-too-big' : 'damaged')
  }
}
