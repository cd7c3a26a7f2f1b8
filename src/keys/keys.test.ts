import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commissionedReview, granted, personOf } from '../../test/support/commissioned.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { base64 as toBase64, browser, keyedReview, makeKeyring, signedBy } from '../../test/support/signing.ts'
import { judgeNote, signedNote, statementHash, statementValues, treeHead } from '#integrity/integrity.ts'
import type { Context } from '#platform/context.ts'
import {
  announceRecovery,
  askForRecovery,
  confirmRecovery,
  keepKeyring,
  keyringOf,
  keysOf,
  offerStatement,
  ownKeyEvent,
  printAuthorKey,
  recoveriesOf,
  recoveryRequestText,
  recoveryToConfirm,
  revokeKey,
  revokeStatementText,
  rotateKey,
  rotateStatementText,
  signAndRecord,
  signingKeysOf,
  signStatement,
  stopRecovery,
} from './keys.ts'

const { holdMaster, reviewKey, sheetKey, signText, unwrapMaster } = browser

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t?.close())

const submit = {
  kind: 'submit',
  version: 1,
  blocks: 3,
  root: toBase64(new Uint8Array(32).fill(7)),
  manifest: null,
  previous: null,
} as const
const submitText = `throughline/statement/v1\nkind submit\nversion 1\nblocks 3\nroot ${submit.root}\nmanifest none\nprevious none\n`

/** Within one transaction that is rolled back, so that one signed review serves many tests. */
async function trying<R>(ctx: Context, work: (tx: Context) => Promise<R>): Promise<R> {
  let result: R | undefined
  await ctx.db
    .transaction()
    .execute(async (db) => {
      result = await work({ ...ctx, db })
      throw new Error('rolled back')
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'rolled back') throw error
    })
  return result as R
}

describe('a keyring', () => {
  test('is kept wrapped, and the sheet alone brings the same master back', async () => {
    const author = await t.as('author')
    const held = await makeKeyring(author)
    const kept = (await keyringOf(author))!
    expect(kept.wrapped).toEqual(held.wrapped)
    const master = await unwrapMaster(Uint8Array.from(kept.wrapped), held.secrets.sheet)
    const purpose = { reference: 'AAAA-BBBB', holder: 'author', number: 1 }
    const again = await reviewKey(await holdMaster(master!), purpose)
    expect(again.publicKey).toEqual((await reviewKey(held.master, purpose)).publicKey)
    const otherSheet = held.secrets.sheet.slice()
    otherSheet[0]! ^= 1
    expect(await unwrapMaster(Uint8Array.from(kept.wrapped), otherSheet)).toBeNull()
  })

  test('is one per person, and a new one takes the place of the old only when asked', async () => {
    const author = await t.as('author')
    const { wrapped, sheet } = await makeKeyring(author)
    const another = { wrapped, sheetKey: (await sheetKey(new Uint8Array(16).fill(3))).publicKey }
    expect(await keepKeyring(author, { ...another, instead: false })).toEqual({ refused: 'keyring-exists' })
    expect(await keepKeyring(author, { wrapped, sheetKey: sheet.publicKey, instead: true })).toEqual({
      refused: 'sheet-used-before',
    })
    granted(await keepKeyring(author, { ...another, instead: true }))
    expect((await keyringOf(author))?.sheetKey).toEqual(another.sheetKey)
  })

  test('is refused when malformed, of low order, or for a role that signs nothing', async () => {
    const author = await t.as('author')
    const wrapped = new Uint8Array(60)
    const refused = async (ctx: Context, keyring: { wrapped: Uint8Array; sheetKey: Uint8Array }) =>
      keepKeyring(ctx, { ...keyring, instead: false })
    expect(await refused(author, { wrapped: new Uint8Array(59), sheetKey: new Uint8Array(32).fill(9) })).toEqual({
      refused: 'malformed',
    })
    expect(await refused(author, { wrapped, sheetKey: new Uint8Array(32) })).toEqual({ refused: 'low-order-key' })
    expect(await refused(await t.as('practitioner'), { wrapped, sheetKey: new Uint8Array(32).fill(9) })).toEqual({
      refused: 'not-found',
    })
  })
})

