/**
 * Keys: who signs with which key in a review, and what they signed. Owns schema `keys`. Invariants: no private key and no
 * master secret is ever here, only copies that a paper key sheet alone opens; a key is never changed, it ends; whether it
 * was in force is told by places in the log, not by dates; a statement's text and signatures are never changed.
 *
 * Keys are made in their holders' browsers (integrity/browser, docs/formats/author-keys.md), authors', commissioners' and the
 * national body's alike: a key that the server held would make its signature worth nothing.
 */
import { randomBytes } from 'node:crypto'
import {
  answerTerms,
  authorOf,
  mayAnswerAs,
  recordAuthorKey,
  termsOf,
  type Appointment,
} from '#commissioning/commissioning.ts'
import { accountMailOf, holdersOf, perform } from '#identity/identity.ts'
import {
  commitmentTo,
  isLowOrderKey,
  isSignatureOf,
  judgeNote,
  recordNote,
  signedNote,
  statementHash,
  statementText,
  statementValues,
  treeHead,
  type Signer,
  type SigningKey,
  type Statement,
  type StatementOf,
} from '#integrity/integrity.ts'
import { inTransaction, type Context } from '#platform/context.ts'
import { writeMail } from '#platform/mail.ts'
import { may, type Scope } from '#platform/permission.ts'
import { reviewById, reviewForUpdate, type Review } from '#register/register.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import { keysActs } from './permissions.ts'
import { confirmableFrom, holderOf, isSecondBody, recoveryDays, type Holder, type Standing } from './rules.ts'
import * as store from './store.ts'

/** A person's keyring as the server knows it: the master secret under the key sheet, and the sheet's public key. */
export interface Keyring {
  id: string
  /** 60 bytes, opened by the key sheet alone. */
  wrapped: Uint8Array
  /** 32 bytes. */
  sheetKey: Uint8Array
  madeAt: Date
}

/** A keyring to keep. */
export interface KeyringRow {
  personId: string
  wrapped: Uint8Array
  sheetKey: Uint8Array
}

/** Why a key ended. */
export type EndedBy = 'rotate' | 'revoke' | 'recover' | 'new-author'

/** A key of one person in one review. `from` and `until` are places in the log; see `SigningKey`. */
export interface ReviewKey {
  id: string
  reviewId: string
  holder: Holder
  personId: string
  personName: string
  keyringId: string
  number: number
  publicKey: Uint8Array
  sheetKey: Uint8Array
  from: number
  until: number | null
  endedBy: EndedBy | null
  enrolledAt: Date
}

/** A signature as stored. */
export interface StoredSignature {
  signer: Signer
  publicKey: Uint8Array
  signature: Uint8Array
}

/** A statement with what has been signed of it. `note`, `salt` and `logIndex` come with its last signature. */
export interface StoredStatement {
  id: string
  reviewId: string
  text: string
  /** The 32 bytes by which the words behind its salted hash can be shown. */
  opening: Uint8Array | null
  offeredAt: Date
  notBefore: Date | null
  note: Uint8Array | null
  salt: Uint8Array | null
  logIndex: number | null
  completedAt: Date | null
  givenUpAt: Date | null
  signatures: StoredSignature[]
}

/** Somebody's request for a new key after losing everything. */
export interface RecoveryRequest {
  id: string
  reviewKeyId: string
  keyringId: string
  number: number
  newKey: Uint8Array
  askedAt: Date
  statementId: string | null
  settled: 'recovered' | 'stopped' | null
}

/** A signature made in a browser: public key of 32 bytes, its number, and 64 bytes over a statement's text. */
export interface BrowserSignature {
  publicKey: Uint8Array
  number: number
  signature: Uint8Array
}

/** Why something about keys was refused. */
export type KeysRefusal =
  | 'not-found'
  | 'malformed'
  | 'no-keyring'
  | 'keyring-exists'
  | 'sheet-used-before'
  | 'low-order-key'
  | 'key-of-another'
  | 'other-key'
  | 'no-key'
  | 'bad-signature'
  | 'terms-not-open'
  | 'terms-changed'
  | 'key-not-printed'
  | 'author-first'
  | 'signed-already'
  | 'not-yours-to-sign'
  | 'not-open'
  | 'same-key'
  | 'too-early'
  | 'recovery-open'

/** The refusals in words. */
export const keysRefusalWords: Record<KeysRefusal, string> = {
  'not-found': 'There is nothing here for you to sign',
  malformed: 'Your browser did not send everything that is needed. Load the page again',
  'no-keyring': 'Make your signing key first',
  'keyring-exists': 'You have a signing key already',
  'sheet-used-before': 'This key sheet has been used before. Make a new one',
  'low-order-key': 'Your browser made a key that is not safe. Load the page again, or use another browser',
  'key-of-another': 'This key belongs to somebody else or to another review',
  'other-key': 'You have another key for this review. Restore it from your key sheet, or ask for a new one',
  'no-key': 'You have no key in this review yet',
  'bad-signature': 'The signature does not fit what is to be signed. Load the page again and sign once more',
  'terms-not-open': 'The terms of engagement of this review are not open for you to sign',
  'terms-changed': 'The terms have changed since you opened this page. Read them again',
  'key-not-printed': 'Have this key printed in the terms first',
  'author-first': 'The author signs first, because the terms name the author’s key',
  'signed-already': 'You have signed this already',
  'not-yours-to-sign': 'This is not for you to sign',
  'not-open': 'This is no longer open',
  'same-key': 'The new key must differ from the old one',
  'too-early': 'The time for objections has not run out yet',
  'recovery-open': 'A new key has been asked for already',
}

