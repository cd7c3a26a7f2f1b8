import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testContext, type TestContext } from '../../../test/support/context.ts'
import { fillLog } from '../../../test/support/log.ts'
import { equalBytes } from '../base64.ts'
import { openCheckpoint, type LogPolicy } from '../checkpoint.ts'
import { verifyEd25519 } from '../ed25519.ts'
import { appendEntry, checkLog, treeHead } from '../integrity.ts'
import { leafHash, treeHash } from '../merkle.ts'
import { readKey } from '../note.ts'
import { hasTile, readBundle, tilePath, tilesOf } from '../tiles.ts'
import { checkpointFile, tileFile } from './published.ts'
import { publishLog, type Publishing } from './sequencer.ts'
import { openSigner, type OpenSigner } from './signer.ts'
import { TileBuilder } from './tile-builder.ts'

const entry = (i: number): Uint8Array => new TextEncoder().encode(`entry ${i}\n`)

describe('the tile builder', () => {
  test('makes the tiles of RFC 6962’s tree at every size, whatever size it starts from', () => {
    const leaves = Array.from({ length: 600 }, (_, i) => leafHash(entry(i)))
    const whole = new TileBuilder()
    for (const leaf of leaves) whole.add(leaf)
    const tiles = whole.takeChanged()
    expect(tiles.map(tilePath).toSorted()).toEqual(
      tilesOf(600)
        .filter((tile) => tile.level !== 'entries')
        .map(tilePath)
        .toSorted(),
    )
    const upper = tiles.find((tile) => tile.level === 1)!
    expect(upper.hashes.slice(0, 32)).toEqual(treeHash(leaves.slice(0, 256)))
    for (const start of [1, 255, 256, 257, 511, 512]) {
      const begun = new TileBuilder()
      for (const leaf of leaves.slice(0, start)) begun.add(leaf)
      const resumed = new TileBuilder(start, begun.takeChanged())
      for (const leaf of leaves.slice(start)) resumed.add(leaf)
      for (const tile of resumed.takeChanged()) {
        const same = tiles.find((one) => tilePath(one) === tilePath(tile))!
        expect(equalBytes(tile.hashes, same.hashes)).toBe(true)
      }
    }
  })
})

describe('publishing', () => {
  let t: TestContext
  let signer: OpenSigner
  let publishing: Publishing
  let policy: LogPolicy
  const folder = mkdtempSync(join(tmpdir(), 'throughline-log-'))

  beforeAll(async () => {
    t = await testContext()
    signer = await openSigner(`${folder}/signer`, t.url, 'log.example/test')
    publishing = { signer, replica: `${folder}/replica` }
    const key = readKey((await signer.status()).key)!
    policy = { origin: key.name, logKey: key, witnesses: [], quorum: 0 }
  })
  afterAll(async () => {
    await signer.close()
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function grow(to: number): Promise<void> {
    const { size } = await treeHead(t.ctx)
    await fillLog(
      t.ctx,
      Array.from({ length: to - size }, (_, i) => entry(size + i)),
    )
  }

  test('serves nothing before the first checkpoint, also to who asks the tables as the public site', async () => {
    await grow(3)
    expect(await checkpointFile(t.publicCtx)).toBeNull()
    expect(await tileFile(t.publicCtx, 'tile/entries/000.p/3')).toBeNull()
    const { rows } = await sql`select * from integrity.published_entry`.execute(t.publicCtx.db)
    expect(rows).toEqual([])
    for (const table of ['log_entry', 'tile', 'checkpoint', 'tree_head'])
      await expect(sql`select * from integrity.${sql.ref(table)}`.execute(t.publicCtx.db)).rejects.toThrow(
        'permission denied',
      )
  })

  test('every checkpoint is signed over the entries, and all of its tiles are served as they were', async () => {
    const seen: { size: number; files: Map<string, Uint8Array> }[] = []
    for (const size of [3, 70, 256, 300, 520]) {
      await grow(size)
      expect(await publishLog(t.ctx, publishing)).toEqual({ size })
      const opened = openCheckpoint((await checkpointFile(t.publicCtx))!, policy, verifyEd25519)
      const leaves = Array.from({ length: size }, (_, i) => leafHash(entry(i)))
      expect(opened).toEqual({ head: { size, root: treeHash(leaves) }, witnessed: [] })
      const files = new Map<string, Uint8Array>()
      for (const tile of tilesOf(size)) files.set(tilePath(tile), (await tileFile(t.publicCtx, tilePath(tile)))!)
      const entries = [...files].filter(([path]) => path.startsWith('tile/entries/')).flatMap(([, b]) => readBundle(b)!)
      expect(entries).toEqual(Array.from({ length: size }, (_, i) => entry(i)))
      seen.push({ size, files })
    }
    for (const { files } of seen) {
      for (const [path, bytes] of files) expect(await tileFile(t.publicCtx, path)).toEqual(bytes)
    }
  })

  test('what lies beyond the newest checkpoint is not served', async () => {
    await grow(530)
    for (const path of ['tile/0/002.p/18', 'tile/entries/002.p/9', 'tile/0/003.p/1', 'tile/1/000.p/3'])
      expect(await tileFile(t.publicCtx, path)).toBeNull()
    expect(await tileFile(t.publicCtx, 'tile/entries/002.p/8')).not.toBeNull()
    const { rows } = await sql`select count(*)::int as n from integrity.published_entry`.execute(t.publicCtx.db)
    expect(rows).toEqual([{ n: 520 }])
  })

  test('copies everything published into files, which are the served ones', async () => {
    expect(await publishLog(t.ctx, publishing)).toEqual({ size: 530 })
    for (const tile of tilesOf(530)) {
      expect(hasTile(530, tile)).toBe(true)
      expect(new Uint8Array(readFileSync(`${folder}/replica/${tilePath(tile)}`))).toEqual(
        await tileFile(t.publicCtx, tilePath(tile)),
      )
    }
    expect(new Uint8Array(readFileSync(`${folder}/replica/checkpoint`))).toEqual(await checkpointFile(t.publicCtx))
  })

  test('a signer that was stopped after signing hands out the very same note', async () => {
    await grow(540)
    const before = await signer.status()
    await signer.close()
    signer = await openSigner(`${folder}/signer`, t.url)
    publishing = { ...publishing, signer }
    expect(await signer.status()).toEqual(before)
    // Tiles of the new size are not stored yet, so there is nothing that could be signed.
    expect(await signer.sign(540)).toEqual({ refused: 'stored-hash-differs' })
    expect(await publishLog(t.ctx, publishing)).toEqual({ size: 540 })
  })

  test('an append queues the publishing, once, and the log is sound', async () => {
    await appendEntry(t.ctx, entry(540))
    await appendEntry(t.ctx, entry(541))
    const { rows } = await sql`select task_identifier from graphile_worker.jobs`.execute(t.ctx.db)
    expect(rows).toEqual([{ task_identifier: 'integrity.publish-log' }])
    expect((await checkLog(t.ctx)).sound).toBe(true)
  })

  test('two signers never run on one folder', async () => {
    await expect(openSigner(`${folder}/signer`, t.url)).rejects.toThrow('Another log signer is running')
  })
})
