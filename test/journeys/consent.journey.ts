/**
 * After submission, in a real browser: a panel's member reads and comments, the board proposes other words, the author
 * refuses and dissents, the chair changes the passage in the open, and everyone sees the red label and the dissent. Then a
 * change that the author agrees to, sealed in their own browser. axe looks at every page on the way.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, startJourney, type Journey } from '../support/journey.ts'
import { root } from '../support/service.ts'

let journey: Journey
let as: (who: string) => Promise<Page>
let report = ''
let reference = ''

beforeAll(async () => {
  journey = await startJourney()
  as = (who) => journey.as(who)
})
afterAll(() => journey?.close())

test('an author submits a report', async () => {
  const { site } = journey
  const board = await as('board-manager')
  await board.goto(`${site}/workspace/reviews/new`)
  await board.getByLabel('Local child safeguarding practice review').check()
  await board.getByLabel('England', { exact: true }).check()
  await board.getByLabel('Number of children').fill('1')
  for (const [part, value] of Object.entries({ day: '7', month: '9', year: '2026' }))
    await board.locator(`[name="notified-${part}"]`).fill(value)
  await board.getByRole('button', { name: 'Register the review' }).click()
  reference = /reviews\/([0-9A-Z-]{9})$/.exec(board.url())?.[1] ?? ''
  report = `${site}/workspace/reviews/${reference}/report`
  const registrar = await as('registrar')
  await registrar.getByRole('link', { name: `Appoint an author for review ${reference}` }).click()
  await registrar.getByLabel('Ailsa Merriweather-Dunn').check()
  await registrar.getByRole('button', { name: 'Appoint and offer the terms' }).click()
  for (const who of ['author', 'board-chair', 'registrar']) {
    const page = await as(who)
    await page.getByRole('link', { name: `Accept the terms of engagement for review ${reference}` }).click()
    await page.getByLabel('I accept these terms').check()
    await page.getByRole('button', { name: 'Send my answer' }).click()
    await page.getByRole('heading', { name: `Review ${reference}` }).waitFor()
  }
  const author = await as('author')
  await author.goto(report)
  await author.locator('input[type=file]').setInputFiles(join(root, 'test/fixtures/reports/en-child-neglect-scr.docx'))
  await author.getByRole('button', { name: 'Bring it in' }).click()
  await author
    .getByRole('link', { name: 'Go on to submit' })
    .or(author.getByRole('button', { name: 'Go on to submit' }))
    .waitFor({ timeout: 60_000 })
  await author.goto(`${report}/submission`)
  await author.getByLabel('I have read the report above').check()
  await author.getByRole('button', { name: 'Seal and submit' }).click()
  await author.getByText('Report sealed').waitFor()
  expect(await author.locator('#report-fingerprint').count()).toBe(1)
})

test('a panel’s member reads it at once and comments beside a passage; the author settles it', async () => {
  const panel = await as('panel-member')
  await panel
    .getByRole('link', { name: `Read the sealed report of review ${reference} and comment if something is wrong` })
    .click()
  await accessible(panel)
  await panel.getByText('As the author wrote it').waitFor()
  await panel
    .getByRole('link', { name: /^Comment on/ })
    .nth(6)
    .click()
  await accessible(panel)
  await panel.getByRole('button', { name: 'Send to the author' }).click()
  await panel.getByText('There is a problem').waitFor()
  await panel.getByLabel('Factual error').check()
  await panel.getByLabel('Your comment').fill('The visit was a day later.')
  await panel.getByRole('button', { name: 'Send to the author' }).click()
  await panel.getByText('Sent to the author').waitFor()

  const author = await as('author')
  await author.getByRole('link', { name: `Comments on your report for review ${reference} wait` }).click()
  await author.getByRole('link', { name: /^Factual error/ }).click()
  await accessible(author)
  await author.getByLabel('Not accepted: the text stands').check()
  await author.getByLabel('Why', { exact: true }).fill('The records give this day.')
  await author.getByRole('button', { name: 'Settle the comment' }).click()
  await author.getByText('No comment waits for an answer').waitFor()
  await panel.goto(`${report}/comments`)
  await panel.getByText('The records give this day.').waitFor()
  await accessible(panel)
  expect(await panel.getByText('The visit was a day later.').count()).toBe(1)
})

/** The first passage that reads as sentences, by its number. */
async function longPassage(page: Page, skip: number): Promise<number> {
  const texts = await page
    .locator('[id^=b] > p')
    .evaluateAll((all) => all.map((one) => ({ id: one.parentElement?.id ?? '', length: one.textContent?.length ?? 0 })))
  return Number(texts.filter((one) => one.length > 150)[skip]?.id.slice(1))
}