/** The actor's keyring in use. */
export async function keyringOf(ctx: Context): Promise<Keyring | null> {
  return ctx.actor.kind === 'person' ? store.keyringInUse(ctx, ctx.actor.personId) : null
}

/**
 * Keeps a keyring that the actor's browser made.
 * @param keyring.instead true when it takes the place of one that may be in other hands; keys made from the old one stay
 * in force until they are rotated, revoked or recovered, review by review
 */
export async function keepKeyring(
  ctx: Context,
  keyring: { wrapped: Uint8Array; sheetKey: Uint8Array; instead: boolean },
): Promise<{ keyringId: string } | { refused: KeysRefusal }> {
  return perform(ctx, keysActs.keepKeyring, async (tx, act) => {
    if (!act.permits(ownScope(tx)) || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (keyring.wrapped.length !== 60 || keyring.sheetKey.length !== 32) return { refused: 'malformed' as const }
    if (isLowOrderKey(keyring.sheetKey)) return { refused: 'low-order-key' as const }
    if (await store.sheetKeyIsTaken(tx, keyring.sheetKey)) return { refused: 'sheet-used-before' as const }
    if (keyring.instead) await store.giveUpKeyring(tx, tx.actor.personId)
    else if (await store.keyringInUse(tx, tx.actor.personId)) return { refused: 'keyring-exists' as const }
    const keyringId = await store.addKeyring(tx, { personId: tx.actor.personId, ...keyring })
    await tellHolder(tx, tx.actor.personId, 'keyring', keyringId, [
      keyring.instead
        ? 'You have made a new signing key in Throughline.'
        : 'You have made a signing key in Throughline.',
      'If it was not you, tell the national body at once.',
      'Keep the printed key sheet safe. Nobody, and not Throughline either, can make it again.',
    ])
    act.record({ keyring: keyringId })
    return { keyringId }
  })
}

/** A keyring belongs to a person, whatever board they hold their role at. */
function ownScope(tx: Context): Scope {
  if (tx.actor.kind !== 'person') return {}
  const organisations = tx.actor.grants.flatMap((grant) => (grant.organisationId === null ? [] : grant.organisationId))
  return { people: [tx.actor.personId], organisations }
}

/** The keys of a review, with their holders, oldest first; empty for who may not see them. */
export async function keysOf(ctx: Context, reviewId: string): Promise<ReviewKey[]> {
  const review = await reviewById(ctx, reviewId)
  return review && may(ctx.actor, keysActs.readKeys, review.scope) ? store.keysOfReview(ctx, reviewId) : []
}

/** Every note about a review that was signed and logged, with what proves it there. For higher folders: asks no permission. */
export async function notesOnRecord(
  ctx: Context,
  reviewId: string,
): Promise<{ note: Uint8Array; salt: Uint8Array; index: number }[]> {
  const statements = await store.statementsOfReview(ctx, reviewId)
  return statements.flatMap(({ note, salt, logIndex }) =>
    note && salt && logIndex !== null ? [{ note, salt, index: logIndex }] : [],
  )
}

/** Keys as verifiers pin them. For higher folders' verbs: asks no permission. */
export async function signingKeysOf(tx: Context, reviewId: string): Promise<SigningKey[]> {
  return (await store.keysOfReview(tx, reviewId)).map(pinned)
}

function pinned(key: ReviewKey): SigningKey {
  return { signer: key.holder, publicKey: key.publicKey, from: key.from, until: key.until }
}

/** The author's key in force, for pages and packs of higher folders; null without one. Asks no permission. */
export async function authorKeyOf(tx: Context, reviewId: string): Promise<ReviewKey | null> {
  const keys = await store.keysOfReview(tx, reviewId)
  return keys.find((key) => key.holder === 'author' && key.until === null) ?? null
}

/** As whom the actor signs in a review, and what their browser needs for it. */
export interface SignerInReview {
  holder: Holder
  keyring: Keyring
  /** Their key in force; null before their first signature. */
  key: ReviewKey | null
  /** The number of the key that they sign with. */
  number: number
}

/** See `SignerInReview`; null when the actor signs nothing here, refused while they have no keyring. */
export async function signerIn(
  ctx: Context,
  review: Review,
): Promise<SignerInReview | { refused: 'no-keyring' } | null> {
  const holder = holderOf(ctx.actor, await standingOf(ctx, review))
  if (!holder || ctx.actor.kind !== 'person') return null
  const keyring = await keyringOf(ctx)
  return keyring ? signerWith(ctx, review.id, holder, keyring) : { refused: 'no-keyring' }
}

async function signerWith(ctx: Context, reviewId: string, holder: Holder, keyring: Keyring): Promise<SignerInReview> {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : ''
  const own = (await store.keysOfReview(ctx, reviewId)).filter(
    (key) => key.holder === holder && key.personId === personId,
  )
  const key = own.find((one) => one.until === null) ?? null
  return { holder, keyring, key, number: key?.number ?? nextNumber(own, keyring.id) }
}

function nextNumber(own: readonly ReviewKey[], keyringId: string): number {
  return Math.max(0, ...own.filter((key) => key.keyringId === keyringId).map((key) => key.number)) + 1
}

async function standingOf(ctx: Context, review: Review): Promise<Standing> {
  // The terms are open to both sides before they are accepted, so that the author's key can be printed in them.
  const appointment = await termsOf(ctx, review.id)
  const authorId = appointment?.authorId ?? (await authorOf(ctx, review.id))?.authorId ?? null
  return { authorId, leadBoardId: review.leadBoardId, boardIds: review.boardIds }
}

/** The author's signed terms as they stand; null before the author signed. */
export async function signedTermsOf(ctx: Context, review: Review): Promise<StoredStatement | null> {
  if (!may(ctx.actor, keysActs.readKeys, review.scope)) return null
  return (await store.statementsOfReview(ctx, review.id, 'terms')).at(-1) ?? null
}

/**
 * The text of the `terms` statement for the author's key: what the author's browser signs.
 * @param opening 32 random bytes: with them the salted hash can be shown to be that of the terms' printed fingerprint
 */
export function termsStatementText(
  termsFingerprint: string,
  opening: Uint8Array,
  key: { author: string; sheet: string },
): string {
  return statementText({ kind: 'terms', terms: commitmentTo(opening, termsFingerprint), ...key })
}

/**
 * The notes of a report's text in their order: its submission and every signed change. Each is judged anew at its place in
 * the log: a row that somebody wrote into the database is no signature. Asks no permission.
 */
export async function textNotesOf(tx: Context, reviewId: string): Promise<Uint8Array[]> {
  const kinds = ['submit', 'amend', 'impose']
  const keys = await signingKeysOf(tx, reviewId)
  return (await store.statementsOfReview(tx, reviewId))
    .filter(({ text }) => kinds.includes(statementValues(text)?.kind ?? ''))
    .flatMap(({ note, logIndex }) => (note && logIndex !== null ? { note, logIndex } : []))
    .filter(({ note, logIndex }) => !('refused' in judgeNote(note, keys, logIndex)))
    .toSorted((a, b) => a.logIndex - b.logIndex)
    .map(({ note }) => note)
}

/** The hash of the terms' statement, which a first submission names as what came before; null without signed terms. */
export async function termsHashOf(tx: Context, reviewId: string): Promise<string | null> {
  const terms = (await store.statementsOfReview(tx, reviewId, 'terms')).at(-1)
  return terms ? statementHash(terms.text) : null
}

/** The same text with `{key}` where the browser puts the author's key, which only it knows before the first signature. */
export function termsStatementParts(termsFingerprint: string, opening: Uint8Array, sheet: string): string {
  const anyKey = base64(new Uint8Array(32).fill(9))
  return termsStatementText(termsFingerprint, opening, { author: anyKey, sheet }).replace(anyKey, '{key}')
}

/** Has the author's key printed in the terms, which the author then signs with it. */
export async function printAuthorKey(
  ctx: Context,
  reviewId: string,
  publicKey: Uint8Array,
): Promise<{ fingerprint: string } | { refused: KeysRefusal }> {
  const appointment = await termsOf(ctx, reviewId)
  if (!appointment) return { refused: 'not-found' }
  if (publicKey.length !== 32) return { refused: 'malformed' }
  if (isLowOrderKey(publicKey)) return { refused: 'low-order-key' }
  const printed = await recordAuthorKey(ctx, appointment.id, base64(publicKey))
  return 'refused' in printed ? { refused: 'terms-not-open' } : printed
}

/**
 * Signs the terms of engagement as the author, and so accepts them. This takes in the author's key for the review, whose
 * fingerprint is printed in the terms: who holds which key rests on a contract that three parties sign, not on our
 * database.
 * @param signed.terms fingerprint of the terms that the author was shown
 */
export async function signTerms(
  ctx: Context,
  reviewId: string,
  signed: BrowserSignature & { opening: Uint8Array; terms: string },
): Promise<{ statementId: string } | { refused: KeysRefusal }> {
  return perform(ctx, keysActs.signTerms, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    const appointment = review && (await termsOf(tx, reviewId))
    if (!review || !appointment || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (!act.permits({ people: [appointment.authorId] })) return { refused: 'not-found' as const }
    if (signed.opening.length !== 32) return { refused: 'malformed' as const }
    const keyring = await store.keyringInUse(tx, tx.actor.personId)
    if (!keyring) return { refused: 'no-keyring' as const }
    if (signed.publicKey.length !== 32 || isLowOrderKey(signed.publicKey)) return { refused: 'low-order-key' as const }
    if (appointment.authorKey !== base64(signed.publicKey)) return { refused: 'key-not-printed' as const }
    const earlier = (await store.statementsOfReview(tx, reviewId, 'terms')).at(-1)
    if (earlier && isOnTerms(earlier, appointment)) return { refused: 'signed-already' as const }
    const accepted = await acceptTerms(tx, appointment, review, signed.terms)
    if (accepted) return { refused: accepted }
    const text = termsStatementText(appointment.fingerprint, signed.opening, {
      author: base64(signed.publicKey),
      sheet: base64(keyring.sheetKey),
    })
    if (earlier && !earlier.note) await store.giveUpStatement(tx, earlier.id)
    const statementId = await addStatement(tx, reviewId, text, signed.opening)
    const answer = await addSignatureOf(tx, review, statementId, signed, 'author')
    if ('refused' in answer) return answer
    await tellHolder(tx, tx.actor.personId, 'terms', statementId, [
      `You have signed the terms of engagement for review ${review.reference}.`,
      `The fingerprint of your key for this review is:\n${base64(signed.publicKey)}`,
      'Keep this mail. The same fingerprint is printed in the terms.',
    ])
    act.record({ review: reviewId, statement: statementId })
    return { statementId }
  })
}

/** Whether a `terms` statement is about the text of the terms that stands. */
export function isOnTerms(statement: StoredStatement, appointment: Appointment): boolean {
  const values = statementValues(statement.text)
  if (values?.kind !== 'terms' || !statement.opening) return false
  return values.terms === commitmentTo(statement.opening, appointment.fingerprint)
}

/** Accepts the terms where it is the actor's turn; signing with a key after having accepted them is no second answer. */
async function acceptTerms(
  tx: Context,
  appointment: Appointment,
  review: Review,
  fingerprint: string,
): Promise<KeysRefusal | null> {
  if (fingerprint !== appointment.fingerprint) return 'terms-changed'
  const party = mayAnswerAs(tx, appointment, review)
  if (!party) return null
  const answer = await answerTerms(tx, appointment.id, party, { answer: 'accepted', reason: '', fingerprint })
  return 'refused' in answer ? 'terms-not-open' : null
}

/** Signs the terms as the board or the national body, on the same statement as the author, and so accepts them. */
export async function countersignTerms(
  ctx: Context,
  reviewId: string,
  signed: BrowserSignature & { terms: string },
): Promise<Signed | { refused: KeysRefusal }> {
  return perform(ctx, keysActs.signStatement, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    const appointment = review && (await termsOf(tx, reviewId))
    if (!review || !appointment || !act.permits(review.scope)) return { refused: 'not-found' as const }
    const holder = holderOf(tx.actor, await standingOf(tx, review))
    if (holder !== 'commissioner' && holder !== 'national-body') return { refused: 'not-yours-to-sign' as const }
    const statement = (await store.statementsOfReview(tx, reviewId, 'terms')).at(-1)
    if (!statement || !isOnTerms(statement, appointment)) return { refused: 'author-first' as const }
    const accepted = await acceptTerms(tx, appointment, review, signed.terms)
    if (accepted) return { refused: accepted }
    const answer = await addSignatureOf(tx, review, statement.id, signed, holder)
    if ('refused' in answer) return answer
    act.record({ review: reviewId, statement: statement.id })
    return answer
  })
}

