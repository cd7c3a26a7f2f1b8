import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytes32 } from '../../test/support/sealed-reports.ts'
import { toBase64 } from './base64.ts'
import { anyStatement } from '../../test/support/statements.ts'
import {
  blindedEntry,
  commitmentTo,
  readStatement,
  standsFor,
  statementKinds,
  writeStatement,
  type StatementOf,
} from './statement.ts'

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

test('a statement reads as it was written', () => {
  const statement: StatementOf<'record-submit'> = {
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
    const statement = readStatement(text) as StatementOf<'record-submit'>
    expect(() => writeStatement({ ...statement, version: 0 })).toThrow(RangeError)
    expect(() => writeStatement({ ...statement, root: 'none' })).toThrow(RangeError)
    expect(() => writeStatement({ ...statement, previous: `${hash}\nkind submit` })).toThrow(RangeError)
  })
})

test('every kind is written and read, and no kind reads as another', () => {
  const kinds = new Set<string>()
  fc.assert(
    fc.property(anyStatement, fc.constantFrom(...statementKinds), (statement, other) => {
      kinds.add(statement.kind)
      const written = writeStatement(statement)
      // oxlint-disable-next-line no-control-regex -- ASCII without control characters other than the line end is the rule
      expect(written).toMatch(/^[\x20-\x7e\n]+$/)
      const renamed = written.replace(`kind ${statement.kind}`, `kind ${other}`)
      expect(readStatement(renamed)?.kind).toBe(readStatement(renamed) === null ? undefined : other)
    }),
    { numRuns: 600 },
  )
  expect([...kinds].toSorted()).toEqual([...statementKinds].toSorted())
})

describe('forms', () => {
  const key = toBase64(new Uint8Array(32).fill(9))
  const amend = [
    'throughline/statement/v1',
    'kind amend',
    'version 2',
    'blocks 47',
    `root ${hash}`,
    'changed 3,7,12',
    'reason factual-error',
    'manifest none',
    `previous ${hash}`,
    '',
  ].join('\n')
  const rotate = `throughline/statement/v1\nkind rotate\nholder author\nold ${key}\nnew ${hash}\nprevious none\n`

  test('blocks are ascending numbers from 1, reasons are words of the list', () => {
    expect(readStatement(amend)).toMatchObject({ changed: [3, 7, 12], reason: 'factual-error' })
    for (const blocks of ['', '0', '3,3', '7,3', '3,', ',3', '3, 7', '03', '1.5', 'none'])
      expect([blocks, readStatement(amend.replace('3,7,12', blocks))]).toEqual([blocks, null])
    for (const reason of ['', 'Factual-error', 'because', 'factual-error ', 'none', 'toString'])
      expect([reason, readStatement(amend.replace('factual-error', reason))]).toEqual([reason, null])
    expect(readStatement(amend.replace(`previous ${hash}`, 'previous none'))).toBeNull()
  })

  test('a key of low order is no key, whatever its sign bit and spelling', () => {
    expect(readStatement(rotate)).toMatchObject({ holder: 'author', old: key, new: hash })
    const lowOrder = [
      '00'.repeat(32),
      `01${'00'.repeat(31)}`,
      `01${'00'.repeat(30)}80`,
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
      `ec${'ff'.repeat(31)}`,
      `ed${'ff'.repeat(30)}7f`,
      `ee${'ff'.repeat(30)}7f`,
    ]
    for (const hex of lowOrder)
      expect([hex, readStatement(rotate.replace(key, Buffer.from(hex, 'hex').toString('base64')))]).toEqual([hex, null])
  })

  test('a commitment opens only with its salt and words', () => {
    const salt = new Uint8Array(32).fill(1)
    expect(commitmentTo(salt, 'I do not agree.')).not.toBe(commitmentTo(salt, 'I do agree.'))
    expect(commitmentTo(salt, 'I do not agree.')).not.toBe(commitmentTo(new Uint8Array(32), 'I do not agree.'))
    expect(() => commitmentTo(new Uint8Array(31), 'x')).toThrow(RangeError)
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
