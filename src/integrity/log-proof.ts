/**
 * A proof that an entry is in the log, in one file that is checked offline: C2SP tlog-proof, version 1. Pure.
 */
import { fromBase64, isBase64Of32Bytes, toBase64 } from './base64.ts'
import { openCheckpoint, type Checkpoint, type CheckpointRefusal, type LogPolicy } from './checkpoint.ts'
import type { VerifySignature } from './ed25519.ts'
import { includes, leafHash } from './merkle.ts'

const FORMAT = 'c2sp.org/tlog-proof@v1'

/** The file of a proof: the entry's place, the hashes of RFC 6962 §2.1.1, and the signed checkpoint they lead to. */
export function writeLogProof(index: number, hashes: readonly Uint8Array[], checkpoint: Uint8Array): Uint8Array {
  const head = [FORMAT, `index ${index}`, ...hashes.map(toBase64)].join('\n')
  const headBytes = new TextEncoder().encode(`${head}\n\n`)
  const file = new Uint8Array(headBytes.length + checkpoint.length)
  file.set(headBytes)
  file.set(checkpoint, headBytes.length)
  return file
}

/** Why a proof is not taken. */
export type LogProofRefusal = CheckpointRefusal | 'not-a-proof' | 'not-in-the-log'

/** Checks that `entry` is in the log that the policy names. An `extra` line, which others may add, is passed over. */
export function checkLogProof(
  file: Uint8Array,
  entry: Uint8Array,
  policy: LogPolicy,
  verify: VerifySignature,
): { index: number; checkpoint: Checkpoint } | { refused: LogProofRefusal } {
  const split = blankLineIn(file)
  if (split === -1) return { refused: 'not-a-proof' }
  // A byte order mark would be dropped by default, and the reference refuses it.
  const proof = readHead(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.subarray(0, split)))
  if (proof === null) return { refused: 'not-a-proof' }
  const checkpoint = openCheckpoint(file.subarray(split + 2), policy, verify)
  if ('refused' in checkpoint) return checkpoint
  const { size, root } = checkpoint.head
  if (!includes(root, size, proof.index, leafHash(entry), proof.hashes)) return { refused: 'not-in-the-log' }
  return { index: proof.index, checkpoint }
}

/** The head of the file ends at its first blank line; the checkpoint behind it has another of its own. */
function blankLineIn(file: Uint8Array): number {
  return file.findIndex((byte, i) => byte === 0x0a && file[i + 1] === 0x0a)
}

function readHead(head: string): { index: number; hashes: Uint8Array[] } | null {
  const [format, ...lines] = head.split('\n')
  if (format !== FORMAT) return null
  if (lines[0]?.startsWith('extra ')) {
    if (!isCanonicalBase64(lines[0].slice('extra '.length))) return null
    lines.shift()
  }
  const index = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '')?.[1]
  if (index === undefined || !Number.isSafeInteger(Number(index)) || !lines.every(isBase64Of32Bytes)) return null
  return { index: Number(index), hashes: lines.map(fromBase64) }
}

function isCanonicalBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0 && toBase64(fromBase64(text)) === text
}