/**
 * Puts a statement up for signing, within a higher folder's act, which has asked the permission and asks the signers.
 * @param opening where the statement commits to words: the 32 bytes of its salted hash
 * @returns the id to sign it by; the same one when this very text was offered before
 */
export async function offerStatement(
  tx: Context,
  reviewId: string,
  statement: Statement,
  opening: Uint8Array | null = null,
): Promise<string> {
  const text = statementText(statement)
  const open = (await store.statementsOfReview(tx, reviewId, statement.kind)).find((one) => one.text === text)
  return open?.id ?? addStatement(tx, reviewId, text, opening)
}

async function addStatement(
  tx: Context,
  reviewId: string,
  text: string,
  opening: Uint8Array | null,
  notBefore: Date | null = null,
): Promise<string> {
  const kind = statementValues(text)!.kind
  const hash = Buffer.from(statementHash(text), 'base64')
  return store.addStatement(tx, { reviewId, kind, text, hash, opening, notBefore })
}

/** A statement by its id, for who may see the keys of its review. */
export async function statementOf(ctx: Context, statementId: string): Promise<StoredStatement | null> {
  const statement = await store.statementById(ctx, statementId)
  const review = statement && (await reviewById(ctx, statement.reviewId))
  return review && may(ctx.actor, keysActs.readKeys, review.scope) ? statement : null
}

