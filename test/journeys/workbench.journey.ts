/**
 * The workbench with the keyboard alone: decisions by single keys, undone and done again, kept through a lost connection,
 * seen by a second editor who is there at the same time, named for who listens instead of looks, and usable without scripts.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, startJourney, type Journey } from '../support/journey.ts'

let journey: Journey
let editor: Page
let bench = ''

beforeAll(async () => {
  journey = await startJourney()
  editor = await journey.as('editor')
  await editor
    .getByRole('link', { name: /^Remove names from the report of review/ })
    .first()
    .click()
  await editor.getByRole('button', { name: 'Start' }).click()
  await editor.getByRole('heading', { name: 'People, places and details' }).waitFor()
  bench = editor.url()
})
afterAll(() => journey?.close())

const decided = async (page: Page) =>
  Number(/^\d+/.exec((await page.locator('#decided-words').textContent()) ?? '')?.[0])
const saved = (page: Page) => page.getByText('Everything is saved.').waitFor()

test('next, accept, keep, change, undo and redo, all by keys', async () => {
  await accessible(editor)
  await editor.keyboard.press('n')
  const panel = editor.locator('#decide')
  const first = await panel.getByRole('heading').textContent()
  expect(await editor.locator('a.tl-span[aria-current="true"]').count()).toBe(1)
  await editor.keyboard.press('w')
  await editor
    .getByText(/^Found because:/)
    .first()
    .waitFor()
  await editor.keyboard.press('a')
  await saved(editor)
  expect(await decided(editor)).toBe(1)
  expect(await panel.getByRole('heading').textContent()).not.toBe(first)
  await editor.keyboard.press('c')
  await editor.keyboard.type('a person of the case')
  await editor.keyboard.press('Enter')
  await saved(editor)
  expect(await decided(editor)).toBe(2)
  await editor.keyboard.press('k')
  await saved(editor)
  await editor.keyboard.press('u')
  await editor.getByText(/^Undone:/).waitFor()
  expect(await decided(editor)).toBe(2)
  await editor.keyboard.press('r')
  await editor.getByText('Done again.').waitFor()
  expect(await decided(editor)).toBe(3)
  await editor.keyboard.press('?')
  await editor.getByText('next that is undecided', { exact: true }).waitFor()
  await accessible(editor)
  await editor.reload()
  expect(await decided(editor)).toBe(3)
})

test('a lost connection loses nothing', async () => {
  await editor.keyboard.press('n')
  await editor.context().setOffline(true)
  await editor.keyboard.press('k')
  await editor.getByText(/One decision is not saved yet/).waitFor()
  await editor.keyboard.press('k')
  await editor.getByText(/2 decisions are not saved yet/).waitFor()
  await editor.context().setOffline(false)
  await saved(editor)
  expect(await decided(editor)).toBe(5)
})

test('a second editor sees what the first decides, and nothing is overwritten', async () => {
  const second = await journey.as('second-editor')
  await second.goto(bench)
  await second.keyboard.press('n')
  const name = (await second.locator('#decide').getByRole('heading').textContent()) ?? ''
  await editor.reload()
  await editor.keyboard.press('n')
  expect(await editor.locator('#decide').getByRole('heading').textContent()).toBe(name)
  await editor.keyboard.press('k')
  await saved(editor)
  await second.keyboard.press('c')
  await second.keyboard.type('other words')
  await second.keyboard.press('Enter')
  await second.getByText('Somebody changed this meanwhile').waitFor()
  const line = second.locator('[data-entity][data-decision="keep"]', { hasText: name.slice(1, -1) })
  await line.first().waitFor()
  expect(await line.first().textContent()).toContain('Stays')
})

test('the panel speaks: every control and every mark has a name', async () => {
  await editor.keyboard.press('n')
  const tree = await editor.locator('#decide').ariaSnapshot()
  for (const words of [
    'textbox "Words that stand in its place"',
    'button "Replace everywhere"',
    'button "Keep"',
    'checkbox "Single keys work"',
    'status',
  ])
    expect(tree).toContain(words)
  const marks = await editor.locator('a.tl-span').first().ariaSnapshot()
  expect(marks).toMatch(/link ".+ \(.+, (?:proposed|replaced|kept)\)"/)
})

test('the other pages of the work, and the whole work without scripts', async () => {
  for (const path of ['list', 'left', 'dates', 'preview', 'leaks']) {
    await editor.goto(`${bench}/${path}`)
    await accessible(editor)
  }
  const cookies = await editor.context().cookies()
  const plain = await journey.browser.newContext({ javaScriptEnabled: false })
  await plain.addCookies(cookies)
  const page = await plain.newPage()
  await page.goto(`${bench}/list`)
  const open = async () =>
    Number(/(\d+) (?:is|are) undecided/.exec((await page.locator('main').textContent()) ?? '')?.[1])
  const before = await open()
  await page.getByRole('button', { name: 'Replace everywhere' }).first().click()
  await page.getByText('Decided, for every mention').waitFor()
  expect(await open()).toBe(before - 1)
  await page.goto(bench)
  expect(await page.locator('#decide').isVisible()).toBe(false)
  await page.locator('a.tl-span').first().click()
  await page.getByText('What the edition shows').waitFor()
  await plain.close()
})
