import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testContext, type TestContext } from '../../../test/support/context.ts'
import { fillLog } from '../../../test/support/log.ts'
import { startWitness, type TestWitness } from '../../../test/support/witness.ts'
import { openCheckpoint, type LogPolicy } from '../checkpoint.ts'
import { verifyEd25519 } from '../ed25519.ts'
import { readKey } from '../note.ts'
import { checkpointFile, pinLog, publishedLog } from './published.ts'
import { publishLog } from './sequencer.ts'
import { openSigner, type OpenSigner } from './signer.ts'
import { readWitnesses, witnessLog } from './witness.ts'

const entries = (count: number, from = 0): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => new TextEncoder().encode(`entry ${from + i}`))

describe('witnesses over HTTP', () => {
  let t: TestContext
  let signer: OpenSigner
  let policy: LogPolicy
  const folder = mkdtempSync(join(tmpdir(), 'throughline-witness-'))
  const witnesses: TestWitness[] = []

  beforeAll(async () => {
    t = await testContext()
    signer = await openSigner(`${folder}/signer`, t.url)
    const key = readKey((await signer.status()).key)!
    policy = { origin: key.name, logKey: key, witnesses: [], quorum: 0 }
    witnesses.push(await startWitness('one.witness.example', policy), await startWitness('two.witness.example', policy))
    policy = { ...policy, witnesses: witnesses.map((one) => one.key), quorum: 2 }
    pinLog(policy)
  })
  afterAll(async () => {
    await Promise.all(witnesses.map((one) => one.close()))
    await signer.close()
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const named = () => readWitnesses(witnesses.map((one) => one.setting).join(', '))!
  const publish = () => publishLog(t.ctx, { signer, replica: null })

  test('a published checkpoint is served at once and called witnessed only when as many as asked for cosigned it', async () => {
    await fillLog(t.ctx, entries(5))
    await publish()
    expect(await publishedLog(t.publicCtx)).toMatchObject({ witnesses: [], isWitnessed: false })
    expect(openCheckpoint((await checkpointFile(t.publicCtx))!, policy, verifyEd25519)).toEqual({
      refused: 'too-few-witnesses',
    })
    witnesses[1]!.instead = { status: 503, body: '' }
    expect(await witnessLog(t.ctx, policy, named())).toEqual(['two.witness.example'])
    expect(await publishedLog(t.publicCtx)).toMatchObject({ witnesses: ['one.witness.example'], isWitnessed: false })
    witnesses[1]!.instead = null
    expect(await witnessLog(t.ctx, policy, named())).toEqual([])
    expect(await publishedLog(t.publicCtx)).toMatchObject({
      head: { size: 5 },
      witnesses: ['one.witness.example', 'two.witness.example'],
      isWitnessed: true,
    })
    expect('head' in openCheckpoint((await checkpointFile(t.publicCtx))!, policy, verifyEd25519)).toBe(true)
  })

  test('the next checkpoint carries a proof from the size that each witness saw last, also when it has to say so', async () => {
    await fillLog(t.ctx, entries(300, 5))
    await publish()
    witnesses[1]!.instead = { status: 500, body: '' }
    await witnessLog(t.ctx, policy, named())
    await fillLog(t.ctx, entries(10, 305))
    await publish()
    witnesses[1]!.instead = null
    const before = witnesses.map((one) => one.requests)
    expect(await witnessLog(t.ctx, policy, named())).toEqual([])
    expect(witnesses.map((one, i) => one.requests - before[i]!)).toEqual([1, 1])
    // A witness that lost our trail: we forget what it cosigned, and it answers 409 with its size.
    const other = await startWitness('three.witness.example', policy)
    const third = readWitnesses(other.setting)!
    other.instead = { status: 409, type: 'text/x.tlog.size', body: '305\n' }
    expect(await witnessLog(t.ctx, policy, third)).toEqual(['three.witness.example'])
    expect(other.requests).toBe(2)
    await other.close()
  })

  test('a witness’s answer counts only if it is its signature over this checkpoint', async () => {
    await fillLog(t.ctx, entries(1, 315))
    await publish()
    const bad = await startWitness('bad.witness.example', policy)
    const list = readWitnesses(bad.setting)!
    for (const body of ['', 'not a line\n', `— bad.witness.example ${'A'.repeat(104)}\n`, 'x'.repeat(30_000)]) {
      bad.instead = { status: 200, body }
      expect(await witnessLog(t.ctx, policy, list)).toEqual(['bad.witness.example'])
    }
    for (const body of ['9999\n', '-1\n', 'x', '316\n\n']) {
      bad.instead = { status: 409, type: 'text/x.tlog.size', body }
      expect(await witnessLog(t.ctx, policy, list)).toEqual(['bad.witness.example'])
    }
    await bad.close()
    expect(await witnessLog(t.ctx, policy, list)).toEqual(['bad.witness.example'])
  })

  test('the setting takes cosigning keys with an address, each key once', () => {
    const [one] = witnesses
    expect(readWitnesses('')).toEqual([])
    expect(readWitnesses(`${one!.setting} , `)).toHaveLength(1)
    for (const wrong of ['x', `${one!.setting},${one!.setting}`, one!.setting.split(' ')[0]!, `${one!.setting} more`])
      expect(readWitnesses(wrong)).toBeNull()
  })
})
