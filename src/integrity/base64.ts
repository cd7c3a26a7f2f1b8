/** Bytes as standard base64 (RFC 4648 §4, with padding) and back; the same in the browser and in Node. */

/** 42 free characters, one whose last two bits are zero, and the padding: the only spelling of 32 bytes. */
const CANONICAL_32_BYTES = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/

/** Whether `value` is the canonical base64 of exactly 32 bytes: a hash, a seed or a salt. */
export function isBase64Of32Bytes(value: unknown): value is string {
  return typeof value === 'string' && CANONICAL_32_BYTES.test(value)
}

/** Standard base64 of any bytes. */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** The bytes of a base64 string that has been checked already. @throws when it is not base64 at all */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

/** Whether two byte strings are equal. Nothing here is secret, so the time taken may show where they differ. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, i) => byte === right[i])
}