/** Takes back a statement that is not complete, within a higher folder's act. */
export async function giveUpStatement(tx: Context, statementId: string): Promise<void> {
  await store.giveUpStatement(tx, statementId)
}

/** What a signature led to: `complete` when everybody who must has signed, and the note is in the log. */
export type Signed =
  | { statementId: string; complete: false }
  | { statementId: string; complete: true; note: Uint8Array; salt: Uint8Array; logIndex: number }

/**
 * Signs a statement with the actor's own key of the review; their first signature takes that key in. The last signature
 * that is needed puts the note, blinded, into the log.
 */
export async function signStatement(
  ctx: Context,
  statementId: string,
  signed: BrowserSignature,
): Promise<Signed | { refused: KeysRefusal }> {
  return perform(ctx, keysActs.signStatement, async (tx, act) => {
    const statement = await store.statementForUpdate(tx, statementId)
    const review = statement && (await reviewForUpdate(tx, statement.reviewId))
    if (!statement || !review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    const holder = holderOf(tx.actor, await standingOf(tx, review))
    const isTerms = statementValues(statement.text)?.kind === 'terms'
    if (!holder || isTerms) return { refused: 'not-yours-to-sign' as const }
    const answer = await addSignatureOf(tx, review, statementId, signed, holder)
    if ('refused' in answer) return answer
    act.record({ review: review.id, statement: statementId })
    return answer
  })
}

/**
 * Signs and records a statement that one person signs alone, within a higher folder's act, such as a submission.
 * @returns the note as it went into the log; refused when the signature is not by the actor's key in this review
 */
export async function signAndRecord(
  tx: Context,
  review: Review,
  statement: Statement,
  signed: BrowserSignature,
  opening: Uint8Array | null = null,
): Promise<{ note: Uint8Array; salt: Uint8Array; logIndex: number } | { refused: KeysRefusal }> {
  const holder = holderOf(tx.actor, await standingOf(tx, review))
  if (!holder) return { refused: 'not-yours-to-sign' }
  const statementId = await addStatement(tx, review.id, statementText(statement), opening)
  const answer = await addSignatureOf(tx, review, statementId, signed, holder)
  if ('refused' in answer) return answer
  return answer.complete ? answer : { refused: 'not-yours-to-sign' }
}

/** Adds one signature and completes the note where nothing is missing. */
async function addSignatureOf(
  tx: Context,
  review: Review,
  statementId: string,
  signed: BrowserSignature,
  holder: Holder,
): Promise<Signed | { refused: KeysRefusal }> {
  const statement = await store.statementForUpdate(tx, statementId)
  if (!statement || statement.note || statement.givenUpAt) return { refused: 'not-open' }
  if (!isSignatureOf(statement.text, signed.publicKey, signed.signature)) return { refused: 'bad-signature' }
  if (statement.signatures.some((one) => one.signer === holder && sameBytes(one.publicKey, signed.publicKey)))
    return { refused: 'signed-already' }
  const enrolled = await enrolOnFirstUse(tx, review, signed, holder)
  if (enrolled) return { refused: enrolled }
  const by = { signer: holder, publicKey: signed.publicKey, signature: signed.signature }
  await keepSignature(tx, statementId, by)
  return completed(tx, { ...statement, signatures: [...statement.signatures, by] })
}

async function keepSignature(tx: Context, statementId: string, signed: StoredSignature): Promise<void> {
  if (tx.actor.kind !== 'person') throw new Error('only people sign')
  await store.addSignature(tx, statementId, { ...signed, personId: tx.actor.personId })
}

/** Puts the note into the log when it counts. */
async function completed(
  tx: Context,
  statement: StoredStatement,
  alsoPinned: readonly SigningKey[] = [],
): Promise<Signed> {
  const note = signedNote(statement.text, statement.signatures)
  const judged = judgeNote(note, [...(await signingKeysOf(tx, statement.reviewId)), ...alsoPinned], null)
  if ('refused' in judged) return { statementId: statement.id, complete: false }
  const { index, salt } = await recordNote(tx, note)
  await store.completeStatement(tx, statement.id, { note, salt, index })
  return { statementId: statement.id, complete: true, note, salt, logIndex: index }
}

/** Takes a key in with its holder's first signature, which proves that they hold it. Null when it may sign. */
async function enrolOnFirstUse(
  tx: Context,
  review: Review,
  signed: BrowserSignature,
  holder: Holder,
): Promise<KeysRefusal | null> {
  if (tx.actor.kind !== 'person') return 'not-found'
  const { personId } = tx.actor
  if (signed.publicKey.length !== 32 || isLowOrderKey(signed.publicKey)) return 'low-order-key'
  const known = await store.keyByBytes(tx, signed.publicKey)
  if (known) {
    const isOwn = known.reviewId === review.id && known.holder === holder && known.personId === personId
    return !isOwn ? 'key-of-another' : known.until === null ? null : 'other-key'
  }
  const keyring = await store.keyringInUse(tx, personId)
  if (!keyring) return 'no-keyring'
  const signer = await signerWith(tx, review.id, holder, keyring)
  // A second key comes in by rotation or recovery, and never silently beside or after the first.
  if (signer.key || (await hasStoppedKey(tx, review.id, holder, personId))) return 'other-key'
  const { size } = await treeHead(tx)
  if (holder === 'author') await endFormerAuthors(tx, review.id, size)
  await store.addKey(tx, {
    reviewId: review.id,
    holder,
    personId,
    keyringId: keyring.id,
    number: signer.number,
    publicKey: signed.publicKey,
    from: size,
  })
  return null
}

async function hasStoppedKey(tx: Context, reviewId: string, holder: Holder, personId: string): Promise<boolean> {
  const keys = await store.keysOfReview(tx, reviewId)
  return keys.some((key) => key.holder === holder && key.personId === personId && key.endedBy === 'revoke')
}

async function endFormerAuthors(tx: Context, reviewId: string, at: number): Promise<void> {
  for (const key of await store.keysOfReview(tx, reviewId))
    if (key.holder === 'author' && key.until === null) await store.endKey(tx, key.id, at, 'new-author')
}

/** What the next key event about a key's holder follows: the last one, else the terms. */
async function previousEventHash(ctx: Context, reviewId: string, holder: Holder): Promise<string | null> {
  const events = (await store.statementsOfReview(ctx, reviewId)).filter(({ text, note }) => {
    const values = note && statementValues(text)
    if (!values) return false
    return values.kind === 'terms' || ('holder' in values && values.holder === holder)
  })
  const last = events.toSorted((a, b) => a.logIndex! - b.logIndex!).at(-1)
  return last ? statementHash(last.text) : null
}

/** The actor's newest key in a review, for events about it: in force, or stopped and not replaced. */
export async function ownKeyEvent(
  ctx: Context,
  review: Review,
): Promise<{ key: ReviewKey; previous: string | null; nextNumber: number } | null> {
  const holder = holderOf(ctx.actor, await standingOf(ctx, review))
  const keyring = await keyringOf(ctx)
  if (!holder || !keyring || ctx.actor.kind !== 'person') return null
  const { personId } = ctx.actor
  const own = (await store.keysOfReview(ctx, review.id)).filter(
    (key) => key.holder === holder && key.personId === personId,
  )
  const key = own.find((one) => one.until === null) ?? own.at(-1)
  if (!key || key.endedBy === 'new-author') return null
  return { key, previous: await previousEventHash(ctx, review.id, holder), nextNumber: nextNumber(own, keyring.id) }
}

/** Puts a new key in the place of the actor's own: both keys sign the same statement. */
export async function rotateKey(
  ctx: Context,
  reviewId: string,
  change: { newKey: Uint8Array; oldSignature: Uint8Array; newSignature: Uint8Array },
): Promise<{ logIndex: number } | { refused: KeysRefusal }> {
  return perform(ctx, keysActs.rotateKey, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    const own = await ownKeyEvent(tx, review)
    const keyring = await keyringOf(tx)
    if (!own || !keyring || own.key.holder === 'second-body' || own.key.until !== null)
      return { refused: 'no-key' as const }
    if (change.newKey.length !== 32 || isLowOrderKey(change.newKey)) return { refused: 'low-order-key' as const }
    if (sameBytes(change.newKey, own.key.publicKey)) return { refused: 'same-key' as const }
    if (await store.keyByBytes(tx, change.newKey)) return { refused: 'key-of-another' as const }
    const text = rotateStatementText(own.key, base64(change.newKey), own.previous)
    const recorded = await recordEvent(tx, reviewId, text, [
      { signer: own.key.holder, publicKey: own.key.publicKey, signature: change.oldSignature },
      { signer: own.key.holder, publicKey: change.newKey, signature: change.newSignature },
    ])
    if ('refused' in recorded) return recorded
    await store.endKey(tx, own.key.id, recorded.logIndex + 1, 'rotate')
    const { holder, personId } = own.key
    await store.addKey(tx, {
      reviewId,
      holder,
      personId,
      keyringId: keyring.id,
      number: own.nextNumber,
      publicKey: change.newKey,
      from: recorded.logIndex,
    })
    await tellOfKeyEvent(tx, review, own.key, 'has been replaced by a new key, signed with both')
    act.record({ review: reviewId, key: own.key.id })
    return { logIndex: recorded.logIndex }
  })
}

