import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cutOff, logUnderAttack, type LogUnderAttack } from '../../../test/support/log-under-attack.ts'
import { checkLog, restoreLogFrom } from '../commands.ts'
import { writeKey } from '../note.ts'

describe('throughline log', () => {
  let log: LogUnderAttack
  let server: Server
  let address: string
  let serving: 'well' | 'nothing' | 'badly' = 'well'
  const folder = mkdtempSync(join(tmpdir(), 'throughline-log-command-'))
  const state = join(folder, 'state')

  beforeAll(async () => {
    log = await logUnderAttack(270)
    server = createServer((request, response) => {
      const answer = async (): Promise<void> => {
        const bytes = serving === 'nothing' ? null : await log.read(request.url!.slice('/log/'.length))
        if (bytes && serving === 'badly' && request.url!.includes('entries')) bytes[5]! ^= 1
        response.writeHead(bytes ? 200 : 404).end(bytes && Buffer.from(bytes))
      }
      void answer()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`
  })
  afterAll(async () => {
    server.close()
    await log.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function run(work: (io: { out(s: string): void; err(s: string): void }) => Promise<number>) {
    let out = ''
    const code = await work({ out: (lines) => (out += lines), err: (lines) => (out += lines) })
    return { code, out }
  }
  const check = (...args: string[]) => run((io) => checkLog(args, null, `${log.folder}/signer`, io))

  test('check: 0 for a sound log, and from then on for its continuation', async () => {
    expect(await check(address, '--state', state)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^SOUND: 270 entries.*\nNothing was kept/) as string,
    })
    await log.grow(3)
    await log.publish()
    const copied = join(folder, 'copy')
    expect(await check(address, '--state', state, '--copy', copied)).toMatchObject({
      code: 0,
      out: expect.stringContaining('continues the log of 270 entries') as string,
    })
    expect((await check(copied, '--state', state)).code).toBe(0)
  })

  test('check: 1 for a log that was changed, signed by another, or shorter than before', async () => {
    serving = 'badly'
    expect(await check(address, '--state', state)).toMatchObject({
      code: 1,
      out: expect.stringContaining('WRONG') as string,
    })
    serving = 'well'
    const other = { ...log.policy.logKey, publicKey: log.policy.logKey.publicKey.with(3, 7) }
    expect(await check(address, '--state', `${state}.other`, '--key', writeKey(other))).toMatchObject({ code: 1 })
    expect(await check(`${log.folder}/replica`, '--state', state)).toMatchObject({ code: 0 })
    const old = await log.keepCopy('old')
    await log.grow(1)
    await log.publish()
    expect((await check(address, '--state', state)).code).toBe(0)
    expect(await check(old, '--state', state)).toMatchObject({
      code: 1,
      out: expect.stringContaining('gone') as string,
    })
  })

  test('check: 2 where nothing can be said', async () => {
    serving = 'nothing'
    for (const args of [[], [address, '--bad', 'x'], [address, '--state', state], ['http://127.0.0.1:9/log'], [folder]])
      expect([args, (await check(...args)).code]).toEqual([args, 2])
    serving = 'well'
    expect(await check(address, '--state', state, '--key', 'no key')).toMatchObject({ code: 2 })
    expect(await run((io) => checkLog([address], null, `${folder}/none`, io))).toMatchObject({
      code: 2,
      out: expect.stringContaining('which key') as string,
    })
    writeFileSync(`${state}.bad`, 'not a checkpoint')
    expect((await check(address, '--state', `${state}.bad`)).code).toBe(2)
  })

  test('restore: brings back what a backup lacks, and refuses an older copy or a running signer', async () => {
    const restore = (from: string) => run((io) => restoreLogFrom(log.t.ctx, from, `${log.folder}/signer`, io))
    await expect(restore(`${log.folder}/replica`)).rejects.toThrow('Another log signer is running')
    await cutOff(log, 200)
    await log.signer.close()
    expect(await restore(`${log.folder}/old`)).toMatchObject({
      code: 1,
      out: expect.stringContaining('newer') as string,
    })
    expect(await restore(folder)).toMatchObject({ code: 1, out: expect.stringContaining('missing') as string })
    expect(await restore(`${log.folder}/replica`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('74 were brought back') as string,
    })
    await log.restartSigner()
    expect(await log.publish()).toEqual({ size: 274 })
    expect((await check(address, '--state', state)).code).toBe(0)
  })
})
