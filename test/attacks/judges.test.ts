/** Golang's own Merkle and note code judges our log, proofs and notes, and agrees with us on each, good and bad. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inclusionProof } from '../../src/integrity/integrity.ts'
import { verifyEd25519 } from '../../src/integrity/ed25519.ts'
import { checkPublishedLog } from '../../src/integrity/log/check-tiles.ts'
import { logFilesAt } from '../../src/integrity/log/log-place.ts'
import { checkLogProof, writeLogProof } from '../../src/integrity/log-proof.ts'
import { openNote, writeKey } from '../../src/integrity/note.ts'
import { goTools, type GoTools } from '../support/go-tools.ts'
import { entryNumber, logUnderAttack, type LogUnderAttack } from '../support/log-under-attack.ts'

const tools: GoTools = goTools()
if ('skipped' in tools) process.stdout.write(`skipped: the judges of the log. ${tools.skipped}\n`)

describe.skipIf('skipped' in tools)('golang.org/x/mod', () => {
  const { tlogcheck, notecheck } = tools as Exclude<GoTools, { skipped: string }>
  let log: LogUnderAttack
  let folder: string
  let copy: string
  let key: string
  beforeAll(async () => {
    log = await logUnderAttack(300)
    folder = mkdtempSync(join(tmpdir(), 'throughline-judges-'))
    copy = await log.keepCopy('judged')
    key = writeKey(log.policy.logKey)
  })
  afterAll(async () => {
    await log.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const file = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  const judge = (place: string, ...more: string[]) => tlogcheck('-url', `file://${place}`, '-vkey', key, ...more)

  test('finds the log sound, and its next checkpoint a continuation', async () => {
    expect(judge(copy, '-all', '-sample', '10')).toMatchObject({
      code: 0,
      says: { ok: true, size: 300, entries_checked: 300 },
    })
    await log.grow(250)
    await log.publish()
    const later = await log.keepCopy('judged-later')
    expect(judge(later, '-all', '-known', join(copy, 'checkpoint'))).toMatchObject({
      code: 0,
      says: { consistent_with: [300] },
    })
    expect(judge(copy, '-known', join(later, 'checkpoint')).code).toBe(1)
  })

  test('and we agree on every file of it with one byte changed', async () => {
    const { readFileSync } = await import('node:fs')
    const paths = [
      'checkpoint',
      'tile/0/000',
      'tile/0/001.p/44',
      'tile/1/000.p/1',
      'tile/entries/000',
      'tile/entries/001.p/44',
    ]
    for (const path of paths) {
      const whole = new Uint8Array(readFileSync(join(copy, path)))
      for (const at of [0, Math.floor(whole.length / 2), whole.length - 1]) {
        const bad = whole.slice()
        bad[at]! ^= 1
        writeFileSync(join(copy, path), bad)
        const ours = await checkPublishedLog(logFilesAt(copy), log.policy)
        expect([path, at, ours.state, judge(copy, '-all').code]).toEqual([path, at, 'wrong', 1])
      }
      writeFileSync(join(copy, path), whole)
    }
  })

  test('finds every proof good that we make, and refuses what we refuse', async () => {
    const checkpoint = (await log.read('checkpoint'))!
    for (const index of [0, 1, 255, 256, 299, 511, 549]) {
      const proof = (await inclusionProof(log.t.ctx, index))!
      const bytes = writeLogProof(index, proof.hashes, checkpoint)
      const path = file('good.tlog-proof', bytes)
      const leaf = file('leaf', entryNumber(index))
      expect(tlogcheck('-proof', path, '-leaf', leaf, '-vkey', key)).toMatchObject({
        code: 0,
        says: { included: [index] },
      })
      expect(checkLogProof(bytes, entryNumber(index), log.policy, verifyEd25519)).toMatchObject({ index })
      const text = new TextDecoder().decode(bytes)
      const bads = [
        text.replace(`index ${index}\n`, `index ${index + 1}\n`),
        text.replace(`index ${index}\n`, `index 0${index}\n`),
        text.replace('tlog-proof@v1', 'tlog-proof@v2'),
        text.replace(/\n([A-Za-z0-9+/]{44}|[A-Za-z0-9+/]{43}=)\n/, '\n'),
        `\ufeff${text}`,
        text.replace('\n550\n', '\n551\n'),
        text.slice(0, -2),
      ]
      for (const [i, bad] of bads.entries()) {
        const badBytes = new TextEncoder().encode(bad)
        const ours = checkLogProof(badBytes, entryNumber(index), log.policy, verifyEd25519)
        const theirs = tlogcheck('-proof', file('bad.tlog-proof', badBytes), '-leaf', leaf, '-vkey', key).code
        expect([i, 'refused' in ours, theirs]).toEqual([i, true, 1])
      }
    }
  })

  test('reads notes as we do: 20, what it refuses we never take', async () => {
    const checkpoint = new TextDecoder().decode((await log.read('checkpoint'))!)
    const line = checkpoint.slice(checkpoint.indexOf('— '))
    const texts = [
      checkpoint,
      checkpoint + line,
      checkpoint.replace(line, `${line}— someone.else AAAAAAAAAA==\n`),
      checkpoint.replace('\n\n', '\n\n\n'),
      checkpoint.replace('\n\n', '\n \n'),
      checkpoint.slice(0, -1),
      checkpoint + '\n',
      checkpoint.replace('— ', '- '),
      checkpoint.replace('— ', '—  '),
      checkpoint.replace(/\n— /, '\r\n— '),
      `\u0000${checkpoint}`,
      checkpoint.replace('=\n', '\n'),
      checkpoint.replace(line, line.replace(/.\n$/, '!\n')),
      line,
      '',
      '\n\n',
    ]
    for (const [i, text] of texts.entries()) {
      const bytes = new TextEncoder().encode(text)
      const ours = openNote(bytes, [log.policy.logKey], verifyEd25519) !== null
      const theirs = notecheck('-vkey', key, file('any.note', bytes)) === 0
      expect([i, ours, theirs]).toEqual([i, i < 3, i < 3])
    }
  })
})
