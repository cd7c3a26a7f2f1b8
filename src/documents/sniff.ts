/**
 * Tells from its first and last bytes and its table of contents what a file is, before anything is stored or parsed.
 */
import { openArchive, type Archive } from './archive.ts'
import { ImportRefused, type ImportRefusal } from './refusals.ts'

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ZIP = [0x50, 0x4b, 0x03, 0x04]

/** The format of a file that may be parsed, or why it may not. Looks at names and sizes only: milliseconds. */
export function sniff(
  bytes: Uint8Array,
  fileName: string,
  maxFileBytes: number,
): { format: 'docx' | 'pdf' } | { refused: ImportRefusal } {
  if (bytes.length === 0) return { refused: 'empty' }
  if (bytes.length > maxFileBytes) return { refused: 'too-big' }
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase()
  if (startsWith(bytes, OLE)) return { refused: whyNotOle(bytes) }
  if (startsWith(bytes, ZIP)) return sniffArchive(bytes, extension)
  if (/^\s*%PDF-\d/.test(latin1(bytes.subarray(0, 64)))) return sniffPdf(bytes, extension)
  return { refused: 'not-word-or-pdf' }
}

function startsWith(bytes: Uint8Array, signature: number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** The old compound file: a password-protected .docx, an old .doc, or something else of that family ([MS-CFB], [MS-OFFCRYPTO]). */
function whyNotOle(bytes: Uint8Array): ImportRefusal {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return 'encrypted'
  return buffer.includes(Buffer.from('WordDocument', 'utf16le')) ? 'old-word' : 'not-word-or-pdf'
}

function sniffArchive(
  bytes: Uint8Array,
  extension: string | undefined,
): { format: 'docx' } | { refused: ImportRefusal } {
  try {
    const archive = openArchive(bytes)
    const types = contentTypes(archive)
    if (
      extension === 'docm' ||
      /macroEnabled|vbaProject/i.test(types) ||
      archive.names.some((n) => /vbaProject\.bin$|vbaData\.xml$/i.test(n))
    )
      return { refused: 'macros' }
    if (!types.includes('wordprocessingml.document.main+xml')) return { refused: 'not-word-or-pdf' }
    if (extension !== undefined && extension !== 'docx') return { refused: 'name-and-contents-differ' }
    return { format: 'docx' }
  } catch (error) {
    if (error instanceof ImportRefused) return { refused: error.reason }
    throw error
  }
}

function contentTypes(archive: Archive): string {
  const bytes = archive.part('[Content_Types].xml')
  return bytes ? Buffer.from(bytes).toString('utf8') : ''
}

function sniffPdf(bytes: Uint8Array, extension: string | undefined): { format: 'pdf' } | { refused: ImportRefusal } {
  if (extension !== undefined && extension !== 'pdf') return { refused: 'name-and-contents-differ' }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Without the mark of its end the file was cut off, and what is missing could not be told (ISO 32000-2, 7.5.5).
  if (!latin1(bytes.subarray(-2048)).includes('%%EOF')) return { refused: 'damaged' }
  for (let at = buffer.indexOf('/Encrypt'); at >= 0; at = buffer.indexOf('/Encrypt', at + 8)) {
    if (/^\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(latin1(bytes.subarray(at, at + 40)))) return { refused: 'encrypted' }
  }
  return { format: 'pdf' }
}
