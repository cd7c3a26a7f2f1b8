/** Encryption of small secrets at rest and hashes of bearer tokens, keyed by the installation's secret. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts and decrypts with a key derived from the installation's secret for one purpose. */
export interface SecretBox {
  seal(text: string): string
  /** @throws when the words were not sealed by this box */
  open(sealed: string): string
}

/** A new key of 32 random bytes for one body of data: destroying it destroys the data wherever copies of it lie. */
export function newDataKey(): Uint8Array {
  return randomBytes(32)
}

/** AES-256-GCM (NIST SP 800-38D), random 12-byte nonce, key by HKDF-SHA-256 (RFC 5869) over the secret and purpose. */
export function secretBox(secret: string, purpose: string): SecretBox {
  return keyBox(Buffer.from(hkdfSync('sha256', secret, 'throughline', purpose, 32)))
}

/** The same with a key of its own. @param key 32 bytes */
export function keyBox(key: Uint8Array): SecretBox {
  return {
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}

/** A new bearer token for a link: 32 random bytes as base64url. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a bearer token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
