/** What every journey needs: the running site on a copy of the demonstration, a browser, people signed in, and axe. */
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { copyOf } from './demonstration-folder.ts'
import { startService, type Service } from './service.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Flags with which Debian's Chromium runs as root and keeps to itself. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A journey's site and browser. */
export interface Journey {
  /** The address of the site, without a slash at the end. */
  site: string
  /** The data folder, also a place for a journey's own files. */
  folder: string
  browser: Browser
  service: Service
  /** A page signed in as somebody of the demonstration, through both factors, once: a code works once. */
  as(who: string): Promise<Page>
  /** A new page of nobody's; 390 wide unless told. */
  visitor(width?: number): Promise<Page>
  close(): Promise<void>
}

/** Starts both; close what it returns. */
export async function startJourney(environment: Record<string, string> = {}): Promise<Journey> {
  const folder = copyOf(inject('demonstrationFolder'))
  const service = await startService(folder, environment)
  const browser = await chromium.launch({
    executablePath: process.env['THROUGHLINE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: chromiumFlags,
  })
  const site = service.address
  const signedIn = new Map<string, Page>()
  const visitor = async (width = 390) =>
    // axe is put into the page from outside, which the page's own policy would rightly refuse.
    (await browser.newContext({ viewport: { width, height: width < 800 ? 844 : 900 }, bypassCSP: true })).newPage()
  return {
    site,
    folder,
    browser,
    service,
    visitor,
    async as(who) {
      const open = signedIn.get(who)
      if (open) {
        await open.goto(`${site}/workspace`)
        return open
      }
      const page = await visitor(1280)
      await page.goto(`${site}/sign-in?as=${who}`)
      await page.getByRole('button', { name: 'Continue' }).click()
      if (who !== 'practitioner') await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('heading', { name: 'Your work' }).waitFor()
      signedIn.set(who, page)
      return page
    },
    async close() {
      await browser.close()
      await service.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Fails when axe finds anything on the page as it stands. */
export async function accessible(page: Page): Promise<void> {
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const { axe: engine } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await engine.run()).violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 200) ?? ''}`)
  })
  expect({ at: page.url(), found }).toEqual({ at: page.url(), found: [] })
}
