import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'
import { sealedRoot, type Block } from './sealed-text.ts'
import { sealInBrowser, type Seal } from './sealing.ts'

const blocks: Block[] = [
  { kind: 'title', text: 'A fictional report' },
  { kind: 'paragraph', text: 'Łukasz said “no” – twice. 😀' },
  { kind: 'paragraph', text: '' },
]

test('draws a new seed for every block each time, and the root is theirs', () => {
  const first = sealInBrowser(blocks)
  const second = sealInBrowser(blocks)
  expect(new Set([...first.seeds, ...second.seeds]).size).toBe(6)
  expect(first.root).toBe(toBase64(sealedRoot(blocks, first.seeds.map(fromBase64))))
})

test('refuses an unknown kind and a text that cannot be sealed', () => {
  expect(() => sealInBrowser([{ kind: 'p', text: '' }])).toThrow('Block 1 is of an unknown kind.')
  expect(() => sealInBrowser([{ kind: 'title', text: '⟧' }])).toThrow('Block 1 cannot be sealed')
})

describe('bundled for the browser', () => {
  const bundle = async (entry: string, name: string): Promise<string> => {
    const result = await build({
      entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
      bundle: true,
      write: false,
      minify: true,
      platform: 'browser', // an import of node: fails the build
      format: 'iife',
      globalName: name,
    })
    return result.outputFiles[0]!.text
  }

  test('seals with nothing but what a browser has, and weighs little', async () => {
    const code = await bundle('sealing.ts', 'sealing')
    expect(gzipSync(code).length).toBeLessThan(4_000)
    const { crypto, TextEncoder, btoa, atob } = globalThis
    const page = { crypto, TextEncoder, btoa, atob, blocks }
    const seal = runInNewContext(`${code}; sealing.sealInBrowser(blocks)`, page) as Seal
    expect(seal.root).toBe(toBase64(sealedRoot(blocks, Array.from(seal.seeds, fromBase64))))
  })

  test('the verifier bundles too', async () => {
    const code = await bundle('verify.ts', 'verify')
    const { TextEncoder, TextDecoder, btoa, atob } = globalThis
    const state: unknown = runInNewContext(`${code}; verify.verifyEdition({}).state`, {
      TextEncoder,
      TextDecoder,
      btoa,
      atob,
    })
    expect(state).toBe('could-not-check')
  })
})
