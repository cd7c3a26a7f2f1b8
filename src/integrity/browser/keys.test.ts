/** Key sheets and derived keys, against BIP-39's own vectors and against `node:crypto`. */
import { hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publicKeyOf, verifyEd25519 } from '../ed25519.ts'
import { isSameWord, secretOf, wordsFaultInWords, wordsOf } from './key-sheet.ts'
import { keyWords } from './key-words.ts'
import { holdMaster, reviewKey, sheetKey, signText, unwrapMaster, wrapMaster } from './web-keys.ts'

const secret16 = fc.uint8Array({ minLength: 16, maxLength: 16 })

describe('the words of a key sheet', () => {
  // BIP-39's test vectors for 128 bits (trezor/python-mnemonic, vectors.json, English).
  test.each([
    [0x00, 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'],
    [0x7f, 'legal winner thank year wave sausage worth useful legal winner thank yellow'],
    [0x80, 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above'],
    [0xff, 'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong'],
  ])('of sixteen bytes 0x%s are those of BIP-39', (byte, words) => {
    const secret = new Uint8Array(16).fill(byte)
    expect(wordsOf(secret).join(' ')).toBe(words)
    expect(secretOf(words)).toEqual(secret)
  })

  test('are 2,048 and told apart by their first four letters', () => {
    expect(keyWords).toHaveLength(2048)
    expect(new Set(keyWords.map((word) => word.slice(0, 4))).size).toBe(2048)
  })

  test('give the secret back however they are typed', () => {
    fc.assert(
      fc.property(secret16, (secret) => {
        const words = wordsOf(secret)
        expect(secretOf(words.map((word, i) => `${i + 1}. ${word.toUpperCase()}`).join('\n'))).toEqual(secret)
        expect(secretOf(words.map((word) => word.slice(0, 4)).join('  '))).toEqual(secret)
      }),
    )
  })

  test('say what is wrong with them', () => {
    const words = wordsOf(new Uint8Array(16).fill(0x7f))
    expect(secretOf(words.slice(1).join(' '))).toEqual({ fault: 'not-twelve', count: 11 })
    expect(secretOf(words.with(4, 'xylophone').join(' '))).toEqual({ fault: 'unknown-word', word: 5 })
    expect(secretOf(words.with(0, 'zoo').join(' '))).toEqual({ fault: 'checksum' })
    expect(wordsFaultInWords({ fault: 'unknown-word', word: 5 })).toContain('Word 5')
    expect(isSameWord(' Legal ', 'legal')).toBe(true)
    expect(isSameWord('', 'legal')).toBe(false)
    expect(isSameWord('winner', 'legal')).toBe(false)
  })
})

describe('derived keys', () => {
  const bytes = (value: ArrayBuffer) => new Uint8Array(value)

  test('are HKDF of what they are for, and of nothing else', async () => {
    const master = new Uint8Array(32).fill(1)
    const purpose = { reference: 'AAAA-BBBB', holder: 'author', number: 1 }
    const info = 'throughline/review-key/v1\nAAAA-BBBB\nauthor\n1\n'
    const key = await reviewKey(await holdMaster(master), purpose)
    expect(key.publicKey).toEqual(publicKeyOf(bytes(hkdfSync('sha256', master, '', info, 32))))
    expect(key.privateKey.extractable).toBe(false)
    const sheet = new Uint8Array(16).fill(2)
    const paper = bytes(hkdfSync('sha256', sheet, '', 'throughline/key-sheet/v1 sign', 32))
    expect((await sheetKey(sheet)).publicKey).toEqual(publicKeyOf(paper))
    const others = [
      { ...purpose, reference: 'AAAA-BBBC' },
      { ...purpose, holder: 'commissioner' },
      { ...purpose, number: 2 },
    ]
    for (const other of others)
      expect((await reviewKey(await holdMaster(master), other)).publicKey).not.toEqual(key.publicKey)
    const text = 'throughline/statement/v1\n'
    expect(verifyEd25519(key.publicKey, new TextEncoder().encode(text), await signText(key, text))).toBe(true)
  })

  test('come from a master that the sheet alone unwraps, each time under another nonce', async () => {
    const [master, sheet] = [new Uint8Array(32).fill(1), new Uint8Array(16).fill(2)]
    const [wrapped, again] = [await wrapMaster(master, sheet), await wrapMaster(master, sheet)]
    expect(wrapped).toHaveLength(60)
    expect(wrapped).not.toEqual(again)
    expect(await unwrapMaster(Uint8Array.from(wrapped), sheet)).toEqual(master)
    expect(await unwrapMaster(Uint8Array.from(wrapped), new Uint8Array(16).fill(3))).toBeNull()
    for (const at of [0, 20, 59]) {
      const spoilt = Uint8Array.from(wrapped)
      spoilt[at]! ^= 1
      expect(await unwrapMaster(spoilt, sheet)).toBeNull()
    }
  })
})
