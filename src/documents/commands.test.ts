import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paragraph, wordFile } from '../../test/support/report-files.ts'
import { importFile } from './commands.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(name: string, bytes: Uint8Array | string, ...more: string[]) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  let out = ''
  let err = ''
  const code = await importFile([path, ...more], { out: (lines) => (out += lines), err: (lines) => (err += lines) })
  return { code, out, err }
}

test('the text goes to standard output, a summary to standard error', async () => {
  const read = await run('whole.docx', wordFile(paragraph('She was not brought.')))
  expect(read).toMatchObject({ code: 0, out: 'She was not brought.\n' })
  expect(read.err).toContain('1 blocks, 4 words')
  expect(read.err).toContain('Could not be read: nothing')
})

test('what was left out is listed, and the exit code says so', async () => {
  const inserted = '<w:p><w:ins w:id="1" w:author="B. Reader"><w:r><w:t>Added later.</w:t></w:r></w:ins></w:p>'
  const read = await run('changes.docx', wordFile(paragraph('The panel met.') + inserted))
  expect(read.code).toBe(3)
  expect(read.out).not.toContain('Added later')
  expect(read.err).toMatch(/Beside the text.*\n- insertion, .*Added later\. \(B\. Reader\)/)
  expect(read.err).toMatch(/Could not be read:\n- Tracked changes/)
})

test('as JSON it is the blocks and both lists', async () => {
  const read = await run('whole.docx', wordFile(paragraph('She was not brought.')), '--json')
  expect(JSON.parse(read.out)).toMatchObject({
    blocks: [{ kind: 'paragraph', text: 'She was not brought.' }],
    unread: [],
  })
})

test('a refused file and a missing one have codes of their own', async () => {
  expect(await run('no.docx', 'plain words')).toMatchObject({ code: 1, out: '' })
  let err = ''
  const io = { out: () => undefined, err: (lines: string) => void (err += lines) }
  expect(await importFile([join(folder, 'absent.pdf')], io)).toBe(2)
  expect(await importFile([], io)).toBe(2)
  expect(err).toContain('throughline import FILE')
})