async function propose(words: string, skip: number): Promise<string> {
  const manager = await as('board-manager')
  await manager.goto(`${report}/reading`)
  const n = await longPassage(manager, skip)
  await manager.goto(`${report}/blocks/${n}/proposal`)
  await accessible(manager)
  await manager.getByLabel('As you would have it').fill(words)
  await manager.getByLabel('Legal risk').check()
  await manager.getByLabel('Your reason, for the author').fill('Our solicitor asks for it.')
  await manager.getByRole('button', { name: 'Propose this to the author' }).click()
  await manager.getByText('Waits for the author').waitFor()
  await accessible(manager)
  return manager.url()
}

test('the author refuses and dissents; the chair imposes; report and dissent stand under the red label', async () => {
  const proposal = await propose('Agencies worked together.', 0)
  const author = await as('author')
  await author.getByRole('link', { name: `A change to your report for review ${reference} is proposed` }).click()
  await accessible(author)
  const colours = await author
    .getByRole('button', { name: /^(Agree and sign|Refuse|Refuse and dissent)$/ })
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor))
  expect(colours).toHaveLength(3)
  expect(new Set(colours).size).toBe(1)
  await author.getByLabel(/^Your dissent/).fill('The words that go say who was not asked.')
  await author.getByRole('button', { name: 'Refuse and dissent' }).click()
  await author.getByText('Refused by the author').waitFor()

  const chair = await as('board-chair')
  await chair.goto(proposal)
  await accessible(chair)
  await chair.getByRole('button', { name: 'Change it without agreement' }).click()
  await chair.getByText('There is a problem').waitFor()
  await chair.getByLabel('I change this passage without its author’s agreement').check()
  await chair.getByRole('button', { name: 'Change it without agreement' }).click()
  await chair.getByText('shown as that for ever').waitFor()
  const panel = await as('panel-member')
  await panel.goto(`${report}/reading`)
  expect(await panel.getByText('Changed without the author’s agreement').count()).toBeGreaterThan(0)
  await panel.getByText('The words that go say who was not asked.').waitFor()
  await accessible(panel)
})

test('a change that the author agrees to is sealed in their browser and takes effect when the chair confirms it', async () => {
  const proposal = await propose('Three services met and nobody took the lead.', 1)
  const author = await as('author')
  await author.goto(proposal)
  await author.getByRole('button', { name: 'Agree and sign' }).click()
  await author.getByText('Author agreed, waits for the board').waitFor()
  const chair = await as('board-chair')
  await chair.goto(proposal)
  await chair.getByRole('button', { name: 'Confirm the change' }).click()
  await chair.getByText('The change is in force').waitFor()
  await chair.goto(`${report}/changes`)
  await accessible(chair)
  expect(await chair.locator('.tl-diff').count()).toBe(2)
})

test('published editions show every state to readers', async () => {
  const { site } = journey
  const reader = await journey.visitor()
  const found = new Map<string, string>()
  for (const volume of ['Spring 2026', 'Summer 2026', 'Autumn 2026']) {
    await reader.goto(`${site}/library/volumes`)
    await reader.getByRole('link', { name: volume, exact: true }).click()
    const links = await reader
      .locator('main h2 a')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href))
    for (const link of links) {
      const file = (await (await fetch(`${link}/json`)).json()) as {
        state: { label: string; withheld: object; author: string; dissents: string[] }
      }
      found.set(file.state.label, link)
      if (Object.keys(file.state.withheld).length > 0) found.set('withheld', link)
      if (file.state.author === 'refused') found.set('refused', link)
    }
  }
  for (const [state, words] of [
    ['as-written', 'As the author wrote it'],
    ['changed-with-agreement', 'Changed with the author’s agreement'],
    ['changed-without-agreement', 'The author dissents'],
    ['withheld', 'Part 1 withheld by law'],
    ['refused', 'The author refused the generalised edition'],
  ] as const) {
    await reader.goto(found.get(state) ?? `no edition is ${state}`)
    await reader.getByText(words).first().waitFor()
    await accessible(reader)
  }
  await reader.goto(`${site}/library/changes`)
  await accessible(reader)
  expect(await reader.getByRole('cell', { name: 'Few' }).count()).toBeGreaterThan(0)
})
