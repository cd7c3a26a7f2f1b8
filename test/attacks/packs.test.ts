/**
 * Attacks on texts and packs. Each is first seen to succeed where its defence is off; then it is caught, by the command
 * line and by the page alike.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toBase64 } from '../../src/integrity/base64.ts'
import { verifyFile } from '../../src/integrity/commands.ts'
import { verifyEd25519 } from '../../src/integrity/ed25519.ts'
import {
  authorPack,
  discloseReport,
  editionName,
  isRecorded,
  listedFile,
  manifestOf,
  recordInClear,
  reportRootOf,
  sealReport,
  verifyPackFile,
} from '../../src/integrity/integrity.ts'
import { openSigner } from '../../src/integrity/log/signer.ts'
import { publishLog } from '../../src/integrity/log/sequencer.ts'
import { pinLog } from '../../src/integrity/log/published.ts'
import { readKey, writeKey } from '../../src/integrity/note.ts'
import { readArchive, writeArchive } from '../../src/integrity/pack-archive.ts'
import { readPack, writePack, type Pack } from '../../src/integrity/pack-format.ts'
import { saltedLeafHash, tokenLeaf } from '../../src/integrity/sealed-text.ts'
import { verifyPack, type PackTrust } from '../../src/integrity/verify-pack.ts'
import { logUnderAttack, type LogUnderAttack } from '../support/log-under-attack.ts'
import { packedEdition, packedReport, reportBlocks } from '../support/packs.ts'

let log: LogUnderAttack
let report: Awaited<ReturnType<typeof packedReport>>
let edition: Awaited<ReturnType<typeof packedEdition>>
let trust: PackTrust
const folder = mkdtempSync(join(tmpdir(), 'throughline-packs-'))
beforeAll(async () => {
  log = await logUnderAttack(30)
  report = await packedReport(log)
  edition = await packedEdition(log)
  trust = { log: log.policy, author: null, current: null }
})
afterAll(async () => {
  await log.close()
  rmSync(folder, { recursive: true, force: true })
})

const stateOf = (bytes: Uint8Array, by = trust) => verifyPack(bytes, by, verifyEd25519).state
const opened = (bytes: Uint8Array): Pack => {
  const pack = readPack(bytes)
  if ('refused' in pack) throw new Error(pack.refused)
  return pack
}
const utf8 = (text: string) => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

async function onCommandLine(bytes: Uint8Array, ...options: string[]) {
  const path = join(folder, 'pack.zip')
  writeFileSync(path, bytes)
  let out = ''
  const io = { out: (lines: string) => (out += lines), err: (lines: string) => (out += lines) }
  return { code: await verifyFile([path, ...options], io), out }
}
const keyOption = () => ['--key', writeKey(log.policy.logKey)]

describe('an honest pack', () => {
  test('is verified, by the rules, the public page and the command line, and says what was established', async () => {
    const verdict = verifyPack(report.pack, trust, verifyEd25519)
    expect(verdict).toMatchObject({
      state: 'verified',
      fingerprint: toBase64(reportRootOf(report.content.texts[1]!.blocks, report.content.texts[1]!.seeds)),
    })
    expect(verdict.established.join(' ')).toContain(
      'Version 2: submitted, and recorded by Throughline without a signature',
    )
    expect(verdict.notEstablished.join(' ')).toContain('nothing later supersedes it')
    expect(verifyPackFile(report.pack)).toEqual(verdict)
    expect(await onCommandLine(report.pack, ...keyOption())).toMatchObject({ code: 0 })
    expect(stateOf(edition.pack)).toBe('verified')
    expect(await onCommandLine(edition.pack, ...keyOption())).toMatchObject({ code: 0 })
  })

  test('is not checked at all without a key from elsewhere, or with options that make no sense', async () => {
    expect(await onCommandLine(report.pack)).toMatchObject({
      code: 2,
      out: expect.stringContaining('proves nothing') as string,
    })
    for (const options of [
      ['--key'],
      ['--key', 'x'],
      ['--fingerprint', 'x'],
      [...keyOption(), '--author', 'x'],
      ['--what', 'x'],
    ])
      expect((await onCommandLine(report.pack, ...options)).code).toBe(2)
  })

  test('27: the server is gone: pack and key are enough', async () => {
    const alone = await logUnderAttack(3)
    const kept = await packedReport(alone)
    const { policy } = alone
    await alone.close()
    expect(stateOf(kept.pack, { log: policy, author: null, current: null })).toBe('verified')
    pinLog(log.policy)
  })

  test('says so while something in it is in no published checkpoint', async () => {
    const { ctx } = log.t
    const { recordSubmission } = await import('../../src/integrity/integrity.ts')
    const sealed = sealReport(reportBlocks)
    const record = await recordSubmission(ctx, { reportRoot: sealed.root, blockCount: 3, version: 1 })
    const content = {
      texts: [{ version: 1, blocks: reportBlocks, seeds: sealed.seeds }],
      notes: [{ note: utf8(record.statement), salt: record.salt, index: record.index }],
      keys: [],
    }
    const early = verifyPack((await authorPack(ctx, content))!, trust, verifyEd25519)
    expect(early).toMatchObject({ state: 'could-not-check' })
    await log.publish()
    expect(stateOf((await authorPack(ctx, content))!)).toBe('verified')
  })
})

describe('1: the text of a report is edited by SQL, in any column', () => {
  test('the database shows the edited text; its root is another, and no pack of it verifies', async () => {
    const { content, one } = report
    const [first] = content.texts
    const softened = first!.blocks.with(2, { kind: 'paragraph', text: 'The board could have met sooner.' })
    const edits = {
      text: { ...first!, blocks: softened },
      kind: { ...first!, blocks: first!.blocks.with(0, { kind: 'heading1', text: first!.blocks[0]!.text }) },
      seed: { ...first!, seeds: first!.seeds.with(1, new Uint8Array(32).fill(9)) },
      order: { ...first!, blocks: first!.blocks.toReversed() },
      lost: { ...first!, blocks: first!.blocks.slice(1), seeds: first!.seeds.slice(1) },
    }
    for (const [column, edited] of Object.entries(edits)) {
      const pack = (await authorPack(log.t.ctx, { ...content, texts: [edited, content.texts[1]!] }))!
      expect([column, stateOf(pack)]).toEqual([column, 'wrong'])
    }
    // With the record edited to fit, the pack agrees with itself: only the log does not hold that record.
    const root = toBase64(reportRootOf(softened, first!.seeds))
    const statement = one.statement.replace(/root .*/, `root ${root}`)
    const note = { note: utf8(statement), salt: one.salt, index: one.index }
    const forged = (await authorPack(log.t.ctx, { texts: [edits.text], notes: [note], keys: [] }))!
    const withoutProof = writePack({ ...opened(forged), notes: [{ ...opened(forged).notes[0]!, proof: null }] })
    expect(verifyPack(withoutProof, trust, verifyEd25519).fingerprint).toBe(root)
    expect(stateOf(withoutProof)).toBe('could-not-check')
    expect(stateOf(forged)).toBe('wrong')
    expect(await isRecorded(log.t.ctx, { statement, salt: one.salt, index: one.index })).toBe(false)
    expect(await isRecorded(log.t.ctx, one)).toBe(true)
  })
})

