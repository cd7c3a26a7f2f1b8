import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytes32 } from '../../test/support/sealed-reports.ts'
import { toBase64 } from './base64.ts'
import { blindedEntry, readStatement, standsFor, writeStatement, type Statement } from './statement.ts'

const hash = toBase64(new Uint8Array(32).fill(5))
const text = [
  'throughline/statement/v1',
  'kind record-submit',
  'version 1',
  'blocks 47',
  `root ${hash}`,
  'manifest none',
  'previous none',
  '',
].join('\n')

const anyHash = bytes32.map(toBase64)
const anyStatement: fc.Arbitrary<Statement> = fc.record({
  kind: fc.constantFrom('submit' as const, 'record-submit' as const),
  version: fc.integer({ min: 1 }),
  blocks: fc.integer({ min: 1 }),
  root: anyHash,
  manifest: fc.option(anyHash),
  previous: fc.option(anyHash),
})

test('a statement reads as it was written', () => {
  const statement: Statement = {
    kind: 'record-submit',
    version: 1,
    blocks: 47,
    root: hash,
    manifest: null,
    previous: null,
  }
  expect(writeStatement(statement)).toBe(text)
  expect(readStatement(text)).toEqual(statement)
  fc.assert(
    fc.property(anyStatement, (any) => {
      expect(readStatement(writeStatement(any))).toEqual(any)
    }),
  )
})

test('what the server recorded never reads as what an author signed', () => {
  expect(readStatement(text)?.kind).toBe('record-submit')
  expect(text.replace('record-submit', 'submit')).not.toBe(text)
  expect(readStatement(text.replace('record-submit', 'submit'))?.kind).toBe('submit')
})

test('one text, one statement: any text that reads is written again to the byte', () => {
  const change = fc.tuple(
    anyStatement,
    fc.nat(),
    fc.constantFrom('', ' ', '\n', '0', 'a', '=', '\r', 'é'),
    fc.boolean(),
  )
  fc.assert(
    fc.property(change, ([statement, place, inserted, replace]) => {
      const written = writeStatement(statement)
      const at = place % (written.length + 1)
      const changed = written.slice(0, at) + inserted + written.slice(at + (replace ? 1 : 0))
      const read = readStatement(changed)
      expect(read === null || writeStatement(read) === changed).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

describe('refused', () => {
  test.each([
    ['no last line end', text.slice(0, -1)],
    ['a line more', `${text}note none\n`],
    ['an empty line more', `${text}\n`],
    ['another format', text.replace('v1', 'v2')],
    ['an unknown kind', text.replace('record-submit', 'records')],
    ['an inherited kind', text.replace('record-submit', 'constructor')],
    ['no kind', text.replace('kind record-submit\n', '')],
    ['a key missing', text.replace('manifest none\n', '')],
    ['a key repeated', text.replace('previous none', 'manifest none')],
    ['keys in another order', text.replace('manifest none\nprevious none', 'previous none\nmanifest none')],
    ['an unknown key', text.replace('blocks', 'block')],
    ['a leading zero', text.replace('version 1', 'version 01')],
    ['zero', text.replace('version 1', 'version 0')],
    ['a sign', text.replace('version 1', 'version +1')],
    ['a number too long to be exact', text.replace('version 1', 'version 9007199254740993')],
    ['a second space', text.replace('blocks 47', 'blocks  47')],
    ['a space at the end', text.replace('blocks 47', 'blocks 47 ')],
    ['other line ends', text.replaceAll('\n', '\r\n')],
    ['a root of none', text.replace(`root ${hash}`, 'root none')],
    ['a root with loose bits', text.replace(hash, `${hash.slice(0, 42)}d=`)],
    ['a byte order mark', `\ufeff${text}`],
    ['nothing', ''],
  ])('%s', (_, changed) => {
    expect(changed).not.toBe(text)
    expect(readStatement(changed)).toBeNull()
  })

  test('values that are not of their form cannot be written', () => {
    const statement = readStatement(text)!
    expect(() => writeStatement({ ...statement, version: 0 })).toThrow(RangeError)
    expect(() => writeStatement({ ...statement, root: 'none' })).toThrow(RangeError)
    expect(() => writeStatement({ ...statement, previous: `${hash}\nkind submit` })).toThrow(RangeError)
  })
})

test('a blinded entry stands for its note and salt only', () => {
  const note = new TextEncoder().encode(text)
  fc.assert(
    fc.property(bytes32, bytes32, (salt, other) => {
      const entry = blindedEntry(salt, note)
      expect(standsFor(entry, salt, note)).toBe(true)
      expect(standsFor(entry, other, note)).toBe(toBase64(salt) === toBase64(other))
      expect(standsFor(entry, salt, note.subarray(1))).toBe(false)
      // A byte moved from the note into the salt must not give the same entry.
      expect(standsFor(entry, new Uint8Array([...salt, note[0]!]), note.subarray(1))).toBe(false)
    }),
    { numRuns: 50 },
  )
})
