/**
 * A commission with a conflict in a real browser: declared, found by the rule, overridden with a reason that is printed;
 * then a conversation that an agency refuses, taken to the board, and both in the report that the author seals and the
 * board reads. At last an edition of the demonstration in which a refusal came through to the public. axe looks along.
 */
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

const trust = 'Westermoor Community Health Trust'
let reference = ''

async function typeDate(page: Page, name: string, parts: [string, string, string]): Promise<void> {
  for (const [n, part] of ['day', 'month', 'year'].entries())
    await page.locator(`[name="${name}-${part}"]`).fill(parts[n] ?? '')
}

test('an author declares a tie, and a board states the agencies and the panel of a review', async () => {
  const author = await as('author')
  await author.getByRole('link', { name: 'Your entry in the author directory' }).click()
  await accessible(author)
  await author.getByRole('button', { name: 'Declare an interest' }).click()
  await accessible(author)
  await author.getByRole('button', { name: 'Declare', exact: true }).click()
  await author.getByText('There is a problem').waitFor()
  await author.getByLabel('Worked under contract for').check()
  await author.getByLabel('With which board or agency').selectOption({ label: trust })
  await typeDate(author, 'from', ['1', '3', '2023'])
  await author.getByRole('button', { name: 'Declare', exact: true }).click()
  await author.getByText('It is part of the open history').waitFor()

  const board = await as('board-manager')
  await board.goto(`${site}/workspace/reviews/new`)
  await board.getByLabel('Local child safeguarding practice review').check()
  await board.getByLabel('England', { exact: true }).check()
  await board.getByLabel('Number of children').fill('1')
  await typeDate(board, 'notified', ['7', '9', '2026'])
  await board.getByRole('button', { name: 'Register the review' }).click()
  reference = /reviews\/([0-9A-Z-]{9})$/.exec(board.url())?.[1] ?? ''
  await board.getByRole('link', { name: 'Agencies and panel' }).click()
  await board.getByLabel('Agency', { exact: true }).selectOption({ label: trust })
  await board.getByLabel('Kind of agency').selectOption('health')
  await board.getByRole('button', { name: 'Add the agency' }).click()
  await board.getByLabel('Name').fill('Ottoline Greaves')
  await board.getByLabel('Chairs the panel').check()
  await board.getByRole('button', { name: 'Add the member' }).click()
  await board.getByText('Ottoline Greaves, chair').waitFor()
  expect(reference).not.toBe('')
  await accessible(board)
})

test('the conflict blocks the appointment until the registrar overrides it with a reason without names', async () => {
  const registrar = await as('registrar')
  await registrar.goto(`${site}/workspace/reviews/${reference}/author`)
  await registrar.getByLabel('Ailsa Merriweather-Dunn').check()
  await registrar.getByRole('button', { name: 'Appoint and offer the terms' }).click()
  await registrar.getByRole('heading', { name: `Independence of Ailsa Merriweather-Dunn for ${reference}` }).waitFor()
  await accessible(registrar)
  const reason = registrar.getByLabel('Why it is right to appoint all the same')
  await reason.fill('The work for Westermoor was training')
  await registrar.getByRole('button', { name: 'Override and appoint' }).click()
  await registrar.getByText('These words name a body or a person of this review').first().waitFor()
  expect(await reason.inputValue()).toBe('The work for Westermoor was training')
  await accessible(registrar)
  await reason.fill('The work was training and had nothing to do with care')
  await registrar.getByRole('button', { name: 'Override and appoint' }).click()
  await registrar.getByText('Independence: 1 test not met and overridden').waitFor()
})

test('the board changes a clause, everybody sees the difference, and all three sign', async () => {
  const board = await as('board-manager')
  await board.goto(`${site}/workspace/reviews/${reference}`)
  await board.getByRole('link', { name: 'Terms of engagement' }).click()
  await board.getByRole('link', { name: /^Change this clause.*Fees/ }).click()
  await board.getByLabel('Change its words').check()
  await board.getByLabel('The clause’s words').fill('Fees are paid in three parts, each when its draft is delivered.')
  await board.getByLabel('Why').fill('The board pays in three parts.')
  await accessible(board)
  await board.getByRole('button', { name: 'Change the terms' }).click()
  for (const who of ['author', 'board-chair', 'registrar']) {
    const page = await as(who)
    await page.getByRole('link', { name: `Accept the terms of engagement for review ${reference}` }).click()
    await page.getByRole('heading', { name: `Terms of engagement for ${reference}` }).waitFor()
    expect(await page.getByRole('heading', { name: '21. Fees' }).count()).toBe(1)
    await accessible(page)
    await page.getByLabel('I accept these terms').check()
    await page.getByRole('button', { name: 'Send my answer' }).click()
    await page.getByRole('heading', { name: `Review ${reference}` }).waitFor()
  }
})