describe('15: one word of an anonymised edition is softened', () => {
  test('the edited file reads well; neither seal nor volume fit it', async () => {
    const pack = opened(edition.pack)
    const softened = textOf(pack.edition!).replace('nobody asked him', 'someone asked him')
    expect(softened).not.toBe(textOf(pack.edition!))
    expect(stateOf(writePack({ ...pack, edition: utf8(softened) }))).toBe('wrong')
    // Sealed anew by somebody else it is a good edition by itself, and none of this volume.
    const { seeds } = sealReport(reportBlocks)
    const { disclosure } = discloseReport(reportBlocks, seeds, [{ block: 1, start: 0, end: 20, label: 'The boy' }])
    const { sealedEditionFile } = await import('../../src/integrity/integrity.ts')
    const { verifyEditionFile } = await import('../../src/integrity/integrity.ts')
    const details = { edition: 'e1', title: 'A review', volume: { label: 'Spring', date: '2026-03-02' }, notice: '' }
    const resealed = utf8(JSON.stringify(sealedEditionFile(details, disclosure)))
    expect(verifyEditionFile(resealed).state).toBe('verified')
    expect(verifyPack(writePack({ ...pack, edition: resealed }), trust, verifyEd25519)).toMatchObject({
      state: 'wrong',
      headline: 'The edition is not one of the volume that was released.',
    })
  })

  test('and an edition that was withdrawn since is told from a current one by the log as it is now', async () => {
    expect(stateOf(edition.pack)).toBe('verified')
    const options = [...keyOption(), '--log', `${log.folder}/replica`]
    expect(await onCommandLine(edition.pack, ...options)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nothing in the log up to now') as string,
    })
    await recordInClear(log.t.ctx, { kind: 'record-withdraw', edition: edition.names[1]!, reason: 'legal' })
    await log.publish()
    expect(await onCommandLine(edition.pack, ...options)).toMatchObject({
      code: 1,
      out: expect.stringContaining('withdrawn') as string,
    })
    // Without the log as it is now the old pack is as good as ever, and says what it does not know.
    expect(verifyPack(edition.pack, trust, verifyEd25519).notEstablished.join(' ')).toContain(
      'nothing later supersedes it',
    )
  })
})

