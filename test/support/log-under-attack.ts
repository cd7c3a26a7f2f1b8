/** A real log on a real database, with its signer and its published copy, and somebody with all rights over the database. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { checkPublishedLog, type LogOutcome, type ReadLogFile } from '../../src/integrity/log/check-tiles.ts'
import { checkpointFile, tileFile } from '../../src/integrity/log/published.ts'
import { publishLog } from '../../src/integrity/log/sequencer.ts'
import { openSigner, type OpenSigner } from '../../src/integrity/log/signer.ts'
import type { LogPolicy } from '../../src/integrity/checkpoint.ts'
import { openCheckpoint } from '../../src/integrity/checkpoint.ts'
import { verifyEd25519 } from '../../src/integrity/ed25519.ts'
import type { TreeHead } from '../../src/integrity/log.ts'
import { readKey } from '../../src/integrity/note.ts'
import { tilePath, tilesOf } from '../../src/integrity/tiles.ts'
import { testContext, type TestContext } from './context.ts'
import { fillLog } from './log.ts'

/** An entry nobody else uses. */
export function entryNumber(i: number, words = 'entry'): Uint8Array {
  return new TextEncoder().encode(`${words} ${i}\n`)
}

/** A log to attack. */
export interface LogUnderAttack {
  readonly t: TestContext
  readonly folder: string
  readonly signer: OpenSigner
  readonly policy: LogPolicy
  /** The files of the log as the public site serves them now. */
  readonly read: ReadLogFile
  grow(count: number, words?: string): Promise<void>
  publish(): ReturnType<typeof publishLog>
  /** The newest published head. */
  head(): Promise<TreeHead>
  check(kept?: readonly TreeHead[]): Promise<LogOutcome>
  /** Runs a statement as the owner of the database with all triggers and checks of keys off. */
  vandal(statement: string, values?: unknown[]): Promise<void>
  /** All files as they are served now, kept by somebody else. */
  keepCopy(name: string): Promise<string>
  /** Stops the signer and starts it again. */
  restartSigner(): Promise<void>
  close(): Promise<void>
}

/** Opens one with `count` published entries. */
export async function logUnderAttack(count: number): Promise<LogUnderAttack> {
  const t = await testContext()
  const folder = mkdtempSync(join(tmpdir(), 'throughline-attack-'))
  let signer = await openSigner(`${folder}/signer`, t.url, 'log.example/attacked')
  const key = readKey((await signer.status()).key)!
  const policy: LogPolicy = { origin: key.name, logKey: key, witnesses: [], quorum: 0 }
  let made = 0
  const read: ReadLogFile = (path) =>
    path === 'checkpoint' ? checkpointFile(t.publicCtx) : tileFile(t.publicCtx, path)
  const log: LogUnderAttack = {
    t,
    folder,
    get signer() {
      return signer
    },
    policy,
    read,
    async grow(more, words) {
      // Others may have appended meanwhile: only the numbers in the entries go on from here.
      await fillLog(
        t.ctx,
        Array.from({ length: more }, (_, i) => entryNumber(made + i, words)),
      )
      made += more
    },
    publish: () => publishLog(t.ctx, { signer, replica: `${folder}/replica` }),
    async head() {
      const opened = openCheckpoint((await read('checkpoint'))!, policy, verifyEd25519)
      if ('refused' in opened) throw new Error(opened.refused)
      return opened.head
    },
    check: (kept = []) => checkPublishedLog(read, policy, kept),
    async vandal(statement, values) {
      const client = new pg.Client({ connectionString: t.url })
      await client.connect()
      try {
        await client.query("set session_replication_role = 'replica'")
        await client.query(statement, values)
      } finally {
        await client.end()
      }
    },
    async keepCopy(name) {
      const copy = join(folder, name)
      for (const path of ['checkpoint', ...tilesOf((await log.head()).size).map(tilePath)]) {
        mkdirSync(dirname(join(copy, path)), { recursive: true })
        writeFileSync(join(copy, path), (await read(path))!)
      }
      return copy
    },
    async restartSigner() {
      await signer.close()
      signer = await openSigner(`${folder}/signer`, t.url)
    },
    async close() {
      await signer.close()
      await t.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  if (count > 0) {
    await log.grow(count)
    await log.publish()
  }
  return log
}

/** Cuts the database's log off after `size` entries, as an old backup would have it. */
export async function cutOff(log: LogUnderAttack, size: number): Promise<void> {
  await log.vandal(`delete from integrity.log_entry where index >= ${size}`)
  await log.vandal(`delete from integrity.tree_head where size > ${size}`)
  await log.vandal(`delete from integrity.node where index >= ${size}::bigint >> level`)
  await log.vandal(`delete from integrity.cosignature where size > ${size}`)
  await log.vandal(`delete from integrity.checkpoint where size > ${size}`)
  await log.vandal(`update integrity.tile set hashes = substring(hashes for 32 * ((${size}::bigint >> (8 * level)) - 256 * number)::integer)
    where number = (${size}::bigint >> (8 * level)) / 256 and (${size}::bigint >> (8 * level)) % 256 > 0`)
  await log.vandal(`delete from integrity.tile where 256 * number >= ${size}::bigint >> (8 * level)`)
}