/** Stops the actor's own key, by itself or by the key sheet of the keyring that it was made from. */
export async function revokeKey(
  ctx: Context,
  reviewId: string,
  by: { with: 'key' | 'key-sheet'; signature: Uint8Array },
): Promise<{ logIndex: number } | { refused: KeysRefusal }> {
  return perform(ctx, keysActs.revokeKey, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    const own = await ownKeyEvent(tx, review)
    if (!own || own.key.holder === 'second-body' || own.key.until !== null) return { refused: 'no-key' as const }
    const { key } = own
    const text = revokeStatementText(key, own.previous)
    const signer = by.with === 'key' ? (key.holder as Signer) : 'key-sheet'
    const publicKey = by.with === 'key' ? key.publicKey : key.sheetKey
    // Only the holder's own sheet is pinned: nobody else's can stop this key.
    const sheet: SigningKey = { signer: 'key-sheet', publicKey: key.sheetKey, from: 0, until: null }
    const recorded = await recordEvent(tx, reviewId, text, [{ signer, publicKey, signature: by.signature }], [sheet])
    if ('refused' in recorded) return recorded
    await store.endKey(tx, key.id, recorded.logIndex + 1, 'revoke')
    await tellOfKeyEvent(tx, review, key, 'has been stopped')
    act.record({ review: reviewId, key: key.id })
    return { logIndex: recorded.logIndex }
  })
}