describe('16: a file made of an edition differs from its page', () => {
  test('a changed file has another hash than the one in the manifest', () => {
    const files = [
      listedFile('edition-1.txt', utf8('The board should have met sooner.')),
      listedFile('edition-1.json', utf8('{}')),
    ]
    const { text, root } = manifestOf(files)
    const changed = listedFile('edition-1.txt', utf8('The board could have met sooner.'))
    expect(text).not.toContain(changed.hash)
    expect(manifestOf(files.with(0, changed)).root).not.toBe(root)
    expect(manifestOf(files.toReversed())).toEqual({ text, root })
  })
})

describe('18: a short block or a hidden token is guessed from its public hash', () => {
  const names = ['Zebedee', 'Barnaby', 'Ottilie', 'Quillfeather']
  test('without a salt every name on a list can be tried; with it none can be told from another', () => {
    const unsalted = toBase64(saltedLeafHash(new Uint8Array(0), tokenLeaf('Zebedee')))
    expect(names.filter((name) => toBase64(saltedLeafHash(new Uint8Array(0), tokenLeaf(name))) === unsalted)).toEqual([
      'Zebedee',
    ])
    const { seeds } = sealReport(reportBlocks)
    const { disclosure } = discloseReport(reportBlocks, seeds, [{ block: 1, start: 0, end: 7, label: 'The boy' }])
    const shown = JSON.stringify(disclosure)
    const known = [...shown.matchAll(/[A-Za-z0-9+/]{43}=/g)].map(
      ([text]) => new Uint8Array(Buffer.from(text, 'base64')),
    )
    const hashes = new Set(known.map(toBase64))
    // Every salt that the disclosure gives, and every seed below it, is tried with every name.
    const tried = known.flatMap((salt) => names.map((name) => toBase64(saltedLeafHash(salt, tokenLeaf(name)))))
    expect(tried.filter((hash) => hashes.has(hash))).toEqual([])
    expect(shown).not.toContain(toBase64(seeds[1]!))
  })
})

describe('24: a pack whose page always says that all is well', () => {
  test('what the page says is not what is checked', async () => {
    const pack = opened(report.pack)
    const page = utf8('<!doctype html><h1>Verified</h1>')
    const words = textOf(pack.texts[1]!.file).replace('in May', 'in time')
    const lying = writePack({ ...pack, page, texts: [pack.texts[0]!, { version: 2, file: utf8(words) }] })
    expect(textOf(opened(lying).page)).toContain('Verified')
    expect(stateOf(lying)).toBe('wrong')
    expect(await onCommandLine(lying, ...keyOption())).toMatchObject({ code: 1 })
  })
})

