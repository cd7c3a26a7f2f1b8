/**
 * Keys in a real browser: an author makes one with its key sheet, has it printed in the terms, signs them, seals and signs
 * the report; board and national body sign with keys of their own. The author's key comes back from the key sheet in a
 * browser that never had it, and what was signed is checked here with nothing of ours but the bytes.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, startJourney, type Journey } from '../support/journey.ts'

const root = new URL('../../', import.meta.url).pathname
let journey: Journey
let reference = ''
let words: string[] = []
let fingerprint = ''

beforeAll(async () => {
  journey = await startJourney()
}, 180_000)

afterAll(async () => journey?.close())

/** Makes a key on the page that leads to it; returns the words of the key sheet. */
async function makeKey(page: Page, look: (page: Page) => Promise<void>): Promise<string[]> {
  await page.getByRole('button', { name: 'Make my signing key' }).click()
  await look(page)
  await page.getByRole('button', { name: 'Make my key' }).click()
  await page.getByRole('heading', { name: 'Print your key sheet' }).waitFor()
  await look(page)
  const sheet = await page.locator('[data-sheet-words] li').allTextContents()
  await page.getByRole('button', { name: 'I have printed it or written it down' }).click()
  await look(page)
  await page.locator('#word-1').fill('xylophone')
  await page.getByRole('button', { name: 'Finish' }).click()
  await page
    .getByText(/of your sheet is another one/)
    .first()
    .waitFor()
  await look(page)
  for (const n of [1, 2]) {
    const place = Number(await page.locator(`[data-word-number="${n}"]`).textContent())
    await page.locator(`#word-${n}`).fill(sheet[place - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByText('Your signing key is ready').waitFor()
  return sheet
}

async function signTerms(page: Page): Promise<void> {
  await page.getByLabel('I have read the terms and accept them').check()
  await page.getByRole('button', { name: 'Sign the terms' }).click()
  await page.getByText('You have signed the terms with your key').waitFor()
}

const nobody = async () => undefined

test('the author makes a key, has it printed in the terms and signs them', async () => {
  const board = await journey.as('board-manager')
  await board.goto(`${journey.site}/workspace/reviews/new`)
  await board.getByLabel('Local child safeguarding practice review').check()
  await board.getByLabel('England', { exact: true }).check()
  await board.getByLabel('Number of children').fill('1')
  for (const [part, value] of Object.entries({ day: '7', month: '9', year: '2026' }))
    await board.locator(`[name="notified-${part}"]`).fill(value)
  await board.getByRole('button', { name: 'Register the review' }).click()
  reference = /reviews\/([0-9A-Z-]{9})$/.exec(board.url())?.[1] ?? ''
  const registrar = await journey.as('registrar')
  await registrar.getByRole('link', { name: `Appoint an author for review ${reference}` }).click()
  await registrar.getByLabel('Ailsa Merriweather-Dunn').check()
  await registrar.getByRole('button', { name: 'Appoint and offer the terms' }).click()

  const author = await journey.as('author')
  await author.getByRole('link', { name: `Accept the terms of engagement for review ${reference}` }).click()
  await accessible(author)
  await author.getByRole('button', { name: 'Sign with my key' }).click()
  await accessible(author)
  words = await makeKey(author, accessible)
  expect(words).toHaveLength(12)
  await author.getByText('Its fingerprint goes into the terms').waitFor()
  await author.getByRole('button', { name: 'Put it into the terms' }).click()
  await author.getByText('The terms now name the key').waitFor()
  fingerprint = (await author.locator('#own-key').getAttribute('data-value')) ?? ''
  expect(fingerprint).toMatch(/^[A-Za-z0-9+/]{43}=$/)
  await accessible(author)
  await signTerms(author)
  await accessible(author)
})

test('the board and the national body sign the same terms with keys of their own', async () => {
  for (const who of ['board-chair', 'registrar']) {
    const page = await journey.as(who)
    await page.getByRole('link', { name: `Accept the terms of engagement for review ${reference}` }).click()
    await page.getByText(fingerprint).waitFor()
    await page.getByRole('button', { name: 'Sign with my key' }).click()
    await makeKey(page, nobody)
    expect(await page.locator('#author-key').getAttribute('data-value')).toBe(fingerprint)
    await accessible(page)
    await signTerms(page)
  }
  const author = await journey.as('author')
  await author.goto(`${journey.site}/workspace/reviews/${reference}`)
  expect(await author.locator('.govuk-summary-list__row').filter({ hasText: 'Signed by' }).allTextContents()).toEqual([
    'Signed by the authorYes',
    'Signed by the boardYes',
    'Signed by the national bodyYes',
  ])
})

/** A browser that never had the key, signed in by the same session. */
async function freshBrowser(): Promise<{ context: BrowserContext; page: Page }> {
  const author = await journey.as('author')
  const context = await journey.browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true })
  await context.addCookies(await author.context().cookies())
  return { context, page: await context.newPage() }
}

test('in another browser the key comes back from the key sheet, and seals and signs the report', async () => {
  const { page } = await freshBrowser()
  await page.goto(`${journey.site}/workspace/reviews/${reference}/report`)
  await page.locator('input[type=file]').setInputFiles(join(root, 'test/fixtures/reports/en-child-neglect-scr.docx'))
  await page.getByRole('button', { name: 'Bring it in' }).click()
  await page
    .getByRole('link', { name: 'Go on to submit' })
    .or(page.getByRole('button', { name: 'Go on to submit' }))
    .click({ timeout: 60_000 })
  await page.getByText('Your key is not in this browser').waitFor()
  expect(await page.getByRole('button', { name: 'Seal, sign and submit' }).isDisabled()).toBe(true)
  await accessible(page)
  await page.getByRole('link', { name: 'restore the key in this browser' }).click()
  await page.getByLabel('The 12 words of your key sheet').fill([...words.slice(1), words[0]].join(' '))
  await page.getByRole('button', { name: 'Restore my key' }).click()
  await page.getByText(/do not belong together|of another key sheet/).waitFor()
  await accessible(page)
  await page.getByLabel('The 12 words of your key sheet').fill(words.join('\n'))
  await page.getByRole('button', { name: 'Restore my key' }).click()
  await page.getByRole('heading', { name: 'Your signing key' }).waitFor()
  await page.getByText('Yes', { exact: true }).waitFor()
  await accessible(page)
  await page.goto(`${journey.site}/workspace/reviews/${reference}/report/submission`)
  await page.getByLabel('I have read the report above').check()
  await page.getByRole('button', { name: 'Seal, sign and submit' }).click()
  await page.getByText('Report sealed').waitFor()
  await page.getByText('By your key for this review').waitFor()
  await page.getByText('Your signed statement, for whoever checks it').click()
  await accessible(page)

  const note = (await page.locator('#signed-note').textContent()) ?? ''
  const sealed = (await page.locator('#report-fingerprint').getAttribute('data-value')) ?? ''
  expect(note).toContain(`kind submit\nversion 1\n`)
  expect(note).toContain(`root ${sealed}\n`)
  expect(isSignedBy(note, fingerprint)).toBe(true)
  expect(isSignedBy(note.replace('version 1', 'version 2'), fingerprint)).toBe(false)
})

/** C2SP signed note, read here anew: name, key id and signature of its one line. */
function isSignedBy(note: string, publicKey: string): boolean {
  const split = note.lastIndexOf('\n\n')
  const text = note.slice(0, split + 1)
  const line = /^— author ([A-Za-z0-9+/=]+)\n$/.exec(note.slice(split + 2))
  const bytes = Buffer.from(line?.[1] ?? '', 'base64')
  const raw = Buffer.from(publicKey, 'base64')
  const id = createHash('sha256')
    .update(Buffer.concat([Buffer.from('author\n\u0001'), raw]))
    .digest()
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return bytes.subarray(0, 4).equals(id.subarray(0, 4)) && verify(null, Buffer.from(text), key, bytes.subarray(4))
}
