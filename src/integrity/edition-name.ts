/**
 * The name of an edition in statements: the SHA-256 of what it shows, written in one way. Pure, safe in the browser.
 */
import { toBase64 } from './base64.ts'
import { sha256 } from './sha256.ts'

/** JSON in the one form of RFC 8785 (June 2020): keys sorted by UTF-16 code units, no spaces. Whole numbers only. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    const sorted = members.toSorted(([a], [b]) => (a < b ? -1 : 1))
    return `{${sorted.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError('Only whole numbers are written.')
  return JSON.stringify(value)
}

/** The name of an edition, base64: of its disclosure, or of its blocks where its author never sealed it. */
export function editionNameOf(shown: unknown): string {
  return toBase64(sha256(new TextEncoder().encode(canonicalJson(shown))))
}
