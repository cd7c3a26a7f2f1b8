/**
 * Attacks on the log, by somebody with all rights over the database, and some with the log's own key. Each is first seen
 * to succeed where its defence is off; then it is caught.
 */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import { checkpointText, openCheckpoint } from '../../src/integrity/checkpoint.ts'
import { signEd25519, verifyEd25519 } from '../../src/integrity/ed25519.ts'
import { appendEntry, checkLog, inclusionProof, treeHead } from '../../src/integrity/integrity.ts'
import { checkPublishedLog, type ReadLogFile } from '../../src/integrity/log/check-tiles.ts'
import { logFilesAt } from '../../src/integrity/log/log-place.ts'
import { restoreLog } from '../../src/integrity/log/restore.ts'
import { openSigner } from '../../src/integrity/log/signer.ts'
import { publishLog } from '../../src/integrity/log/sequencer.ts'
import { extendSigned, type SignedTree } from '../../src/integrity/log/signing.ts'
import * as logStore from '../../src/integrity/log/store.ts'
import { TileBuilder } from '../../src/integrity/log/tile-builder.ts'
import { includes, leafHash, pushSubtree, treeHash, type SubtreeHash } from '../../src/integrity/merkle.ts'
import { signatureLine, writeNote } from '../../src/integrity/note.ts'
import { tilePath, writeBundle } from '../../src/integrity/tiles.ts'
import { cutOff, entryNumber, logUnderAttack, type LogUnderAttack } from '../support/log-under-attack.ts'
import { fillLog } from '../support/log.ts'

let log: LogUnderAttack
afterEach(() => log.close())

/** The log's own key, in the hands of the attacker. */
function stolenKey(): Uint8Array {
  return new Uint8Array(Buffer.from(readFileSync(`${log.folder}/signer/key`, 'utf8').trim(), 'hex'))
}

/** A whole log of these entries, signed with the stolen key: what its files would be. */
function forgedLog(entries: readonly Uint8Array[]): ReadLogFile {
  const builder = new TileBuilder()
  for (const entry of entries) builder.add(leafHash(entry))
  const files = new Map(builder.takeChanged().map((tile) => [tilePath(tile), tile.hashes]))
  for (let from = 0; from < entries.length; from += 256) {
    const some = entries.slice(from, from + 256)
    files.set(tilePath({ level: 'entries', number: from / 256, width: some.length }), writeBundle(some))
  }
  const text = checkpointText(log.policy.origin, { size: entries.length, root: treeHash(entries.map(leafHash)) })
  const signature = signEd25519(stolenKey(), new TextEncoder().encode(text))
  files.set('checkpoint', writeNote(text, [signatureLine(log.policy.logKey, signature)]))
  return async (path) => files.get(path) ?? null
}

const wrong = (what: string, path: string | null = null) => ({ state: 'wrong', what, path })

describe('2: an entry or a tile is edited in the database', () => {
  test('the database alone takes it; whoever checks the log finds the file', async () => {
    log = await logUnderAttack(300)
    const other = new TextEncoder().encode('other words')
    const edit = 'update integrity.log_entry set entry = $1, leaf_hash = $2 where index = 17'
    await log.vandal(edit, [Buffer.from(other), Buffer.from(leafHash(other))])
    expect(new TextDecoder().decode((await log.read('tile/entries/000'))!)).toContain('other words')
    expect(await log.check()).toEqual(wrong('root-differs'))
    expect((await checkLog(log.t.ctx)).sound).toBe(false)
    await log.vandal(edit, [Buffer.from(entryNumber(17)), Buffer.from(leafHash(entryNumber(17)))])
    expect((await log.check()).state).toBe('sound')
    await log.vandal(
      `update integrity.tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where level = 0 and number = 1`,
    )
    expect(await log.check()).toEqual(wrong('tile-differs', 'tile/0/001.p/44'))
  })

  test('without triggers a row can be changed; with them it cannot', async () => {
    log = await logUnderAttack(3)
    const { ctx } = log.t
    const { sql } = await import('kysely')
    for (const table of ['log_entry', 'tile', 'checkpoint'])
      await expect(sql`delete from integrity.${sql.ref(table)}`.execute(ctx.db)).rejects.toThrow('append-only')
    await expect(sql`update integrity.tile set hashes = sha256('x')`.execute(ctx.db)).rejects.toThrow('only grows')
    await log.vandal('delete from integrity.tile')
    expect((await log.check()).state).toBe('missing')
  })
})

