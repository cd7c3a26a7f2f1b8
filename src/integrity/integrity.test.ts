import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inTransaction, type Context } from '#platform/context.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { toBase64 } from './base64.ts'
import {
  appendEntry,
  checkLog,
  checkSeal,
  consistencyProof,
  disclosedFingerprint,
  discloseReport,
  fingerprintOf,
  inclusionProof,
  isRecorded,
  recordSubmission,
  reportRootOf,
  sealReport,
  treeHead,
  type Block,
  type LogCheck,
} from './integrity.ts'
import { extendsTree, includes, leafHash, treeHash } from './merkle.ts'
import { sealInBrowser } from './sealing.ts'
import { sha256 } from './sha256.ts'
import { readStatement, standsFor } from './statement.ts'

const entry = (i: number): Uint8Array => new TextEncoder().encode(`entry ${i}`)
const entries = (size: number): Uint8Array[] => Array.from({ length: size }, (_, i) => entry(i))
const rootOf = (size: number): Uint8Array => treeHash(entries(size).map(leafHash))

async function grow(ctx: Context, to: number): Promise<void> {
  const { size } = await treeHead(ctx)
  await inTransaction(ctx, async (tx) => {
    for (let i = size; i < to; i += 1) await appendEntry(tx, entry(i))
  })
}

