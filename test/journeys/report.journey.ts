/**
 * One Word file's way through the pages in a real browser: registered, commissioned, brought in, sealed, de-identified,
 * signed off by a second editor, waiting for a volume that says why it cannot go yet, and released with the five that wait in
 * the demonstration; from there into a subscriber's mail, read, and left with one click. Then the public pages, a concern, and
 * the withdrawal. axe looks at every page on the way.
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
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
  const author = await as('author')
  await author
    .getByRole('link', { name: `See what is replaced in the edition of review ${reference}, and agree or refuse` })
    .click()
  await accessible(author)
  await author.getByRole('button', { name: 'I agree to this edition' }).click()
  await author.getByText('You agreed to this edition').waitFor()
  const second = await as('second-editor')
  await second.getByRole('link', { name: `Second check: the edition of review ${reference}` }).click()
  await accessible(second)
  await second.getByRole('button', { name: 'Sign off: it may be published' }).click()
  await second.getByText('There is a problem').waitFor()
  const agree = second.getByRole('button', { name: /^Agree to all/ })
  for (let left = await agree.count(); left > 0; left--) await agree.first().click()
  await second.getByText('You have agreed to every difference').waitFor()
  await accessible(second)
  await second.getByRole('button', { name: 'Sign off: it may be published' }).click()
  const registrar = await as('registrar')
  await registrar.goto(`${site}/workspace/release`)
  // With the demonstration's five it makes six, but nobody has confirmed the themes of all.
  await registrar.getByText('It cannot go yet').waitFor()
  expect(await registrar.getByRole('button', { name: /^Release/ }).count()).toBe(0)
  expect(await registrar.getByText('A baby who lost weight unseen').count()).toBe(1)
  await accessible(registrar)
})

const subscriber = 'journey@practice.example'

test('a practitioner subscribes, and is written to only once a button is pressed', async () => {
  const visitor = await journey.visitor()
  await visitor.goto(`${site}/subscribe`)
  await accessible(visitor)
  await visitor.getByRole('button', { name: 'Subscribe' }).click()
  await visitor.getByText('There is a problem').waitFor()
  await visitor.getByLabel('Email address').fill(subscriber)
  await visitor.getByLabel('Your role').selectOption('nurse')
  await visitor.getByLabel('All four nations').check()
  await visitor.locator('[name=subjects][value=child]').check()
  await visitor.getByRole('button', { name: 'Subscribe' }).click()
  const link = linkIn(await mailTo(subscriber, '/subscribe/confirm/'), '/subscribe/confirm/')
  // A mail scanner follows the link, twice: nothing is confirmed by that.
  for (let scan = 0; scan < 2; scan += 1) expect((await fetch(site + link)).status).toBe(200)
  await visitor.goto(site + link)
  await accessible(visitor)
  await visitor.getByRole('button', { name: 'Confirm my subscription' }).click()
  await visitor
    .getByRole('heading', { name: 'Your subscription is confirmed' })
    .or(visitor.locator('h1'))
    .first()
    .waitFor()
  await accessible(visitor)
})

test('an analyst confirms themes from their evidence, and the volume may then go', async () => {
  const analyst = await as('analyst')
  for (let left = 0; left < 2; left += 1) {
    await analyst.goto(`${site}/workspace`)
    await analyst.locator('a[href^="/workspace/release/"][href$="/themes"]').first().click()
    await accessible(analyst)
    await analyst.locator('mark.tl-evidence').first().waitFor()
    await analyst.locator('[name=themes]').first().check()
    await analyst.getByRole('button', { name: 'Confirm these themes' }).click()
    await analyst.getByRole('heading', { name: /^The next volume/ }).waitFor()
  }
  const registrar = await as('registrar')
  await registrar.goto(`${site}/workspace/release`)
  await registrar.getByRole('button', { name: 'Release 6 editions now' }).waitFor()
  await accessible(registrar)
  await registrar.getByRole('link', { name: 'A baby who lost weight unseen' }).click()
  await accessible(registrar)
  const page = await registrar.content()
  for (const name of ['Hartley-Ogden', 'Fairhurst', 'Keighley', reference]) expect(page).not.toContain(name)
  const recurrences = await as('analyst')
  await recurrences.goto(`${site}/workspace/recurrences`)
  await accessible(recurrences)
})

/** The newest mail of the folder to this address that has this in it, with its soft line breaks joined; waits for the worker. */
async function mailTo(address: string, having: string): Promise<string> {
  for (let wait = 0; wait < 600; wait += 1) {
    const folder = join(journey.folder, 'mail')
    const mails = (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => name.endsWith('.eml'))
      .map((name) =>
        readFileSync(join(folder, name), 'utf8')
          .replaceAll(/=\r?\n/g, '')
          .replaceAll(/\r?\n[ \t]+/g, ' '),
      )
    const found = mails.find((mail) => mail.includes(`To: ${address}`) && mail.includes(having))
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail with ${having} came`)
}

function linkIn(mail: string, path: string): string {
  const found = new RegExp(`${path}[A-Za-z0-9_-]{43}`).exec(mail)?.[0]
  if (!found) throw new Error(`no link ${path} in the mail`)
  return found
}

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
