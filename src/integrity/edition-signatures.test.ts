import { describe, expect, test } from 'vitest'
import { toBase64 } from './base64.ts'
import { disclose } from './disclosure.ts'
import { judgeSignatures, publicSignatures, readSignatures } from './edition-signatures.ts'
import { readEdition, sealedEdition } from './edition.ts'
import { publicKeyOf, signEd25519, verifyEd25519 } from './ed25519.ts'
import { sealedRoot, type Block } from './sealed-text.ts'
import { noteOf, type Signer, type SigningKey } from './signers.ts'
import { statementHash, writeStatement, type Statement } from './statement.ts'
import { verifyEdition } from './verify.ts'

const blocks: Block[] = [
  { kind: 'title', text: 'Not asked' },
  { kind: 'paragraph', text: 'The mother, Sarah Fictional, said that nobody had asked her.' },
]
const seeds = blocks.map((_, i) => new Uint8Array(32).fill(i + 1))
const root = toBase64(sealedRoot(blocks, seeds))
const disclosure = disclose(blocks, seeds, [[], [{ start: 12, end: 27, label: 'Mother' }]])
const seedOf = (n: number) => new Uint8Array(32).fill(n)
const keyOf = (signer: Signer, n: number): SigningKey => ({
  signer,
  publicKey: publicKeyOf(seedOf(n)),
  from: 5,
  until: null,
})
const author = keyOf('author', 21)
const commissioner = keyOf('commissioner', 22)
const stranger = keyOf('author', 23)

function note(statement: Statement, ...by: [SigningKey, number][]): Uint8Array {
  const text = writeStatement(statement)
  const signature = (n: number) => signEd25519(seedOf(n), new TextEncoder().encode(text))
  return noteOf(
    text,
    by.map(([{ signer, publicKey }, n]) => ({ signer, publicKey, signature: signature(n) })),
  )
}

const submit = { kind: 'submit', version: 1, blocks: 2, root, manifest: null, previous: null } as const
const submitted = note(submit, [author, 21])
const details = {
  edition: '5b0c8a52-3a0e-4a54-9d0f-2b8e4b0d3c11',
  title: 'Not asked',
  volume: { label: 'Volume 3', date: '2026-10-01' },
  notice: 'Fictional.',
}
const signed = publicSignatures([submitted], [author])
const edition = sealedEdition(details, disclosure, signed)
const verdict = (signatures: unknown) => verifyEdition({ ...edition, signatures }, root, verifyEd25519)

/** A first text, and this one after a change. */
function changed(kind: 'amend' | 'impose', by: [SigningKey, number][]) {
  const first = { ...submit, root: toBase64(seedOf(9)) }
  const previous = statementHash(writeStatement(first))
  const change = { kind, version: 2, blocks: 2, root, changed: [2], reason: 'factual-error', manifest: null, previous }
  return publicSignatures([note(first, [author, 21]), note(change as Statement, ...by)], [author, commissioner])
}

describe('a signed edition', () => {
  test('is verified with the author’s key, and says whose word that is', () => {
    const found = verifyEdition(edition, root, verifyEd25519)
    expect(found).toMatchObject({ state: 'verified', signed: { authorKey: toBase64(author.publicKey), changes: [] } })
    expect(found.established.join(' ')).toContain(`signed at submission with the key ${toBase64(author.publicKey)}`)
    expect(found.notEstablished.join(' ')).toContain('Whose key it is')
    expect(JSON.stringify(edition)).not.toMatch(/"(?:from|until|index|at)"/)
  })

  test('says that nothing was checked where signatures cannot be', () => {
    const found = verifyEdition(edition, root)
    expect(found).toMatchObject({ state: 'verified', signed: null })
    expect(found.established.join(' ')).not.toContain('signed')
    expect(found.notEstablished.join(' ')).toContain('was not checked here')
  })

  test('names every change since, agreed or not', () => {
    const agreed = verdict(changed('amend', [[author, 21], [commissioner, 22]])) // prettier-ignore
    expect(agreed.state).toBe('verified')
    expect(agreed.established.join(' ')).toContain('with the author’s signed agreement: 1 block, factual error')
    const imposed = verdict(changed('impose', [[commissioner, 22]]))
    expect(imposed.state).toBe('verified')
    expect(imposed.established.join(' ')).toContain('WITHOUT the author’s agreement')
    expect(imposed.established.join(' ')).not.toContain('This very text was signed')
  })
})

describe('refused', () => {
  const lifted = new TextDecoder().decode(submitted).replace('version 1', 'version 2')
  const imposedText = changed('impose', [[commissioner, 22]])
  test.each([
    ['a signature that does not fit', { ...signed, notes: [lifted] }],
    ['a signature by another key', publicSignatures([note(submit, [stranger, 23])], [author])],
    ['no note', { ...signed, notes: [] }],
    ['no key', { ...signed, keys: [] }],
    ['two keys of the author', { ...signed, keys: [...signed.keys, { signer: 'author', key: toBase64(stranger.publicKey) }] }],
    ['a key of low order', { ...signed, keys: [{ signer: 'author', key: toBase64(new Uint8Array(32)) }] }],
    ['another text', publicSignatures([note({ ...submit, root: toBase64(seedOf(9)) }, [author, 21])], [author])],
    ['another number of blocks', publicSignatures([note({ ...submit, blocks: 3 }, [author, 21])], [author])],
    ['an agreed change that the author did not sign', changed('amend', [[commissioner, 22]])],
    ['an imposed change passed off as agreed', { ...imposedText, notes: imposedText.notes.map((one) => one.replace('kind impose', 'kind amend')) }],
    ['a change without its submission', { ...imposedText, notes: imposedText.notes.slice(1) }],
    ['a change left out', { ...imposedText, notes: imposedText.notes.slice(0, 1) }],
    ['the same note twice', { ...signed, notes: [...signed.notes, ...signed.notes] }],
    ['a place in the log beside it', { ...signed, index: 4 }],
    ['not of its shape', { keys: signed.keys, notes: 'none' }],
  ])('%s', (_, signatures) => {
    expect(verdict(signatures).state).not.toBe('verified')
  }) // prettier-ignore

  test('what an edition file may hold is fixed', () => {
    expect(readEdition({ ...edition, signatures: null })).toBeNull()
    expect(readSignatures({ ...signed, keys: [{ signer: 'server', key: signed.keys[0]!.key }] })).toBeNull()
    expect(judgeSignatures(signed, root, 2, () => false)).toEqual({ refused: 'does-not-count' })
  })
})
