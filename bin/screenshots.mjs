/**
 * `npm run screenshots`: the pictures of the README, taken from the demonstration in a headless browser and kept in
 * docs/screenshots. Takes about a minute; run it when a page that they show has changed.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { ensureBuilt, ensureInstalled, requireNode, root, say } from './readiness.mjs'

/** Name, width, who looks, and where: a path, or the links to follow from it. */
const pictures = [
  { name: 'home', width: 1280, path: '/' },
  { name: 'search', width: 1280, path: '/library?q=was+not+brought' },
  { name: 'reading', width: 1280, path: '/library?q=supervision', follow: ['main h2 a'] },
  { name: 'reading-phone', width: 390, path: '/library?q=supervision', follow: ['main h2 a'] },
  { name: 'patterns', width: 1280, path: '/trends' },
  { name: 'work', width: 1280, as: 'registrar', path: '/workspace' },
  {
    name: 'removing-names',
    width: 1280,
    as: 'editor',
    path: '/workspace/deidentification',
    follow: ['main a[href^="/workspace/deidentification/"]'],
  },
  { name: 'circulation', width: 1280, as: 'circulation-officer', path: '/workspace/circulation' },
  { name: 'work-phone', width: 390, as: 'author', path: '/workspace' },
]

requireNode()
await ensureInstalled()
await ensureBuilt()
const executablePath = await ensureChromium()
const { chromium } = await import('playwright-core')
const data = mkdtempSync(join(tmpdir(), 'throughline-screenshots-'))
const folder = join(root, 'docs', 'screenshots')
mkdirSync(folder, { recursive: true })
const server = spawn(process.execPath, [join(root, 'dist', 'main', 'throughline.js'), 'start'], {
  env: { ...process.env, PORT: '0', DATA_FOLDER: data, RATE_LIMIT_PER_MINUTE: '100000' },
})
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
try {
  const site = await address(server)
  for (const picture of pictures) {
    const context = await browser.newContext({
      viewport: { width: picture.width, height: picture.width > 600 ? 860 : 844 },
    })
    const page = await context.newPage()
    if (picture.as) await signIn(page, site, picture.as)
    await page.goto(site + picture.path)
    for (const link of picture.follow ?? []) {
      await page.locator(link).first().click()
      await page.waitForLoadState('load')
    }
    await page.screenshot({ path: join(folder, `${picture.name}.png`) })
    say(`docs/screenshots/${picture.name}.png`)
    await context.close()
  }
} finally {
  await browser.close()
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
  rmSync(data, { recursive: true, force: true })
}

function address(child) {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (piece) => {
      said += piece
      const ready = /ready at (\S+)/.exec(said)
      if (ready) resolve(ready[1])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => reject(new Error(`the service stopped: ${said.slice(-2000)}`)))
  })
}

async function signIn(page, site, who) {
  await page.goto(`${site}/sign-in?as=${who}`)
  await page.getByRole('button', { name: 'Continue' }).click()
  const second = page.getByRole('button', { name: 'Sign in' })
  await second
    .or(page.getByRole('heading', { name: 'Your work' }))
    .first()
    .waitFor()
  if ((await second.count()) > 0) await second.click()
  await page.getByRole('heading', { name: 'Your work' }).waitFor()
}
