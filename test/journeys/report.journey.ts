/**
 * One Word file's way through the pages in a real browser: registered, commissioned, brought in, sealed, de-identified,
 * signed off by a second editor, and waiting for a volume that says why it cannot go yet. Then the public pages, a concern,
 * and the withdrawal. axe looks at every page on the way.
 */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, startJourney, type Journey } from '../support/journey.ts'
import { root } from '../support/service.ts'

let journey: Journey
let site = ''
let as: (who: string) => Promise<Page>

beforeAll(async () => {
  journey = await startJourney()
  site = journey.site
  as = (who) => journey.as(who)
})
afterAll(() => journey?.close())

let reference = ''

test('a board registers a review, and author, chair and national body sign the terms in this order', async () => {
  const board = await as('board-manager')
  await board.goto(`${site}/workspace/reviews/new`)
  await accessible(board)
  await board.getByRole('button', { name: 'Register the review' }).click()
  await board.getByText('There is a problem').waitFor()
  await board.getByLabel('Local child safeguarding practice review').check()
  await board.getByLabel('England', { exact: true }).check()
  await board.getByLabel('Number of children').fill('1')
  for (const [part, value] of [
    ['day', '7'],
    ['month', '9'],
    ['year', '2026'],
  ] as const)
    await board.locator(`[name="notified-${part}"]`).fill(value)
  await board.getByRole('button', { name: 'Register the review' }).click()
  reference = /reviews\/([0-9A-Z-]{9})$/.exec(board.url())?.[1] ?? ''
  expect(reference).not.toBe('')
  await accessible(board)

  const registrar = await as('registrar')
  await accessible(registrar)
  await registrar.getByRole('link', { name: `Appoint an author for review ${reference}` }).click()
  await accessible(registrar)
  await registrar.getByLabel('Ailsa Merriweather-Dunn').check()
  await registrar.getByRole('button', { name: 'Appoint and offer the terms' }).click()
  for (const who of ['author', 'board-chair', 'registrar']) {
    const page = await as(who)
    await page.getByRole('link', { name: `Accept the terms of engagement for review ${reference}` }).click()
    await accessible(page)
    await page.getByLabel('I accept these terms').check()
    await page.getByRole('button', { name: 'Send my answer' }).click()
    await page.getByRole('heading', { name: `Review ${reference}` }).waitFor()
  }
})

test('a bad file is refused in plain words and nothing is stored', async () => {
  const author = await as('author')
  await author.goto(`${site}/workspace/reviews/${reference}/report`)
  await accessible(author)
  const bad = join(journey.folder, 'bad.docx')
  writeFileSync(bad, 'this is no Word file')
  await author.locator('input[type=file]').setInputFiles(bad)
  await author.getByRole('button', { name: 'Bring it in' }).click()
  await author.getByText('There is a problem').waitFor()
  await accessible(author)
  await author.goto(`${site}/workspace/reviews/${reference}/report`)
  expect(await author.getByRole('button', { name: 'Bring it in' }).count()).toBe(1)
})

test('the author brings the report in, corrects it and seals it', async () => {
  const author = await as('author')
  await author.goto(`${site}/workspace/reviews/${reference}/report`)
  await author.locator('input[type=file]').setInputFiles(join(root, 'test/fixtures/reports/en-child-neglect-scr.docx'))
  await author.getByRole('button', { name: 'Bring it in' }).click()
  await author
    .getByRole('link', { name: 'Go on to submit' })
    .or(author.getByRole('button', { name: 'Go on to submit' }))
    .waitFor({ timeout: 60_000 })
  await accessible(author)
  await author
    .getByRole('link', { name: /^Change/ })
    .nth(8)
    .click()
  await accessible(author)
  await author.getByRole('button', { name: 'Save' }).click()
  await author.goto(`${site}/workspace/reviews/${reference}/report/submission`)
  await accessible(author)
  await author.getByLabel('I have read the report above').check()
  await author.getByRole('button', { name: 'Seal and submit' }).click()
  await author.getByText('Report sealed').waitFor()
  await accessible(author)
  expect(await author.locator('#report-fingerprint').getAttribute('data-value')).toMatch(/^[A-Za-z0-9+/]{43}=$/)
})

test('two editors de-identify it, and the volume says why it must wait', async () => {
  const editor = await as('editor')
  await editor.getByRole('link', { name: `Remove names from the report of review ${reference}` }).click()
  await accessible(editor)
  await editor.getByRole('button', { name: 'Start' }).click()
  await accessible(editor)
  await editor.getByRole('button', { name: /Accept all/ }).click()
  await editor.getByLabel('Public title').fill('A baby who lost weight unseen')
  await editor.getByLabel('Public summary').fill('A baby died of neglect. The review asks why nobody saw it.')
  await editor.getByRole('button', { name: 'Save' }).click()
  await editor.getByRole('button', { name: 'Hand to a second editor' }).click()
  const bench = editor.url()
  await editor.goto(`${bench}/sign-off`)
  await editor.getByText('You prepared this edition, so somebody else must sign it off').waitFor()
  const second = await as('second-editor')
  await second.getByRole('link', { name: `Second check: the edition of review ${reference}` }).click()
  await accessible(second)
  await second.getByRole('button', { name: 'Sign off: it may be published' }).click()
  const registrar = await as('registrar')
  await registrar.goto(`${site}/workspace/release`)
  await registrar.getByText('A volume needs at least 6 editions').waitFor()
  expect(await registrar.getByText('A baby who lost weight unseen').count()).toBe(1)
  await accessible(registrar)
})

test('a reader finds a passage, checks an edition and gets one withdrawn', async () => {
  const reader = await journey.visitor()
  await reader.goto(site)
  await accessible(reader)
  await reader.getByLabel('Search the reviews').last().fill('was not brought to appointments')
  await reader.getByRole('button', { name: 'Search' }).click()
  await accessible(reader)
  await reader.goto(`${site}/library?q=supervision`)
  await reader.locator('a[href^="/library/volumes/"]').filter({ hasText: 'Autumn 2026' }).click()
  await accessible(reader)
  await reader.locator('main h2 a').first().click()
  await accessible(reader)
  const address = reader.url()
  const file = await (await fetch(`${address}/json`)).text()
  const path = join(journey.folder, 'edition.json')
  writeFileSync(path, file)
  const verdict = spawn(process.execPath, ['dist/main/throughline.js', 'verify', path], { cwd: root })
  expect(await new Promise((resolve) => verdict.once('exit', resolve))).toBe(0)
  await reader.goto(`${site}/verify`)
  await reader.locator('input[type=file]').setInputFiles(path)
  await reader.getByRole('button', { name: 'Check', exact: true }).click()
  await reader.getByText('What is certain').waitFor()
  await accessible(reader)
  await reader.goto(`${address}/concern`)
  await accessible(reader)
  await reader.getByRole('button', { name: 'Tell an editor' }).click()
  await reader.getByRole('heading', { name: 'Thank you' }).waitFor()

  const editor = await as('editor')
  await editor.getByRole('link', { name: 'A reader says an edition could identify someone' }).click()
  await accessible(editor)
  await editor.getByRole('button', { name: 'Withdraw the edition now' }).click()
  const gone = await fetch(address)
  expect(gone.status).toBe(410)
  expect(await gone.text()).toContain('This edition was withdrawn')
  expect((await fetch(`${address}/text`)).status).toBe(410)
})
