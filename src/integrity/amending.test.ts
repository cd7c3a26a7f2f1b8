import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { amendInBrowser } from './amending.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { blockRoot, sealedRoot, type Block } from './sealed-text.ts'

const blocks: Block[] = ['One.', 'Two.', 'Three.'].map((text) => ({ kind: 'paragraph', text }))
const seeds: Uint8Array[] = blocks.map(() => new Uint8Array(randomBytes(32)))
const roots = blocks.map((block, n) => toBase64(blockRoot(block, seeds[n]!)))

test('the new root is that of the changed text with the new seed, and no seed is drawn twice', () => {
  const changed = { n: 1, kind: 'paragraph', text: 'Two, or more.' }
  const made = amendInBrowser(roots, changed)
  const after = blocks.with(1, { kind: 'paragraph', text: changed.text })
  expect(made.root).toBe(toBase64(sealedRoot(after, seeds.with(1, fromBase64(made.seed)))))
  expect(amendInBrowser(roots, changed).seed).not.toBe(made.seed)
})

test('what cannot be sealed is not', () => {
  expect(() => amendInBrowser(roots, { n: 1, kind: 'aside', text: 'x' })).toThrow('unknown kind')
  expect(() => amendInBrowser(roots, { n: 3, kind: 'paragraph', text: 'x' })).toThrow('malformed')
  expect(() => amendInBrowser(['', ...roots.slice(1)], { n: 1, kind: 'paragraph', text: 'x' })).toThrow('malformed')
})
