/**
 * Attacks on signatures and keys, by somebody who holds the database, another key, or a stolen one. Each is first seen to
 * succeed where its defence is off; then it is caught.
 */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bringInBlocks, sealedReport, submitReport } from '#authorship/authorship.ts'
import type { Block } from '#documents/documents.ts'
import {
  discloseReport,
  fingerprintOf,
  sealReport,
  sealedEditionFile,
  verifyEditionFile,
} from '#integrity/integrity.ts'
import { keepKeyring, keysOf, ownKeyEvent, printAuthorKey, revokeKey, revokeStatementText } from '#keys/keys.ts'
import { publicSignatures } from '../../src/integrity/edition-signatures.ts'
import { verifyEd25519 } from '../../src/integrity/ed25519.ts'
import { judgeNote, noteOf, type SigningKey } from '../../src/integrity/signers.ts'
import { blindedEntry, readStatement, standsFor, statementHash, writeStatement } from '../../src/integrity/statement.ts'
import { granted } from '../support/commissioned.ts'
import { testContext, type TestContext } from '../support/context.ts'
import { base64, browser, keyedReview, makeKeyring, signedBy } from '../support/signing.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t?.close())

const blocks: Block[] = [
  { kind: 'title', text: 'Not asked' },
  { kind: 'paragraph', text: 'Four people visited and nobody asked the boy.' },
]
const details = {
  edition: '5b0c8a52-3a0e-4a54-9d0f-2b8e4b0d3c11',
  title: 'Not asked',
  volume: { label: 'Autumn 2026', date: '2026-11-03' },
  notice: 'Fictional.',
}
const file = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const bytes = (text: string) => new TextEncoder().encode(text)

/** Runs a statement as the owner of the database with all triggers off. */
async function vandal(statement: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: t.url })
  await client.connect()
  try {
    await client.query("set session_replication_role = 'replica'")
    await client.query(statement, values)
  } finally {
    await client.end()
  }
}

/** A report that its author sealed and signed, with its edition's file. */
async function signedReport() {
  const r = await keyedReview(t)
  const { reportId, version } = granted(await bringInBlocks(r.author, r.reviewId, blocks))
  const seal = sealReport(blocks)
  const submit = {
    kind: 'submit',
    version: 1,
    blocks: blocks.length,
    root: fingerprintOf(seal.root),
    manifest: null,
    previous: statementHash(r.signedTerms.text),
  } as const
  const signature = await signedBy(r.keys.author.key, writeStatement(submit))
  const { submission } = granted(await submitReport(r.author, reportId, { version, ...seal, signature }))
  const sealed = (await sealedReport(t.ctx, reportId))!
  const { disclosure } = discloseReport(blocks, seal.seeds, [])
  const edition = sealedEditionFile(details, disclosure, sealed.signatures)
  return { ...r, reportId, seal, submit, submission, signature, sealed, edition }
}

/** What the national body could make of other words, under whichever signatures it has. */
function editionOf(words: Block[], signatures: ReturnType<typeof publicSignatures> | null) {
  const { seeds, root } = sealReport(words)
  const { disclosure } = discloseReport(words, seeds, [])
  return { root: fingerprintOf(root), edition: sealedEditionFile(details, disclosure, signatures) }
}

const pin = (signer: SigningKey['signer'], publicKey: Uint8Array): SigningKey => ({
  signer,
  publicKey,
  from: 0,
  until: null,
})