describe('signed terms', () => {
  test('name the author’s key, count with three signatures, and stand blinded in the log', async () => {
    const r = await keyedReview(t)
    const { note, logIndex, text } = r.signedTerms
    expect(statementValues(text)).toMatchObject({ kind: 'terms', author: toBase64(r.keys.author.key.publicKey) })
    const keys = await signingKeysOf(t.ctx, r.reviewId)
    expect(keys.map((key) => key.signer).toSorted()).toEqual(['author', 'commissioner', 'national-body'])
    const judged = granted(judgeNote(note!, keys, logIndex))
    expect(judged.signedBy.map((by) => by.signer).toSorted()).toEqual(['author', 'commissioner', 'national-body'])
    expect(logIndex).toBeLessThan((await treeHead(t.ctx)).size)
    expect(await keysOf(r.chair, r.reviewId)).toHaveLength(3)
    expect(await keysOf(await t.as('practitioner'), r.reviewId)).toEqual([])
  })

  test('are not signed by a key that the terms do not name, nor take in one of low order', async () => {
    const r = await keyedReview(t)
    expect(await printAuthorKey(r.author, r.reviewId, new Uint8Array(32))).toEqual({ refused: 'low-order-key' })
    expect(await printAuthorKey(r.author, r.reviewId, new Uint8Array(31).fill(9))).toEqual({ refused: 'malformed' })
    expect(await printAuthorKey(r.author, r.reviewId, new Uint8Array(32).fill(9))).toEqual({
      refused: 'terms-not-open',
    })
  })
})

describe('signing alone', () => {
  test('counts by the author’s key of this review, and by no other', async () => {
    const r = await keyedReview(t)
    const elsewhere = await reviewKey(r.keys.author.keyring.master, {
      reference: 'ZZZZ-ZZZZ',
      holder: 'author',
      number: 1,
    })
    const tried = async (ctx: Context, signature: Awaited<ReturnType<typeof signedBy>>) =>
      trying(ctx, async (tx) => {
        const answer = await signAndRecord(tx, r.review, submit, signature)
        return 'refused' in answer ? answer.refused : 'recorded'
      })
    const right = await signedBy(r.keys.author.key, submitText)
    expect(await tried(r.author, right)).toBe('recorded')
    expect(await tried(r.author, await signedBy(elsewhere, submitText))).toBe('other-key')
    expect(await tried(r.author, await signedBy(r.keys.author.key, `${submitText} `))).toBe('bad-signature')
    expect(await tried(r.author, { ...right, publicKey: new Uint8Array(32) })).toBe('bad-signature')
    expect(await tried(r.chair, right)).toBe('key-of-another')
    expect(await tried(r.chair, await signedBy(r.keys.chair.key, submitText))).toBe('not-yours-to-sign')
  })

  test('a person without a key in the review brings one in by their first signature', async () => {
    const r = await commissionedReview(t)
    const { master } = await makeKeyring(r.author)
    const key = await reviewKey(master, { reference: r.reference, holder: 'author', number: 1 })
    const review = (await keyedReview(t)).review
    const own = { ...review, id: r.reviewId, reference: r.reference, leadBoardId: r.boardId, boardIds: [r.boardId] }
    const recorded = granted(
      await r.author.db
        .transaction()
        .execute(async (db) => signAndRecord({ ...r.author, db }, own, submit, await signedBy(key, submitText))),
    )
    expect((await keysOf(r.author, r.reviewId)).map((one) => [one.holder, toBase64(one.publicKey)])).toEqual([
      ['author', toBase64(key.publicKey)],
    ])
    const keys = await signingKeysOf(t.ctx, r.reviewId)
    expect(granted(judgeNote(recorded.note, keys, recorded.logIndex)).statement).toEqual(submit)
  })
})

