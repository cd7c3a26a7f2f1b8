/**
 * Sealing a changed text as a browser does it: the one block that changes gets a new random seed, drawn there; every
 * other block keeps its root. Safe in the browser.
 */
import { fromBase64, isBase64Of32Bytes, toBase64 } from './base64.ts'
import { blockRoot, isBlockKind, reportRoot } from './sealed-text.ts'

/** The new block's seed and the new report root; each 32 bytes in standard base64. */
export interface AmendedSeal {
  readonly seed: string
  readonly root: string
}

/**
 * Draws a new seed for the changed block and computes the root of the report with it. A seed is never used again: the
 * salts that an earlier version disclosed would let hidden words of the next be guessed.
 * @param blockRoots of every block of the version before, in base64
 * @param changed the number of the changed block, from 0, and what it is to be, as the page shows it
 * @throws when the block cannot be sealed, or the roots are malformed
 */
export function amendInBrowser(
  blockRoots: readonly string[],
  changed: { readonly n: number; readonly kind: string; readonly text: string },
): AmendedSeal {
  if (!isBlockKind(changed.kind)) throw new RangeError('The changed block is of an unknown kind.')
  if (!blockRoots.every(isBase64Of32Bytes) || blockRoots[changed.n] === undefined)
    throw new RangeError('The roots of the other blocks are malformed.')
  const seed = globalThis.crypto.getRandomValues(new Uint8Array(32))
  const roots = blockRoots.map(fromBase64)
  roots[changed.n] = blockRoot({ kind: changed.kind, text: changed.text }, seed)
  return { seed: toBase64(seed), root: toBase64(reportRoot(roots)) }
}