/** What both keys sign when one takes the other's place; `{key}` may stand for the new one. */
export function rotateStatementText(key: ReviewKey, newKey: string, previous: string | null): string {
  const anyKey = base64(new Uint8Array(32).fill(9))
  const holder = key.holder as StatementOf<'rotate'>['holder']
  const text = statementText({ kind: 'rotate', holder, old: base64(key.publicKey), new: anyKey, previous })
  return text.replace(`new ${anyKey}`, `new ${newKey}`)
}

/** What is signed to stop a key. */
export function revokeStatementText(key: ReviewKey, previous: string | null): string {
  return statementText({
    kind: 'revoke',
    holder: key.holder as StatementOf<'revoke'>['holder'],
    key: base64(key.publicKey),
    previous,
  })
}

async function recordEvent(
  tx: Context,
  reviewId: string,
  text: string,
  signed: readonly StoredSignature[],
  alsoPinned: readonly SigningKey[] = [],
): Promise<{ logIndex: number } | { refused: KeysRefusal }> {
  if (signed.some((one) => !isSignatureOf(text, one.publicKey, one.signature))) return { refused: 'bad-signature' }
  const statementId = await addStatement(tx, reviewId, text, null)
  for (const one of signed) await keepSignature(tx, statementId, one)
  const answer = await completed(tx, (await store.statementById(tx, statementId))!, alsoPinned)
  return answer.complete ? { logIndex: answer.logIndex } : { refused: 'bad-signature' }
}

async function tellOfKeyEvent(tx: Context, review: Review, key: ReviewKey, whatHappened: string): Promise<void> {
  await tellHolder(tx, key.personId, 'key-event', key.id, [
    `Your key for review ${review.reference} ${whatHappened}.`,
    `The fingerprint of the key was:\n${base64(key.publicKey)}`,
    'If it was not you, tell the national body at once.',
  ])
}

async function tellHolder(
  tx: Context,
  personId: string,
  what: string,
  about: string,
  paragraphs: readonly string[],
): Promise<void> {
  await writeMail(tx, {
    to: await accountMailOf(tx, personId),
    subject: 'Your signing key in Throughline',
    text: `${paragraphs.join('\n\n')}\n\n${tx.siteUrl}/workspace/keys\n`,
    purpose: `keys.${what}`,
    about,
  })
}

