/**
 * Sealing as the author's browser does it: the seeds are drawn there, from the text as displayed, before anything is
 * sent. Safe in the browser; the server seals its fictional demonstration by the same function.
 */
import { toBase64 } from './base64.ts'
import { isBlockKind, sealedRoot, type Block } from './sealed-text.ts'

/** The seeds of the blocks in their order, and the report's root; each 32 bytes in standard base64. */
export interface Seal {
  readonly seeds: readonly string[]
  readonly root: string
}

/**
 * Draws a new random seed for every block and computes the root. Seeds are never used again: sealing a changed text
 * calls this anew, or keeps the seeds of blocks that did not change by a single character.
 * @throws when a block cannot be sealed, naming it by its number
 */
export function sealInBrowser(shown: readonly { readonly kind: string; readonly text: string }[]): Seal {
  const blocks = shown.map(({ kind, text }, i): Block => {
    if (!isBlockKind(kind)) throw new RangeError(`Block ${i + 1} is of an unknown kind.`)
    return { kind, text }
  })
  const seeds = blocks.map(() => globalThis.crypto.getRandomValues(new Uint8Array(32)))
  return { seeds: seeds.map(toBase64), root: toBase64(sealedRoot(blocks, seeds)) }
}
