/**
 * The manifest of files made from a sealed text or an edition: a list of hashes with a root, so that a changed file is
 * found out. Written down in docs/formats/manifest.md. Pure, and safe in the browser.
 */
import { isBase64Of32Bytes, toBase64 } from './base64.ts'
import { leafHash, treeHash } from './merkle.ts'
import { sha256 } from './sha256.ts'

const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]*$/

/** A file by its name and the SHA-256 of its bytes in base64. */
export interface ListedFile {
  readonly name: string
  readonly hash: string
}

/** Lists a file. */
export function listedFile(name: string, bytes: Uint8Array): ListedFile {
  return { name, hash: toBase64(sha256(bytes)) }
}

/** The manifest's text: one line a file, its hash, a space and its name, sorted by name. */
export function manifestText(files: readonly ListedFile[]): string {
  return linesOf(files)
    .map((line) => `${line}\n`)
    .join('')
}

/** The root over a manifest: the RFC 6962 tree hash over its lines, without their ends. Base64. */
export function manifestRoot(files: readonly ListedFile[]): string {
  return toBase64(treeHash(linesOf(files).map((line) => leafHash(new TextEncoder().encode(line)))))
}

function linesOf(files: readonly ListedFile[]): string[] {
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return sorted.map(({ name, hash }) => {
    if (!FILE_NAME.test(name)) throw new RangeError('A manifest has plain file names only.')
    return `${hash} ${name}`
  })
}

/** Reads a manifest's text; null for any that `manifestText` could not have written. */
export function readManifest(text: string): ListedFile[] | null {
  const files: ListedFile[] = []
  for (const line of text.split('\n').slice(0, -1)) {
    const [hash, name, ...rest] = line.split(' ')
    if (!isBase64Of32Bytes(hash) || !name || rest.length > 0 || !FILE_NAME.test(name)) return null
    files.push({ name, hash })
  }
  return files.length > 0 && manifestText(files) === text ? files : null
}
