/**
 * Checkpoints as in C2SP tlog-checkpoint: a head of the log, signed. Without extension lines. Pure.
 */
import { isBase64Of32Bytes, fromBase64, toBase64 } from './base64.ts'
import type { VerifySignature } from './ed25519.ts'
import type { TreeHead } from './log.ts'
import { openNote, type NoteKey } from './note.ts'

/** What a reader trusts: the log by its name and key, and how many of which witnesses must have seen the same head. */
export interface LogPolicy {
  readonly origin: string
  readonly logKey: NoteKey
  readonly witnesses: readonly NoteKey[]
  readonly quorum: number
}

/** A checkpoint that was checked. `witnessed` names the witnesses who cosigned it, each with the time it gave. */
export interface Checkpoint {
  readonly head: TreeHead
  readonly witnessed: readonly { readonly name: string; readonly time: number }[]
}

/** Why a checkpoint is not taken. `too-few-witnesses` is not a fault of the log: it is to be labelled, never hidden. */
export type CheckpointRefusal = 'not-signed-by-the-log' | 'not-a-checkpoint' | 'another-log' | 'too-few-witnesses'

/** The text of a checkpoint, to be signed. */
export function checkpointText(origin: string, head: TreeHead): string {
  return `${origin}\n${head.size}\n${toBase64(head.root)}\n`
}

/** Checks a checkpoint against a policy. */
export function openCheckpoint(
  bytes: Uint8Array,
  policy: LogPolicy,
  verify: VerifySignature,
): Checkpoint | { refused: CheckpointRefusal } {
  const note = openNote(bytes, [policy.logKey, ...policy.witnesses], verify)
  if (!note?.signatures.some(({ key }) => key === policy.logKey)) return { refused: 'not-signed-by-the-log' }
  const [origin, size, root, end, ...rest] = note.text.split('\n')
  if (origin !== policy.origin) return { refused: 'another-log' }
  const isWhole = /^(?:0|[1-9]\d*)$/.test(size ?? '') && Number.isSafeInteger(Number(size))
  if (!isWhole || !isBase64Of32Bytes(root) || end !== '' || rest.length > 0) return { refused: 'not-a-checkpoint' }
  const witnessed = note.signatures.flatMap(({ key, time }) => (time === null ? [] : [{ name: key.name, time }]))
  if (witnessed.length < policy.quorum) return { refused: 'too-few-witnesses' }
  return { head: { size: Number(size), root: fromBase64(root) }, witnessed }
}
