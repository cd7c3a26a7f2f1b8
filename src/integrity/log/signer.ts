/**
 * The signer: the only holder of the log's key, in a process of its own with a memory of its own, outside the database.
 * It signs checkpoints and nothing else.
 *
 * Its folder holds `key` (32 secret bytes, hexadecimal), `log.vkey` (the public key in C2SP's one line), `head.json`
 * (what it signed last) and `running` while it runs. It never forgets: a folder with a key and no head is refused.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { CannotStart } from '#platform/cannot-start.ts'
import { openDatabase } from '#platform/database.ts'
import { writeWhole } from '#platform/files.ts'
import { fromBase64, isBase64Of32Bytes, toBase64 } from '../base64.ts'
import { checkpointText } from '../checkpoint.ts'
import { publicKeyOf, signEd25519 } from '../ed25519.ts'
import { frontierPlaces, type TreeHead } from '../log.ts'
import { isKeyName, signatureLine, signatureTypes, writeKey, writeNote, type NoteKey } from '../note.ts'
import { holdFolder } from './folder-lock.ts'
import { extendSigned, rootOf, type SignedTree, type SigningRefusal, type StoredLog } from './signing.ts'
import * as store from './store.ts'

/** What a signer says of itself. `note` is the checkpoint it signed last; null while it has signed none. */
export interface SignerStatus {
  readonly key: string
  readonly size: number
  readonly note: Uint8Array | null
}

/** What can be asked of a signer, wherever it runs. */
export interface Signer {
  status(): Promise<SignerStatus>
  /** Signs the stored log at this size, if it begins with the one signed last. */
  sign(size: number): Promise<{ note: Uint8Array } | { refused: SigningRefusal }>
}

/** A signer on its folder, in this process. */
export interface OpenSigner extends Signer {
  close(): Promise<void>
}

interface Head extends SignedTree {
  readonly note: Uint8Array | null
}

const EMPTY: Head = { size: 0, frontier: [], note: null }

/**
 * Opens the signer of a folder, making its key first where there is none.
 * @param origin the log's name, used when the key is made; later the name stays
 * @throws CannotStart when another signer runs on the folder, or its memory is missing
 */