describe('8: an imposed edit passed off as agreed', () => {
  async function imposed() {
    const r = await signedReport()
    const softened = blocks.with(1, { kind: 'paragraph', text: 'Four people visited and some asked the boy.' })
    const { root } = sealReport(softened)
    const change = { version: 2, blocks: 2, root: fingerprintOf(root), changed: [2], reason: 'other' } as const
    const amend = {
      kind: 'amend',
      ...change,
      manifest: null,
      previous: statementHash(writeStatement(r.submit)),
    } as const
    const text = writeStatement(amend)
    const byBoard = { signer: 'commissioner' as const, ...(await signedBy(r.keys.chair.key, text)) }
    const keys = [pin('author', r.keys.author.key.publicKey), pin('commissioner', r.keys.chair.key.publicKey)]
    return { ...r, text, byBoard, keys }
  }

  test('by a forged key of the author’s name', async () => {
    const r = await imposed()
    const forged = await browser.sheetKey(new Uint8Array(16).fill(3))
    const note = noteOf(r.text, [r.byBoard, { signer: 'author', ...(await signedBy(forged, r.text)) }])
    // Defence off: a verifier that takes from the note itself whose key is whose.
    const fromTheNote = [r.keys[1]!, pin('author', forged.publicKey)]
    expect(judgeNote(note, fromTheNote, verifyEd25519, 9)).toMatchObject({ statement: { kind: 'amend' } })
    expect(judgeNote(note, r.keys, verifyEd25519, 9)).toEqual({ refused: 'signature-missing' })
  })

  test('by the author’s signature lifted from the submission', async () => {
    const r = await imposed()
    const lifted = { signer: 'author' as const, ...r.signature }
    const note = noteOf(r.text, [r.byBoard, lifted])
    // Defence off: a verifier that sees a signature by the right key and does not check it against the text.
    expect(judgeNote(note, r.keys, () => true, 9)).toMatchObject({ statement: { kind: 'amend' } })
    expect(judgeNote(note, r.keys, verifyEd25519, 9)).toEqual({ refused: 'bad-signature' })
  })

  test('by writing it into the database as complete', async () => {
    const r = await imposed()
    const note = noteOf(r.text, [r.byBoard, { signer: 'author', ...r.signature }])
    await vandal(
      `insert into keys.statement (review_id, kind, text, hash, offered_at, note, salt, log_index, completed_at)
        values ($1, 'amend', $2, $3, now(), $4, $5, 0, now())`,
      [r.reviewId, r.text, Buffer.from(statementHash(r.text), 'base64'), Buffer.from(note), Buffer.alloc(32)],
    )
    const { sql } = await import('kysely')
    const { rows } =
      await sql`select from keys.statement where review_id = ${r.reviewId} and kind = 'amend' and completed_at is not null`.execute(
        t.ctx.db,
      )
    expect(rows).toHaveLength(1)
    // The public proof is judged, not believed: it does not take the row for a signed change.
    expect((await sealedReport(t.ctx, r.reportId))!.signatures).toEqual(r.sealed.signatures)
    const forged = {
      ...r.edition,
      signatures: publicSignatures([...r.sealed.signatures!.notes.map(bytes), note], r.keys),
    }
    expect(verifyEditionFile(file(forged)).state).toBe('wrong')
  })
})

test('9: the registrar swaps the author’s key', async () => {
  const r = await signedReport()
  const swapped = r.keys.registrar.key
  const rewritten = blocks.with(1, { kind: 'paragraph', text: 'Everybody asked the boy.' })
  const { root } = sealReport(rewritten)
  const submit = { ...r.submit, root: fingerprintOf(root) }
  const text = writeStatement(submit)
  const note = noteOf(text, [{ signer: 'author', ...(await signedBy(swapped, text)) }])
  // The database refuses it, and the owner of the database can switch that off.
  const update = 'update keys.review_key set public_key = $2 where review_id = $1 and holder = $3'
  const { sql } = await import('kysely')
  await expect(
    sql`update keys.review_key set public_key = sha256('x') where review_id = ${r.reviewId}`.execute(t.ctx.db),
  ).rejects.toThrow('never changed')
  await vandal('delete from keys.review_key where public_key = $1', [Buffer.from(swapped.publicKey)])
  await vandal(update, [r.reviewId, Buffer.from(swapped.publicKey), 'author'])
  // Whoever asks our database whose key it is, is deceived: the attack succeeds.
  const asOurs = (await keysOf(r.chair, r.reviewId)).filter((key) => key.holder === 'author')
  expect(judgeNote(note, [pin('author', asOurs[0]!.publicKey)], verifyEd25519, 9)).toMatchObject({ statement: submit })
  // Whoever has the terms is not: they name the key, three parties signed them, and the log holds them under their salt.
  const terms = readStatement(r.signedTerms.text)
  expect(terms).toMatchObject({ kind: 'terms', author: base64(r.keys.author.key.publicKey) })
  const signedTermsKeys = [
    pin('author', r.keys.author.key.publicKey),
    pin('commissioner', r.keys.chair.key.publicKey),
    pin('national-body', r.keys.registrar.key.publicKey),
  ]
  expect(judgeNote(r.signedTerms.note!, signedTermsKeys, verifyEd25519, 9)).toMatchObject({ statement: terms })
  expect(judgeNote(note, signedTermsKeys.slice(0, 1), verifyEd25519, 9)).toEqual({ refused: 'signature-missing' })
  expect(
    standsFor(blindedEntry(r.signedTerms.salt!, r.signedTerms.note!), r.signedTerms.salt!, r.signedTerms.note!),
  ).toBe(true)
  // A reader sees it on the edition: the key beside it is not the one in the author's terms.
  const published = editionOf(rewritten, null)
  const own = writeStatement({ ...submit, root: published.root })
  const proof = publicSignatures(
    [noteOf(own, [{ signer: 'author', ...(await signedBy(swapped, own)) }])],
    [pin('author', swapped.publicKey)],
  )
  const verdict = verifyEditionFile(file({ ...published.edition, signatures: proof }))
  expect(verdict.signed?.authorKey).not.toBe(base64(r.keys.author.key.publicKey))
  expect(verdict.notEstablished.join(' ')).toContain('compare it with the key in the author’s signed terms')
})