describe('3: entries are edited and everything signed again with the log’s key', () => {
  test('it passes for who kept nothing, and is a fork for who kept a checkpoint', async () => {
    log = await logUnderAttack(20)
    const kept = await log.head()
    const entries = Array.from({ length: 25 }, (_, i) => entryNumber(i, i === 4 ? 'softened' : 'entry'))
    expect((await checkPublishedLog(forgedLog(entries), log.policy)).state).toBe('sound')
    expect(await checkPublishedLog(forgedLog(entries), log.policy, [kept])).toMatchObject(
      wrong('fork', expect.anything() as never),
    )
    // The signer itself, asked through the edited database, remembers.
    await cutOff(log, 0)
    await fillLog(log.t.ctx, entries)
    expect(await log.publish()).toEqual({ refused: 'fork' })
  })
})

describe('4 and 5: an old backup is restored, or the last entries are dropped', () => {
  test('a signer without a memory would sign another history; this one refuses, and a copy brings the log back', async () => {
    log = await logUnderAttack(300)
    const kept = await log.head()
    const copy = `${log.folder}/replica`
    await cutOff(log, 280)
    expect(await log.publish()).toEqual({ refused: 'rollback' })
    await fillLog(
      log.t.ctx,
      Array.from({ length: 20 }, (_, i) => entryNumber(i, 'other')),
    )
    expect(await log.publish()).toEqual({ refused: 'fork' })
    // With its memory gone (a folder of its own), the other history is signed: that memory is the defence.
    const forgetful = await openSigner(`${log.folder}/forgetful`, log.t.url)
    await cutOff(log, 0)
    await fillLog(
      log.t.ctx,
      Array.from({ length: 300 }, (_, i) => entryNumber(i, 'other')),
    )
    expect(await publishLog(log.t.ctx, { signer: forgetful, replica: null })).toEqual({ size: 300 })
    await forgetful.close()
    // And who kept a checkpoint sees that it is not the log.
    expect(await log.check([kept])).toEqual(wrong('not-signed-by-the-log', 'checkpoint'))
    expect(await restored(copy)).toEqual({ refused: 'database-goes-another-way' })

    await cutOff(log, 0)
    await fillLog(
      log.t.ctx,
      Array.from({ length: 280 }, (_, i) => entryNumber(i)),
    )
    expect(await restored(copy)).toEqual({ size: 300, entries: 20, signer: false })
    await log.restartSigner()
    expect(await log.publish()).toEqual({ size: 300 })
    expect((await log.check([kept])).state).toBe('sound')
    expect((await checkLog(log.t.ctx, [kept])).sound).toBe(true)
    await log.grow(3)
    expect(await log.publish()).toEqual({ size: 303 })
    expect((await log.check([kept])).state).toBe('sound')
  })

  test('the last entries are dropped: fewer entries than a kept checkpoint, or than the signer remembers', async () => {
    log = await logUnderAttack(10)
    const kept = await log.head()
    await log.grow(5)
    await log.publish()
    const later = await log.head()
    await cutOff(log, 10)
    // Nobody who saw only ten could tell, from what is served, that there were fifteen.
    expect((await log.check([kept])).state).toBe('sound')
    expect(await log.check([later])).toEqual(wrong('rollback'))
    expect(await log.publish()).toEqual({ refused: 'rollback' })
  })

  async function restored(copy: string) {
    await log.signer.close()
    const outcome = await restoreLog(log.t.ctx, logFilesAt(copy), `${log.folder}/signer`)
    return outcome
  }
})

describe('6: two readers are shown different logs', () => {
  test('each alone is content; their checkpoints together are not', async () => {
    log = await logUnderAttack(8)
    const common = Array.from({ length: 8 }, (_, i) => entryNumber(i))
    const one = forgedLog([...common, entryNumber(8, 'for one')])
    const other = forgedLog([...common, entryNumber(8, 'for the other'), entryNumber(9)])
    const seen = await Promise.all([one, other].map((read) => checkPublishedLog(read, log.policy, [])))
    expect(seen.map(({ state }) => state)).toEqual(['sound', 'sound'])
    const mine = seen[0]!
    const kept = mine.state === 'sound' ? mine.checkpoint.head : null
    expect(await checkPublishedLog(other, log.policy, [kept!])).toMatchObject({ state: 'wrong', what: 'fork' })
  })
})

describe('7: a stale checkpoint is shown again', () => {
  test('its signature is good; who saw a newer one refuses it', async () => {
    log = await logUnderAttack(8)
    const stale = await log.keepCopy('stale')
    await log.grow(4)
    await log.publish()
    const newer = await log.head()
    expect((await checkPublishedLog(logFilesAt(stale), log.policy)).state).toBe('sound')
    expect(await checkPublishedLog(logFilesAt(stale), log.policy, [newer])).toEqual(wrong('rollback'))
  })
})

