/**
 * The verdict on an edition file, in words. One function for the verifier's page and the command line, so that they
 * cannot disagree. Pure, and safe in the browser. It claims what was established and not a word more.
 */
import { equalBytes, fromBase64, isBase64Of32Bytes, toBase64 } from './base64.ts'
import { disclosureFaultWords, rootOfDisclosure, type DisclosedRoot, type RefusedDisclosure } from './disclosure.ts'
import { judgeSignatures, signatureFaultWords, type SignedHistory } from './edition-signatures.ts'
import type { VerifySignature } from './ed25519.ts'
import { readEdition, type EditionFile, type SealedEdition } from './edition.ts'
import { jsonFaultWords, readStrictJson } from './strict-json.ts'

/** `verified`: nothing contradicts the seal. `wrong`: something does. `could-not-check`: neither could be found out. */
export type VerdictState = 'verified' | 'wrong' | 'could-not-check'

/** The exit code of the command line for each state. */
export const exitCodes: Record<VerdictState, 0 | 1 | 2> = { verified: 0, wrong: 1, 'could-not-check': 2 }

/** What a check of an edition file came to. Every sentence is complete and can be shown as it stands. */
export interface Verdict {
  readonly state: VerdictState
  readonly headline: string
  /** What is now certain. */
  readonly established: readonly string[]
  /** What the reader might think was checked and was not. */
  readonly notEstablished: readonly string[]
  /** The id that the file gives for its edition, by which its page can be found; null when it is no edition file. */
  readonly edition: string | null
  /** The root rebuilt from the words of the file, in base64; null when none could be rebuilt. */
  readonly fingerprint: string | null
  /** Who signed the words, where that was checked; null where nobody is known to have. */
  readonly signed?: SignedHistory | null
  /** Whether the fingerprint was compared with one that did not come from the file itself. */
  readonly comparedWithGiven: boolean
  /** The block that is wrong, counted from 1, where one can be named. */
  readonly block: number | null
}

const OUTSIDE_THE_SEAL =
  'The title, volume and notice of the file, and the labels in brackets, are not the author’s sealed words.'
/** What no file can show of the key that signed it. */
export const WHOSE_KEY =
  'Whose key it is: compare it with the key in the author’s signed terms of engagement. The file cannot vouch for that.'
const NOT_CHECKED = 'Whether the author’s key signed it: the file has a signature, and it was not checked here.'
const NOT_SIGNED =
  'Who wrote the words: the fingerprint was recorded by Throughline and not signed with a key of the author’s own.'

/**
 * Checks the bytes of a downloaded edition file.
 * @param given the fingerprint from the edition's public page or the author's receipt, if the reader has it; without it
 * the file is only compared with the fingerprint that it carries, and the verdict says so
 * @param verify checks a signature; without it the verdict says that signatures were not checked
 */
export function verifyEditionFile(bytes: Uint8Array, given?: string, verify: VerifySignature | null = null): Verdict {
  const json = readStrictJson(bytes)
  if ('refused' in json) return couldNotCheck(`This cannot be checked: ${jsonFaultWords[json.refused]}.`)
  return verifyEdition(json.value, given, verify)
}

/** Checks an edition file that was read as JSON already. `given` and `verify` as for `verifyEditionFile`. */
export function verifyEdition(file: unknown, given?: string, verify: VerifySignature | null = null): Verdict {
  const fingerprint = given?.trim()
  if (fingerprint !== undefined && !isBase64Of32Bytes(fingerprint)) {
    return couldNotCheck('This cannot be checked: the fingerprint that was given is not 44 characters of base64.')
  }
  const edition = readEdition(file)
  if (edition === null) return couldNotCheck('This cannot be checked: it is not an edition file from Throughline.')
  return { ...verdictOn(edition, fingerprint, verify), edition: edition.edition }
}

function verdictOn(edition: EditionFile, fingerprint: string | undefined, verify: VerifySignature | null): Verdict {
  if (!('disclosure' in edition)) {
    return couldNotCheck('This cannot be checked: the report was not sealed by its author.', [
      'That the words are the author’s: this edition was published before reports were sealed.',
    ])
  }
  const found = rootOfDisclosure(edition.disclosure)
  return 'refused' in found ? malformed(found) : judged(edition, found, fingerprint, verify)
}

