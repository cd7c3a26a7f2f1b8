/** The page that is in a pack, opened from a file without network, says of every pack what the command line says. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyEd25519 } from '../../src/integrity/ed25519.ts'
import { writeKey } from '../../src/integrity/note.ts'
import { readArchive } from '../../src/integrity/pack-archive.ts'
import { verifyPack, type PackTrust } from '../../src/integrity/verify-pack.ts'
import { logUnderAttack, type LogUnderAttack } from '../support/log-under-attack.ts'
import { mutatedPacks } from '../support/mutations.ts'
import { packedEdition, packedReport } from '../support/packs.ts'

const program = process.env['THROUGHLINE_CHROMIUM'] ?? '/usr/bin/chromium'
const isThere = existsSync(program) && existsSync('dist/integrity/verify.html')
if (!isThere) process.stdout.write('skipped: the page in the pack needs Chromium, and what `npm run build` builds\n')

describe.skipIf(!isThere)('verify.html', () => {
  let log: LogUnderAttack
  let browser: Browser
  let packs: Uint8Array[]
  let trust: PackTrust
  const folder = mkdtempSync(join(tmpdir(), 'throughline-page-'))
  beforeAll(async () => {
    log = await logUnderAttack(20)
    packs = [(await packedReport(log)).pack, (await packedEdition(log)).pack]
    trust = { log: log.policy, author: null, current: null }
    writeFileSync(join(folder, 'verify.html'), readArchive(packs[0]!)!.get('verify.html')!)
    browser = await chromium.launch({
      executablePath: program,
      args: ['--no-sandbox', '--disable-gpu', '--disable-sync'],
    })
  })
  afterAll(async () => {
    await browser.close()
    await log.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('agrees with the rules on good and on changed packs, asks no network, and shows the key it trusts', async () => {
    const context = await browser.newContext({ offline: true })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`file://${join(folder, 'verify.html')}`)
    expect(await page.textContent('#key')).toBe(writeKey(log.policy.logKey))
    const all = [...packs, ...mutatedPacks(packs, 20, 11)]
    for (const [i, bytes] of all.entries()) {
      await page.evaluate("document.getElementById('verdict').removeAttribute('data-state')")
      await page.setInputFiles('#pack', {
        name: `pack-${i}.zip`,
        mimeType: 'application/zip',
        buffer: Buffer.from(bytes),
      })
      await page.waitForSelector('#verdict[data-state]')
      const verdict = verifyPack(bytes, trust, verifyEd25519)
      expect([i, await page.getAttribute('#verdict', 'data-state')]).toEqual([i, verdict.state])
      expect(await page.textContent('#verdict h2')).toContain(verdict.headline)
      expect(verdict.state === 'verified').toBe(i < 2)
    }
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('blob:'))).toEqual([])
  }, 60_000)
})