export async function openSigner(folder: string, databaseUrl: string, origin?: string): Promise<OpenSigner> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = await holdFolder(folder)
  try {
    const { seed, key } = await keyOf(folder, origin)
    let head = await headOf(folder)
    const database = openDatabase(databaseUrl, { role: 'log_signer', max: 1 })
    const stored: StoredLog = {
      entriesFrom: (from, limit) => store.entriesFrom(database.db, from, limit),
      tilesAt: (places) => store.tilesAt(database.db, places),
    }
    return {
      status: () => Promise.resolve({ key: writeKey(key), size: head.size, note: head.note }),
      async sign(size) {
        const tree = await extendSigned(head, size, stored)
        if ('refused' in tree) return tree
        if (tree.size === head.size && head.note) return { note: head.note }
        const note = signed(key, seed, tree)
        await lock.confirm()
        // Remembered before it is handed out: after a crash it is handed out again, and nothing else of that size.
        await keepHead(folder, { ...tree, note })
        head = { ...tree, note }
        return { note }
      },
      async close() {
        await database.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

function signed(key: NoteKey, seed: Uint8Array, tree: SignedTree): Uint8Array {
  const text = checkpointText(key.name, { size: tree.size, root: rootOf(tree) })
  return writeNote(text, [signatureLine(key, signEd25519(seed, new TextEncoder().encode(text)))])
}

/** The public key of a signer's folder, in C2SP's one line; null before it was made. */
export async function publicKeyIn(folder: string): Promise<string | null> {
  return (await textOf(`${folder}/log.vkey`))?.trim() ?? null
}

async function keyOf(folder: string, origin: string | undefined): Promise<{ seed: Uint8Array; key: NoteKey }> {
  const [secret, line] = await Promise.all([textOf(`${folder}/key`), publicKeyIn(folder)])
  if (secret !== null && line !== null) {
    const seed = new Uint8Array(Buffer.from(secret.trim(), 'hex'))
    const key: NoteKey = {
      name: line.slice(0, line.indexOf('+')),
      type: signatureTypes.ed25519,
      publicKey: publicKeyOf(seed),
    }
    if (writeKey(key) !== line) throw new CannotStart(`The files key and log.vkey in ${folder} do not belong together.`)
    return { seed, key }
  }
  if ((await textOf(`${folder}/head.json`)) !== null && (await headOf(folder)).size > 0)
    throw new CannotStart(`The log’s key is missing from ${folder}. Bring it back from the backup of that folder.`)
  return newKey(folder, origin)
}

async function newKey(folder: string, origin: string | undefined): Promise<{ seed: Uint8Array; key: NoteKey }> {
  // A name that no other installation has, so that the keys of two of them cannot be confused.
  const name = origin ?? `log-${randomBytes(4).toString('hex')}.throughline.example`
  if (!isKeyName(name)) throw new CannotStart('LOG_ORIGIN: a log’s name has no spaces and no plus sign.')
  const seed = new Uint8Array(randomBytes(32))
  const key: NoteKey = { name, type: signatureTypes.ed25519, publicKey: publicKeyOf(seed) }
  await keepHead(folder, EMPTY)
  await writeWhole(`${folder}/log.vkey`, `${writeKey(key)}\n`, 0o644)
  await writeWhole(`${folder}/key`, `${Buffer.from(seed).toString('hex')}\n`)
  return { seed, key }
}

async function headOf(folder: string): Promise<Head> {
  const text = await textOf(`${folder}/head.json`)
  const head = text === null ? null : readHead(text)
  if (head === null)
    throw new CannotStart(
      `The signer’s memory ${folder}/head.json is missing or unreadable. Bring it back with: throughline log restore FOLDER, ` +
        'where FOLDER holds the newest copy of the log’s tiles.',
    )
  return head
}

function readHead(text: string): Head | null {
  try {
    const { size, frontier, note } = JSON.parse(text) as { size: number; frontier: string[]; note: string | null }
    if (!Number.isSafeInteger(size) || size < 0 || !frontier.every(isBase64Of32Bytes)) return null
    if (frontier.length !== frontierPlaces(size).length || (note === null) !== (size === 0)) return null
    return { size, frontier: frontier.map(fromBase64), note: note === null ? null : fromBase64(note) }
  } catch {
    return null
  }
}

/** The head that a folder's signer signed last; null where its memory is missing, or it has signed nothing. */
export async function signedHead(folder: string): Promise<TreeHead | null> {
  const text = await textOf(`${folder}/head.json`)
  const head = text === null ? null : readHead(text)
  return head && head.size > 0 ? { size: head.size, root: rootOf(head) } : null
}

/** Writes what the signer remembers. Only the signer does so, and `throughline log restore`. */
export async function keepHead(folder: string, head: SignedTree & { note: Uint8Array | null }): Promise<void> {
  const { size, frontier, note } = head
  await writeWhole(
    `${folder}/head.json`,
    `${JSON.stringify({ size, frontier: frontier.map(toBase64), note: note && toBase64(note) })}\n`,
  )
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/**
 * Answers questions, one JSON object a line, until they end. `{"ask":"status"}` and `{"ask":"sign","size":N}`; answers
 * in the order of the questions, bytes in base64.
 */
export async function answerQuestions(
  signer: Signer,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    output.write(`${JSON.stringify(await answerTo(signer, line))}\n`)
  }
}

async function answerTo(signer: Signer, line: string): Promise<object> {
  try {
    const question = JSON.parse(line) as { ask?: unknown; size?: unknown }
    if (question.ask === 'status') {
      const { key, size, note } = await signer.status()
      return { key, size, note: note && toBase64(note) }
    }
    if (question.ask !== 'sign' || typeof question.size !== 'number') return { failed: 'not-a-question' }
    const answer = await signer.sign(question.size)
    return 'refused' in answer ? answer : { note: toBase64(answer.note) }
  } catch (error) {
    return { failed: error instanceof Error ? error.name : 'unknown' }
  }
}
