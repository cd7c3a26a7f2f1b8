/** Attacks on signed statements: forged names, lifted signatures, stolen and weak keys. Each succeeds with its defence off. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBase64 } from '../../src/integrity/base64.ts'
import { publicKeyOf, signEd25519, verifyEd25519 } from '../../src/integrity/ed25519.ts'
import { isLowOrder, openNote, readNote, signatureTypes } from '../../src/integrity/note.ts'
import { judgeNote, noteOf, type Signer, type SigningKey } from '../../src/integrity/signers.ts'
import { readStatement, writeStatement, type Statement } from '../../src/integrity/statement.ts'
import { verifyPack } from '../../src/integrity/verify-pack.ts'
import { readArchive } from '../../src/integrity/pack-archive.ts'

const hash = toBase64(new Uint8Array(32).fill(5))
const utf8 = (text: string) => new TextEncoder().encode(text)

function holder(signer: Signer, number: number) {
  const seed = new Uint8Array(32).fill(number)
  const publicKey = publicKeyOf(seed)
  const key = (from = 0, until: number | null = null): SigningKey => ({ signer, publicKey, from, until })
  const signs = (text: string) => ({ signer, publicKey, signature: signEd25519(seed, utf8(text)) })
  return { publicKey, key, signs }
}
const author = holder('author', 1)
const commissioner = holder('commissioner', 2)
const nationalBody = holder('national-body', 3)
const stranger = holder('author', 9)
const keys = [author.key(), commissioner.key(), nationalBody.key()]

const amend = (values: Partial<Statement> = {}) =>
  writeStatement({
    kind: 'amend',
    version: 2,
    blocks: 3,
    root: hash,
    changed: [2],
    reason: 'legal-risk',
    manifest: null,
    previous: hash,
    ...values,
  } as Statement)

const judged = (note: Uint8Array, by: readonly SigningKey[] = keys, at: number | null = 10) => {
  const answer = judgeNote(note, by, verifyEd25519, at)
  return 'refused' in answer ? answer.refused : 'counts'
}

describe('8: an imposed change is passed off as one that the author agreed to', () => {
  const text = amend()
  test('a key that was made up under the author’s name counts for whoever trusts the name, and for nobody else', () => {
    const forged = noteOf(text, [stranger.signs(text), commissioner.signs(text)])
    expect(judged(forged, [stranger.key(), commissioner.key()])).toBe('counts')
    expect(judged(forged)).toBe('signature-missing')
  })

  test('a signature lifted from another version fits only where signatures are not checked', () => {
    const other = amend({ version: 3 })
    const lifted = noteOf(text, [{ ...author.signs(other) }, commissioner.signs(text)])
    const unchecked = judgeNote(lifted, keys, () => true, 10)
    expect('refused' in unchecked).toBe(false)
    expect(judged(lifted)).toBe('bad-signature')
  })

  test('the commissioner’s own signature on an imposed change makes no agreed one', () => {
    const imposed = amend({ kind: 'impose' })
    const note = noteOf(imposed, [commissioner.signs(imposed)])
    expect(judged(note)).toBe('counts')
    const renamed = utf8(new TextDecoder().decode(note).replace('kind impose', 'kind amend'))
    expect('refused' in judgeNote(renamed, keys, () => true, 10)).toBe(true)
    expect(judged(renamed)).toBe('bad-signature')
  })
})

describe('9: somebody with the register swaps the author’s key', () => {
  test('what the swapped key signs counts by the database and not by the key in the signed terms', () => {
    const text = writeStatement({ kind: 'submit', version: 1, blocks: 3, root: hash, manifest: null, previous: null })
    const note = noteOf(text, [stranger.signs(text)])
    expect(judged(note, [stranger.key(), commissioner.key()])).toBe('counts')
    expect(judged(note)).toBe('signature-missing')
    // The terms name the key and three parties signed them: with another key they are other terms.
    const terms = writeStatement({
      kind: 'terms',
      terms: hash,
      author: toBase64(author.publicKey),
      sheet: toBase64(holder('key-sheet', 4).publicKey),
    })
    const all = [author, commissioner, nationalBody].map((one) => one.signs(terms))
    expect(judged(noteOf(terms, all))).toBe('counts')
    const swapped = terms.replace(toBase64(author.publicKey), toBase64(stranger.publicKey))
    expect(judged(utf8(new TextDecoder().decode(noteOf(terms, all)).replace(terms, swapped)))).toBe('bad-signature')
  })
})

describe('10: a stolen key signs after it was revoked, and says an earlier date', () => {
  test('it counts while the revocation is not known; a place in the log cannot be back-dated', () => {
    const text = writeStatement({ kind: 'submit', version: 1, blocks: 3, root: hash, manifest: null, previous: null })
    const note = noteOf(text, [author.signs(text)])
    expect(judged(note, [author.key(0, null)], 40)).toBe('counts')
    expect(judged(note, [author.key(0, 30)], 40)).toBe('key-not-in-force')
    expect(judged(note, [author.key(0, 30)], 29)).toBe('counts')
    // There is no date in a statement that could be set back.
    expect(readStatement(text.replace('\nversion', '\ndate 2020-01-01\nversion'))).toBeNull()
  })
})

describe('12: a key of low order, under which one signature fits many texts', () => {
  const weak = new Uint8Array(32).fill(0).with(0, 1)
  // R = the neutral point, s = 0: valid under such a key for every message, by RFC 8032's own equation.
  const signature = new Uint8Array(64).with(0, 1)
  test('OpenSSL takes one signature for two texts; the key is refused wherever keys come in', () => {
    const texts = ['one text\n', 'quite another\n']
    expect(texts.map((text) => verifyEd25519(weak, utf8(text), signature))).toEqual([true, true])
    expect(isLowOrder(weak)).toBe(true)
    const text = writeStatement({ kind: 'submit', version: 1, blocks: 3, root: hash, manifest: null, previous: null })
    const note = noteOf(text, [{ signer: 'author', publicKey: weak, signature }])
    const pinned = { name: 'author', type: signatureTypes.ed25519, publicKey: weak }
    expect(openNote(note, [pinned], verifyEd25519)).not.toBeNull()
    expect(judged(note, [{ signer: 'author', publicKey: weak, from: 0, until: null }])).toBe('low-order-key')
    const naming = writeStatement({
      kind: 'terms',
      terms: hash,
      author: toBase64(author.publicKey),
      sheet: toBase64(commissioner.publicKey),
    })
    expect(readStatement(naming.replace(toBase64(author.publicKey), toBase64(weak)))).toBeNull()
  })
})

/** FUZZ_SECONDS=600 npx vitest run test/attacks/statements.test.ts goes on for that long; the suite, for some hundred texts. */
const fuzzSeconds = Number(process.env['FUZZ_SECONDS'] ?? 0)
const effort = (runs: number) =>
  fuzzSeconds > 0 ? { numRuns: 1e9, interruptAfterTimeLimit: fuzzSeconds * 1000 } : { numRuns: runs }

