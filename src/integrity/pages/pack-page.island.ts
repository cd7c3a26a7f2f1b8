/**
 * @module The page that checks a pack in the reader's own browser, from a file, without network. It runs the very rules
 * of the command line. Signatures are checked by the browser's own Ed25519, which answers later: the rules are run with
 * the answers known so far, until they ask nothing new.
 */
import { isBase64Of32Bytes, toBase64 } from '../base64.ts'
import type { VerifySignature } from '../ed25519.ts'
import { readKey } from '../note.ts'
import { verifyPack, type PackTrust } from '../verify-pack.ts'
import type { Verdict } from '../verify.ts'

const byId = (id: string): HTMLElement => document.getElementById(id)!

/** Runs the rules until every signature that they ask for has been checked. */
export async function verdictOn(archive: Uint8Array, trust: PackTrust): Promise<Verdict> {
  const known = new Map<string, boolean>()
  for (;;) {
    const asked = new Map<string, Parameters<VerifySignature>>()
    const verdict = verifyPack(archive, trust, (...signed) => {
      const id = signed.map(toBase64).join('.')
      const answer = known.get(id)
      if (answer === undefined) asked.set(id, signed)
      return answer ?? true
    })
    if (asked.size === 0) return verdict
    for (const [id, signed] of asked) known.set(id, await isSigned(...signed))
  }
}

async function isSigned(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  try {
    const key = await crypto.subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, Uint8Array.from(signature), Uint8Array.from(message))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') throw new NoEd25519()
    return false
  }
}

class NoEd25519 extends Error {}

const stateWords = { verified: 'Verified', wrong: 'Wrong', 'could-not-check': 'Could not be checked' } as const

function show(state: string, headline: string, lists: readonly (readonly [string, readonly string[]])[]): void {
  const out = byId('verdict')
  out.dataset['state'] = state
  const heading = document.createElement('h2')
  heading.textContent = headline
  out.replaceChildren(heading)
  for (const [title, sentences] of lists.filter(([, some]) => some.length > 0)) {
    const name = document.createElement('h3')
    name.textContent = title
    const list = document.createElement('ul')
    for (const sentence of sentences)
      list.append(Object.assign(document.createElement('li'), { textContent: sentence }))
    out.append(name, list)
  }
}

async function check(file: File): Promise<void> {
  const log = readKey(document.documentElement.dataset['logKey'] ?? '')
  if (!log) return show('could-not-check', 'This page has no log’s key in it, so it can check nothing.', [])
  const author = (byId('author') as HTMLInputElement).value.trim()
  if (author !== '' && !isBase64Of32Bytes(author))
    return show('could-not-check', 'The author’s key is not 44 characters of base64.', [])
  const policy = { origin: log.name, logKey: log, witnesses: [], quorum: 0 }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const verdict = await verdictOn(bytes, { log: policy, author: author || null, current: null })
    show(verdict.state, `${stateWords[verdict.state]}: ${verdict.headline}`, [
      ['What is now certain', verdict.established],
      ['What is not', verdict.notEstablished],
    ])
  } catch (error) {
    if (!(error instanceof NoEd25519)) throw error
    show('could-not-check', 'This browser cannot check Ed25519 signatures. Use a newer one, or the command line.', [])
  }
}

byId('pack').addEventListener('change', (event) => {
  const [file] = (event.target as HTMLInputElement).files ?? []
  if (file) void check(file)
})
