/** The vectors that docs/formats/statement.md gives to whoever writes a second implementation. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'
import { publicKeyOf, signEd25519, verifyEd25519 } from './ed25519.ts'
import { judgeNote, noteOf, type Signer, type SigningKey } from './signers.ts'
import {
  blindedEntry,
  readStatement,
  statementHash,
  statementKinds,
  writeStatement,
  type Statement,
} from './statement.ts'

interface Vectors {
  keys: Record<string, { seed: string; publicKey: string }>
  statements: {
    values: Statement
    text: string
    hash: string
    signedBy: string[]
    note: string
    salt: string
    entry: string
  }[]
  refused: { why: string; text: string }[]
}

const vectors = JSON.parse(readFileSync('docs/formats/statement-vectors.json', 'utf8')) as Vectors
const bytes = (text: string) => new TextEncoder().encode(text)

/** A key's role is its name without what stands in brackets behind it. */
const roleOf = (name: string) => name.split(' ')[0] as Signer

const pinned = Object.entries(vectors.keys).map(([name, { publicKey }]): SigningKey => ({
  signer: roleOf(name),
  publicKey: fromBase64(publicKey),
  from: 0,
  until: null,
}))

test('the vectors show every kind once', () => {
  expect(vectors.statements.map((one) => one.values.kind)).toEqual([...statementKinds])
})

describe.each(vectors.statements)('$values.kind', ({ values, text, hash, signedBy, note, salt, entry }) => {
  test('text, hash and entry are as written down', () => {
    expect(writeStatement(values)).toBe(text)
    expect(readStatement(text)).toEqual(values)
    expect(statementHash(text)).toBe(hash)
    expect(new TextDecoder().decode(blindedEntry(fromBase64(salt), bytes(note)))).toBe(entry)
  })

  test('the note is made again from the seeds, and counts', () => {
    const signed = signedBy.map((name) => {
      const seed = fromBase64(vectors.keys[name]!.seed)
      expect(toBase64(publicKeyOf(seed))).toBe(vectors.keys[name]!.publicKey)
      return { signer: roleOf(name), publicKey: publicKeyOf(seed), signature: signEd25519(seed, bytes(text)) }
    })
    const made = signed.length === 0 ? bytes(text) : noteOf(text, signed)
    expect(new TextDecoder().decode(made)).toBe(note)
    const judged = signed.length === 0 ? { statement: values } : judgeNote(made, pinned, verifyEd25519, 0)
    expect(judged).toMatchObject({ statement: values })
  })
})

test.each(vectors.refused)('refused: $why', ({ text }) => {
  expect(readStatement(text)).toBeNull()
})