function judged(
  edition: SealedEdition,
  found: DisclosedRoot,
  given: string | undefined,
  verify: VerifySignature | null,
): Verdict {
  const root = toBase64(found.root)
  const basis = { fingerprint: root, comparedWithGiven: given !== undefined }
  if (root !== edition.reportRoot) {
    const block = changedBlock(edition, found)
    const where = block === null ? 'Words, order or replaced passages are' : `Block ${block} is`
    return wrong(`${where} not what was sealed under the fingerprint in the file.`, basis, block)
  }
  if (changedBlock(edition, found) !== null || edition.blockRoots.length !== found.blockRoots.length) {
    return wrong('The list of block fingerprints does not belong to these words.', basis, null)
  }
  if (given !== undefined && given !== root) {
    return wrong('These are not the words that were sealed under the fingerprint that was given.', basis, null)
  }
  if (!edition.signatures) return verified(found, basis, null)
  if (!verify) return verified(found, basis, 'unchecked')
  const signed = judgeSignatures(edition.signatures, root, found.blockRoots.length, verify)
  if ('refused' in signed)
    return wrong(`The signatures do not hold: ${signatureFaultWords[signed.refused]}.`, basis, null)
  return verified(found, basis, signed)
}

/** The first block whose root differs from the one listed in the file, from 1. */
function changedBlock(edition: SealedEdition, found: DisclosedRoot): number | null {
  const listed = edition.blockRoots
  const at = found.blockRoots.findIndex((root, i) => !listed[i] || !equalBytes(root, fromBase64(listed[i])))
  return at === -1 ? null : at + 1
}

function verified(
  found: DisclosedRoot,
  basis: { fingerprint: string; comparedWithGiven: boolean },
  checked: SignedHistory | 'unchecked' | null,
): Verdict {
  const signed = checked === 'unchecked' ? null : checked
  const compared = basis.comparedWithGiven
  return {
    state: 'verified',
    headline: compared
      ? 'Every word that was not replaced is as it was sealed at submission.'
      : 'The words agree with the fingerprint in the file.',
    established: [
      compared
        ? 'Every word that was not replaced, in its order, matches the fingerprint that you gave.'
        : 'Every word that was not replaced, in its order, matches the fingerprint that the file carries.',
      replacedWords(found),
      ...(signed ? signedWords(signed) : []),
      ...(found.withheldBlocks > 0 ? [`Blocks left out whole: ${found.withheldBlocks}.`] : []),
    ],
    notEstablished: [
      ...(compared
        ? [
            'That the fingerprint you gave is the one Throughline recorded: take it from the edition’s page or the receipt.',
          ]
        : [
            'That this is the fingerprint Throughline recorded at submission: compare it with the one on the edition’s page or the author’s receipt.',
          ]),
      OUTSIDE_THE_SEAL,
      checked === 'unchecked' ? NOT_CHECKED : signed ? WHOSE_KEY : NOT_SIGNED,
    ],
    edition: null,
    signed,
    ...basis,
    block: null,
  }
}

/** What the signatures establish: by which key, and every change since, named for what it is. */
export function signedWords({ authorKey, changes }: SignedHistory): string[] {
  const by = `the key ${authorKey}, which the file gives as the author’s`
  if (changes.length === 0) return [`This very text was signed at submission with ${by}.`]
  const of = (kind: 'amend' | 'impose') => changes.filter((one) => one.kind === kind)
  const listed = (kind: 'amend' | 'impose') =>
    of(kind)
      .map((one) => `${one.blocks} ${one.blocks === 1 ? 'block' : 'blocks'}, ${one.reason.replaceAll('-', ' ')}`)
      .join('; ')
  return [
    `A text was signed at submission with ${by}. It was changed since.`,
    ...(of('amend').length > 0 ? [`Changed with the author’s signed agreement: ${listed('amend')}.`] : []),
    ...(of('impose').length > 0 ? [`Changed WITHOUT the author’s agreement: ${listed('impose')}.`] : []),
  ]
}

function replacedWords({ replacedPassages, replacedTokens, keptTokens }: DisclosedRoot): string {
  const all = replacedTokens + keptTokens
  if (replacedPassages === 0) return 'No passage was replaced.'
  const passages = replacedPassages === 1 ? 'passage was' : 'passages were'
  return `${replacedPassages} ${passages} replaced: ${replacedTokens} of ${all} words, spaces and marks.`
}

function malformed({ refused, block }: RefusedDisclosure): Verdict {
  const subject = block === null ? 'the sealed text' : `block ${block}`
  const headline = `The seal is broken at ${subject}: ${disclosureFaultWords[refused]}.`
  return wrong(headline, { fingerprint: null, comparedWithGiven: false }, block)
}

function wrong(
  headline: string,
  basis: { fingerprint: string | null; comparedWithGiven: boolean },
  block: number | null,
): Verdict {
  return {
    state: 'wrong',
    headline,
    established: ['The words of the file and the fingerprint do not belong together: do not rely on this file.'],
    notEstablished: ['Who changed it, or why.'],
    edition: null,
    signed: null,
    ...basis,
    block,
  }
}

function couldNotCheck(headline: string, notEstablished: readonly string[] = []): Verdict {
  return {
    state: 'could-not-check',
    headline,
    established: [],
    notEstablished: [...notEstablished, 'Whether the words are as they were written.'],
    edition: null,
    signed: null,
    fingerprint: null,
    comparedWithGiven: false,
    block: null,
  }
}
