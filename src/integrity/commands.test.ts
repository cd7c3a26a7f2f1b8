import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toBase64 } from './base64.ts'
import { sealedTextRoot, verifyFile } from './commands.ts'
import { disclose } from './disclosure.ts'
import { sealedEdition, unsealedEdition } from './edition.ts'
import { sealedRoot, type Block } from './sealed-text.ts'

const blocks: Block[] = [{ kind: 'paragraph', text: 'Ask Sarah Fictional now.' }]
const seeds = [new Uint8Array(32).fill(3)]
const root = toBase64(sealedRoot(blocks, seeds))
const disclosure = disclose(blocks, seeds, [[{ start: 4, end: 19, label: 'Mother' }]])
const details = { edition: 'e1', title: 'Fictional', volume: { label: 'Volume 1', date: '2026-01-01' }, notice: '' }
const sealing = { blocks, seeds: seeds.map(toBase64) }

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'integrity-'))
})
afterAll(() => rm(folder, { recursive: true }))

type Command = typeof verifyFile

async function run(command: Command, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await command(args, { out: (lines) => (out += lines), err: (lines) => (err += lines) })
  return { code, out, err }
}

async function fileOf(content: unknown): Promise<string> {
  const path = join(folder, `${Math.random()}.json`)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe('throughline sealed-text root', () => {
  test('prints the root and nothing else', async () => {
    for (const file of [sealing, { disclosure }, { ...sealing, disclosure }, { ...sealing, tokens: [['Ask']] }]) {
      expect(await run(sealedTextRoot, await fileOf(file))).toEqual({ code: 0, out: `${root}\n`, err: '' })
    }
  })

  test('ends with 1 when text and disclosure differ', async () => {
    const other = { ...sealing, seeds: [toBase64(new Uint8Array(32))], disclosure }
    const { code, out, err } = await run(sealedTextRoot, await fileOf(other))
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('different roots')
  })

  test.each<[string, unknown, RegExp]>([
    ['not JSON', '{', /not JSON/],
    ['a list', [], /not a JSON object/],
    ['neither', { tokens: [] }, /neither/],
    ['blocks without seeds', { blocks }, /not a list/],
    ['seeds without blocks', { seeds: [] }, /not a list/],
    ['a seed too few', { blocks, seeds: [] }, /one seed for each block/],
    ['a seed of another spelling', { blocks, seeds: [sealing.seeds[0]!.slice(0, 43)] }, /seed 1 is not 32 bytes/],
    [
      'an unknown kind',
      { blocks: [{ kind: 'p', text: '' }], seeds: sealing.seeds },
      /block 1: it is of an unknown kind/,
    ],
    ['a key too many', { blocks: [{ ...blocks[0], layout: {} }], seeds: sealing.seeds }, /"kind" and "text" only/],
    ['text not in NFC', { blocks: [{ kind: 'quote', text: 'e\u0301' }], seeds: sealing.seeds }, /not in Unicode NFC/],
    ['half a pair', { blocks: [{ kind: 'quote', text: '\ud800' }], seeds: sealing.seeds }, /half a surrogate pair/],
    ['a reserved bracket', { blocks: [{ kind: 'quote', text: '⟦' }], seeds: sealing.seeds }, /reserved/],
    ['a line break', { blocks: [{ kind: 'quote', text: 'a\nb' }], seeds: sealing.seeds }, /line break/],
    ['a number as text', { blocks: [{ kind: 'quote', text: 1 }], seeds: sealing.seeds }, /text is missing/],
    ['a malformed disclosure', { disclosure: [{ ...disclosure[0], note: 1 }] }, /block 1 of the disclosure/],
    ['a disclosure of null', { disclosure: null }, /the disclosure: it is not a list/],
    ['good text, malformed disclosure', { ...sealing, disclosure: {} }, /not a list of blocks/],
  ])('ends with 2 and says why: %s', async (_, file, words) => {
    const { code, out, err } = await run(sealedTextRoot, await fileOf(file))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(words)
  })

  test('ends with 2 when used wrongly or the file is not there', async () => {
    expect((await run(sealedTextRoot)).code).toBe(2)
    expect((await run(sealedTextRoot, 'one', 'two')).code).toBe(2)
    expect((await run(sealedTextRoot, join(folder, 'absent.json'))).err).toContain('cannot be read')
  })
})

describe('throughline verify', () => {
  test('ends with 0 for a true edition, with or without the fingerprint', async () => {
    const path = await fileOf(sealedEdition(details, disclosure))
    const plain = await run(verifyFile, path)
    expect(plain.code).toBe(0)
    expect(plain.out).toMatch(/^VERIFIED: The words agree with the fingerprint in the file\.\n/)
    expect(plain.out).toContain(`Fingerprint of the words in the file: ${root}\n`)
    const given = await run(verifyFile, path, '--fingerprint', root)
    expect(given.code).toBe(0)
    expect(given.out).toMatch(/^VERIFIED: Every word that was not replaced is as it was sealed at submission\.\n/)
  })

  test('ends with 1 for a changed word, and for another fingerprint', async () => {
    const text = JSON.stringify(sealedEdition(details, disclosure))
    const changed = await run(verifyFile, await fileOf(text.replace('now.', 'not.')))
    expect(changed.code).toBe(1)
    expect(changed.out).toMatch(/^WRONG: Block 1 /)
    expect((await run(verifyFile, await fileOf(text), '--fingerprint', toBase64(seeds[0]!))).code).toBe(1)
  })

  test('ends with 2 for an edition that was never sealed, any other file, or wrong use', async () => {
    const legacy = await run(verifyFile, await fileOf(unsealedEdition(details, [])))
    expect(legacy.code).toBe(2)
    expect(legacy.out).toMatch(/^COULD NOT CHECK: .*not sealed by its author/)
    expect((await run(verifyFile, await fileOf('words'))).code).toBe(2)
    expect((await run(verifyFile, join(folder, 'absent.json'))).code).toBe(2)
    expect((await run(verifyFile)).err).toContain('throughline verify FILE')
    expect((await run(verifyFile, 'a', '--finger', root)).code).toBe(2)
    expect((await run(verifyFile, 'a', '--fingerprint')).code).toBe(2)
  })
})
