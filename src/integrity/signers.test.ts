import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyStatement, anyStatementOf } from '../../test/support/statements.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { publicKeyOf, signEd25519, verifyEd25519 } from './ed25519.ts'
import { signatureLine, writeNote } from './note.ts'
import {
  judgeNote,
  noteKeyOf,
  noteOf,
  requiredSigners,
  whyNotCounted,
  type Signer,
  type SigningKey,
} from './signers.ts'
import { statementKinds, writeStatement, type Statement, type StatementKind, type StatementOf } from './statement.ts'

const seedOf = (number: number) => new Uint8Array(32).fill(number)
const hash = toBase64(seedOf(5))

/** A person with a key: signs texts as the role says. */
function holder(signer: Signer, number: number) {
  const publicKey = publicKeyOf(seedOf(number))
  const signs = (text: string) => ({
    signer,
    publicKey,
    signature: signEd25519(seedOf(number), new TextEncoder().encode(text)),
  })
  const key = (from = 0, until: number | null = null): SigningKey => ({ signer, publicKey, from, until })
  return { signer, publicKey, signs, key, base64: toBase64(publicKey) }
}

const author = holder('author', 1)
const commissioner = holder('commissioner', 2)
const body = holder('national-body', 3)
const second = holder('second-body', 4)
const sheet = holder('key-sheet', 6)
const server = holder('server', 7)
const newAuthor = holder('author', 8)
const everybody = [author, commissioner, body, second, sheet, server]
const pinned = everybody.map((one) => one.key())

const amend: StatementOf<'amend'> = {
  kind: 'amend',
  version: 2,
  blocks: 47,
  root: hash,
  changed: [3],
  reason: 'factual-error',
  manifest: null,
  previous: hash,
}
const submit: StatementOf<'submit'> = {
  kind: 'submit',
  version: 1,
  blocks: 47,
  root: hash,
  manifest: null,
  previous: null,
}

const judge = (statement: Statement, by: readonly (typeof author)[], keys = pinned, at: number | null = 9) => {
  const text = writeStatement(statement)
  const answer = judgeNote(
    noteOf(
      text,
      by.map((one) => one.signs(text)),
    ),
    keys,
    verifyEd25519,
    at,
  )
  return 'refused' in answer ? answer.refused : 'counts'
}

/** Which sets of roles suffice, as the design's table says it. The statements name these keys where they name any. */
const table: Record<StatementKind, [statement: Partial<Statement>, ways: Signer[][]]> = {
  terms: [{ author: author.base64, sheet: sheet.base64 } as object, [['author', 'commissioner', 'national-body']]],
  submit: [{}, [['author']]],
  'record-submit': [{}, [[]]],
  'record-amend': [{}, [[]]],
  'record-volume': [{}, [[]]],
  'record-correct': [{}, [[]]],
  'record-withdraw': [{}, [[]]],
  amend: [{}, [['author', 'commissioner']]],
  'record-impose': [{}, [[]]],
  impose: [{}, [['commissioner']]],
  'record-dissent': [{}, [[]]],
  dissent: [{}, [['author']]],
  'record-withhold': [{}, [[]]],
  withhold: [{}, [['commissioner']]],
  'record-edition': [{}, [[]]],
  edition: [{ author: 'agreed' } as object, [['author', 'national-body']]],
  volume: [{}, [['national-body']]],
  correct: [{}, [['national-body']]],
  withdraw: [{}, [['national-body']]],
  rotate: [{ holder: 'author', old: author.base64, new: newAuthor.base64 } as object, [['author']]],
  revoke: [{ holder: 'author', key: author.base64 } as object, [['author'], ['key-sheet']]],
  recover: [{ holder: 'author', old: author.base64 } as object, [['national-body', 'second-body']]],
  receipt: [{}, [['server']]],
}

test.each(statementKinds)('%s counts with exactly the signatures of the table', (kind) => {
  const [values, ways] = table[kind]
  const [any] = fc.sample(anyStatementOf(kind), 1)
  const statement = { ...any!, ...values } as Statement
  const extra = kind === 'rotate' ? [newAuthor] : []
  for (let chosen = 0; chosen < 2 ** everybody.length; chosen++) {
    const by = everybody.filter((_, i) => (chosen >> i) & 1)
    const complete = ways.some((way) => way.every((signer) => by.some((one) => one.signer === signer)))
    const signedBy = [...by, ...extra]
    expect([signedBy.map((one) => one.signer), whyNotCounted(statement, signedBy, pinned, 9)]).toEqual([
      signedBy.map((one) => one.signer),
      complete ? null : 'signature-missing',
    ])
  }
})

test('every kind that needs a signature is worth nothing without one', () => {
  fc.assert(
    fc.property(anyStatement, (statement) => {
      const refused = whyNotCounted(statement, [], pinned, 9)
      expect(refused).toBe(statement.kind.startsWith('record-') ? null : 'signature-missing')
      expect(requiredSigners(statement).length).toBeGreaterThan(0)
    }),
  )
})

