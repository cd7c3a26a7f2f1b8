/**
 * An author chooses every kind of file that is not taken. Each gets a plain message on the page, the form stays where it
 * was, and nothing is stored: afterwards the report is still to be brought in, and a good file is.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, startJourney, type Journey } from '../support/journey.ts'
import { contentTypes, drawScan, drawText, paragraph, pdfFile, wordFile } from '../support/report-files.ts'
import { root } from '../support/service.ts'

let journey: Journey
let author: Page
let reportPage = ''

beforeAll(async () => {
  journey = await startJourney()
  author = await journey.as('author')
  await author
    .getByRole('link', { name: /^Bring in the report for review/ })
    .first()
    .click()
  reportPage = author.url()
})
afterAll(() => journey?.close())

const good = wordFile(paragraph('A fictional report.'))
const ole = new Uint8Array(
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(512),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]),
)
const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Uint8Array(64)])
const macros = wordFile(paragraph('x'), {
  '[Content_Types].xml': contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml'),
  'word/vbaProject.bin': 'x',
})

test.each([
  ['damaged', 'report.docx', good.slice(0, good.length - 60), /damaged or incomplete/],
  ['encrypted Word', 'report.docx', ole, /protected with a password or encrypted/],
  [
    'encrypted PDF',
    'report.pdf',
    pdfFile([drawText('x', 72, 700)], { trailer: '/Encrypt << /Filter /Standard >>' }),
    /protected with a password or encrypted/,
  ],
  ['scanned-only', 'report.pdf', pdfFile([drawScan, drawScan]), /only pictures of pages/],
  ['macro-bearing', 'report.docm', macros, /holds macros/],
  ['disguised picture', 'report.docx', picture, /not a Word document/],
  ['disguised PDF', 'report.docx', pdfFile([drawText('A report', 72, 700)]), /does not match what is inside/],
  ['empty', 'report.docx', new Uint8Array(), /file is empty/],
  ['200 MB', 'report.docx', new Uint8Array(200 * 1024 * 1024), /larger than \d+ MB/],
])('%s: a plain message, and nothing is stored', async (_, name, bytes, words) => {
  const path = join(journey.folder, name)
  writeFileSync(path, bytes)
  await author.goto(reportPage)
  await author.locator('input[type=file]').setInputFiles(path)
  await author.getByRole('button', { name: 'Bring it in' }).click()
  await author.getByText('There is a problem').waitFor({ timeout: 120_000 })
  expect(await author.locator('.govuk-error-summary').textContent()).toMatch(words)
  await accessible(author)
  await author.goto(reportPage)
  await author.getByRole('button', { name: 'Bring it in' }).waitFor()
})

test('no file chosen is said beside the field, and a good file then comes in', async () => {
  await author.goto(reportPage)
  await author.getByRole('button', { name: 'Bring it in' }).click()
  expect(await author.locator('.govuk-error-summary').textContent()).toContain('Choose a file')
  await author.locator('input[type=file]').setInputFiles(join(root, 'test/fixtures/reports/en-exploitation-lcspr.pdf'))
  await author.getByRole('button', { name: 'Bring it in' }).click()
  await author
    .getByRole('link', { name: 'Go on to submit' })
    .or(author.getByRole('button', { name: 'Go on to submit' }))
    .waitFor({ timeout: 60_000 })
})
