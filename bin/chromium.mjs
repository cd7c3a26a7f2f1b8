/** Finds the browser that the journeys use, and installs it where that is one command that we may run. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { run } from './children.mjs'
import { say, stop } from './readiness.mjs'

/** The path of a Chromium that runs; ends the process with the one command to run where there is none. */
export async function ensureChromium() {
  const given = process.env.THROUGHLINE_CHROMIUM
  if (given) return runs(given) ? given : stop(`THROUGHLINE_CHROMIUM names ${given}, which does not run.`)
  const found = findChromium()
  if (found) return found

  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium for the browser tests: apt-get update && apt-get install -y chromium')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const updated = await run('apt-get', ['update', '-q'], { env })
    if (updated.code === 0) await run('apt-get', ['install', '-y', '-q', 'chromium'], { env })
  }
  return (
    findChromium() ?? stop(`The browser tests need Chromium. Install it with\n\n  ${oneCommand()}\n\nand run again.`)
  )
}

function findChromium() {
  return candidates().find((path) => existsSync(path) && runs(path))
}

function candidates() {
  const named = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin']
  return [
    ...named.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ...playwrightBrowsers(),
  ]
}

/** Playwright keeps one folder per revision: chromium-1234/chrome-linux/chrome and the like. */
function playwrightBrowsers() {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  ].filter((folder) => folder && existsSync(folder))
  const programs = /[\\/](chrome|chrome\.exe|Chromium|headless_shell|chrome-headless-shell)$/
  return caches.flatMap((cache) =>
    readdirSync(cache)
      .filter((name) => name.startsWith('chromium'))
      .sort()
      .reverse()
      .flatMap((name) => readdirSync(join(cache, name), { recursive: true }).map((file) => join(cache, name, file)))
      .filter((path) => programs.test(path)),
  )
}

/** A path is not proof: Ubuntu's /usr/bin/chromium-browser may only say that a snap should be installed. */
function runs(path) {
  if (process.platform === 'win32') return existsSync(path)
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

function oneCommand() {
  if (existsSync('/usr/bin/apt-get')) return 'sudo apt-get update && sudo apt-get install -y chromium'
  return 'npx playwright-core install --with-deps chromium'
}