test('an edition that the author refused, or whose author has no key, needs the national body alone', () => {
  const edition = { kind: 'edition', root: hash, disclosure: hash, author: 'agreed', about: hash } as const
  expect(judge(edition, [body])).toBe('signature-missing')
  expect(judge({ ...edition, author: 'refused' }, [body])).toBe('counts')
  expect(judge({ ...edition, author: 'no-key' }, [body])).toBe('counts')
  expect(judge({ ...edition, author: 'refused' }, [author])).toBe('signature-missing')
})

describe('all must have signed the same note', () => {
  test('two halves of an agreement make no whole', () => {
    expect(judge(amend, [author, commissioner])).toBe('counts')
    expect(judge(amend, [commissioner])).toBe('signature-missing')
    const text = writeStatement(amend)
    const other = writeStatement({ ...amend, version: 3 })
    const lifted = noteOf(text, [author.signs(other), commissioner.signs(text)])
    expect(judgeNote(lifted, pinned, verifyEd25519, 9)).toEqual({ refused: 'bad-signature' })
  })

  test('a change that was imposed never passes for one that was agreed', () => {
    const imposed = writeStatement({ ...amend, kind: 'impose' })
    const passedOff = noteOf(writeStatement(amend), [author.signs(imposed), commissioner.signs(imposed)])
    expect(judgeNote(passedOff, pinned, verifyEd25519, 9)).toEqual({ refused: 'bad-signature' })
  })

  test('a key of the same name is another key', () => {
    const forged = holder('author', 66)
    expect(judge(amend, [forged, commissioner])).toBe('signature-missing')
  })

  test('a good signature does not outweigh a bad one by the same key', () => {
    const text = writeStatement(submit)
    const bad = { ...author.signs(text), signature: author.signs(text).signature.with(0, 1) }
    expect(judgeNote(noteOf(text, [author.signs(text), bad]), pinned, verifyEd25519, 9)).toEqual({
      refused: 'bad-signature',
    })
  })

  test('lines by unknown keys are passed over', () => {
    const text = writeStatement(submit)
    const stranger = { name: 'elsewhere.example', type: 1 as const, publicKey: seedOf(99) }
    const lines = [
      signatureLine(stranger, new Uint8Array(64)),
      signatureLine(noteKeyOf(author), author.signs(text).signature),
    ]
    expect(judgeNote(writeNote(text, lines), pinned, verifyEd25519, 9)).toMatchObject({ statement: submit })
  })

  test('what is no note or no statement is refused by name', () => {
    expect(judgeNote(new TextEncoder().encode(writeStatement(submit)), pinned, verifyEd25519, 9)).toEqual({
      refused: 'not-a-note',
    })
    const free = 'The author agrees.\n'
    expect(judgeNote(noteOf(free, [author.signs(free)]), pinned, verifyEd25519, 9)).toEqual({
      refused: 'not-a-statement',
    })
  })
})

describe('keys are in force by their place in the log', () => {
  test.each([
    [5, 10, 4, 'key-not-in-force'],
    [5, 10, 5, 'counts'],
    [5, 10, 9, 'counts'],
    [5, 10, 10, 'key-not-in-force'],
    [5, 10, null, 'key-not-in-force'],
    [5, null, null, 'counts'],
    [5, null, 4, 'key-not-in-force'],
  ])('from %s until %s, at %s: %s', (from, until, at, expected) => {
    expect(judge(submit, [author], [author.key(from, until)], at)).toBe(expected)
  })

  test('a rotation is signed by the old key and the new, and by two that differ', () => {
    const rotate = {
      kind: 'rotate',
      holder: 'author',
      old: author.base64,
      new: newAuthor.base64,
      previous: null,
    } as const
    expect(judge(rotate, [author, newAuthor])).toBe('counts')
    expect(judge(rotate, [author])).toBe('signature-missing')
    expect(judge(rotate, [newAuthor])).toBe('signature-missing')
    expect(judge(rotate, [author, newAuthor], [author.key(0, 9)])).toBe('key-not-in-force')
    // A thief cannot bring a key in by naming it as both.
    const thief = holder('author', 77)
    expect(judge({ ...rotate, old: thief.base64, new: thief.base64 }, [thief])).not.toBe('counts')
  })
})

test('a key of low order is refused before anything it signed is looked at', () => {
  const lowOrder = { signer: 'author' as const, publicKey: fromBase64(`${'A'.repeat(43)}=`), from: 0, until: null }
  const text = writeStatement(submit)
  const note = noteOf(text, [{ ...lowOrder, signature: new Uint8Array(64) }])
  expect(judgeNote(note, [lowOrder], () => true, 9)).toEqual({ refused: 'low-order-key' })
  expect(whyNotCounted(submit, [lowOrder], [], 9)).toBe('low-order-key')
})
