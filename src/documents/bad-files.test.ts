import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import {
  contentTypes,
  drawScan,
  drawText,
  paragraph,
  part,
  pdfFile,
  wordFile,
} from '../../test/support/report-files.ts'
import { importLimits, importRefusalWords, readDocument, sniffDocument } from './documents.ts'

const good = wordFile(paragraph('A fictional report.'))
const goodPdf = pdfFile([drawText('A fictional report.', 72, 700)])
const ole = (inside: string) =>
  Uint8Array.from([
    0xd0,
    0xcf,
    0x11,
    0xe0,
    0xa1,
    0xb1,
    0x1a,
    0xe1,
    ...new Uint8Array(512),
    ...Buffer.from(inside, 'utf16le'),
  ])
const macroType = 'application/vnd.ms-word.document.macroEnabled.main+xml'

/** Rewrites a number in the archive's table of contents: `field` is its offset in the record, `only` the one entry meant. */
function forge(bytes: Uint8Array, field: number, value: number, only = ''): Uint8Array {
  const copy = bytes.slice()
  const view = new DataView(copy.buffer)
  for (let at = 0; at + 46 < copy.length; at++) {
    const isRecord = view.getUint32(at, true) === 0x02014b50
    if (
      isRecord &&
      Buffer.from(copy.subarray(at + 46))
        .toString('latin1')
        .startsWith(only)
    )
      view.setUint32(at + field, value, true)
  }
  return copy
}

describe('refused at once, before anything is stored', () => {
  const cases: [string, Uint8Array, string, string][] = [
    ['an empty file', new Uint8Array(), 'r.docx', 'empty'],
    ['a file over the limit', new Uint8Array(importLimits.maxFileBytes + 1), 'r.docx', 'too-big'],
    ['random bytes', Uint8Array.from([7, 1, 200, 13, 99, 0, 4]), 'r.docx', 'not-word-or-pdf'],
    ['a web page', strToU8('<!doctype html><title>x</title><script>alert(1)</script>'), 'r.docx', 'not-word-or-pdf'],
    ['a program', strToU8('MZ\u0090\0 This program cannot be run'), 'r.docx', 'not-word-or-pdf'],
    ['a web page that mentions %PDF-', strToU8('<html>%PDF-1.4 %%EOF'), 'r.pdf', 'not-word-or-pdf'],
    ['another archive', zipSync({ 'a.txt': strToU8('a') }), 'r.docx', 'not-word-or-pdf'],
    [
      'a spreadsheet',
      wordFile('', {
        '[Content_Types].xml': contentTypes(
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
        ),
      }),
      'r.docx',
      'not-word-or-pdf',
    ],
    ['a PDF named as Word', goodPdf, 'r.docx', 'name-and-contents-differ'],
    ['a Word file named as PDF', good, 'r.pdf', 'name-and-contents-differ'],
    ['an old Word file', ole('WordDocument'), 'r.doc', 'old-word'],
    ['an encrypted Word file', ole('EncryptedPackage'), 'r.docx', 'encrypted'],
    ['another old file', ole('Workbook'), 'r.docx', 'not-word-or-pdf'],
    [
      'a Word file with macros by type',
      wordFile('', { '[Content_Types].xml': contentTypes(macroType) }),
      'r.docx',
      'macros',
    ],
    ['a Word file with macros by part', wordFile('', { 'word/vbaProject.bin': 'x' }), 'r.docx', 'macros'],
    ['a Word file named .docm', good, 'r.docm', 'macros'],
    ['a truncated Word file', good.slice(0, good.length - 60), 'r.docx', 'damaged'],
    ['an encrypted archive', forge(good, 8, 0x00080001), 'r.docx', 'encrypted'],
    ['huge declared sizes', forge(good, 24, 0xfffffff0), 'r.docx', 'unpacks-too-big'],
    ['a path that climbs out', wordFile('', { '../../etc/passwd': 'x' }), 'r.docx', 'unsafe'],
    ['an absolute path', wordFile('', { '/etc/passwd': 'x' }), 'r.docx', 'unsafe'],
    [
      'an encrypted PDF',
      pdfFile([drawText('x', 72, 700)], { trailer: '/Encrypt << /Filter /Standard >>' }),
      'r.pdf',
      'encrypted',
    ],
    ['a truncated PDF', goodPdf.slice(0, goodPdf.length - 20), 'r.pdf', 'damaged'],
  ]
  test.each(cases)('%s', (_, bytes, name, reason) => {
    expect(sniffDocument(bytes, name)).toEqual({ refused: reason })
  })

  test('a zip bomb, without unpacking it', () => {
    const bomb = zipSync(
      { '[Content_Types].xml': strToU8(contentTypes()), 'word/document.xml': new Uint8Array(40_000_000) },
      { level: 9 },
    )
    expect(bomb.length).toBeLessThan(100_000)
    const memory = process.memoryUsage().rss
    expect(sniffDocument(bomb, 'r.docx')).toEqual({ refused: 'unpacks-too-big' })
    expect(process.memoryUsage().rss - memory).toBeLessThan(30_000_000)
  })

  test('a bomb whose declared size lies is stopped while unpacking', async () => {
    const bomb = zipSync({
      '[Content_Types].xml': strToU8(contentTypes()),
      'word/document.xml': new Uint8Array(40_000_000),
    })
    expect(await readDocument(forge(bomb, 24, 400, 'word/document.xml'), 'r.docx')).toEqual({
      refused: 'unpacks-too-big',
    })
  })

  test('entries that share their bytes', () => {
    expect(sniffDocument(forge(wordFile(''), 42, 0), 'r.docx')).toEqual({ refused: 'unsafe' })
  })

  test('too many entries', () => {
    const many = Object.fromEntries(Array.from({ length: 4100 }, (_, i) => [`word/media/${i}.png`, new Uint8Array(1)]))
    expect(sniffDocument(zipSync(many, { level: 0 }), 'r.docx')).toEqual({ refused: 'unpacks-too-big' })
  })
})

