/**
 * Every component on a few pages, opened in a real browser at a phone's and a desktop's width under the service's content
 * security policy: no accessibility violations, nothing wider than the screen, nothing blocked. Set THROUGHLINE_GALLERY
 * to a folder to keep the pages and pictures and look at them.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { galleryPages } from './pages.tsx'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (!executablePath) process.stdout.write('slow-gallery: skipped, no Chromium in /usr/bin\n')

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
const origin = 'https://gallery.invalid'
const keep = process.env['THROUGHLINE_GALLERY']
const root = join(import.meta.dirname, '../..')
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { id: string; nodes: { target: string[]; failureSummary: string }[] }

const contentTypes: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  html: 'text/html; charset=utf-8',
}

describe.skipIf(!executablePath)('the gallery in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gallery-'))
  let browser: Browser

  beforeAll(async () => {
    const { buildStyles } = (await import(pathToFileURL(join(root, 'bin/styles.mjs')).href)) as {
      buildStyles: (target: string) => void
    }
    buildStyles(folder)
    await build({
      entryPoints: [join(root, 'src/web/assets/throughline.island.ts')],
      outfile: join(folder, 'throughline.js'),
      bundle: true,
      format: 'esm',
      target: 'es2020',
    })
    browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
    })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = async (
    name: string,
    width: number,
    javaScriptEnabled = true,
  ): Promise<{ page: Page; faults: string[] }> => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(error.message))
    await page.route(`${origin}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname
      const asset = path.startsWith('/assets/') ? join(folder, path.slice('/assets/'.length)) : undefined
      const body = asset ? readFileSync(asset) : `<!DOCTYPE html>${String(galleryPages[name]?.())}`
      const contentType = contentTypes[asset?.split('.').at(-1) ?? 'html'] ?? 'application/octet-stream'
      await route.fulfill({ body, contentType, headers: { 'content-security-policy': policy } })
    })
    await page.goto(`${origin}/gallery`, { waitUntil: 'load' })
    return { page, faults }
  }

  const violations = async (page: Page): Promise<string[]> => {
    await page.evaluate(axeSource)
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: (options: object) => Promise<{ violations: Violation[] }> }
      }
      return (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
        .violations
    })
    return found.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id} ${node.target.join(' ')}: ${node.failureSummary}`),
    )
  }

  const keepPicture = async (page: Page, name: string): Promise<void> => {
    if (keep === undefined) return
    mkdirSync(keep, { recursive: true })
    await page.screenshot({ path: join(keep, `${name}.png`), fullPage: true })
    writeFileSync(join(keep, `${name}.html`), await page.content())
  }

  for (const name of Object.keys(galleryPages)) {
    it.each([390, 1280])(`${name} is sound at %i pixels`, async (width) => {
      const { page, faults } = await open(name, width)
      await keepPicture(page, `${name}-${width}`)
      expect(await violations(page)).toEqual([])
      expect(faults).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await page.context().close()
    })
  }

  it('hides its script-only buttons where no script runs, and says all the rest', async () => {
    const { page } = await open('reading', 1280, false)
    await keepPicture(page, 'reading-1280-no-script')
    expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Print this page' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: /What happened, and what each/ }).isVisible()).toBe(true)
    await page.context().close()
  })

  it('prints the text with its address and without navigation', async () => {
    const { page } = await open('reading', 1280)
    await page.emulateMedia({ media: 'print' })
    await keepPicture(page, 'reading-print')
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0)
    expect(await page.getByText('https://throughline.example/library/3').isVisible()).toBe(true)
    await page.context().close()
  })

  it('takes the reader from an error to its field', async () => {
    const { page } = await open('form', 1280)
    for (const id of ['title', 'decided', 'nation', 'roles', 'password']) {
      await page.locator(`.govuk-error-summary a[href="#${id}"]`).click()
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(id)
    }
    await page.context().close()
  })
})
