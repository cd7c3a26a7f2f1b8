/** People with keys of their own, made by the very code that their browsers run, for tests of what is signed. */
import { toBase64 } from '#integrity/base64.ts'
import {
  holdMaster,
  newSecrets,
  reviewKey,
  sheetKey,
  signText,
  unwrapMaster,
  wrapMaster,
  type HeldKey,
} from '#integrity/browser/web-keys.ts'
import { appointAuthor, appointmentById } from '#commissioning/commissioning.ts'
import {
  countersignTerms,
  keepKeyring,
  newOpening,
  printAuthorKey,
  signedTermsOf,
  signTerms,
  termsStatementText,
  type BrowserSignature,
} from '#keys/keys.ts'
import type { Context } from '#platform/context.ts'
import { reviewById } from '#register/register.ts'
import { granted, personOf, registeredReview } from './commissioned.ts'
import type { TestContext } from './context.ts'

/** A keyring as its holder's browser has it. */
export interface HeldKeyring {
  master: CryptoKey
  secrets: ReturnType<typeof newSecrets>
  sheet: HeldKey
  wrapped: Uint8Array
}

/** Makes a keyring and has the server keep what it may. */
export async function makeKeyring(ctx: Context, instead = false): Promise<HeldKeyring> {
  const secrets = newSecrets()
  const sheet = await sheetKey(secrets.sheet)
  const wrapped = await wrapMaster(secrets.master, secrets.sheet)
  granted(await keepKeyring(ctx, { wrapped, sheetKey: sheet.publicKey, instead }))
  return { master: await holdMaster(secrets.master), secrets, sheet, wrapped }
}

/** Signs a text as a browser does. */
export async function signedBy(key: HeldKey, text: string, number = 1): Promise<BrowserSignature> {
  return { publicKey: key.publicKey, number, signature: await signText(key, text) }
}

/** A review whose terms author, board and national body signed with keys; its report is not begun. */
export async function keyedReview(t: TestContext) {
  const people = await registeredReview(t)
  const { appointmentId } = granted(await appointAuthor(people.registrar, people.reviewId, personOf(people.author)))
  const keyFor = async (ctx: Context, holder: string) => {
    const keyring = await makeKeyring(ctx)
    return { keyring, key: await reviewKey(keyring.master, { reference: people.reference, holder, number: 1 }) }
  }
  const author = await keyFor(people.author, 'author')
  const chair = await keyFor(people.chair, 'commissioner')
  const registrar = await keyFor(people.registrar, 'national-body')
  granted(await printAuthorKey(people.author, people.reviewId, author.key.publicKey))
  const terms = (await appointmentById(people.author, appointmentId))!.appointment.fingerprint
  const opening = newOpening()
  const text = termsStatementText(terms, opening, {
    author: toBase64(author.key.publicKey),
    sheet: toBase64(author.keyring.sheet.publicKey),
  })
  granted(await signTerms(people.author, people.reviewId, { ...(await signedBy(author.key, text)), opening, terms }))
  for (const [ctx, { key }] of [
    [people.chair, chair],
    [people.registrar, registrar],
  ] as const)
    granted(await countersignTerms(ctx, people.reviewId, { ...(await signedBy(key, text)), terms }))
  const review = (await reviewById(people.author, people.reviewId))!
  const signedTerms = (await signedTermsOf(people.author, review))!
  return { ...people, appointmentId, review, signedTerms, keys: { author, chair, registrar } }
}

/** What a browser does with keys. */
export const browser = { holdMaster, reviewKey, sheetKey, signText, unwrapMaster }

/** Bytes as statements write them. */
export const base64 = toBase64