describe('17: planted names are looked for in the log', () => {
  test('an entry with a name would show it; blinded entries, tiles and checkpoint hold none', async () => {
    const { recordSubmission, sealReport } = await import('../../src/integrity/integrity.ts')
    log = await logUnderAttack(2)
    const blocks = [{ kind: 'paragraph' as const, text: 'Zebedee Quillfeather was seen at 4 Larkspur Row.' }]
    const { root } = sealReport(blocks)
    await recordSubmission(log.t.ctx, { reportRoot: root, blockCount: 1, version: 1 })
    await log.publish()
    const copy = await log.keepCopy('published')
    expect(await namesFound(copy)).toBe(false)
    expect((await log.check()).state).toBe('sound')
    await appendEntry(log.t.ctx, new TextEncoder().encode(blocks[0]!.text))
    await log.publish()
    expect(await namesFound(await log.keepCopy('with-a-name'))).toBe(true)
  })

  async function namesFound(folder: string): Promise<boolean> {
    const found = await promisify(execFile)('grep', ['-r', '-l', '-e', 'Quillfeather', '-e', 'Larkspur', folder]).catch(
      (error: { code?: number }) => (error.code === 1 ? { stdout: '' } : Promise.reject(error as Error)),
    )
    return found.stdout !== ''
  }
})

describe('19: the server’s clock is off by ten years', () => {
  test('nothing that is checked depends on it', async () => {
    log = await logUnderAttack(5)
    const before = await log.head()
    log.t.at('2016-01-01T00:00:00Z')
    await log.grow(5)
    await log.publish()
    log.t.at('2036-01-01T00:00:00Z')
    await log.grow(5)
    await log.publish()
    expect((await log.check([before])).state).toBe('sound')
    expect((await checkLog(log.t.ctx, [before])).sound).toBe(true)
    const checkpoint = new TextDecoder().decode((await log.read('checkpoint'))!)
    expect(checkpoint.split('\n').slice(0, 2)).toEqual(['log.example/attacked', '15'])
    // The stored times are out of order, as they must be then, and are part of nothing that is proved.
    expect(checkpoint).not.toMatch(/20[0-9]{2}-/)
  })
})

describe('22: a bit flips in a stored hash before it is signed', () => {
  test('a signer that took stored hashes as they are would sign it; this one hashes the entries again', async () => {
    log = await logUnderAttack(5)
    await log.grow(5)
    // The tiles are stored as the sequencer does it, then one bit flips on the disk.
    const builder = new TileBuilder()
    for (let i = 0; i < 10; i += 1) builder.add(leafHash(entryNumber(i)))
    const [tile] = builder.takeChanged()
    await inTransaction(log.t.ctx, (tx) => logStore.storeTiles(tx, [tile!]))
    await log.vandal('update integrity.tile set hashes = set_byte(hashes, 32 * 7, get_byte(hashes, 32 * 7) # 1)')
    const trusting = await logStore.tilesAt(log.t.ctx.db, [{ level: 0, number: 0 }])
    const leaves = Array.from({ length: 10 }, (_, i) => trusting[0]!.hashes.slice(i * 32, i * 32 + 32))
    expect(treeHash(leaves)).not.toEqual((await treeHead(log.t.ctx)).root)
    expect(await log.signer.sign(10)).toEqual({ refused: 'stored-hash-differs' })
    // The sequencer cannot write over it either: a tile only grows.
    await expect(log.publish()).rejects.toThrow('only grows')
    await log.vandal('update integrity.tile set hashes = set_byte(hashes, 32 * 7, get_byte(hashes, 32 * 7) # 1)')
    expect(await log.publish()).toEqual({ size: 10 })
  })
})

