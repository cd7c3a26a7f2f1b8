/**
 * Keys as their holder's browser makes and uses them, by WebCrypto. Written down in docs/formats/author-keys.md.
 * Nothing here is sent: what leaves the browser is public keys, signatures, and the master secret wrapped under the key
 * sheet. Private keys and the master cannot be read out again, not even by our own script.
 *
 * HKDF-SHA-256 is RFC 5869, Ed25519 RFC 8032, wrapping AES-256-GCM (NIST SP 800-38D) with a random nonce of 12 bytes.
 */
import { fromBase64 } from '../base64.ts'

/** A key pair whose private half cannot be read out. `publicKey` is 32 bytes. */
export interface HeldKey {
  readonly privateKey: CryptoKey
  readonly publicKey: Uint8Array
}

/** What a review's key is derived for. `number` is 1 at first, and one more after each rotation. */
export interface KeyPurpose {
  readonly reference: string
  readonly holder: string
  readonly number: number
}

const WRAP = 'throughline/key-sheet/v1 wrap'
const SHEET_KEY = 'throughline/key-sheet/v1 sign'
const reviewKeyInfo = (purpose: KeyPurpose) =>
  `throughline/review-key/v1\n${purpose.reference}\n${purpose.holder}\n${purpose.number}\n`

const { subtle } = globalThis.crypto

/** Whether this browser can sign with Ed25519: Chrome and Edge from 137, Firefox from 129, Safari from 17. */
export async function canSign(): Promise<boolean> {
  try {
    await keyFromSeed(new Uint8Array(32).fill(1))
    return true
  } catch {
    return false
  }
}

/** A new master secret and the 16 bytes of its key sheet, from this machine's own source of randomness. */
export function newSecrets(): { master: Uint8Array<ArrayBuffer>; sheet: Uint8Array<ArrayBuffer> } {
  const fresh = (length: number) => globalThis.crypto.getRandomValues(new Uint8Array(length))
  return { master: fresh(32), sheet: fresh(16) }
}

/** The master as this browser keeps it: usable to derive keys, not to be read. */
export async function holdMaster(master: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return subtle.importKey('raw', master, 'HKDF', false, ['deriveBits'])
}

/** The key of one review. */
export async function reviewKey(master: CryptoKey, purpose: KeyPurpose): Promise<HeldKey> {
  return keyFromSeed(await derived(master, reviewKeyInfo(purpose)))
}

/** The key that only the paper makes; it can revoke keys, also when the browser that held them is in other hands. */
export async function sheetKey(sheet: Uint8Array<ArrayBuffer>): Promise<HeldKey> {
  return keyFromSeed(await derived(await holdMaster(sheet), SHEET_KEY))
}

/** The master under the key sheet: nonce of 12 bytes ‖ ciphertext ‖ tag, 60 bytes. */
export async function wrapMaster(master: Uint8Array<ArrayBuffer>, sheet: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const nonce = globalThis.crypto.getRandomValues(new Uint8Array(12))
  const sealed = await subtle.encrypt({ name: 'AES-GCM', iv: nonce }, await wrappingKey(sheet), master)
  return Uint8Array.of(...nonce, ...new Uint8Array(sealed))
}

/** The master again; null when the sheet is another one or the copy was tampered with. */
export async function unwrapMaster(
  wrapped: Uint8Array<ArrayBuffer>,
  sheet: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const key = await wrappingKey(sheet)
    return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv: wrapped.slice(0, 12) }, key, wrapped.slice(12)))
  } catch {
    return null
  }
}

async function wrappingKey(sheet: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const bytes = await derived(await holdMaster(sheet), WRAP)
  return subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** The signature, 64 bytes, of a text in UTF-8. */
export async function signText(key: HeldKey, text: string): Promise<Uint8Array> {
  return new Uint8Array(await subtle.sign('Ed25519', key.privateKey, new TextEncoder().encode(text)))
}

async function derived(secret: CryptoKey, info: string): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new TextEncoder().encode(info) }
  return new Uint8Array(await subtle.deriveBits(algorithm, secret, 256))
}

/** RFC 8410 §7: what DER puts before the 32 bytes of a private key. */
const PRIVATE_PREFIX = fromBase64('MC4CAQAwBQYDK2VwBCIEIA==')

/** Imported twice: once readable, for its public half, and once for keeping. */
async function keyFromSeed(seed: Uint8Array): Promise<HeldKey> {
  const der = Uint8Array.of(...PRIVATE_PREFIX, ...seed)
  const readable = await subtle.importKey('pkcs8', der, 'Ed25519', true, ['sign'])
  const { x = '' } = await subtle.exportKey('jwk', readable)
  const publicKey = fromBase64(`${x.replaceAll('-', '+').replaceAll('_', '/')}=`)
  const privateKey = await subtle.importKey('pkcs8', der, 'Ed25519', false, ['sign'])
  return { privateKey, publicKey }
}
