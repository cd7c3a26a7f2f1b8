import { describe, expect, test } from 'vitest'
import { toBase64 } from './base64.ts'
import { checkpointText, openCheckpoint, type LogPolicy } from './checkpoint.ts'
import { publicKeyOf, signEd25519, verifyEd25519 } from './ed25519.ts'
import { checkLogProof, writeLogProof } from './log-proof.ts'
import { inclusionRanges, leafHash, treeHash } from './merkle.ts'
import {
  cosignedMessage,
  isLowOrder,
  openNote,
  readKey,
  readNote,
  signatureLine,
  signatureTypes,
  writeKey,
  writeNote,
  type NoteKey,
} from './note.ts'

const seedOf = (n: number): Uint8Array => new Uint8Array(32).fill(n)
const logSeed = seedOf(1)
const logKey: NoteKey = { name: 'log.example/fictional', type: signatureTypes.ed25519, publicKey: publicKeyOf(logSeed) }
const witnessSeed = seedOf(2)
const witness: NoteKey = {
  name: 'witness.example',
  type: signatureTypes.cosignature,
  publicKey: publicKeyOf(witnessSeed),
}
const stranger: NoteKey = { ...logKey, publicKey: publicKeyOf(seedOf(3)) }

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const lineBy = (key: NoteKey, seed: Uint8Array, text: string): string =>
  signatureLine(key, signEd25519(seed, bytesOf(text)))

function cosignature(text: string, time: number): string {
  const stamp = new Uint8Array(8)
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time))
  return signatureLine(
    witness,
    Uint8Array.of(...stamp, ...signEd25519(witnessSeed, cosignedMessage(time, bytesOf(text)))),
  )
}

describe('a note', () => {
  const text = 'One line\n\nand, after a blank one, another\n'
  const line = lineBy(logKey, logSeed, text)

  test('is split at its last blank line, and its signer is known by the pinned key', () => {
    const note = writeNote(text, [line])
    expect(readNote(note)?.text).toBe(text)
    expect(openNote(note, [logKey], verifyEd25519)).toEqual({ text, signatures: [{ key: logKey, time: null }] })
  })

  test('takes more than sixteen signatures, and passes over those of unknown keys', () => {
    const others = Array.from({ length: 20 }, (_, i) => {
      const seed = seedOf(100 + i)
      return lineBy({ ...logKey, name: `other-${i}`, publicKey: publicKeyOf(seed) }, seed, text)
    })
    expect(openNote(writeNote(text, [...others, line]), [logKey], verifyEd25519)?.signatures).toHaveLength(1)
    expect(openNote(writeNote(text, others), [logKey], verifyEd25519)).toBeNull()
  })

  test('with a bad signature by a known key is refused, even beside a good one', () => {
    const bad = signatureLine(logKey, new Uint8Array(64))
    for (const lines of [
      [line, bad],
      [bad, line],
    ]) {
      expect(openNote(writeNote(text, lines), [logKey], verifyEd25519)).toBeNull()
    }
  })

  test('signed by another key of the same name is not signed', () => {
    expect(openNote(writeNote(text, [lineBy(stranger, seedOf(3), text)]), [logKey], verifyEd25519)).toBeNull()
  })

  test('whose signature was lifted from another text is refused', () => {
    expect(openNote(writeNote('Another text\n', [line]), [logKey], verifyEd25519)).toBeNull()
  })

  test.each<[string, Uint8Array]>([
    ['no blank line', bytesOf(`text\n${line}`)],
    ['no signature', bytesOf(`${text}\n`)],
    ['no last line end', bytesOf(`${text}\n${line.trimEnd()}`)],
    ['a hyphen for the dash', bytesOf(`${text}\n${line.replace('—', '-')}`)],
    ['a second space', bytesOf(`${text}\n${line.replace(' log', '  log')}`)],
    ['a word more', bytesOf(`${text}\n${line.trimEnd()} more\n`)],
    ['a carriage return', bytesOf(`${text}\n${line.replace('\n', '\r\n')}`)],
    ['a control character in the text', bytesOf(`tab\t\n\n${line}`)],
    ['bytes that are not UTF-8', Uint8Array.of(0xff, ...writeNote(text, [line]))],
    ['a signature shorter than a key id', bytesOf(`${text}\n— log.example ${toBase64(new Uint8Array(4))}\n`)],
    ['a plus in a name', bytesOf(`${text}\n— a+b ${toBase64(new Uint8Array(68))}\n`)],
    ['a hundred and one signatures', bytesOf(`${text}\n${line.repeat(101)}`)],
  ])('is none with %s', (_, bytes) => {
    expect(readNote(bytes)).toBeNull()
  })

  test('of a text without a last line end cannot be written', () => {
    expect(() => writeNote('text', [])).toThrow(RangeError)
  })
})