describe('25: a perfect pack from a fake log', () => {
  test('it is verified by its own key and wrong by the pinned one', async () => {
    const fake = await logUnderAttack(2)
    const { pack } = await packedReport(fake)
    pinLog(log.policy)
    const own = readKey(opened(pack).log)!
    expect(own.name).toBe(log.policy.origin)
    expect(stateOf(pack, { ...trust, log: { ...log.policy, logKey: own } })).toBe('verified')
    expect(stateOf(pack)).toBe('wrong')
    expect(await onCommandLine(pack, ...keyOption())).toMatchObject({ code: 1 })
    // The pack may well name the pinned key: it changes nothing.
    expect(stateOf(writePack({ ...opened(pack), log: writeKey(log.policy.logKey) }))).toBe('wrong')
    await fake.close()
  })
})

describe('28: what the public proof of an edition says', () => {
  test('holds no index of a submission, no time before the release, and nothing shared by two editions of one author', () => {
    const files = readArchive(edition.pack)!
    const public_ = [...files]
      .filter(([name]) => name !== 'verify.html')
      .map(([, bytes]) => textOf(bytes))
      .join('\n')
    for (const record of [report.one, report.two]) {
      expect(public_).not.toContain(toBase64(record.leafHash))
      expect(public_).not.toContain(toBase64(record.salt))
      expect(public_).not.toContain(`index ${record.index}\n`)
    }
    expect(public_.match(/index \d+\n/g)).toEqual([`index ${edition.volume.index}\n`])
    expect(public_.match(/20\d\d-\d\d-\d\d/g)).toEqual(['2026-03-02'])
    expect(public_).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
    // A pack with a salt or an early index in it would be one that gives the author away.
    expect(readArchive(report.pack)!.has('notes/1.note')).toBe(true)
    const hashesOf = (i: number) => new Set(JSON.stringify(edition.editions[i]).match(/[A-Za-z0-9+/]{43}=/g))
    const [one, other] = [hashesOf(0), hashesOf(2)]
    expect([...one].filter((hash) => other.has(hash))).toEqual([])
  })
})

describe('mutated packs', () => {
  test('archives have one spelling: any byte changed, cut or added refuses them', () => {
    for (const at of [0, 5, 9, 14, 29, 40, report.pack.length - 60, report.pack.length - 1]) {
      const bad = report.pack.slice()
      bad[at]! ^= 4
      expect([at, readArchive(bad) === null || stateOf(bad) !== 'verified']).toEqual([at, true])
    }
    expect(readArchive(report.pack.slice(0, -1))).toBeNull()
    expect(readArchive(Uint8Array.of(...report.pack, 0))).toBeNull()
    expect(() => writeArchive(new Map([['../x', new Uint8Array()]]))).toThrow('another kind of name')
  })

  // MUTATED_PACKS=10000 npx vitest run test/attacks/packs.test.ts
  const many = Number(process.env['MUTATED_PACKS'] ?? 150)
  test('of many, none verifies, and the command line agrees', { timeout: 30_000 + many * 200 }, async () => {
    const { mutatedPacks } = await import('../support/mutations.ts')
    let tried = 0
    const codes = new Set<number>()
    for (const bad of mutatedPacks([report.pack, edition.pack], many, 7)) {
      tried += 1
      const { state } = verifyPack(bad, trust, verifyEd25519)
      expect(state).not.toBe('verified')
      if (tried % 15 === 0) codes.add((await onCommandLine(bad, ...keyOption())).code)
    }
    expect(tried).toBe(many)
    expect(codes.has(0)).toBe(false)
  })
})

test('a fake signer’s log is not published over ours', async () => {
  const stranger = await openSigner(`${folder}/stranger`, log.t.url)
  await log.grow(1)
  expect(await publishLog(log.t.ctx, { signer: stranger, replica: null })).toEqual({ refused: 'another-key' })
  await stranger.close()
  expect(editionName({ a: 1, b: [2] })).toBe(editionName({ b: [2], a: 1 }))
})