describe('the log', () => {
  let t: TestContext
  beforeAll(async () => {
    t = await testContext()
  })
  afterAll(() => t.close())

  test('is empty at first, with the root of the empty tree', async () => {
    expect(await treeHead(t.ctx)).toEqual({ size: 0, root: treeHash([]), at: null })
    expect(await inclusionProof(t.ctx, 0)).toBeNull()
    expect(await checkLog(t.ctx)).toEqual({ sound: true, head: { size: 0, root: treeHash([]) } })
  })

  test('has RFC 6962’s root at every size, and numbers its entries from 0 without a gap', async () => {
    for (let i = 0; i < 70; i += 1) {
      const place = await appendEntry(t.ctx, entry(i))
      expect(place).toEqual({ index: i, leafHash: leafHash(entry(i)) })
      const head = await treeHead(t.ctx)
      expect({ size: head.size, root: head.root }).toEqual({ size: i + 1, root: rootOf(i + 1) })
    }
    expect(await checkLog(t.ctx)).toEqual({ sound: true, head: { size: 70, root: rootOf(70) } })
  })

  test('proves every entry, now and at an earlier size', async () => {
    for (let index = 0; index < 70; index += 1) {
      const proof = (await inclusionProof(t.ctx, index))!
      expect(includes(rootOf(70), 70, index, leafHash(entry(index)), proof.hashes)).toBe(true)
    }
    const earlier = (await inclusionProof(t.ctx, 20, 37))!
    expect(includes(rootOf(37), 37, 20, leafHash(entry(20)), earlier.hashes)).toBe(true)
    expect(await inclusionProof(t.ctx, 37, 37)).toBeNull()
    expect(await inclusionProof(t.ctx, 1, 71)).toBeNull()
    expect(await inclusionProof(t.ctx, -1)).toBeNull()
  })

  test('proves that it only grew, from every earlier size', async () => {
    for (let size = 0; size <= 70; size += 1) {
      const proof = (await consistencyProof(t.ctx, size))!
      expect(extendsTree(rootOf(size), size, proof.head.root, proof.head.size, proof.hashes)).toBe(true)
    }
    expect(await consistencyProof(t.ctx, 71)).toBeNull()
  })

  test('keeps nothing of an append whose act failed, and gives the index to the next', async () => {
    const { size } = await treeHead(t.ctx)
    const failing = inTransaction(t.ctx, async (tx) => {
      await appendEntry(tx, entry(999))
      throw new Error('the act failed')
    })
    await expect(failing).rejects.toThrow('the act failed')
    expect((await appendEntry(t.ctx, entry(size))).index).toBe(size)
    expect((await checkLog(t.ctx)).sound).toBe(true)
  })

  test('takes appends one after another, also while one holds its place open', async () => {
    const { size } = await treeHead(t.ctx)
    const order: string[] = []
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    let firstIsIn = (): void => undefined
    const isIn = new Promise<void>((resolve) => (firstIsIn = resolve))
    const first = inTransaction(t.ctx, async (tx) => {
      const place = await appendEntry(tx, entry(size))
      firstIsIn()
      await held
      order.push('first')
      return place
    })
    await isIn
    const second = appendEntry(t.ctx, entry(size + 1)).then((place) => {
      order.push('second')
      return place
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    release()
    expect([(await first).index, (await second).index]).toEqual([size, size + 1])
    expect(order).toEqual(['first', 'second'])
    expect((await checkLog(t.ctx)).sound).toBe(true)
  })

  test('refuses an entry that no bundle could carry', async () => {
    await expect(appendEntry(t.ctx, new Uint8Array(0))).rejects.toThrow('check constraint')
    await expect(appendEntry(t.ctx, new Uint8Array(65_536))).rejects.toThrow('check constraint')
    expect((await checkLog(t.ctx)).sound).toBe(true)
  })

  test.each([
    ['update integrity.log_entry set appended_at = now()', 'UPDATE'],
    ['delete from integrity.log_entry', 'DELETE'],
    ['delete from integrity.log_entry where false', 'DELETE'],
    ['truncate integrity.log_entry', 'TRUNCATE'],
    ['update integrity.node set hash = hash', 'UPDATE'],
    ['delete from integrity.node', 'DELETE'],
    ['truncate integrity.node', 'TRUNCATE'],
    ['update integrity.tree_head set root = root', 'UPDATE'],
    ['delete from integrity.tree_head where size = 70', 'DELETE'],
    ['truncate integrity.tree_head', 'TRUNCATE'],
  ])('the database itself refuses: %s', async (statement, verb) => {
    await expect(sql.raw(statement).execute(t.ctx.db)).rejects.toThrow(`${verb} on integrity`)
  })

  test('the database itself refuses a gap, and a leaf hash that is not its entry’s', async () => {
    const { size } = await treeHead(t.ctx)
    const insert = (index: number, hashed: string): Promise<unknown> =>
      sql
        .raw(
          `insert into integrity.log_entry values (${index}, 'x', sha256(decode('00', 'hex') || '${hashed}'::bytea), now())`,
        )
        .execute(t.ctx.db)
    await expect(insert(size + 1, 'x')).rejects.toThrow('not the next')
    await expect(insert(size - 1, 'x')).rejects.toThrow('not the next')
    await expect(insert(size, 'y')).rejects.toThrow('check constraint')
  })

  test('the public site sees none of it', async () => {
    await expect(treeHead(t.publicCtx)).rejects.toThrow('permission denied')
  })
})

describe('a log that somebody with all rights over the database changed', () => {
  let t: TestContext
  beforeEach(async () => {
    t = await testContext()
    await grow(t.ctx, 21)
    return () => t.close()
  })

  /** As a superuser can: triggers off, and the check on leaf hashes dropped. */
  async function tamper(...statements: string[]): Promise<void> {
    await t.ctx.db.transaction().execute(async (db) => {
      for (const statement of ["set local session_replication_role = 'replica'", ...statements]) {
        await sql.raw(statement).execute(db)
      }
    })
  }

  const rewriteEntry5 = [
    'alter table integrity.log_entry drop constraint log_entry_check',
    `update integrity.log_entry set entry = 'forged' where index = 5`,
  ]
  const rehashLeaf5 = `update integrity.log_entry set leaf_hash = sha256(decode('00', 'hex') || 'forged'::bytea) where index = 5`

  function whatIsWrong(check: LogCheck): string[] {
    return check.sound ? [] : [...new Set(check.faults.map((fault) => fault.what))]
  }

  test('without the triggers off the same change is refused', async () => {
    await expect(sql.raw(rewriteEntry5[1]!).execute(t.ctx.db)).rejects.toThrow('append-only')
    expect(await checkLog(t.ctx)).toEqual({ sound: true, head: { size: 21, root: rootOf(21) } })
  })

  test('with the triggers off the leaf hash still has to be the entry’s', async () => {
    await expect(tamper(rewriteEntry5[1]!)).rejects.toThrow('check constraint')
  })

  test('an edited entry is found, and all that no longer follows from it', async () => {
    await tamper(...rewriteEntry5)
    const check = await checkLog(t.ctx)
    expect(check.sound).toBe(false)
    expect(whatIsWrong(check)).toEqual(['leaf-hash-differs', 'node-differs', 'head-differs'])
    expect(!check.sound && check.faults[0]).toEqual({ what: 'leaf-hash-differs', at: 5 })
  })

  test('an edited entry with its leaf hash made to agree is found by the hashes above it', async () => {
    await tamper(...rewriteEntry5, rehashLeaf5)
    expect(whatIsWrong(await checkLog(t.ctx))).toEqual(['node-differs', 'head-differs'])
  })

  test('an entry whose time alone was edited is no change of the log', async () => {
    await tamper(`update integrity.log_entry set appended_at = now()`)
    expect((await checkLog(t.ctx)).sound).toBe(true)
  })

  test('a flipped bit in a stored hash is found, and nothing more is appended on top of it', async () => {
    await tamper(`update integrity.node set hash = set_bit(hash, 7, 1 - get_bit(hash, 7)) where level = 4`)
    expect(whatIsWrong(await checkLog(t.ctx))).toEqual(['node-differs'])
    await expect(appendEntry(t.ctx, entry(21))).rejects.toThrow('do not give the log’s newest root')
    expect((await treeHead(t.ctx)).size).toBe(21)
  })

  test('a removed entry is found', async () => {
    await tamper(`delete from integrity.log_entry where index = 7`)
    expect(whatIsWrong(await checkLog(t.ctx))).toContain('entry-missing')
  })

  test('a removed subtree or head is found', async () => {
    await tamper(`delete from integrity.node where level = 2 and index = 1`)
    expect(await checkLog(t.ctx)).toMatchObject({ faults: [{ what: 'node-differs', at: 7 }] })
    await tamper(`delete from integrity.tree_head where size = 12`)
    expect(await checkLog(t.ctx)).toMatchObject({ faults: [{ at: 7 }, { what: 'head-differs', at: 12 }] })
  })

  test('entries dropped from the end are found while their heads or subtrees are left', async () => {
    await tamper(`delete from integrity.log_entry where index >= 19`, `delete from integrity.tree_head where size > 19`)
    expect(await checkLog(t.ctx)).toMatchObject({ faults: [{ what: 'more-than-entries', at: 19 }] })
  })

  test('a log cut short without a trace is found by whoever kept a head', async () => {
    const kept = await treeHead(t.ctx)
    await tamper(
      `delete from integrity.log_entry where index >= 19`,
      `delete from integrity.tree_head where size > 19`,
      `delete from integrity.node where (index + 1) << level > 19`,
    )
    expect((await checkLog(t.ctx)).sound).toBe(true)
    expect(await checkLog(t.ctx, [kept])).toMatchObject({ faults: [{ what: 'log-shorter-than-kept-head', at: 21 }] })
  })

  test('a log rewritten from end to end is found by whoever kept a head', async () => {
    const kept = { size: 12, root: rootOf(12) }
    await tamper('truncate integrity.log_entry, integrity.node, integrity.tree_head')
    await appendEntry(t.ctx, new TextEncoder().encode('forged'))
    for (let i = 1; i < 21; i += 1) await appendEntry(t.ctx, entry(i))
    expect((await checkLog(t.ctx)).sound).toBe(true)
    expect(await checkLog(t.ctx, [kept])).toMatchObject({ faults: [{ what: 'kept-head-differs', at: 12 }] })
  })
})

describe('a submission', () => {
  const blocks: Block[] = [
    { kind: 'title', text: 'A fictional report' },
    { kind: 'paragraph', text: 'The mother, Sarah Fictional, was not asked.' },
  ]
  let t: TestContext
  beforeAll(async () => {
    t = await testContext()
  })
  afterAll(() => t.close())

  test('is recorded blinded: the log holds neither root nor version, and the keeper can prove it', async () => {
    const { root } = sealReport(blocks)
    const record = await recordSubmission(t.ctx, { reportRoot: root, blockCount: 2, version: 1 })
    expect(readStatement(record.statement)).toEqual({
      kind: 'record-submit',
      version: 1,
      blocks: 2,
      root: toBase64(root),
      manifest: null,
      previous: null,
    })
    const { rows } = await sql<{
      entry: Buffer
    }>`select entry from integrity.log_entry where index = ${record.index}`.execute(t.ctx.db)
    const logged = rows[0]!.entry
    expect(logged.toString()).toMatch(/^throughline\/blinded\/v1\n[A-Za-z0-9+/]{43}=\n$/)
    expect(logged.toString()).not.toContain(toBase64(root))
    expect(record.leafHash).toEqual(leafHash(logged))
    expect(standsFor(logged, record.salt, Buffer.from(record.statement))).toBe(true)
    expect(await isRecorded(t.ctx, record)).toBe(true)
  })

  test('the same statement twice gives entries that nobody can tell to be the same', async () => {
    const submission = { reportRoot: new Uint8Array(32), blockCount: 1, version: 1 }
    const first = await recordSubmission(t.ctx, submission)
    const second = await recordSubmission(t.ctx, submission)
    expect(first.statement).toBe(second.statement)
    expect(first.leafHash).not.toEqual(second.leafHash)
  })

  test('a record with another word, salt or place is not in the log', async () => {
    const record = await recordSubmission(t.ctx, { reportRoot: new Uint8Array(32), blockCount: 7, version: 1 })
    expect(await isRecorded(t.ctx, record)).toBe(true)
    expect(await isRecorded(t.ctx, { ...record, statement: record.statement.replace('blocks 7', 'blocks 8') })).toBe(
      false,
    )
    expect(await isRecorded(t.ctx, { ...record, salt: new Uint8Array(32) })).toBe(false)
    expect(await isRecorded(t.ctx, { ...record, index: record.index - 1 })).toBe(false)
    expect(await isRecorded(t.ctx, { ...record, index: record.index + 1 })).toBe(false)
  })

  test('names the files’ manifest and the statement before it', async () => {
    const first = await recordSubmission(t.ctx, { reportRoot: new Uint8Array(32), blockCount: 1, version: 1 })
    const second = await recordSubmission(t.ctx, {
      reportRoot: new Uint8Array(32),
      blockCount: 1,
      version: 2,
      manifestRoot: new Uint8Array(32).fill(9),
      previousStatement: first.statement,
    })
    expect(readStatement(second.statement)).toMatchObject({
      version: 2,
      manifest: toBase64(new Uint8Array(32).fill(9)),
      previous: toBase64(sha256(Buffer.from(first.statement))),
    })
  })

  test('the browser’s seal is taken only for exactly the text that is stored here', () => {
    const seal = sealInBrowser(blocks)
    expect(checkSeal(blocks, seal)).toMatchObject({ root: expect.any(Uint8Array) as Uint8Array })
    const rewritten = blocks.with(1, { kind: 'paragraph', text: 'The mother, Sarah Fictional, was asked.' })
    expect(checkSeal(rewritten, seal)).toEqual({ refused: 'roots-differ' })
    expect(checkSeal(blocks.toReversed(), seal)).toEqual({ refused: 'roots-differ' })
    expect(checkSeal(blocks, { ...seal, seeds: seal.seeds.slice(1) })).toEqual({ refused: 'seeds-malformed' })
    expect(checkSeal(blocks, { ...seal, seeds: ['x', 'y'] })).toEqual({ refused: 'seeds-malformed' })
    expect(checkSeal(blocks, { ...seal, seeds: [seal.seeds[0]!, seal.seeds[0]!] })).toEqual({
      refused: 'seed-used-twice',
    })
    expect(checkSeal([], { seeds: [], root: '' })).toEqual({ refused: 'nothing-to-seal' })
    expect(checkSeal([{ kind: 'title', text: '⟦' }], seal)).toEqual({ refused: 'text-cannot-be-sealed' })
  })

  test('passages replaced by block and offset still give the sealed fingerprint', () => {
    const { seeds, root } = sealReport(blocks)
    const { disclosure, parts } = discloseReport(blocks, seeds, [{ block: 1, start: 12, end: 27, label: '⟦Mother⟧' }])
    expect(disclosedFingerprint(disclosure)).toBe(fingerprintOf(root))
    expect(reportRootOf(blocks, seeds)).toEqual(root)
    expect(parts).toEqual([
      [{ text: 'A fictional report' }],
      [{ text: 'The mother, ' }, { label: '⟦Mother⟧', tokens: 3 }, { text: ', was not asked.' }],
    ])
    const without = discloseReport(blocks, seeds, [], [1])
    expect(without.parts).toEqual([[{ text: 'A fictional report' }], []])
    expect(disclosedFingerprint(without.disclosure)).toBe(fingerprintOf(root))
    expect(() => discloseReport(blocks, seeds, [{ block: 2, start: 0, end: 1, label: 'x' }])).toThrow('no block 2')
    expect(disclosedFingerprint([{}])).toBeNull()
  })
})
