/**
 * The invented sentence that readers may try to change: really sealed and really signed, by a key that belongs to nobody.
 * The verdict is that of the code by which editions are checked.
 */
import {
  checkSeal,
  fingerprintOf,
  isSignatureOf,
  readerSampleSigner,
  reportRootOf,
  statementText,
} from '#integrity/integrity.ts'

/** The words as they were signed. */
export const sampleWords = 'Nobody asked the boy himself, although four people visited him in one week.'

const seeds = [new Uint8Array(32).fill(41)]
const rootOf = (words: string) => reportRootOf([{ kind: 'paragraph', text: words }], seeds)
const statementOn = (words: string) =>
  statementText({
    kind: 'submit',
    version: 1,
    blocks: 1,
    root: fingerprintOf(rootOf(words)),
    manifest: null,
    previous: null,
  })
const signed = readerSampleSigner(statementOn(sampleWords))

/** What came of a try. `cannot-be-sealed`: the words hold something that no report may hold. */
export type Tried =
  | { state: 'cannot-be-sealed' }
  | { state: 'holds' | 'fails'; fingerprint: string; signedFingerprint: string; firstChanged: string | null }

/** Checks words against the seal and the signature of the sample. Line breaks count as spaces, as in a form. */
export function trySealing(words: string): Tried {
  const text = words.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
  const sealable = checkSeal([{ kind: 'paragraph', text }], { seeds: seeds.map(fingerprintOf), root: '' })
  if ('refused' in sealable && sealable.refused === 'text-cannot-be-sealed') return { state: 'cannot-be-sealed' }
  const holds = isSignatureOf(statementOn(text), signed.publicKey, signed.signature)
  return {
    state: holds ? 'holds' : 'fails',
    fingerprint: fingerprintOf(rootOf(text)),
    signedFingerprint: fingerprintOf(rootOf(sampleWords)),
    firstChanged: firstDifference(text),
  }
}

/** The first word that differs from the sample, to show where; null where none does or words are only missing. */
function firstDifference(text: string): string | null {
  const [now, then] = [text.split(' '), sampleWords.split(' ')]
  return now.find((word, i) => word !== then[i]) ?? null
}