test('a blank picture that shrinks a thousandfold is no bomb', async () => {
  const picture = { 'word/media/blank.bmp': new Uint8Array(3_000_000) }
  const parts = {
    '[Content_Types].xml': contentTypes(),
    'word/document.xml': part('document', `<w:body>${paragraph('A')}</w:body>`),
  }
  const bytes = zipSync({
    ...picture,
    ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])),
  })
  expect(await readDocument(bytes, 'r.docx')).toMatchObject({ blocks: [{ kind: 'paragraph', text: 'A' }] })
})

describe('refused on reading', () => {
  const entityBomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${part('document', '<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>')}`
  const cases: [string, Uint8Array, string, string][] = [
    ['no document inside', wordFile('', { 'word/document.xml': undefined }), 'r.docx', 'damaged'],
    ['an entity bomb', wordFile('', { 'word/document.xml': entityBomb }), 'r.docx', 'unsafe'],
    [
      'absurdly deep markup',
      wordFile('<w:sdt><w:sdtContent>'.repeat(5000) + '</w:sdtContent></w:sdt>'.repeat(5000)),
      'r.docx',
      'unsafe',
    ],
    ['markup that does not close', wordFile('<w:p><w:r>'), 'r.docx', 'damaged'],
    ['an unknown entity', wordFile(paragraph('&xxe;')), 'r.docx', 'damaged'],
    ['a Word file without words', wordFile('<w:p/>'), 'r.docx', 'no-text'],
    ['a scanned PDF', pdfFile([drawScan, drawScan]), 'r.pdf', 'scanned-only'],
    ['a blank PDF', pdfFile(['']), 'r.pdf', 'no-text'],
    ['a PDF of rubbish', strToU8(`%PDF-1.7\n${'rubbish '.repeat(50)}\n%%EOF`), 'r.pdf', 'damaged'],
  ]
  test.each(cases)('%s', async (_, bytes, name, reason) => {
    expect(await readDocument(bytes, name)).toEqual({ refused: reason })
  })

  test('a bit changed inside the archive', async () => {
    const bytes = good.slice()
    // Byte 60 lies in the first entry's packed data.
    bytes[60] = (bytes[60] ?? 0) ^ 0xff
    expect(await readDocument(bytes, 'r.docx')).toHaveProperty('refused')
  })

  test('a file that needs more memory than allowed', async () => {
    const big = wordFile(Array.from({ length: 150_000 }, (_, i) => paragraph(`${i} ${Math.sin(i)}`)).join(''))
    expect(await readDocument(big, 'r.docx', { limits: { maxMemoryMegabytes: 24 } })).toEqual({
      refused: 'too-much-memory',
    })
  })

  test('a file that takes longer than allowed', async () => {
    expect(await readDocument(good, 'r.docx', { limits: { maxSeconds: 0.001 } })).toEqual({ refused: 'too-slow' })
  })

  test('an import that the person stops, before or during', async () => {
    expect(await readDocument(good, 'r.docx', { signal: AbortSignal.abort() })).toEqual({ refused: 'stopped' })
    const stop = new AbortController()
    expect(await readDocument(good, 'r.docx', { signal: stop.signal, onProgress: () => stop.abort() })).toEqual({
      refused: 'stopped',
    })
  })
})

describe('whatever the bytes, the answer is a value and never a throw', () => {
  const heads = [
    [],
    [0x50, 0x4b, 3, 4],
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    [...Buffer.from('%PDF-1.7\n')],
  ]
  const bytes = fc
    .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }))
    .map(([head, tail]) => Uint8Array.from([...head, ...tail]))

  test('random bytes', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom('a.docx', 'a.pdf', 'a', ''), (file, name) => {
        const { refused } = sniffDocument(file, name) as { refused?: keyof typeof importRefusalWords }
        expect(importRefusalWords[refused ?? 'empty']).toBeTypeOf('string')
        expect(refused).toBeDefined()
      }),
      { numRuns: 1000 },
    )
  })

  test('a good file with bytes changed is read or refused', async () => {
    const spoil = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        spoil,
        fc.constantFrom<[Uint8Array, string]>([good, 'r.docx'], [goodPdf, 'r.pdf']),
        async (changes, [file, name]) => {
          const copy = file.slice()
          for (const [at, value] of changes) copy[at % copy.length] = value
          expect(await readDocument(copy, name)).toBeTypeOf('object')
        },
      ),
      { numRuns: 12 },
    )
  })
})

test('every reason has words that say what to do next', () => {
  for (const words of Object.values(importRefusalWords)) expect(words).toMatch(/\. \S.*\.$/)
})
