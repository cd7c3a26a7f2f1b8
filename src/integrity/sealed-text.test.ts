import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'
import { disclose, rootOfDisclosure, type BlockTreatment } from './disclosure.ts'
import { anyText, bytes32 } from '../../test/support/sealed-reports.ts'
import { blockRoot, sealedRoot, textFault, tokensOf, type Block } from './sealed-text.ts'

interface Vector {
  blocks: Block[]
  seeds: string[]
  blockRoots: string[]
  reportRoot: string
  hidden: Record<string, [number, number, string][] | null>
  disclosure: unknown
  tokens: string[][]
}

const vectorFile = join(process.env['THROUGHLINE_DATA'] ?? '../shared/data', 'vectors/sealed-text-1.json')
if (!existsSync(vectorFile)) process.stdout.write(`skipped: no published vectors at ${vectorFile}\n`)

describe.skipIf(!existsSync(vectorFile))('the published vectors', () => {
  const vector = JSON.parse(existsSync(vectorFile) ? readFileSync(vectorFile, 'utf8') : '{}') as Vector
  const seeds = (vector.seeds ?? []).map(fromBase64)

  test('tokens', () => {
    expect(vector.blocks.map((block) => tokensOf(block.text))).toEqual(vector.tokens)
  })

  test('block roots and report root', () => {
    expect(vector.blocks.map((block, i) => toBase64(blockRoot(block, seeds[i]!)))).toEqual(vector.blockRoots)
    expect(toBase64(sealedRoot(vector.blocks, seeds))).toBe(vector.reportRoot)
  })

  test('the disclosure gives the report root', () => {
    const found = rootOfDisclosure(vector.disclosure)
    expect('root' in found && toBase64(found.root)).toBe(vector.reportRoot)
  })

  test('the same passages hidden give the same disclosure to the last byte', () => {
    const treatments = vector.blocks.map((block, i): BlockTreatment => {
      const hidden = vector.hidden[i]
      if (hidden === null) return 'withhold'
      const offset = (leaf: number): number =>
        tokensOf(block.text)
          .slice(0, leaf - 1)
          .join('').length
      return (hidden ?? []).map(([from, to, label]) => ({ start: offset(from), end: offset(to), label }))
    })
    expect(disclose(vector.blocks, seeds, treatments)).toEqual(vector.disclosure)
  })
})

test('tokens joined are the text, none is empty, and no two neighbours are both words', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const tokens = tokensOf(text)
      expect(tokens.join('')).toBe(text)
      expect(tokens.every((token) => token !== '')).toBe(true)
      const again = tokens.flatMap(tokensOf)
      expect(again).toEqual(tokens)
    }),
  )
})

test('the separators are the fixed ranges and nothing else', () => {
  const single = (code: number): boolean => tokensOf(`a${String.fromCodePoint(code)}b`).length === 3
  const inside = [0x20, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0xa0, 0xbf, 0x2000, 0x2019, 0x206f, 0x3000, 0x303f]
  const outside = [0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a, 0xc0, 0xd7, 0x1fff, 0x2070, 0x2fff, 0x3040, 0x1f600, 0x12000]
  expect(inside.filter((code) => !single(code))).toEqual([])
  expect(outside.filter(single)).toEqual([])
})

test('what can never be sealed is named', () => {
  expect(textFault('Ysgol Gynradd Llanfân – café 😀')).toBeNull()
  expect(textFault('')).toBeNull()
  expect(textFault('cafe\u0301')).toBe('not-normalised')
  expect(textFault('half \ud83d a pair')).toBe('surrogate')
  expect(textFault('half \ude00 a pair')).toBe('surrogate')
  for (const bracket of ['⟦', '⟧']) expect(textFault(`a ${bracket} b`)).toBe('reserved-bracket')
  for (const code of [0, 0xa, 0xb, 0xc, 0xd, 0x85, 0x2028, 0x2029]) {
    expect(textFault(`a${String.fromCharCode(code)}b`)).toBe('forbidden-character')
  }
  expect(textFault(7)).toBe('not-text')
})

test('kind, text, order and seed all move the root', () => {
  const seeds = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
  const blocks: Block[] = [
    { kind: 'paragraph', text: 'She was seen.' },
    { kind: 'quote', text: 'Nobody asked me.' },
  ]
  const roots = [
    sealedRoot(blocks, seeds),
    sealedRoot(blocks.toReversed(), seeds),
    sealedRoot(blocks, seeds.toReversed()),
    sealedRoot([{ kind: 'listItem', text: 'She was seen.' }, blocks[1]!], seeds),
    sealedRoot([{ kind: 'paragraph', text: 'She was seen' }, blocks[1]!], seeds),
  ].map(toBase64)
  expect(new Set(roots).size).toBe(5)
})

test('what is never sealed does not move the root', () => {
  fc.assert(
    fc.property(anyText, bytes32, (text, seed) => {
      const plain: Block = { kind: 'paragraph', text }
      const laidOut = { ...plain, layout: { level: 2 } }
      expect(sealedRoot([laidOut], [seed])).toEqual(sealedRoot([plain], [seed]))
    }),
    { numRuns: 10 },
  )
})

test('a block that cannot be sealed is named by its number, never by its words', () => {
  const seeds = [new Uint8Array(32), new Uint8Array(32)]
  const secret = 'Fictional name ⟦'
  const sealing = (): unknown =>
    sealedRoot(
      [
        { kind: 'title', text: 'ok' },
        { kind: 'quote', text: secret },
      ],
      seeds,
    )
  expect(sealing).toThrow('Block 2 cannot be sealed: reserved-bracket.')
  expect(() => sealedRoot([{ kind: 'title', text: 'ok' }], [new Uint8Array(31)])).toThrow('32 bytes')
  expect(() => sealedRoot([{ kind: 'title', text: 'ok' }], [])).toThrow('one seed')
})

describe('the example that goes with the documentation', () => {
  const example = JSON.parse(readFileSync('docs/formats/sealed-text-vectors.json', 'utf8')) as Omit<
    Vector,
    'hidden'
  > & {
    malformed: { why: string; disclosure: unknown }[]
  }

  test('has our roots, tokens and disclosure', () => {
    const seeds = example.seeds.map(fromBase64)
    expect(example.blocks.map((block) => tokensOf(block.text))).toEqual(example.tokens)
    expect(example.blocks.map((block, i) => toBase64(blockRoot(block, seeds[i]!)))).toEqual(example.blockRoots)
    expect(toBase64(sealedRoot(example.blocks, seeds))).toBe(example.reportRoot)
    const found = rootOfDisclosure(example.disclosure)
    expect('root' in found && toBase64(found.root)).toBe(example.reportRoot)
  })

  test.each(example.malformed)('refuses: $why', ({ disclosure }) => {
    expect(rootOfDisclosure(disclosure)).toHaveProperty('refused')
  })
})
