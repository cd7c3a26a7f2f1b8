/**
 * The words of a key sheet. Twelve words stand for 16 random bytes and a checksum of 4 bits, in the layout of BIP-39
 * (2013) for 128 bits. Written down in docs/formats/author-keys.md. Pure, and safe in the browser.
 */
import { sha256 } from '../sha256.ts'
import { keyWords } from './key-words.ts'

/** How many words a sheet has. */
export const sheetWordCount = 12

/** The words of a secret of 16 bytes. */
export function wordsOf(secret: Uint8Array): string[] {
  if (secret.length !== 16) throw new RangeError('A key sheet stands for 16 bytes.')
  const bits = bitsOf(Uint8Array.of(...secret, sha256(secret)[0]!)).slice(0, 132)
  return Array.from(
    { length: sheetWordCount },
    (_, i) => keyWords[Number.parseInt(bits.slice(i * 11, i * 11 + 11), 2)]!,
  )
}

/** Why typed words are no key sheet. `word` counts from 1. */
export type WordsFault =
  { fault: 'not-twelve'; count: number } | { fault: 'unknown-word'; word: number } | { fault: 'checksum' }

/**
 * The secret that typed words stand for. Capitals, numbers before words and extra spaces do not matter; of each word the
 * first four letters are enough.
 */
export function secretOf(typed: string): Uint8Array | WordsFault {
  const words = typed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
  if (words.length !== sheetWordCount) return { fault: 'not-twelve', count: words.length }
  const places = words.map(placeOf)
  const unknown = places.indexOf(-1)
  if (unknown !== -1) return { fault: 'unknown-word', word: unknown + 1 }
  const bits = places.map((place) => place.toString(2).padStart(11, '0')).join('')
  const secret = Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2))
  const checksum = (sha256(secret)[0]! >> 4).toString(2).padStart(4, '0')
  return bits.endsWith(checksum) ? secret : { fault: 'checksum' }
}

function placeOf(word: string): number {
  const exact = keyWords.indexOf(word)
  return exact !== -1 || word.length < 4 ? exact : keyWords.findIndex((one) => one.slice(0, 4) === word.slice(0, 4))
}

/** Whether a typed word is the given one; its first four letters are enough. */
export function isSameWord(typed: string, word: string): boolean {
  return placeOf(typed.toLowerCase().trim()) === keyWords.indexOf(word)
}

/** What is wrong with typed words, and what to do. */
export function wordsFaultInWords(found: WordsFault): string {
  if (found.fault === 'not-twelve') return `Enter all 12 words of the sheet. You entered ${found.count}`
  if (found.fault === 'unknown-word') return `Word ${found.word} is not a word of a key sheet. Check its spelling`
  return 'These words do not belong together. Check each word and their order against the sheet'
}

function bitsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
}