/**
 * Asks for a new key in the place of one that is lost with its key sheet. The person has made a new keyring; the new key
 * signs the request's own text, so that nobody asks for a key that they do not hold.
 */
export async function askForRecovery(
  ctx: Context,
  reviewId: string,
  proof: BrowserSignature,
): Promise<{ requestId: string } | { refused: KeysRefusal }> {
  return perform(ctx, keysActs.askForRecovery, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    const own = await ownKeyEvent(tx, review)
    const keyring = await keyringOf(tx)
    if (!own || !keyring || !isReplaceable(own.key)) return { refused: 'no-key' as const }
    if (await openRecoveryOf(tx, own.key)) return { refused: 'recovery-open' as const }
    if (proof.publicKey.length !== 32 || isLowOrderKey(proof.publicKey)) return { refused: 'low-order-key' as const }
    if (await store.keyByBytes(tx, proof.publicKey)) return { refused: 'key-of-another' as const }
    const text = recoveryRequestText(review.reference, own.key, proof.publicKey)
    if (!isSignatureOf(text, proof.publicKey, proof.signature)) return { refused: 'bad-signature' as const }
    const requestId = await store.addRequest(tx, {
      reviewKeyId: own.key.id,
      keyringId: keyring.id,
      number: own.nextNumber,
      newKey: proof.publicKey,
    })
    await askFor(tx, {
      key: `keys.announce-recovery:${requestId}`,
      role: 'registrar',
      title: `Somebody lost their key for review ${review.reference}: check who asks`,
      link: `/workspace/reviews/${review.reference}/key-recovery`,
    })
    await tellOfKeyEvent(tx, review, own.key, 'is to be replaced, because somebody signed in as you asked for it')
    act.record({ review: reviewId, request: requestId })
    return { requestId }
  })
}

/** What the new key signs when it is asked for. No statement: it is never logged and counts for nothing else. */
export function recoveryRequestText(reference: string, old: ReviewKey, newKey: Uint8Array | string): string {
  const named = typeof newKey === 'string' ? newKey : base64(newKey)
  return `throughline/recovery-request/v1\nreview ${reference}\nold ${base64(old.publicKey)}\nnew ${named}\n`
}

/** A recovery as its pages show it. */
export interface Recovery {
  request: RecoveryRequest
  key: ReviewKey
  statement: StoredStatement | null
  /** What the registrar's browser signs to announce it. */
  text: string
}

/** Open recoveries of a review, for its holder, the registrar, and the second body. */
export async function recoveriesOf(ctx: Context, review: Review): Promise<Recovery[]> {
  const standing = await standingOf(ctx, review)
  if (holderOf(ctx.actor, standing) === null && !isSecondBody(ctx.actor, standing)) return []
  const found: Recovery[] = []
  for (const request of await store.openRequests(ctx, review.id)) {
    const key = (await store.keyById(ctx, request.reviewKeyId))!
    const statement = request.statementId === null ? null : await store.statementById(ctx, request.statementId)
    const text = statement?.text ?? (await recoverText(ctx, key, request))
    found.push({ request, key, statement, text })
  }
  return found
}

async function openRecoveryOf(ctx: Context, key: ReviewKey): Promise<RecoveryRequest | null> {
  return (await store.openRequests(ctx, key.reviewId)).find((one) => one.reviewKeyId === key.id) ?? null
}

async function recoverText(ctx: Context, key: ReviewKey, request: RecoveryRequest): Promise<string> {
  return statementText({
    kind: 'recover',
    holder: key.holder as StatementOf<'recover'>['holder'],
    old: base64(key.publicKey),
    new: base64(request.newKey),
    days: recoveryDays,
    previous: await previousEventHash(ctx, key.reviewId, key.holder),
  })
}

/** A recovery for the second body, which has no part in the review and sees nothing else of it. */
export async function recoveryToConfirm(
  ctx: Context,
  requestId: string,
): Promise<{ recovery: Recovery; review: Review } | null> {
  return inTransaction(ctx, async (tx) => {
    const request = may(tx.actor, keysActs.confirmRecovery) ? await store.requestForUpdate(tx, requestId) : null
    const key = request && (await store.keyById(tx, request.reviewKeyId))
    const review = key && (await reviewForUpdate(tx, key.reviewId))
    if (!review || !isSecondBody(tx.actor, await standingOf(tx, review))) return null
    const recovery = (await recoveriesOf(tx, review)).find((one) => one.request.id === requestId)
    return recovery ? { recovery, review } : null
  })
}

/** What the second body's browser needs to sign; see `signerIn`. */
export async function signerInRecovery(
  ctx: Context,
  review: Review,
): Promise<SignerInReview | { refused: 'no-keyring' } | null> {
  if (!isSecondBody(ctx.actor, await standingOf(ctx, review))) return null
  const keyring = await keyringOf(ctx)
  return keyring ? signerWith(ctx, review.id, 'second-body', keyring) : { refused: 'no-keyring' }
}

/**
 * Announces a recovery as the national body, which has made sure who asks. The holder is told by mail and on their list,
 * and may stop it until a second body confirms it, after `recoveryDays` days at the earliest.
 */
