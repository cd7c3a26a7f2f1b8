/** Packs of reports that their authors signed: the author's key comes from the reader, and so does whom it handed over to. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toBase64 } from '../../src/integrity/base64.ts'
import { publicKeyOf, signEd25519, verifyEd25519 } from '../../src/integrity/ed25519.ts'
import { authorPack, recordNote, sealReport, statementHash } from '../../src/integrity/integrity.ts'
import { pinLog } from '../../src/integrity/log/published.ts'
import { readPack, writePack, type Pack } from '../../src/integrity/pack-format.ts'
import { noteOf, type Signer, type SigningKey } from '../../src/integrity/signers.ts'
import { writeStatement } from '../../src/integrity/statement.ts'
import { verifyPack } from '../../src/integrity/verify-pack.ts'
import { logUnderAttack, type LogUnderAttack } from '../support/log-under-attack.ts'
import { reportBlocks } from '../support/packs.ts'

function holder(signer: Signer, number: number) {
  const seed = new Uint8Array(32).fill(number)
  const publicKey = publicKeyOf(seed)
  const signs = (text: string) => ({ signer, publicKey, signature: signEd25519(seed, new TextEncoder().encode(text)) })
  return { signer, publicKey, base64: toBase64(publicKey), signs }
}
const [author, next, commissioner, stranger] = [
  holder('author', 1),
  holder('author', 2),
  holder('commissioner', 3),
  holder('author', 4),
]

let log: LogUnderAttack
let pack: Uint8Array
let imposed: Uint8Array
beforeAll(async () => {
  log = await logUnderAttack(8)
  pinLog(log.policy)
  const logged = async (text: string, by: (typeof author)[]) => {
    const note = noteOf(
      text,
      by.map((one) => one.signs(text)),
    )
    return { note, ...(await recordNote(log.t.ctx, note)) }
  }
  const [one, two] = [sealReport(reportBlocks), sealReport(reportBlocks)]
  const submit = writeStatement({
    kind: 'submit',
    version: 1,
    blocks: 3,
    root: toBase64(one.root),
    manifest: null,
    previous: null,
  })
  const rotate = writeStatement({
    kind: 'rotate',
    holder: 'author',
    old: author.base64,
    new: next.base64,
    previous: null,
  })
  const change = {
    version: 2,
    blocks: 3,
    root: toBase64(two.root),
    changed: [2],
    reason: 'legal-risk',
    manifest: null,
  } as const
  const amend = writeStatement({ kind: 'amend', ...change, previous: statementHash(submit) })
  const impose = writeStatement({ kind: 'impose', ...change, previous: statementHash(submit) })
  const notes = [await logged(submit, [author]), await logged(rotate, [author, next])]
  const agreed = await logged(amend, [next, commissioner])
  const forced = await logged(impose, [commissioner])
  await log.publish()
  const key = ({ signer, publicKey }: typeof author, from: number, until: number | null): SigningKey => ({
    signer,
    publicKey,
    from,
    until,
  })
  const keys = [key(author, 0, notes[1]!.index + 1), key(next, notes[1]!.index, null), key(commissioner, 0, null)]
  const texts = [
    { version: 1, blocks: reportBlocks, seeds: one.seeds },
    { version: 2, blocks: reportBlocks, seeds: two.seeds },
  ]
  pack = (await authorPack(log.t.ctx, { texts, notes: [...notes, agreed], keys }))!
  imposed = (await authorPack(log.t.ctx, { texts, notes: [...notes, forced], keys }))!
})
afterAll(() => log.close())

const judged = (bytes: Uint8Array, key: string | null) =>
  verifyPack(bytes, { log: log.policy, author: key, current: null }, verifyEd25519)
const opened = (bytes: Uint8Array): Pack => {
  const found = readPack(bytes)
  if ('refused' in found) throw new Error(found.refused)
  return found
}

test('with the key from the terms it is the author’s, through the key that it handed over to', () => {
  const verdict = judged(pack, author.base64)
  expect(verdict.state).toBe('verified')
  expect(verdict.established.join(' ')).toContain('signed with the author’s key that you gave')
  expect(verdict.established.join(' ')).toContain('a change that the author agreed to and signed')
})

test('without it nobody is named, and with another it is wrong', () => {
  expect(judged(pack, null)).toMatchObject({
    state: 'verified',
    notEstablished: expect.arrayContaining([expect.stringContaining('Whose keys they are')]) as string[],
  })
  expect(judged(pack, stranger.base64).state).toBe('wrong')
})

test('8: a change that was imposed says so, and cannot be made to say anything else', () => {
  expect(judged(imposed, author.base64).established.join(' ')).toContain('a change made without the author')
  const forged = opened(imposed)
  const notes = forged.notes.map((one) => ({
    ...one,
    note: new TextEncoder().encode(new TextDecoder().decode(one.note).replace('kind impose', 'kind amend')),
  }))
  expect(judged(writePack({ ...forged, notes }), author.base64).state).toBe('wrong')
})

test('9: a key of the attacker’s among the keys of the pack changes nothing', () => {
  const forged = opened(pack)
  const swapped = forged.keys.map((one) => (one.key === author.base64 ? { ...one, key: stranger.base64 } : one))
  expect(judged(writePack({ ...forged, keys: swapped }), author.base64).state).toBe('wrong')
  const added = [...forged.keys, { signer: 'author', key: stranger.base64, from: 0, until: null }]
  expect(judged(writePack({ ...forged, keys: added }), author.base64).notEstablished.join(' ')).toContain(
    'every key in the pack',
  )
})
