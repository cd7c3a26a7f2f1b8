/**
 * A small real witness over HTTP, written from C2SP tlog-witness and tlog-cosignature alone: it keeps the largest head it
 * cosigned of each log, and never cosigns one that does not continue it.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomBytes } from 'node:crypto'
import { fromBase64, toBase64 } from '../../src/integrity/base64.ts'
import { openCheckpoint, type LogPolicy } from '../../src/integrity/checkpoint.ts'
import { publicKeyOf, signEd25519, verifyEd25519 } from '../../src/integrity/ed25519.ts'
import { extendsTree, treeHash } from '../../src/integrity/merkle.ts'
import { cosignedMessage, signatureLine, signatureTypes, writeKey, type NoteKey } from '../../src/integrity/note.ts'

/** A witness that runs. `requests` counts what it was asked. */
export interface TestWitness {
  readonly key: NoteKey
  /** An entry of LOG_WITNESSES. */
  readonly setting: string
  requests: number
  /** What it answers instead of doing its work, when set. */
  instead: { status: number; type?: string; body: string } | null
  close(): Promise<void>
}

/** Starts one that trusts this log. */
export async function startWitness(name: string, log: LogPolicy): Promise<TestWitness> {
  const seed = new Uint8Array(randomBytes(32))
  const key: NoteKey = { name, type: signatureTypes.cosignature, publicKey: publicKeyOf(seed) }
  let seen = { size: 0, root: treeHash([]) }

  function answer(body: string): { status: number; type?: string; body: string } {
    const split = body.indexOf('\n\n')
    const [old, ...proof] = body.slice(0, split).split('\n')
    const size = /^old (0|[1-9]\d*)$/.exec(old ?? '')?.[1]
    if (split === -1 || size === undefined || proof.length > 63) return { status: 400, body: '' }
    const note = new TextEncoder().encode(body.slice(split + 2))
    const opened = openCheckpoint(note, log, verifyEd25519)
    if ('refused' in opened) return { status: opened.refused === 'another-log' ? 404 : 403, body: '' }
    if (Number(size) > opened.head.size) return { status: 400, body: '' }
    if (Number(size) !== seen.size) return { status: 409, type: 'text/x.tlog.size', body: `${seen.size}\n` }
    const { head } = opened
    if (!extendsTree(seen.root, seen.size, head.root, head.size, proof.map(fromBase64)))
      return { status: 422, body: '' }
    seen = head
    const time = Math.floor(Date.now() / 1000)
    const text = new TextEncoder().encode(`${log.origin}\n${head.size}\n${toBase64(head.root)}\n`)
    const stamp = new Uint8Array(8)
    new DataView(stamp.buffer).setBigUint64(0, BigInt(time))
    const line = signatureLine(key, Uint8Array.of(...stamp, ...signEd25519(seed, cosignedMessage(time, text))))
    return { status: 200, body: line }
  }

  const witness = { key, setting: '', requests: 0, instead: null as TestWitness['instead'] }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      witness.requests += 1
      const isRight = request.method === 'POST' && request.url === '/add-checkpoint'
      const given = isRight
        ? (witness.instead ?? answer(Buffer.concat(chunks).toString('utf8')))
        : { status: 404, body: '' }
      response.writeHead(given.status, { 'content-type': given.type ?? 'text/plain' }).end(given.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  witness.setting = `${writeKey(key)} http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(witness, {
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}