export async function announceRecovery(
  ctx: Context,
  requestId: string,
  signed: BrowserSignature,
): Promise<{ statementId: string } | { refused: KeysRefusal }> {
  return perform(ctx, keysActs.announceRecovery, async (tx, act) => {
    const request = await store.requestForUpdate(tx, requestId)
    const key = request && (await store.keyById(tx, request.reviewKeyId))
    const review = key && (await reviewForUpdate(tx, key.reviewId))
    if (!request || !review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (request.settled || request.statementId || !isReplaceable(key)) return { refused: 'not-open' as const }
    const text = await recoverText(tx, key, request)
    const statementId = await addStatement(tx, review.id, text, null, confirmableFrom(tx.now()))
    const answer = await addSignatureOf(tx, review, statementId, signed, 'national-body')
    if ('refused' in answer) return answer
    await store.setRequest(tx, requestId, { statementId })
    // The announcement is in the log too, blinded, so that nobody can say later that there was none.
    await recordNote(tx, signedNote(text, [{ signer: 'national-body', ...signed }]))
    await settle(tx, `keys.announce-recovery:${requestId}`)
    await askAboutRecovery(tx, review, key, requestId)
    act.record({ review: review.id, request: requestId })
    return { statementId }
  })
}

/** A key that was stopped can be replaced; one that was replaced already cannot. */
function isReplaceable(key: ReviewKey): boolean {
  return key.until === null || key.endedBy === 'revoke'
}

async function askAboutRecovery(tx: Context, review: Review, key: ReviewKey, requestId: string): Promise<void> {
  const from = confirmableFrom(tx.now()).toISOString().slice(0, 10)
  await askFor(tx, {
    key: `keys.recovery-announced:${requestId}`,
    personId: key.personId,
    title: `Your key for review ${review.reference} is to be replaced: stop it if you did not ask`,
    link: `/workspace/reviews/${review.reference}/key`,
    dueOn: from,
  })
  await tellOfKeyEvent(tx, review, key, `is to be replaced on ${from} or later. If you did not ask for it, stop it now`)
  for (const chair of await holdersOf(tx, 'board-chair'))
    await askFor(tx, {
      key: `keys.confirm-recovery:${requestId}:${chair.id}`,
      personId: chair.id,
      title: 'Confirm that a lost key may be replaced, if your board has no part in the review',
      link: `/workspace/key-recoveries/${requestId}`,
      dueOn: from,
    })
}

/** Confirms a recovery as the second body, once the delay is over: the new key takes the old one's place. */
export async function confirmRecovery(
  ctx: Context,
  requestId: string,
  signed: BrowserSignature,
): Promise<{ logIndex: number } | { refused: KeysRefusal }> {
  return perform(ctx, keysActs.confirmRecovery, async (tx, act) => {
    const request = await store.requestForUpdate(tx, requestId)
    const key = request && (await store.keyById(tx, request.reviewKeyId))
    const review = key && (await reviewForUpdate(tx, key.reviewId))
    const statement = request?.statementId && (await store.statementForUpdate(tx, request.statementId))
    if (!request || !review || !act.permits()) return { refused: 'not-found' as const }
    if (!isSecondBody(tx.actor, await standingOf(tx, review))) return { refused: 'not-yours-to-sign' as const }
    if (request.settled || !statement || !isReplaceable(key)) return { refused: 'not-open' as const }
    if (!statement.notBefore || tx.now() < statement.notBefore) return { refused: 'too-early' as const }
    const answer = await addSignatureOf(tx, review, statement.id, signed, 'second-body')
    if ('refused' in answer) return answer
    if (!answer.complete) return { refused: 'not-open' as const }
    if (key.until === null) await store.endKey(tx, key.id, answer.logIndex + 1, 'recover')
    const { reviewId, holder, personId } = key
    await store.addKey(tx, {
      reviewId,
      holder,
      personId,
      keyringId: request.keyringId,
      number: request.number,
      publicKey: request.newKey,
      from: answer.logIndex,
    })
    await settleRecovery(tx, requestId, 'recovered')
    await tellOfKeyEvent(tx, review, key, 'has been replaced by the new key that was asked for')
    act.record({ review: review.id, request: requestId })
    return { logIndex: answer.logIndex }
  })
}

/** Stops a recovery as the person whose key it is about. */
export async function stopRecovery(
  ctx: Context,
  requestId: string,
): Promise<{ requestId: string } | { refused: KeysRefusal }> {
  return perform(ctx, keysActs.stopRecovery, async (tx, act) => {
    const request = await store.requestForUpdate(tx, requestId)
    const key = request && (await store.keyById(tx, request.reviewKeyId))
    const review = key && (await reviewForUpdate(tx, key.reviewId))
    if (!request || !review || !act.permits(review.scope)) return { refused: 'not-found' as const }
    if (tx.actor.kind !== 'person' || tx.actor.personId !== key.personId) return { refused: 'not-found' as const }
    if (request.settled) return { refused: 'not-open' as const }
    if (request.statementId) await store.giveUpStatement(tx, request.statementId)
    await settleRecovery(tx, requestId, 'stopped')
    act.record({ review: review.id, request: requestId })
    return { requestId }
  })
}

async function settleRecovery(tx: Context, requestId: string, how: 'recovered' | 'stopped'): Promise<void> {
  await store.setRequest(tx, requestId, { settled: how })
  await settle(tx, `keys.announce-recovery:${requestId}`)
  await settle(tx, `keys.recovery-announced:${requestId}`)
  for (const chair of await holdersOf(tx, 'board-chair'))
    await settle(tx, `keys.confirm-recovery:${requestId}:${chair.id}`)
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.from(left).equals(Buffer.from(right))
}

/** Thirty-two new random bytes for a salted hash. */
export function newOpening(): Uint8Array {
  return new Uint8Array(randomBytes(32))
}