test('what two must sign is in the log only when both have', async () => {
  const r = await keyedReview(t)
  const amend = {
    kind: 'amend',
    version: 2,
    blocks: 3,
    root: submit.root,
    changed: [2],
    reason: 'factual-error',
    manifest: null,
    previous: statementHash(submitText),
  } as const
  const id = await r.chair.db.transaction().execute(async (db) => offerStatement({ ...r.chair, db }, r.reviewId, amend))
  const text = `throughline/statement/v1\nkind amend\nversion 2\nblocks 3\nroot ${submit.root}\nchanged 2\nreason factual-error\nmanifest none\nprevious ${amend.previous}\n`
  const { size } = await treeHead(t.ctx)
  expect(granted(await signStatement(r.chair, id, await signedBy(r.keys.chair.key, text))).complete).toBe(false)
  expect((await treeHead(t.ctx)).size).toBe(size)
  expect(await signStatement(r.chair, id, await signedBy(r.keys.chair.key, text))).toEqual({
    refused: 'signed-already',
  })
  // The registrar signs for the national body, which an amendment does not ask for.
  expect(granted(await signStatement(r.registrar, id, await signedBy(r.keys.registrar.key, text))).complete).toBe(false)
  const done = granted(await signStatement(r.author, id, await signedBy(r.keys.author.key, text)))
  expect(done).toMatchObject({ complete: true, logIndex: size })
  expect(await signStatement(r.author, id, await signedBy(r.keys.author.key, text))).toEqual({ refused: 'not-open' })
})

describe('rotation and revocation', () => {
  test('a new key takes over at its place in the log; the old one counts before it and not after', async () => {
    const r = await keyedReview(t)
    const { keyring, key: old } = r.keys.author
    const own = (await ownKeyEvent(r.author, r.review))!
    expect(own.nextNumber).toBe(2)
    const next = await reviewKey(keyring.master, { reference: r.reference, holder: 'author', number: 2 })
    const text = rotateStatementText(own.key, toBase64(next.publicKey), own.previous)
    const both = {
      newKey: next.publicKey,
      oldSignature: await signText(old, text),
      newSignature: await signText(next, text),
    }
    expect(await rotateKey(r.author, r.reviewId, { ...both, newSignature: both.oldSignature })).toEqual({
      refused: 'bad-signature',
    })
    expect(await rotateKey(r.author, r.reviewId, { ...both, newKey: new Uint8Array(32) })).toEqual({
      refused: 'low-order-key',
    })
    const { logIndex } = granted(await rotateKey(r.author, r.reviewId, both))
    const keys = await signingKeysOf(t.ctx, r.reviewId)
    const signed = signedNote(submitText, [{ signer: 'author', ...(await signedBy(old, submitText)) }])
    expect(judgeNote(signed, keys, logIndex)).toMatchObject({ statement: submit })
    expect(judgeNote(signed, keys, logIndex + 1)).toEqual({ refused: 'key-not-in-force' })
    expect(
      await trying(r.author, async (tx) => signAndRecord(tx, r.review, submit, await signedBy(old, submitText))),
    ).toEqual({ refused: 'other-key' })
  })

  test('the key sheet stops a key that is no longer at hand; nobody else’s sheet does', async () => {
    const r = await keyedReview(t)
    const own = (await ownKeyEvent(r.author, r.review))!
    const text = revokeStatementText(own.key, own.previous)
    const others = await signText(r.keys.chair.keyring.sheet, text)
    expect(await revokeKey(r.author, r.reviewId, { with: 'key-sheet', signature: others })).toEqual({
      refused: 'bad-signature',
    })
    const paper = await sheetKey(r.keys.author.keyring.secrets.sheet)
    granted(await revokeKey(r.author, r.reviewId, { with: 'key-sheet', signature: await signText(paper, text) }))
    const after = await trying(r.author, async (tx) =>
      signAndRecord(tx, r.review, submit, await signedBy(r.keys.author.key, submitText)),
    )
    expect(after).toEqual({ refused: 'other-key' })
    // Nor may another key slip in by a first signature: a thief who is signed in gains nothing.
    const slipped = await reviewKey(r.keys.author.keyring.master, {
      reference: r.reference,
      holder: 'author',
      number: 2,
    })
    expect(
      await trying(r.author, async (tx) => signAndRecord(tx, r.review, submit, await signedBy(slipped, submitText))),
    ).toEqual({ refused: 'other-key' })
  })
})