test('10: a stolen key is used after it was revoked, back-dated', async () => {
  const r = await keyedReview(t)
  const own = (await ownKeyEvent(r.author, r.review))!
  const text = revokeStatementText(own.key, own.previous)
  const paper = await browser.sheetKey(r.keys.author.keyring.secrets.sheet)
  const signature = await browser.signText(paper, text)
  const { logIndex } = granted(await revokeKey(r.author, r.reviewId, { with: 'key-sheet', signature }))
  const submit = {
    kind: 'submit',
    version: 1,
    blocks: 2,
    root: base64(new Uint8Array(32).fill(8)),
    manifest: null,
    previous: null,
  } as const
  const stolen = writeStatement(submit)
  const note = noteOf(stolen, [{ signer: 'author', ...(await signedBy(r.keys.author.key, stolen)) }])
  const [key] = (await keysOf(r.author, r.reviewId)).filter((one) => one.holder === 'author')
  const pinned: SigningKey = { signer: 'author', publicKey: key!.publicKey, from: key!.from, until: key!.until }
  // Defence off: a verifier that believes the thief's word for when it was signed, before the revocation.
  expect(judgeNote(note, [pinned], verifyEd25519, key!.from)).toMatchObject({ statement: submit })
  // The note's place in the log is behind the revocation, whatever date it claims and whatever our clock says.
  t.at('2016-01-01T00:00:00Z')
  expect(judgeNote(note, [pinned], verifyEd25519, logIndex + 1)).toEqual({ refused: 'key-not-in-force' })
  t.at('2026-11-02T09:00:00Z')
  const { reportId, version } = granted(await bringInBlocks(r.author, r.reviewId, blocks))
  const seal = sealReport(blocks)
  const honest = writeStatement({
    ...submit,
    root: fingerprintOf(seal.root),
    previous: statementHash(r.signedTerms.text),
  })
  const late = await signedBy(r.keys.author.key, honest)
  expect(await submitReport(r.author, reportId, { version, ...seal, signature: late })).toEqual({
    refused: 'other-key',
  })
})

test('11: the key is lost with the browser, and comes back from the key sheet the same', async () => {
  const r = await keyedReview(t)
  const { wrapped, secrets } = r.keys.author.keyring
  // Without the sheet the server's copy opens to nobody, the server included: then the key is gone.
  const guess = secrets.sheet.slice()
  guess[15]! ^= 1
  expect(await browser.unwrapMaster(Uint8Array.from(wrapped), guess)).toBeNull()
  const tampered = Uint8Array.from(wrapped)
  tampered[30]! ^= 1
  expect(await browser.unwrapMaster(tampered, secrets.sheet)).toBeNull()
  const master = await browser.unwrapMaster(Uint8Array.from(wrapped), secrets.sheet)
  const again = await browser.reviewKey(await browser.holdMaster(master!), {
    reference: r.reference,
    holder: 'author',
    number: 1,
  })
  expect(again.publicKey).toEqual(r.keys.author.key.publicKey)
  const { reportId, version } = granted(await bringInBlocks(r.author, r.reviewId, blocks))
  const seal = sealReport(blocks)
  const text = writeStatement({
    kind: 'submit',
    version: 1,
    blocks: 2,
    root: fingerprintOf(seal.root),
    manifest: null,
    previous: statementHash(r.signedTerms.text),
  })
  const { submission } = granted(
    await submitReport(r.author, reportId, { version, ...seal, signature: await signedBy(again, text) }),
  )
  expect(submission.isSigned).toBe(true)
})

