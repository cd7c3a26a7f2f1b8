/**
 * Asks witnesses to cosign the newest checkpoint: the client's side of C2SP tlog-witness. A witness that is away is asked
 * again with the next checkpoint; meanwhile pages say how many have cosigned.
 */
import type { Context } from '#platform/context.ts'
import { toBase64 } from '../base64.ts'
import { openCheckpoint, type LogPolicy } from '../checkpoint.ts'
import { verifyEd25519 } from '../ed25519.ts'
import { planConsistency } from '../log.ts'
import { readKey, readNote, signatureTypes, type NoteKey } from '../note.ts'
import { hashesAt } from '../store.ts'
import * as store from './store.ts'

/** A witness: its pinned key, and the address below which `add-checkpoint` is. */
export interface Witness {
  readonly key: NoteKey
  readonly url: string
}

const ANSWER_SECONDS = 10
/** A cosignature is one line of about 150 characters; a witness with several keys sends a few. */
const MOST_ANSWER_CHARACTERS = 20_000

/** Reads the setting: entries separated by commas, each a public key, a space and an address; null when one is wrong. */
export function readWitnesses(setting: string): Witness[] | null {
  const witnesses: Witness[] = []
  for (const entry of setting.split(',').map((one) => one.trim())) {
    if (entry === '') continue
    const [line, url, ...rest] = entry.split(/\s+/)
    const key = readKey(line ?? '')
    if (!key || key.type !== signatureTypes.cosignature || !url || rest.length > 0 || !URL.canParse(url)) return null
    // One key under two names would count as two witnesses.
    if (witnesses.some((one) => toBase64(one.key.publicKey) === toBase64(key.publicKey))) return null
    witnesses.push({ key, url: url.replace(/\/$/, '') })
  }
  return witnesses
}

/**
 * Asks each witness that has not cosigned the newest checkpoint.
 * @returns names of those that gave no valid cosignature
 */
export async function witnessLog(ctx: Context, policy: LogPolicy, witnesses: readonly Witness[]): Promise<string[]> {
  const published = await store.publishedCheckpoint(ctx)
  if (!published) return []
  const asked = witnesses.filter(({ key }) => !published.cosignatures.includes(`— ${key.name} `))
  const answers = await Promise.all(
    asked.map(async (witness) => ({ witness, line: await cosignatureBy(ctx, policy, witness, published) })),
  )
  for (const { witness, line } of answers) {
    if (line !== null) await store.addCosignature(ctx, published.size, witness.key.name, line)
  }
  return answers.filter(({ line }) => line === null).map(({ witness }) => witness.key.name)
}

async function cosignatureBy(
  ctx: Context,
  policy: LogPolicy,
  witness: Witness,
  published: store.PublishedCheckpoint,
): Promise<string | null> {
  let old = await store.cosignedSize(ctx, witness.key.name)
  // The second time with the size that the witness itself named.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const answer = await asked(witness, await requestBody(ctx, old, published))
    if (answer === null) return null
    if (answer.status === 200) return validLine(answer.text, policy, witness, published)
    const named = answer.status === 409 ? sizeIn(answer) : null
    if (named === null || named > published.size || named === old) return null
    old = named
  }
  return null
}

/** The request of tlog-witness: `old N`, the consistency proof, an empty line, the checkpoint. */
async function requestBody(ctx: Context, old: number, published: store.PublishedCheckpoint): Promise<string> {
  const plan = planConsistency(old, published.size)
  const stored = new Map((await hashesAt(ctx, plan.places)).map((node) => [`${node.level}/${node.index}`, node.hash]))
  const hashes = plan.finish((place) => stored.get(`${place.level}/${place.index}`)!)
  const lines = [`old ${old}`, ...hashes.map(toBase64)].map((line) => `${line}\n`).join('')
  return `${lines}\n${new TextDecoder().decode(published.note)}`
}

interface WitnessAnswer {
  readonly status: number
  readonly type: string
  readonly text: string
}

async function asked(witness: Witness, body: string): Promise<WitnessAnswer | null> {
  try {
    const response = await fetch(`${witness.url}/add-checkpoint`, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_SECONDS * 1000),
    })
    const text = await response.text()
    if (text.length > MOST_ANSWER_CHARACTERS) return null
    return { status: response.status, type: response.headers.get('content-type') ?? '', text }
  } catch {
    return null
  }
}

function sizeIn({ type, text }: WitnessAnswer): number | null {
  if (!type.startsWith('text/x.tlog.size') || !/^(?:0|[1-9]\d*)\n$/.test(text)) return null
  return Number.isSafeInteger(Number(text)) ? Number(text) : null
}

/** The witness's line from its answer, if it is by its key and over this very checkpoint. Other lines are left out. */
function validLine(
  answer: string,
  policy: LogPolicy,
  witness: Witness,
  published: store.PublishedCheckpoint,
): string | null {
  const note = new TextDecoder().decode(published.note)
  for (const line of answer.split('\n')) {
    const whole = new TextEncoder().encode(`${note}${line}\n`)
    if (!readNote(whole)?.signatures.some(({ name }) => name === witness.key.name)) continue
    const opened = openCheckpoint(whole, { ...policy, witnesses: [witness.key], quorum: 1 }, verifyEd25519)
    if (!('refused' in opened)) return `${line}\n`
  }
  return null
}
