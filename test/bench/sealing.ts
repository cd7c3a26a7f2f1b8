/** Sealing and verifying a report of 30,000 words: in Node, and in Chromium as the author's browser does it. */
import { randomBytes } from 'node:crypto'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { disclose } from '../../src/integrity/disclosure.ts'
import { sealedEdition } from '../../src/integrity/edition.ts'
import { publicKeyOf, signEd25519, verifyEd25519 } from '../../src/integrity/ed25519.ts'
import { publicSignatures } from '../../src/integrity/edition-signatures.ts'
import { sealedRoot, type Block } from '../../src/integrity/sealed-text.ts'
import { sealInBrowser } from '../../src/integrity/sealing.ts'
import { noteOf } from '../../src/integrity/signers.ts'
import { writeStatement } from '../../src/integrity/statement.ts'
import { fromBase64, toBase64 } from '../../src/integrity/base64.ts'
import { verifyEdition } from '../../src/integrity/verify.ts'

/** What the figures are about. */
export const name = 'sealing'

/** One figure: what, how much, its unit. */
export type Report = (figure: string, value: number, unit: string) => void

const WORDS = 30_000
const ROUNDS = 5

/** Measures the median of a few rounds on the wall's clock: other work on the machine is in it. */
export async function run(report: Report): Promise<void> {
  const blocks = reportOf(WORDS)
  inNode(blocks, report)
  await inChromium(blocks, report)
}

function inNode(blocks: Block[], report: Report): void {
  report(
    'sealing 30,000 words in Node',
    median(() => sealInBrowser(blocks)),
    'ms',
  )
  const edition = signedEdition(blocks)
  report(
    'verifying them with signature in Node',
    median(() => mustHold(verifyEdition(edition, undefined, verifyEd25519))),
    'ms',
  )
}

function mustHold(verdict: { state: string }): void {
  if (verdict.state !== 'verified') throw new Error(`the bench’s own edition is ${verdict.state}`)
}

/** An edition of the whole report with a passage replaced in every third block, signed. */
function signedEdition(blocks: Block[]) {
  const { seeds, root } = sealInBrowser(blocks)
  const seedBytes = seeds.map(fromBase64)
  const treatments = blocks.map((_, i) => (i % 3 === 0 ? [{ start: 4, end: 9, label: 'Mother' }] : []))
  const text = writeStatement({
    kind: 'submit',
    version: 1,
    blocks: blocks.length,
    root,
    manifest: null,
    previous: null,
  })
  const secret = new Uint8Array(randomBytes(32))
  const author = { signer: 'author' as const, publicKey: publicKeyOf(secret), from: 0, until: null }
  const note = noteOf(text, [{ ...author, signature: signEd25519(secret, new TextEncoder().encode(text)) }])
  if (toBase64(sealedRoot(blocks, seedBytes)) !== root) throw new Error('two roots of one text')
  const details = { edition: 'bench', title: 'Bench', volume: { label: 'None', date: '2026-01-01' }, notice: '' }
  return sealedEdition(details, disclose(blocks, seedBytes, treatments), publicSignatures([note], [author]))
}

async function inChromium(blocks: Block[], report: Report): Promise<void> {
  const path = process.env['THROUGHLINE_CHROMIUM'] ?? '/usr/bin/chromium'
  const code = await bundled()
  const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    // The file is served by nobody: WebCrypto asks for a secure place, and localhost is one.
    await page.route('http://localhost/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
    )
    await page.goto('http://localhost/')
    await page.addScriptTag({ content: code })
    const edition = JSON.stringify(signedEdition(blocks))
    const times = await page.evaluate(
      async ({ shown, file, rounds }) => {
        const { bench } = window as unknown as {
          bench: { seal(shown: unknown): Promise<void>; check(file: string): string }
        }
        const found: { seal: number[]; check: number[] } = { seal: [], check: [] }
        for (let i = 0; i < rounds; i++) {
          const start = performance.now()
          await bench.seal(shown)
          const sealed = performance.now()
          if (bench.check(file) !== 'verified') throw new Error('not verified')
          found.seal.push(sealed - start)
          found.check.push(performance.now() - sealed)
        }
        return found
      },
      { shown: blocks, file: edition, rounds: ROUNDS },
    )
    report('sealing and signing 30,000 words in Chromium', middle(times.seal), 'ms')
    report('verifying the words in Chromium', middle(times.check), 'ms')
  } finally {
    await browser.close()
  }
}

/** What the author's page does: seal, derive the review's key, sign the statement. Signatures are checked elsewhere. */
const pageCode = `
  import { sealInBrowser } from './sealing.ts'
  import { verifyEdition } from './verify.ts'
  import { writeStatement } from './statement.ts'
  import { holdMaster, reviewKey, signText } from './browser/web-keys.ts'
  const master = holdMaster(crypto.getRandomValues(new Uint8Array(32)))
  window.bench = {
    async seal(shown) {
      const { root } = sealInBrowser(shown)
      const key = await reviewKey(await master, { reference: 'AAAA-BBBB', holder: 'author', number: 1 })
      const values = { kind: 'submit', version: 1, blocks: shown.length, root, manifest: null, previous: null }
      await signText(key, writeStatement(values))
    },
    check: (file) => verifyEdition(JSON.parse(file)).state,
  }`

async function bundled(): Promise<string> {
  const resolveDir = new URL('../../src/integrity/', import.meta.url).pathname
  const built = await build({
    stdin: { contents: pageCode, resolveDir, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    conditions: ['throughline-source'],
  })
  return built.outputFiles[0]!.text
}

/** Invented sentences of ten words, eight to a paragraph. */
function reportOf(words: number): Block[] {
  const sentence = 'The worker visited four times and nobody asked the boy.'
  const paragraph = Array.from({ length: 8 }, () => sentence).join(' ')
  return Array.from({ length: words / 80 }, () => ({ kind: 'paragraph', text: paragraph }))
}

function median(work: () => unknown): number {
  return middle(
    Array.from({ length: ROUNDS }, () => {
      const start = performance.now()
      work()
      return performance.now() - start
    }),
  )
}

function middle(times: readonly number[]): number {
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0)
}