test('12: a low-order key, under which one signature fits every text', async () => {
  const publicKey = new Uint8Array(32)
  publicKey[0] = 1
  const signature = new Uint8Array(64)
  signature[0] = 1
  // Defence off: OpenSSL alone takes this one signature for any words at all.
  for (const words of ['The author agrees.', 'The author refuses.'])
    expect(verifyEd25519(publicKey, bytes(words), signature)).toBe(true)
  const text = writeStatement({
    kind: 'submit',
    version: 1,
    blocks: 2,
    root: base64(new Uint8Array(32).fill(8)),
    manifest: null,
    previous: null,
  })
  const note = noteOf(text, [{ signer: 'author', publicKey, signature }])
  expect(judgeNote(note, [pin('author', publicKey)], verifyEd25519, 9)).toEqual({ refused: 'low-order-key' })
  // At every door where keys come in.
  const r = await keyedReview(t)
  expect(await printAuthorKey(r.author, r.reviewId, publicKey)).toEqual({ refused: 'low-order-key' })
  const author = await t.as('author')
  const { wrapped } = await makeKeyring(await t.as('author'))
  expect(await keepKeyring(author, { wrapped, sheetKey: publicKey, instead: false })).toEqual({
    refused: 'low-order-key',
  })
  const { reportId, version } = granted(await bringInBlocks(r.author, r.reviewId, blocks))
  const forged = { publicKey, number: 1, signature }
  const refused = await submitReport(r.author, reportId, { version, ...sealReport(blocks), signature: forged })
  expect(refused).toEqual({ refused: 'bad-signature' })
  const written = `throughline/statement/v1\nkind revoke\nholder author\nkey ${base64(publicKey)}\nprevious none\n`
  expect(readStatement(written)).toBeNull()
})

describe('28: two editions by one author, and an edition and the register, linked through keys', () => {
  /** Every run of base64 in the signatures of a file that is long enough to be told again. */
  const marksOf = (edition: { signatures?: unknown }) =>
    new Set(JSON.stringify(edition.signatures).match(/[A-Za-z0-9+/=]{12,}/g) ?? [])
  const own = new Set(['throughline/statement/v1'])

  test('one key for all reviews links them; a key for each review does not', async () => {
    const { master } = await makeKeyring(await t.as('author'))
    const editionUnder = async (reference: string) => {
      const key = await browser.reviewKey(master, { reference, holder: 'author', number: 1 })
      const { root, edition } = editionOf(blocks, null)
      const text = writeStatement({ kind: 'submit', version: 1, blocks: 2, root, manifest: null, previous: null })
      const note = noteOf(text, [{ signer: 'author', ...(await signedBy(key, text)) }])
      return { ...edition, signatures: publicSignatures([note], [pin('author', key.publicKey)]) }
    }
    const shared = (left: Set<string>, right: Set<string>) =>
      [...left].filter((mark) => right.has(mark) && !own.has(mark))
    // Defence off: the same purpose for both, as one key for everything would have.
    const same = shared(marksOf(await editionUnder('SAME-SAME')), marksOf(await editionUnder('SAME-SAME')))
    expect(same.length).toBeGreaterThan(0)
    expect(shared(marksOf(await editionUnder('AAAA-BBBB')), marksOf(await editionUnder('CCCC-DDDD')))).toEqual([])
  })

  test('the file of a signed edition holds nothing of the register, of people, of the log or of time', async () => {
    const r = await signedReport()
    const text = JSON.stringify(r.edition)
    expect(verifyEditionFile(file(r.edition)).signed?.authorKey).toBe(base64(r.keys.author.key.publicKey))
    const people = [r.author, r.chair, r.registrar].map((ctx) =>
      ctx.actor.kind === 'person' ? ctx.actor.personId : '',
    )
    const ids = [r.reference, r.reviewId, r.reportId, r.boardId, r.appointmentId, ...people]
    const keys = [r.keys.chair.key, r.keys.registrar.key, r.keys.author.keyring.sheet].map((key) =>
      base64(key.publicKey),
    )
    for (const mark of [...ids, ...keys, r.signedTerms.text, 'Fictional author']) expect(text).not.toContain(mark)
    expect(text).not.toMatch(/2026-(?!11-03)\d\d/)
    expect(Object.keys(r.sealed.signatures ?? {}).toSorted()).toEqual(['keys', 'notes'])
    // `previous` is the hash of the terms, which holds a salt: no guess at the board or the review can be tried on it.
    const guesses = [r.reference, r.reviewId, `${r.reference}\n`].map((guess) => statementHash(guess))
    expect(guesses.some((guess) => text.includes(guess))).toBe(false)
  })
})