describe('23: two sequencers at once', () => {
  test('without the lock two would both write and sign; with it each size has one root', async () => {
    log = await logUnderAttack(3)
    await log.grow(40)
    const sizes = await Promise.all(Array.from({ length: 6 }, () => log.publish()))
    expect(new Set(sizes.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"size":43}']))
    expect((await log.check()).state).toBe('sound')
    // The lock held by another process holds this one back.
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    let isHeld = (): void => undefined
    const taken = new Promise<void>((resolve) => (isHeld = resolve))
    const other = logStore.asOnlySequencer(log.t.ctx, () => {
      isHeld()
      return held
    })
    await taken
    await log.grow(1)
    let done = false
    const waiting = log.publish().then((outcome) => {
      done = true
      return outcome
    })
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(done).toBe(false)
    release()
    await other
    expect(await waiting).toEqual({ size: 44 })
  })

  test('a second signer with a key of its own is not let near the log', async () => {
    log = await logUnderAttack(3)
    const stranger = await openSigner(`${log.folder}/stranger`, log.t.url)
    await log.grow(2)
    expect(await publishLog(log.t.ctx, { signer: stranger, replica: null })).toEqual({ refused: 'another-key' })
    await stranger.close()
  })
})

describe('25: a perfect log, but not the one that was pinned', () => {
  test('it is sound by its own key and wrong by the pinned one', async () => {
    log = await logUnderAttack(5)
    const fake = await openSigner(`${log.folder}/fake`, log.t.url, log.policy.origin)
    const { readKey } = await import('../../src/integrity/note.ts')
    const key = readKey((await fake.status()).key)!
    const note = await fake.sign(5)
    await fake.close()
    const bytes = 'note' in note ? note.note : new Uint8Array()
    const byOwnKey = { ...log.policy, logKey: key }
    const read: ReadLogFile = async (path) => (path === 'checkpoint' ? bytes : log.read(path))
    expect((await checkPublishedLog(read, byOwnKey)).state).toBe('sound')
    expect(await checkPublishedLog(read, log.policy)).toEqual(wrong('not-signed-by-the-log', 'checkpoint'))
  })
})

describe('26: a flood of junk entries', () => {
  test('nobody outside can append; an insider’s flood buries nothing and lengthens no proof beyond 20 hashes', async () => {
    log = await logUnderAttack(1)
    const first = entryNumber(0)
    await log.grow(3_000, 'junk')
    await log.publish()
    const head = await log.head()
    const proof = (await inclusionProof(log.t.ctx, 0))!
    expect(proof.hashes.length).toBeLessThanOrEqual(12)
    expect(includes(head.root, head.size, 0, leafHash(first), proof.hashes)).toBe(true)
    await expect(appendEntry(log.t.ctx, new Uint8Array(65_536))).rejects.toThrow('check constraint')
    const { sql } = await import('kysely')
    await expect(
      sql`insert into integrity.log_entry (index, entry, leaf_hash, appended_at) values (3001, 'x', sha256('\\x0078'), now())`.execute(
        log.t.publicCtx.db,
      ),
    ).rejects.toThrow('permission denied')
  })
})

describe('the signer, asked for anything at all', () => {
  test('never signs less than it signed, nor a log that does not begin with it', async () => {
    log = await logUnderAttack(12)
    const signedTree: SignedTree = {
      size: 12,
      frontier: frontierOf(Array.from({ length: 12 }, (_, i) => entryNumber(i))),
    }
    const stored = {
      entriesFrom: (from: number, limit: number) => logStore.entriesFrom(log.t.ctx.db, from, limit),
      tilesAt: (places: readonly { level: number; number: number }[]) => logStore.tilesAt(log.t.ctx.db, places),
    }
    for (const size of [-1, 0, 11, 1.5, NaN, Infinity])
      expect(await log.signer.sign(size)).toMatchObject({ refused: expect.stringMatching('rollback') as never })
    expect(await log.signer.sign(13)).toEqual({ refused: 'entries-missing' })
    expect(await extendSigned(signedTree, 12, stored)).toEqual(signedTree)
    const other = { ...signedTree, frontier: signedTree.frontier.with(0, new Uint8Array(32)) }
    expect(await extendSigned(other, 12, stored)).toEqual({ refused: 'fork' })
  })

  test('a folder whose memory was deleted is refused, not started afresh', async () => {
    log = await logUnderAttack(4)
    await log.signer.close()
    const head = readFileSync(`${log.folder}/signer/head.json`)
    const { rmSync } = await import('node:fs')
    rmSync(`${log.folder}/signer/head.json`)
    await expect(openSigner(`${log.folder}/signer`, log.t.url)).rejects.toThrow('memory')
    // An older memory is one that forgot: what was published since tells.
    writeFileSync(`${log.folder}/signer/head.json`, head)
    await log.restartSigner()
    await log.grow(2)
    await log.publish()
    await log.signer.close()
    writeFileSync(`${log.folder}/signer/head.json`, head)
    await log.restartSigner()
    expect(await log.publish()).toEqual({ refused: 'signer-behind' })
    await log.signer.close()
    expect(await restoreLog(log.t.ctx, logFilesAt(`${log.folder}/replica`), `${log.folder}/signer`)).toEqual({
      size: 6,
      entries: 0,
      signer: true,
    })
    await log.restartSigner()
    expect(await log.publish()).toEqual({ size: 6 })
  })

  function frontierOf(entries: readonly Uint8Array[]): Uint8Array[] {
    const frontier: SubtreeHash[] = []
    for (const entry of entries) pushSubtree(frontier, { level: 0, hash: leafHash(entry) })
    return frontier.map(({ hash }) => hash)
  }
})

test('a checkpoint is never taken from a copy without its signature', async () => {
  log = await logUnderAttack(2)
  const note = new TextDecoder().decode((await log.read('checkpoint'))!)
  const forged = new TextEncoder().encode(note.replace('\n2\n', '\n3\n'))
  expect(openCheckpoint(forged, log.policy, verifyEd25519)).toEqual({ refused: 'not-signed-by-the-log' })
  expect(openCheckpoint(forged, log.policy, () => true)).toMatchObject({ head: { size: 3 } })
})
