/**
 * The register in a real browser: a board registers a review and decides not to hold one; two people correct the same
 * review; a quarter's census with two boards that do not answer, a difference found and settled, and the public figures.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let site = ''

beforeAll(async () => {
  journey = await startJourney()
  site = journey.site
})
afterAll(() => journey?.close())

async function typeDate(page: Page, name: string, day: string, month: string, year: string): Promise<void> {
  await page.locator(`[name="${name}-day"]`).fill(day)
  await page.locator(`[name="${name}-month"]`).fill(month)
  await page.locator(`[name="${name}-year"]`).fill(year)
}

let reference = ''

test('a board registers and decides not to hold a review, with its reasons', async () => {
  const board = await journey.as('board-manager')
  await board.goto(`${site}/workspace/reviews/new`)
  await board.getByLabel('Local child safeguarding practice review').check()
  await board.getByLabel('England', { exact: true }).check()
  await board.getByLabel('Number of children').fill('1')
  await typeDate(board, 'notified', '7', '9', '2026')
  await board.getByLabel('Not to hold a review', { exact: true }).check()
  await typeDate(board, 'decided', '21', '9', '2026')
  await board.getByRole('button', { name: 'Register the review' }).click()
  await board.getByRole('link', { name: 'Give the reasons for not holding a review' }).waitFor()
  await accessible(board)
  await board
    .getByLabel('Reasons, if it was decided')
    .fill('The criteria are not met: the learning is known and acted on.')
  await board.getByRole('button', { name: 'Register the review' }).click()
  reference = /reviews\/([0-9A-Z-]{9})$/.exec(board.url())?.[1] ?? ''
  expect(reference).not.toBe('')
  await board.getByText('The criteria are not met: the learning is known and acted on.').waitFor()
  expect(await board.getByText('Not to proceed').count()).toBeGreaterThan(0)
  await accessible(board)
  const registrar = await journey.as('registrar')
  await registrar.getByRole('link', { name: `Review ${reference} was registered: not to proceed` }).waitFor()
  await accessible(registrar)
})

test('two people correct the same review: the second sees what the first changed, and nothing is lost', async () => {
  const [board, registrar] = [await journey.as('board-manager'), await journey.as('registrar')]
  for (const page of [board, registrar]) await page.goto(`${site}/workspace/reviews/${reference}/correct`)
  await accessible(board)
  await registrar.getByLabel('Number of children').fill('3')
  await registrar.getByRole('button', { name: 'Record the correction' }).click()
  await registrar.getByText('Number of children: 1 → 3').waitFor()
  await board.getByLabel('Number of adults at risk').fill('1')
  await board.getByRole('button', { name: 'Record the correction' }).click()
  await board.getByText('Number of children: 1 → 3').waitFor()
  await accessible(board)
  expect(await board.getByLabel('Number of children').inputValue()).toBe('3')
  expect(await board.getByLabel('Number of adults at risk').inputValue()).toBe('1')
  await board.getByRole('button', { name: 'Record the correction' }).click()
  await board.getByText('3 children and 1 adult').waitFor()
})

test('a quarter’s census: a difference is found and settled, and two boards have not answered', async () => {
  const board = await journey.as('board-manager')
  await board.getByRole('link', { name: 'Answer the census for July to September 2026' }).click()
  await board.getByRole('link', { name: 'Westermoor Safeguarding Children Partnership' }).click()
  await accessible(board)
  await board.getByRole('button', { name: 'Nothing to report' }).click()
  await board.getByRole('heading', { name: 'Census and register differ (1)' }).waitFor()
  await accessible(board)
  const registrar = await journey.as('registrar')
  await registrar
    .getByRole('link', { name: 'Westermoor Safeguarding Children Partnership: census and register differ' })
    .click()
  await registrar.getByRole('heading', { name: 'Have not answered (2)' }).waitFor()
  expect(await registrar.getByText('Cwm Tarrant Regional Safeguarding Board').count()).toBe(1)
  await accessible(registrar)

  await board.getByRole('link', { name: 'Westermoor Safeguarding Children Partnership' }).click()
  for (const label of ['notified to you', 'Decisions not to hold', 'Reports that their authors']) {
    const question = board.getByLabel(label)
    const held = await board.locator(`#${await question.getAttribute('id')}-hint`).textContent()
    await question.fill(/\d+/.exec(held ?? '')?.[0] ?? '')
  }
  await board.getByRole('button', { name: 'Send the answer' }).click()
  await board.getByRole('heading', { name: 'Answered, and the register agrees (1)' }).waitFor()
  await board.goto(`${site}/workspace`)
  expect(await board.getByText('Your census and the register differ').count()).toBe(0)
})

test('the figures are public by nation and kind, with no board and no small count', async () => {
  const registrar = await journey.as('registrar')
  await registrar.goto(`${site}/workspace/census`)
  await registrar.getByRole('button', { name: 'Publish these figures' }).click()
  await registrar.getByRole('link', { name: 'See them as the public does' }).waitFor()
  const visitor = await journey.visitor()
  await visitor.goto(`${site}/coverage`)
  await visitor.getByRole('heading', { name: 'July to September 2026' }).waitFor()
  await accessible(visitor)
  const words = await visitor.locator('main').innerText()
  expect(words).not.toMatch(/Westermoor|Hallowby|Cwm Tarrant/)
  const counts = await visitor.locator('main td.govuk-table__cell--numeric').allInnerTexts()
  expect(counts.length).toBeGreaterThan(0)
  for (const count of counts) expect(count).not.toMatch(/^[1-4]$/)
})
