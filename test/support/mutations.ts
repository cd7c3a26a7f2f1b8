/** Packs with something changed, from a seed: bytes, whole files, and what only somebody who knows the format would change. */
import { toBase64 } from '../../src/integrity/base64.ts'
import { readArchive, writeArchive } from '../../src/integrity/pack-archive.ts'
import { sha256 } from '../../src/integrity/sha256.ts'

/** A plain generator (mulberry32): the same seed gives the same packs. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** `count` packs, none the same as its original. */
export function* mutatedPacks(packs: readonly Uint8Array[], count: number, seed: number): Generator<Uint8Array> {
  const random = numbersFrom(seed)
  for (let made = 0; made < count;) {
    const pack = packs[random(packs.length)]!
    const bad = random(3) === 0 ? bytesChanged(pack, random) : filesChanged(pack, random)
    if (Buffer.from(bad).equals(pack)) continue
    made += 1
    yield bad
  }
}

type Random = (below: number) => number

function bytesChanged(pack: Uint8Array, random: Random): Uint8Array {
  const bad = pack.slice()
  const at = random(pack.length)
  switch (random(4)) {
    case 0:
      bad[at]! ^= 1 << random(8)
      return bad
    case 1:
      return bad.slice(0, at)
    case 2:
      return Uint8Array.of(...bad.subarray(0, at), random(256), ...bad.subarray(at))
    default:
      bad[at] = random(256)
      return bad
  }
}

/** Changes a file and puts the archive, and mostly the list as well, right again: only what the files say is wrong then. */
function filesChanged(pack: Uint8Array, random: Random): Uint8Array {
  const files = new Map(readArchive(pack)!)
  // HOW-TO-CHECK and the page are words for people: whoever lists another one changes nothing that is proved.
  const names = [...files.keys()].filter((name) => !['HOW-TO-CHECK.txt', 'verify.html'].includes(name))
  const name = names[random(names.length)]!
  const bytes = files.get(name)!.slice()
  const other = files.get(names[random(names.length)]!)!
  switch (random(5)) {
    case 0:
      bytes[random(bytes.length)]! ^= 1 << random(8)
      files.set(name, bytes)
      break
    case 1:
      files.set(name, other)
      break
    case 2:
      files.delete(name)
      break
    case 3:
      files.set(name, letterChanged(bytes, random))
      break
    default:
      files.set(name, bytes.slice(0, random(bytes.length)))
  }
  if (random(3) > 0 && name !== 'pack.json') relist(files)
  return writeArchive(files)
}

function letterChanged(bytes: Uint8Array, random: Random): Uint8Array {
  const letters = [...bytes.keys()].filter((i) => /[A-Za-z0-9]/.test(String.fromCharCode(bytes[i]!)))
  if (letters.length > 0) bytes[letters[random(letters.length)]!] = 'abcdefgh01234567ABCDEFGH'.charCodeAt(random(24))
  return bytes
}

function relist(files: Map<string, Uint8Array>): void {
  const list = JSON.parse(new TextDecoder().decode(files.get('pack.json'))) as { files: Record<string, string> }
  for (const name of Object.keys(list.files)) {
    const bytes = files.get(name)
    if (bytes) list.files[name] = toBase64(sha256(bytes))
    else delete list.files[name]
  }
  files.set('pack.json', new TextEncoder().encode(`${JSON.stringify(list)}\n`))
}