describe('20: anything at all is put before the parsers', { timeout: 30_000 + fuzzSeconds * 2_000 }, () => {
  const grammar = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'throughline/statement/v1\n',
          'kind submit\n',
          'kind amend\n',
          'version 1\n',
          'blocks 2\n',
          'manifest none\n',
          'previous none\n',
        ),
        fc.constantFrom('\n', '\n\n', ' ', '— author ', '— ', '\r\n', '\u0000', '\u2028', '\ufeff', '=', '+'),
        fc.constantFrom(`root ${hash}\n`, hash, 'version 01\n', 'blocks -1\n', 'blocks 9007199254740993\n'),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''))

  test('none throws, and what is read as a statement is what would be written', () => {
    fc.assert(
      fc.property(grammar, (text) => {
        const statement = readStatement(text)
        expect(statement === null || writeStatement(statement) === text).toBe(true)
        const note = readNote(utf8(text))
        expect(note === null || note.text.endsWith('\n')).toBe(true)
        expect(['not-a-note', 'not-a-statement', 'signature-missing', 'bad-signature']).toContain(judged(utf8(text)))
      }),
      effort(400),
    )
  })

  test('no bytes make the verifier throw or say verified', () => {
    const log = {
      origin: 'log.example',
      logKey: { name: 'log.example', type: 1, publicKey: author.publicKey } as const,
      witnesses: [],
      quorum: 0,
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(verifyPack(bytes, { log, author: null, current: null }, () => true).state).not.toBe('verified')
        expect(readArchive(bytes) === null || bytes.length > 0).toBe(true)
      }),
      effort(200),
    )
  })
})
