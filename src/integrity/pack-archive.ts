/**
 * The archive of a pack: a ZIP file (PKWARE APPNOTE 6.3) that any program opens, in one spelling only. Files are stored
 * as they are, in order, with no time and no attribute, so that a pack has no byte that could be changed unseen. Pure,
 * and safe in the browser.
 */
import { equalBytes } from './base64.ts'

/** Files by name, in their order. */
export type PackFiles = ReadonlyMap<string, Uint8Array>

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** The first day of DOS time: no pack says when it was made. */
const NO_DATE = 0x0021
const UTF8_NAMES = 0x0800

const NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,60}(?:\/[A-Za-z0-9][A-Za-z0-9.-]{0,60})?$/
/** The longest report with its proofs is under 20 MB. */
const MOST_BYTES = 200 * 1024 * 1024
const MOST_FILES = 2_000

/** Whether a pack may have a file of this name: no path leads out of the folder it is unpacked in. */
export function isPackName(name: string): boolean {
  return NAME.test(name)
}

/** The one archive of these files. @throws when a name cannot be one */
export function writeArchive(files: PackFiles): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, bytes] of files) {
    if (!isPackName(name)) throw new RangeError('A pack’s file has another kind of name.')
    const crc = crc32(bytes)
    const nameBytes = new TextEncoder().encode(name)
    const common = [
      ...two(20),
      ...two(UTF8_NAMES),
      ...two(0),
      ...two(0),
      ...two(NO_DATE),
      ...four(crc),
      ...four(bytes.length),
      ...four(bytes.length),
      ...two(nameBytes.length),
      ...two(0),
    ]
    const local = Uint8Array.of(...four(LOCAL), ...common, ...nameBytes)
    const rest = [...two(0), ...two(0), ...two(0), ...four(0), ...four(offset)]
    directory.push(Uint8Array.of(...four(CENTRAL), ...two(20), ...common, ...rest, ...nameBytes))
    parts.push(local, bytes)
    offset += local.length + bytes.length
  }
  const directoryBytes = directory.reduce((sum, one) => sum + one.length, 0)
  const count = two(files.size)
  const end = [
    ...four(END),
    ...two(0),
    ...two(0),
    ...count,
    ...count,
    ...four(directoryBytes),
    ...four(offset),
    ...two(0),
  ]
  return joined([...parts, ...directory, Uint8Array.from(end)])
}

/** The files of an archive that `writeArchive` could have written, to the last byte; null for any other. */
export function readArchive(archive: Uint8Array): PackFiles | null {
  if (archive.length > MOST_BYTES) return null
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const files = new Map<string, Uint8Array>()
  let at = 0
  while (at + 30 <= archive.length && view.getUint32(at, true) === LOCAL) {
    const size = view.getUint32(at + 22, true)
    const nameEnd = at + 30 + view.getUint16(at + 26, true)
    if (nameEnd + size > archive.length || files.size === MOST_FILES) return null
    const name = new TextDecoder().decode(archive.subarray(at + 30, nameEnd))
    if (!isPackName(name) || files.has(name)) return null
    files.set(name, archive.slice(nameEnd, nameEnd + size))
    at = nameEnd + size
  }
  return files.size > 0 && equalBytes(writeArchive(files), archive) ? files : null
}

function two(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff]
}

function four(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff]
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