describe('a key', () => {
  test('reads as it was written', () => {
    for (const key of [logKey, witness]) expect(readKey(writeKey(key))).toEqual(key)
  })

  test.each([
    ['another id', writeKey(logKey).replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['no name', writeKey(logKey).replace(/^[^+]+/, '')],
    ['another type', writeKey({ ...logKey, type: 2 as 1 })],
    ['a key too short', writeKey({ ...logKey, publicKey: logKey.publicKey.subarray(1) })],
    ['the identity', writeKey({ ...logKey, publicKey: Uint8Array.of(1, ...new Uint8Array(31)) })],
    ['nothing', ''],
  ])('with %s is refused', (_, line) => {
    expect(readKey(line)).toBeNull()
  })

  test('of low order fits many texts with one signature, so it is refused', () => {
    const identity = Uint8Array.of(1, ...new Uint8Array(31))
    const forgery = Uint8Array.of(...identity, ...new Uint8Array(32))
    const texts = ['I agree to the change.', 'I do not agree to the change.']
    // The attack works where the key is let in …
    expect(texts.map((text) => verifyEd25519(identity, bytesOf(text), forgery))).toEqual([true, true])
    // … and the key is not let in, with either sign bit.
    expect(isLowOrder(identity)).toBe(true)
    expect(isLowOrder(identity.with(31, 0x80))).toBe(true)
    expect(isLowOrder(logKey.publicKey)).toBe(false)
  })

  test('of order 8 is among those refused', () => {
    const point = Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex')
    const forgery = Uint8Array.of(1, ...new Uint8Array(63))
    const fitting = Array.from({ length: 200 }, (_, i) => verifyEd25519(point, bytesOf(`text ${i}`), forgery))
    expect(fitting.filter(Boolean).length).toBeGreaterThan(5)
    expect(isLowOrder(Uint8Array.from(point))).toBe(true)
  })
})

describe('a checkpoint and a proof', () => {
  const entries = Array.from({ length: 37 }, (_, i) => bytesOf(`entry ${i}`))
  const leaves = entries.map(leafHash)
  const head = { size: 37, root: treeHash(leaves) }
  const text = checkpointText(logKey.name, head)
  const line = lineBy(logKey, logSeed, text)
  const policy: LogPolicy = { origin: logKey.name, logKey, witnesses: [witness], quorum: 0 }
  const open = (bytes: Uint8Array, change: Partial<LogPolicy> = {}): ReturnType<typeof openCheckpoint> =>
    openCheckpoint(bytes, { ...policy, ...change }, verifyEd25519)

  test('gives the head, and says who witnessed it', () => {
    expect(open(writeNote(text, [line]))).toEqual({ head, witnessed: [] })
    const cosigned = writeNote(text, [line, cosignature(text, 1_790_000_000)])
    expect(open(cosigned, { quorum: 1 })).toEqual({
      head,
      witnessed: [{ name: 'witness.example', time: 1_790_000_000 }],
    })
  })

  test('is refused unwitnessed where witnesses are asked for, and signed by a witness alone', () => {
    expect(open(writeNote(text, [line]), { quorum: 1 })).toEqual({ refused: 'too-few-witnesses' })
    expect(open(writeNote(text, [cosignature(text, 1)]))).toEqual({ refused: 'not-signed-by-the-log' })
  })

  test('a cosignature with another time is a bad one, and refuses the checkpoint', () => {
    const sameButTime = cosignature(text, 2).split(' ')[2]!
    const forged = Buffer.from(sameButTime, 'base64')
    forged[11] = 9
    const lines = [line, `— witness.example ${forged.toString('base64')}\n`]
    expect(open(writeNote(text, lines))).toEqual({ refused: 'not-signed-by-the-log' })
  })

  test.each([
    ['another origin', text.replace('log.example', 'log.elsewhere'), 'another-log'],
    ['a leading zero', text.replace('\n37\n', '\n037\n'), 'not-a-checkpoint'],
    ['a size beyond counting', text.replace('\n37\n', '\n9007199254740993\n'), 'not-a-checkpoint'],
    ['an extension line', `${text}more\n`, 'not-a-checkpoint'],
    ['no root', text.replace(toBase64(head.root), ''), 'not-a-checkpoint'],
  ])('with %s is refused though the log signed it', (_, changed, refused) => {
    expect(changed).not.toBe(text)
    expect(open(writeNote(changed, [lineBy(logKey, logSeed, changed)]))).toEqual({ refused })
  })

  const hashesFor = (index: number): Uint8Array[] =>
    inclusionRanges(index, 37).map(({ from, to }) => treeHash(leaves.slice(from, to)))
  const proofOf = (index: number): Uint8Array => writeLogProof(index, hashesFor(index), writeNote(text, [line]))

  test('a proof proves its own entry and no other', () => {
    for (let i = 0; i < 37; i += 1) {
      expect(checkLogProof(proofOf(i), entries[i]!, policy, verifyEd25519)).toMatchObject({ index: i })
      expect(checkLogProof(proofOf(i), bytesOf('never logged'), policy, verifyEd25519)).toEqual({
        refused: 'not-in-the-log',
      })
    }
  })

  test('a perfect proof from a fake log is refused', () => {
    const fake = writeLogProof(3, hashesFor(3), writeNote(text, [lineBy(stranger, seedOf(3), text)]))
    expect(checkLogProof(fake, entries[3]!, policy, verifyEd25519)).toEqual({ refused: 'not-signed-by-the-log' })
    expect(checkLogProof(fake, entries[3]!, { ...policy, logKey: stranger }, verifyEd25519)).toMatchObject({ index: 3 })
  })

  test('a proof may carry an extra line, and nothing else out of place', () => {
    const whole = new TextDecoder().decode(proofOf(3))
    const check = (changed: string): unknown => checkLogProof(bytesOf(changed), entries[3]!, policy, verifyEd25519)
    expect(check(whole.replace('\nindex', '\nextra AAAA\nindex'))).toMatchObject({ index: 3 })
    for (const changed of [
      whole.replace('@v1', '@v2'),
      whole.replace('index 3', 'index 03'),
      whole.replace('index 3\n', ''),
      whole.replace('\nindex', '\nextra A\nindex'),
      whole.replace('\nindex', '\nextra AAAA\nextra AAAA\nindex'),
      whole.replace('index 3', 'index 3 '),
      whole.replace('=\n', '\n'),
    ]) {
      expect(check(changed)).toEqual({ refused: 'not-a-proof' })
    }
    expect(check(whole.replace('index 3', 'index 4'))).toEqual({ refused: 'not-in-the-log' })
  })
})
