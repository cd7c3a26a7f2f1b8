import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deidentifyFile } from './commands.ts'
import { replaceSpans } from './engine/deidentify.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deidentify-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await deidentifyFile(args, { out: (lines) => (out += lines), err: (lines) => (err += lines) })
  return { code, out, err }
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const report = 'Kayleigh Ogden lived in Keighley.\r\n\r\nMs Ogden was seen on 4 July 2015.\n'

/** The least Word file that a reader accepts: one paragraph. */
const word = (text: string): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
    ),
  })

describe('throughline deidentify', () => {
  test('prints the text with names replaced and every other sign as it was', async () => {
    const { code, out, err } = await run(await file('a.txt', report))
    expect(code).toBe(0)
    expect(out).not.toMatch(/Kayleigh|Ogden|Keighley|July/)
    expect(out).toMatch(/^⟦[^⟧]+⟧ lived in ⟦[^⟧]+⟧\.\r\n\r\n⟦[^⟧]+⟧ was seen on ⟦[^⟧]+⟧\.\n$/)
    expect(err).toContain('4 passages proposed')
  })
  test('prints what was found as JSON whose offsets hold, and nothing else', async () => {
    const { code, out } = await run(await file('b.txt', report), '--spans')
    expect(code).toBe(0)
    const { text, spans } = JSON.parse(out) as { text: string; spans: { start: number; end: number; text: string }[] }
    expect(text).toBe(report)
    expect(spans.map((span) => text.slice(span.start, span.end))).toEqual(spans.map((span) => span.text))
    expect(spans.map((span) => span.text)).toContain('Kayleigh Ogden')
  })
  test('reads a Word file and writes where it is told', async () => {
    const out = join(folder, 'out.txt')
    const result = await run(await file('c.docx', word('Kayleigh Ogden lived in Keighley.')), '--out', out)
    expect(result).toMatchObject({ code: 0, out: '' })
    expect(await readFile(out, 'utf8')).toMatch(/^⟦[^⟧]+⟧ lived in ⟦[^⟧]+⟧\.$/)
  })
  test('masks seeded names in every form', async () => {
    const seeds = await file('seeds.txt', 'Autumn Frost\n')
    const { out } = await run(await file('d.txt', 'In the hall autumn frost sang. Autumn was nine.'), '--seeds', seeds)
    expect(out).not.toMatch(/autumn|frost/i)
  })
  test.each([
    ['no file named', []],
    ['an unknown option', ['x.txt', '--force']],
    ['an unknown point', ['x.txt', '--point', 'best']],
    ['a value missing', ['x.txt', '--out']],
    ['two files', ['x.txt', 'y.txt']],
  ])('refuses %s with the usage', async (_name, args) => {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^throughline deidentify FILE/)
  })
  test('refuses what it cannot read and says which', async () => {
    expect((await run(join(folder, 'none.txt'))).err).toContain('could not be read')
    expect((await run(await file('e.txt', new Uint8Array([0xff, 0xfe, 0x00])))).err).toContain('UTF-8')
    expect((await run(await file('f.docx', 'not a Word file'))).code).toBe(2)
    expect((await run(await file('g.txt', report), '--seeds', join(folder, 'none'))).code).toBe(2)
    expect((await run(await file('h.txt', report), '--out', join(folder, 'none', 'x'))).code).toBe(2)
  })
})

test('a replacement touches nothing outside its span', () =>
  expect(replaceSpans('a\u0000b c', [{ start: 2, end: 3, replacement: 'x' }])).toBe('a\u0000⟦x⟧ c'))