test('an agency refuses a conversation, and the author takes it to the board', async () => {
  const author = await as('author')
  await author.goto(`${site}/workspace/reviews/${reference}/access`)
  await author.getByRole('button', { name: 'Ask for a person or a record' }).click()
  await accessible(author)
  await author.getByLabel('To speak with a person').check()
  await author.getByLabel('From which agency').selectOption({ label: trust })
  await author.getByLabel('Whom or what').fill('The nurse who called twice')
  await author.getByRole('button', { name: 'Save draft' }).click()
  expect(await author.getByLabel('Whom or what').inputValue()).toBe('The nurse who called twice')
  await author.getByRole('button', { name: 'Ask the agency' }).click()
  await author.getByText('The agency has been asked').waitFor()

  const agency = await as('agency-member')
  await agency.getByRole('link', { name: `Answer a request of the author of review ${reference}` }).click()
  await accessible(agency)
  await agency.getByLabel('Refused').check()
  await agency.getByLabel('Reason', { exact: true }).selectOption('legal-advice')
  await agency.getByLabel('In writing').fill('Our lawyers advise against it')
  await agency.getByRole('button', { name: 'Send the answer' }).click()
  expect((await agency.goto(`${site}/workspace/reviews/${reference}/access`))?.status()).toBe(404)

  const again = await as('author')
  await again.getByRole('link', { name: `A request was refused in review ${reference}` }).click()
  await again.getByLabel('Why it matters').fill('Nobody else knew the child')
  await again.getByRole('button', { name: 'Take it further' }).click()
  await accessible(again)
  const board = await as('board-manager')
  await board.getByRole('link', { name: `Access was not given in review ${reference}` }).click()
  await board.getByLabel('What you have done about it').fill('We have written to the trust')
  await accessible(board)
  await board.getByRole('button', { name: 'Send' }).click()
  await board.getByText('Answered').first().waitFor()
})

test('override and refusal are sealed with the report, and the board reads them in it', async () => {
  const author = await as('author')
  await author.goto(`${site}/workspace/reviews/${reference}/limits`)
  await author.getByLabel('Your comment').fill('The notes were good.')
  await author.getByRole('button', { name: 'Keep the comment' }).click()
  await accessible(author)
  await author.goto(`${site}/workspace/reviews/${reference}/report`)
  await author.locator('input[type=file]').setInputFiles(join(root, 'test/fixtures/reports/en-child-neglect-scr.docx'))
  await author.getByRole('button', { name: 'Bring it in' }).click()
  await author.getByRole('button', { name: 'Go on to submit' }).waitFor({ timeout: 60_000 })
  await accessible(author)
  await author.goto(`${site}/workspace/reviews/${reference}/report/submission`)
  await author.getByText('Limits on this review').waitFor()
  await author.getByLabel('I have read the report above').check()
  await author.getByRole('button', { name: 'Seal and submit' }).click()
  await author.getByText('Report sealed').waitFor()
  const chair = await as('board-chair')
  await chair.goto(`${site}/workspace/reviews/${reference}/report/reading`)
  for (const words of [
    'Independence of this review',
    'Its reason: The work was training and had nothing to do with care',
    'Limits on this review',
    'from a hospital or community health service. This was refused. The reason given: legal advice. The author took it to the board.',
    'The notes were good.',
  ])
    expect({ words, there: (await chair.getByText(words).count()) > 0 }).toEqual({ words, there: true })
  await accessible(chair)
})

test('a refusal came through to the public in an edition that was published', async () => {
  const reader = await journey.visitor()
  await reader.goto(`${site}/library?q=%22limits+on+this+review%22`)
  await reader.locator('main h3 a').first().click()
  const refusal =
    'The author asked to speak with a person from a police force. This was refused. The reason given: legal advice.'
  await reader.getByText(refusal).waitFor()
  expect(await reader.getByText(refusal).count()).toBe(1)
  await accessible(reader)
})

test('what is told in confidence reaches the national body, and the board’s pages stay as they were', async () => {
  const board = await as('board-manager')
  await board.goto(`${site}/workspace/reviews/${reference}`)
  const before = await board.locator('main').innerText()
  const author = await as('author')
  await author.goto(`${site}/workspace/reviews/${reference}`)
  await author.getByRole('link', { name: 'Tell the national body in confidence' }).click()
  await author.getByLabel('What happened').fill('I was asked to leave a finding out')
  await accessible(author)
  await author.getByRole('button', { name: 'Tell the national body' }).click()
  await accessible(author)
  const address = author.url()
  const registrar = await as('registrar')
  await registrar.getByRole('link', { name: 'Acknowledge what was told to the national body in confidence' }).click()
  await registrar.getByRole('button', { name: 'Acknowledge' }).click()
  await accessible(registrar)
  await board.goto(`${site}/workspace/reviews/${reference}`)
  expect(await board.locator('main').innerText()).toBe(before)
  expect((await board.goto(address))?.status()).toBeGreaterThanOrEqual(403)
})