describe('recovery', () => {
  /** An author who lost browser and sheet has asked, and the registrar has announced it. */
  async function announced() {
    const r = await keyedReview(t)
    const fresh = await makeKeyring(r.author, true)
    const own = (await ownKeyEvent(r.author, r.review))!
    const next = await reviewKey(fresh.master, { reference: r.reference, holder: 'author', number: own.nextNumber })
    const asked = recoveryRequestText(r.reference, own.key, next.publicKey)
    const { requestId } = granted(await askForRecovery(r.author, r.reviewId, await signedBy(next, asked)))
    const [recovery] = await recoveriesOf(r.registrar, r.review)
    const { text } = recovery!
    granted(await announceRecovery(r.registrar, requestId, await signedBy(r.keys.registrar.key, text)))
    const chair = await t.as({ role: 'board-chair', organisationId: await otherBoard() })
    const { master } = await makeKeyring(chair)
    const second = await reviewKey(master, { reference: r.reference, holder: 'second-body', number: 1 })
    return { ...r, requestId, text, next, chairElsewhere: chair, second }
  }

  async function otherBoard(): Promise<string> {
    return (await keyedReview(t)).boardId
  }

  test('needs the national body, fourteen days, and a board that has no part in the review', async () => {
    const r = await announced()
    const by = async () => signedBy(r.second, r.text)
    expect(await confirmRecovery(r.chairElsewhere, r.requestId, await by())).toEqual({ refused: 'too-early' })
    expect(await recoveryToConfirm(r.chair, r.requestId)).toBeNull()
    t.at('2026-11-16T09:00:01Z')
    try {
      expect(await confirmRecovery(r.chair, r.requestId, await signedBy(r.keys.chair.key, r.text))).toEqual({
        refused: 'not-yours-to-sign',
      })
      expect((await recoveryToConfirm(r.chairElsewhere, r.requestId))?.review.reference).toBe(r.reference)
      granted(await confirmRecovery(r.chairElsewhere, r.requestId, await by()))
    } finally {
      t.at('2026-11-02T09:00:00Z')
    }
    const keys = await keysOf(r.author, r.reviewId)
    expect(keys.filter((key) => key.holder === 'author').map((key) => key.endedBy)).toEqual(['recover', null])
    granted(
      await r.author.db
        .transaction()
        .execute(async (db) =>
          signAndRecord({ ...r.author, db }, r.review, submit, await signedBy(r.next, submitText)),
        ),
    )
  })

  test('is stopped by the holder alone, and then confirmed by nobody', async () => {
    const r = await announced()
    expect(await stopRecovery(r.chair, r.requestId)).toEqual({ refused: 'not-found' })
    granted(await stopRecovery(r.author, r.requestId))
    t.at('2026-11-20T09:00:00Z')
    try {
      expect(await confirmRecovery(r.chairElsewhere, r.requestId, await signedBy(r.second, r.text))).toEqual({
        refused: 'not-open',
      })
    } finally {
      t.at('2026-11-02T09:00:00Z')
    }
  })
})

test('the database refuses to change a key, a statement or a signature', async () => {
  const r = await keyedReview(t)
  const { sql } = await import('kysely')
  for (const statement of [
    sql`update keys.review_key set public_key = ${Buffer.alloc(32, 9)} where review_id = ${r.reviewId}`,
    sql`delete from keys.review_key where review_id = ${r.reviewId}`,
    sql`update keys.statement set text = 'x' where review_id = ${r.reviewId}`,
    sql`delete from keys.signature where person_id = ${personOf(r.author)}`,
  ])
    await expect(statement.execute(t.ctx.db)).rejects.toThrow(/never changed|append-only/)
})
