/**
 * Integrity: nobody can change an author's report unseen. Sealed text and its disclosures, the record of submissions,
 * the append-only log, and the verdict on an edition.
 *
 * Owns schema `integrity`. Invariant: the log only grows. An entry is never changed, moved or removed, each is bound to
 * all before it, and none holds text, a name, or anything from which either could be guessed.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { inTransaction, type Context } from '#platform/context.ts'
import { packageFolder } from '#platform/files.ts'
import { queueJob } from '#platform/jobs.ts'
import { equalBytes, fromBase64, isBase64Of32Bytes, toBase64 } from './base64.ts'
import { LogChecker, type LogFault } from './check-log.ts'
import { amendInBrowser } from './amending.ts'
import * as disclosures from './disclosure.ts'
import type * as editionStates from './edition-state.ts'
import * as editions from './edition.ts'
import { editionNameOf } from './edition-name.ts'
import { append, frontierPlaces, planConsistency, planInclusion, type ProofPlan, type TreeHead } from './log.ts'
import { frontierHash, includes, leafHash, treeHash, treeProof, type SubtreeHash } from './merkle.ts'
import { writeKey } from './note.ts'
import * as packs from './pack-format.ts'
import { howToCheck } from './pack-how-to.ts'
import { rootsOfFile } from './sealed-file.ts'
import * as publication from './log/published.ts'
import * as manifests from './manifest.ts'
import * as sealed from './sealed-text.ts'
import { sha256 } from './sha256.ts'
import { publicKeyOf, signEd25519, verifyEd25519 } from './ed25519.ts'
import { isLowOrder } from './note.ts'
import * as publicProofs from './edition-signatures.ts'
import * as signing from './signers.ts'
import * as statements from './statement.ts'
import * as store from './store.ts'
import { looksLikePack, verifyPack } from './verify-pack.ts'
import * as verdicts from './verify.ts'

/** What a block is on the page, as it is sealed. */
export type BlockKind = sealed.BlockKind
/** One sealed paragraph, heading, cell or note. */
export type Block = sealed.Block
/** A sealed report with passages replaced or blocks withheld. */
export type Disclosure = disclosures.Disclosure
/** A block as it is read. */
export type ReaderBlock = disclosures.ReaderBlock
/** A passage as it is read: the author's words, or the label that stands for hidden ones. */
export type ReaderPart = disclosures.ReaderPart
/** What an edition file says about itself outside the sealed text. */
export type EditionDetails = editions.EditionDetails
/** An edition file, sealed or from before reports were sealed. */
export type EditionFile = editions.EditionFile
/** Who signed an edition's words, as its public proof has it. */
export type EditionSignatures = publicProofs.EditionSignatures
/** What those signatures show. */
export type SignedHistory = publicProofs.SignedHistory
/** What an edition says of its own words. */
export type EditionState = editionStates.EditionState
/** A class of reason for a change. */
export type ChangeClass = editionStates.ChangeClass
/** A class of legal reason for withholding. */
export type WithholdingClass = editionStates.WithholdingClass
/** What a check of an edition file came to. */
export type Verdict = verdicts.Verdict
/** The text of an act that is put on record, as values. */
export type Statement = statements.Statement
/** A statement of one kind. */
export type StatementOf<Kind extends statements.StatementKind> = statements.StatementOf<Kind>
/** Who signs statements: a role. */
export type Signer = signing.Signer
/** A key that a verifier pinned, with its place in the log. */
export type SigningKey = signing.SigningKey
/** A signed note whose statement counts. */
export type CountedNote = signing.CountedNote
/** Why a signed note does not count. */
export type NotCounted = signing.NotCounted
/** The size and root of the log. */
export type LogHead = TreeHead

/** A report as sealed. Seeds and root of 32 bytes each; whoever holds the seeds can prove, and guess, every word. */
export interface SealedReport {
  readonly seeds: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** Why a seal that a browser sent is not taken. */
export type SealRefusal =
  'nothing-to-seal' | 'text-cannot-be-sealed' | 'seeds-malformed' | 'seed-used-twice' | 'roots-differ'

/** The refusals in words for the author. */
export const sealRefusalWords: Record<SealRefusal, string> = {
  'nothing-to-seal': 'The report has no text yet.',
  'text-cannot-be-sealed':
    'The report has a character that cannot be sealed, such as ⟦ or ⟧. Correct the text, then submit again.',
  'seeds-malformed': 'Your browser did not send a complete seal. Load the page again, then submit.',
  'seed-used-twice': 'Your browser did not make a safe seal. Load the page again, or try another browser, then submit.',
  'roots-differ':
    'The report has changed since this page was loaded. Load the page again, read the report, then submit.',
}

/**
 * Recomputes the seal that the author's browser made from the text it displayed.
 * @param seal seeds in the order of the blocks, and root; each 32 bytes in standard base64, and not yet trusted
 * @returns the seal as bytes when it is the seal of exactly these blocks
 */
export function checkSeal(
  blocks: readonly Block[],
  seal: { seeds: readonly string[]; root: string },
): SealedReport | { refused: SealRefusal } {
  if (blocks.length === 0) return { refused: 'nothing-to-seal' }
  if (blocks.some((block) => sealed.textFault(block.text) !== null)) return { refused: 'text-cannot-be-sealed' }
  if (seal.seeds.length !== blocks.length || !seal.seeds.every(isBase64Of32Bytes)) return { refused: 'seeds-malformed' }
  if (new Set(seal.seeds).size !== seal.seeds.length) return { refused: 'seed-used-twice' }
  const seeds = seal.seeds.map(fromBase64)
  const root = sealed.sealedRoot(blocks, seeds)
  return toBase64(root) === seal.root ? { seeds, root } : { refused: 'roots-differ' }
}

/**
 * Seals a report here, with new random seeds, for reports that no browser submits (the fictional demonstration).
 * @throws when a block cannot be sealed, naming it by its number
 */
export function sealReport(blocks: readonly Block[]): SealedReport {
  const seeds = blocks.map(() => new Uint8Array(randomBytes(32)))
  return { seeds, root: sealed.sealedRoot(blocks, seeds) }
}

/**
 * The root of a report under given seeds.
 * @throws when a block cannot be sealed or a seed is missing or not 32 bytes, naming the block by its number
 */
export function reportRootOf(blocks: readonly Block[], seeds: readonly Uint8Array[]): Uint8Array {
  return sealed.sealedRoot(blocks, seeds)
}

/** The root of each block of a report, in base64: what a browser needs of the blocks that do not change. */
export function blockRootsOf(blocks: readonly Block[], seeds: readonly Uint8Array[]): string[] {
  return blocks.map((block, n) => toBase64(sealed.blockRoot(block, seeds[n]!)))
}

/**
 * Seals a changed text here, with a new random seed for its one changed block, where no browser does (the fictional
 * demonstration). @throws when the block cannot be sealed
 */
export function sealChangedBlock(
  blocks: readonly Block[],
  seeds: readonly Uint8Array[],
  changed: { n: number; text: string },
): { seed: Uint8Array; root: Uint8Array } {
  const { seed, root } = amendInBrowser(blockRootsOf(blocks, seeds), {
    ...changed,
    kind: blocks[changed.n]?.kind ?? '',
  })
  return { seed: fromBase64(seed), root: fromBase64(root) }
}

/** The root of a report in base64: what pages and receipts call its fingerprint. */
export function fingerprintOf(root: Uint8Array): string {
  return toBase64(root)
}

/** A passage to replace: the block's number from 0, UTF-16 offsets in its text, and the label that the reader sees. */
export interface PassageToReplace extends disclosures.Replacement {
  readonly block: number
}

/**
 * Makes the disclosure of a sealed report: replaced passages and withheld blocks are gone from it, and it still gives
 * the sealed root. Passages are widened to whole tokens, and merged where they then overlap.
 * @param withheld numbers, from 0, of blocks to leave out whole
 * @returns the disclosure, and for each block what a page shows of it: words and labels in ⟦ ⟧, nothing if withheld
 * @throws when the report cannot be sealed, or a passage is empty, outside its text or without a proper label
 */
export function discloseReport(
  blocks: readonly Block[],
  seeds: readonly Uint8Array[],
  passages: readonly PassageToReplace[],
  withheld: readonly number[] = [],
): { disclosure: Disclosure; parts: ReaderPart[][] } {
  const byBlock = new Map<number, PassageToReplace[]>()
  for (const passage of passages) byBlock.set(passage.block, [...(byBlock.get(passage.block) ?? []), passage])
  const strangers = [...byBlock.keys(), ...withheld].filter((number) => blocks[number] === undefined)
  if (strangers.length > 0) throw new RangeError(`There is no block ${strangers[0]} in this report.`)
  const treatments = blocks.map((_, i) => (withheld.includes(i) ? ('withhold' as const) : (byBlock.get(i) ?? [])))
  const disclosure = disclosures.disclose(blocks, seeds, treatments)
  const shown = disclosures.readerBlocks(disclosure)
  return { disclosure, parts: shown.map((block) => ('withheld' in block ? [] : [...block.parts])) }
}

/** The words and labels of a disclosure as pages show them; labels keep their reserved brackets ⟦ ⟧. */
export function readDisclosure(disclosure: Disclosure): ReaderBlock[] {
  return disclosures.readerBlocks(disclosure)
}

/** The fingerprint that a disclosure proves, or null when it is malformed in any way. */
export function disclosedFingerprint(disclosure: unknown): string | null {
  const found = disclosures.rootOfDisclosure(disclosure)
  return 'refused' in found ? null : toBase64(found.root)
}

/** The downloadable file of an edition whose author sealed it. @throws when the disclosure is malformed */
export function sealedEditionFile(
  details: EditionDetails,
  disclosure: Disclosure,
  signatures: EditionSignatures | null = null,
): EditionFile {
  return editions.sealedEdition(details, disclosure, signatures)
}

/** The downloadable file of an edition that its author never sealed. */
export function unsealedEditionFile(details: EditionDetails, blocks: readonly editions.UnsealedBlock[]): EditionFile {
  return editions.unsealedEdition(details, blocks)
}

/**
 * The verdict on an edition file, in words.
 * @param given the fingerprint from the edition's own page or the author's receipt; without it the file is compared
 * only with the fingerprint that it carries, and the verdict says so
 */
export function verifyEditionFile(bytes: Uint8Array, given?: string): Verdict {
  return verdicts.verifyEditionFile(bytes, given, verifyEd25519)
}

/** The exit code of the command line for a verdict: 0 verified, 1 wrong, 2 could not check. */
export function exitCodeOf(verdict: Verdict): 0 | 1 | 2 {
  return verdicts.exitCodes[verdict.state]
}

/**
 * The report roots of a JSON file with `blocks` and `seeds`, with a `disclosure`, or with both, in that order.
 * @returns roots in base64, or in words what is malformed
 */
export function rootOfSealedFile(bytes: Uint8Array): { roots: string[] } | { refused: string } {
  return rootsOfFile(bytes)
}

/** Where an entry stands in the log. */
export interface LogPlace {
  readonly index: number
  readonly leafHash: Uint8Array
}

/**
 * Appends an entry as the next of the log, in the caller's transaction (or one of its own). Appends wait for one
 * another, and an index is used only if the transaction commits, so none is ever missing.
 * @param entry 1 to 65,535 bytes; never text or a name: the log is for ever
 * @throws when what is stored does not agree with the newest root: nothing is added to a damaged log
 */
export async function appendEntry(ctx: Context, entry: Uint8Array): Promise<LogPlace> {
  return inTransaction(ctx, async (tx) => {
    await store.lockLog(tx)
    const head = await headOrEmpty(tx)
    const frontier = await frontierOf(tx, head)
    const appended = append(head.size, frontier, entry)
    await store.storeAppended(tx, entry, appended)
    await queueJob(tx, 'integrity.publish-log', {}, { key: 'integrity.publish-log' })
    return { index: appended.index, leafHash: appended.leafHash }
  })
}

async function headOrEmpty(ctx: Context): Promise<TreeHead> {
  return (await store.newestHead(ctx)) ?? EMPTY
}

const EMPTY: TreeHead = { size: 0, root: treeHash([]) }

async function frontierOf(tx: Context, head: TreeHead): Promise<SubtreeHash[]> {
  const places = frontierPlaces(head.size)
  const hashes = await hashReader(tx, places)
  const frontier = places.map((place) => ({ level: place.level, hash: hashes(place) }))
  if (!equalBytes(frontierHash(frontier), head.root))
    throw new Error('The stored hashes do not give the log’s newest root.')
  return frontier
}

async function hashReader(
  ctx: Context,
  places: ProofPlan['places'],
): Promise<(place: { level: number; index: number }) => Uint8Array> {
  const stored = new Map((await store.hashesAt(ctx, places)).map((node) => [`${node.level}/${node.index}`, node.hash]))
  return ({ level, index }) => {
    const hash = stored.get(`${level}/${index}`)
    if (!hash) throw new Error(`The log has no hash for subtree ${index} of level ${level}.`)
    return hash
  }
}

/** The newest size and root of the log, and when it came to be; `at` is null while the log is empty. */
export async function treeHead(ctx: Context): Promise<LogHead & { at: Date | null }> {
  return (await store.newestHead(ctx)) ?? { ...EMPTY, at: null }
}

/** A proof that an entry is in the log: the hashes of RFC 6962 §2.1.1, against `head`. */
export interface InclusionProof {
  readonly head: LogHead
  readonly index: number
  readonly hashes: readonly Uint8Array[]
}

/**
 * Proves that entry `index` is in the log, in one read of a few dozen hashes however long the log.
 * @param size the size to prove it against; the newest by default
 * @returns null when the log, at that size, has no such entry
 */
export async function inclusionProof(ctx: Context, index: number, size?: number): Promise<InclusionProof | null> {
  const head = size === undefined ? await headOrEmpty(ctx) : await store.headAt(ctx, size)
  if (!head || !Number.isSafeInteger(index) || index < 0 || index >= head.size) return null
  const plan = planInclusion(index, head.size)
  return { head, index, hashes: plan.finish(await hashReader(ctx, plan.places)) }
}

/**
 * Proves that the newest log only added to what it was at `oldSize` (RFC 6962 §2.1.2).
 * @returns null when the log never had that size
 */
export async function consistencyProof(
  ctx: Context,
  oldSize: number,
): Promise<{ head: LogHead; hashes: readonly Uint8Array[] } | null> {
  const head = await headOrEmpty(ctx)
  if (!Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > head.size) return null
  const plan = planConsistency(oldSize, head.size)
  return { head, hashes: plan.finish(await hashReader(ctx, plan.places)) }
}

/** What a check of the whole log found. */
export type LogCheck = { sound: true; head: LogHead } | { sound: false; head: LogHead; faults: readonly LogFault[] }

const ENTRIES_A_BATCH = 1_000

/**
 * Computes every hash and root of the log again from its entries and compares them with what is stored. Finds any row
 * that was edited, removed or added, also by somebody who can switch off the database's triggers.
 * @param kept heads noted down earlier outside the database: with them even a log that was rewritten from end to end,
 * or cut short, is found out
 */
export async function checkLog(ctx: Context, kept: readonly LogHead[] = []): Promise<LogCheck> {
  return store.onOneView(ctx, async (view) => {
    const checker = new LogChecker(EMPTY, kept)
    for (;;) {
      const from = checker.head.size
      const entries = await store.entriesFrom(view, from, ENTRIES_A_BATCH)
      const to = from + entries.length
      const nodes = await store.nodesEndingIn(view, from, to)
      checker.take({ entries, nodes, heads: await store.headsIn(view, from, to) })
      if (entries.length < ENTRIES_A_BATCH || checker.head.size !== to) break
    }
    checker.finish(await store.hasMoreThan(view, checker.head.size))
    const { head, faults } = checker
    return faults.length === 0 ? { sound: true, head } : { sound: false, head, faults }
  })
}

/** What the caller keeps of a recorded submission, and gives to the author: with it the record can be proved. */
export interface SubmissionRecord extends LogPlace {
  /** The text of the statement. */
  readonly statement: string
  /** The 32 bytes it was blinded with; whoever lacks them learns nothing from the log. */
  readonly salt: Uint8Array
}

/**
 * Records that a sealed text was submitted, in the caller's transaction: only a blinded hash enters the log.
 * The statement is of kind `record-submit`: recorded by Throughline and signed by nobody. It is not the author's
 * signature and can never pass for one.
 * @param submission.version 1 for a report's first submission
 * @param submission.manifestRoot root over the files made from this text, where any are made
 * @param submission.previousStatement text of the statement for the version before, if any
 */
export async function recordSubmission(
  ctx: Context,
  submission: {
    reportRoot: Uint8Array
    blockCount: number
    version: number
    manifestRoot?: Uint8Array
    previousStatement?: string
  },
): Promise<SubmissionRecord> {
  const { reportRoot, blockCount, version, manifestRoot, previousStatement } = submission
  const statement = statements.writeStatement({
    kind: 'record-submit',
    version,
    blocks: blockCount,
    root: toBase64(reportRoot),
    manifest: manifestRoot === undefined ? null : toBase64(manifestRoot),
    previous: previousStatement === undefined ? null : toBase64(sha256(noteBytes(previousStatement))),
  })
  const salt = new Uint8Array(randomBytes(32))
  const place = await appendEntry(ctx, statements.blindedEntry(salt, noteBytes(statement)))
  return { statement, salt, ...place }
}

/** A statement that the server writes down and nobody signs. */
export type RecordStatement = Extract<statements.Statement, { kind: statements.RecordKind }>

/**
 * Puts on record an act that was done without a key, blinded, in the caller's transaction. Its kind says that nobody
 * signed it, so that it can never pass for what somebody signed.
 */
export async function recordUnsigned(tx: Context, statement: RecordStatement): Promise<SubmissionRecord> {
  const text = statements.writeStatement(statement)
  return { statement: text, ...(await recordNote(tx, noteBytes(text))) }
}

/** Whether the log holds this record at its place today, proved up to the newest root. */
export async function isRecorded(ctx: Context, record: Omit<SubmissionRecord, 'leafHash'>): Promise<boolean> {
  const proof = await inclusionProof(ctx, record.index)
  const stored = (await store.entriesFrom(ctx, record.index, 1))[0]
  if (!proof || !stored || !statements.standsFor(stored.entry, record.salt, noteBytes(record.statement))) return false
  return includes(proof.head.root, proof.head.size, record.index, leafHash(stored.entry), proof.hashes)
}

function noteBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** A statement's text, ready to be signed. @throws when a value is not of its form */
export function statementText(statement: Statement): string {
  return statements.writeStatement(statement)
}

/** A statement's values; null when the text is not one. */
export function statementValues(text: string): Statement | null {
  return statements.readStatement(text)
}

/** Whether these 64 bytes are the signature of a text by the holder of a key that is not of low order. */
export function isSignatureOf(text: string, publicKey: Uint8Array, signature: Uint8Array): boolean {
  return !isLowOrderKey(publicKey) && verifyEd25519(publicKey, noteBytes(text), signature)
}

/**
 * Signs the sample on which readers try what a signature does, with a key that everybody knows and that belongs to nobody.
 * It can be pinned by no verifier: nothing but the sample is ever compared with it.
 */
export function readerSampleSigner(text: string): { publicKey: Uint8Array; signature: Uint8Array } {
  const seed = sha256(noteBytes('throughline: the key of the sample sentence, which belongs to nobody'))
  return { publicKey: publicKeyOf(seed), signature: signEd25519(seed, noteBytes(text)) }
}

/** Whether a public key is one under which one signature fits many texts; such keys are refused wherever they come in. */
export function isLowOrderKey(publicKey: Uint8Array): boolean {
  return isLowOrder(publicKey)
}

/** The signed note of a statement's text. The caller judges it. */
export function signedNote(
  text: string,
  signed: readonly { signer: Signer; publicKey: Uint8Array; signature: Uint8Array }[],
): Uint8Array {
  return signing.noteOf(text, signed)
}

/**
 * The signatures of a text's history for its public proof, when they show what they must.
 * @param notes `submit` and every change since, in order
 * @param root base64 of the root of the text as it stands
 * @returns null when they do not lead from the author's submission to that text
 */
export function editionSignatures(
  notes: readonly Uint8Array[],
  keys: readonly SigningKey[],
  root: string,
  blocks: number,
): EditionSignatures | null {
  const signatures = publicProofs.publicSignatures(notes, keys)
  return 'refused' in publicProofs.judgeSignatures(signatures, root, blocks, verifyEd25519) ? null : signatures
}

/** What an edition's signatures show; null when they show nothing. */
export function signedHistory(signatures: EditionSignatures, root: string, blocks: number): SignedHistory | null {
  const history = publicProofs.judgeSignatures(signatures, root, blocks, verifyEd25519)
  return 'refused' in history ? null : history
}

/** The hash by which `previous` and `about` name a statement, base64. */
export function statementHash(text: string): string {
  return statements.statementHash(text)
}

/** A salted commitment to words that no statement may hold, base64; see docs/formats/statement.md. */
export function commitmentTo(salt: Uint8Array, words: string): string {
  return statements.commitmentTo(salt, words)
}

/**
 * Judges a signed note: complete, by keys that are pinned and in force at its place in the log.
 * @param at its place in the log; null while it is not logged
 */
export function judgeNote(
  note: Uint8Array,
  keys: readonly SigningKey[],
  at: number | null,
): CountedNote | { refused: NotCounted } {
  return signing.judgeNote(note, keys, verifyEd25519, at)
}

/** Why a note does not count, in words that go on from “The signature was not taken: ”. */
export const notCountedWords: Record<NotCounted, string> = signing.notCountedWords

/** A note in the log: its place, and the 32 bytes by which its parties can prove that the entry there is this note. */
export interface NoteRecord extends LogPlace {
  readonly salt: Uint8Array
}

/** Appends a note, blinded, to the log in the caller's transaction. The caller has judged it. */
export async function recordNote(tx: Context, note: Uint8Array): Promise<NoteRecord> {
  const salt = new Uint8Array(randomBytes(32))
  return { salt, ...(await appendEntry(tx, statements.blindedEntry(salt, note))) }
}

/** What the server puts on record in clear: what is published may be read by everyone. */
export type PublicRecord = Extract<
  statements.Statement,
  { kind: 'record-volume' | 'record-correct' | 'record-withdraw' }
>

/**
 * Puts on record in clear that a volume was released, or that an edition was corrected or withdrawn, in the caller's
 * transaction: anyone can read in the log what is current.
 */
export async function recordInClear(
  tx: Context,
  statement: PublicRecord,
): Promise<LogPlace & { readonly note: string }> {
  const note = statements.writeStatement(statement)
  return { note, ...(await appendEntry(tx, noteBytes(note))) }
}

/** The name of an edition in statements: of its disclosure, or of its blocks where its author never sealed it. */
export function editionName(shown: unknown): string {
  return editionNameOf(shown)
}

/** The root over the names of a release's editions, in their shuffled order; base64. */
export function volumeRoot(names: readonly string[]): string {
  return toBase64(treeHash(names.map((name) => leafHash(fromBase64(name)))))
}

/** A file that was released, by its name and hash. */
export type ListedFile = manifests.ListedFile

/** Lists a file for a manifest. */
export function listedFile(name: string, bytes: Uint8Array): ListedFile {
  return manifests.listedFile(name, bytes)
}

/** A manifest as text, and its root in base64. */
export function manifestOf(files: readonly ListedFile[]): { text: string; root: string } {
  return { text: manifests.manifestText(files), root: manifests.manifestRoot(files) }
}

/** A note for a pack, with its place in the log; `salt` where it was logged blinded. */
export interface NoteToPack {
  readonly note: Uint8Array
  readonly salt: Uint8Array | null
  readonly index: number
}

/** What an author's pack is made of: every sealed text and every note about the report, in the order of the log. */
export interface AuthorPackContent {
  readonly texts: readonly { version: number; blocks: readonly Block[]; seeds: readonly Uint8Array[] }[]
  readonly notes: readonly NoteToPack[]
  readonly keys: readonly SigningKey[]
}

/**
 * Makes the author's pack: with it, and the log's key from elsewhere, everything can be proved without this server.
 * What is in no published checkpoint yet goes without a proof, and a verifier says so.
 * @returns null in a process that was started without a log
 */
export async function authorPack(ctx: Context, content: AuthorPackContent): Promise<Uint8Array | null> {
  const texts = content.texts.map(({ version, blocks, seeds }) => ({
    version,
    file: noteBytes(
      `${JSON.stringify({ blocks: blocks.map(({ kind, text }) => ({ kind, text })), seeds: seeds.map(toBase64) })}\n`,
    ),
  }))
  return packOf(ctx, { kind: 'author', texts, edition: null, place: null, manifest: null }, content.notes, content.keys)
}

/** What an edition's pack is made of, all of it public. `names` are those of its volume, in their order. */
export interface EditionPackContent {
  readonly edition: EditionFile
  readonly volume: NoteToPack
  readonly position: number
  readonly names: readonly string[]
  /** The manifest of the volume's files, as text. */
  readonly manifest: string
}

/** Makes an edition's pack. @returns null in a process that was started without a log */
export async function editionPack(ctx: Context, content: EditionPackContent): Promise<Uint8Array | null> {
  const { edition, volume, position, names, manifest } = content
  const hashes = treeProof(
    names.map((name) => leafHash(fromBase64(name))),
    position,
  ).map(toBase64)
  const parts = {
    texts: [],
    edition: noteBytes(JSON.stringify(edition)),
    place: { index: position, hashes },
    manifest: noteBytes(manifest),
  }
  return packOf(ctx, { kind: 'edition', ...parts }, [volume], [])
}

async function packOf(
  ctx: Context,
  parts: Pick<packs.Pack, 'kind' | 'texts' | 'edition' | 'place' | 'manifest'>,
  notes: readonly NoteToPack[],
  keys: readonly SigningKey[],
): Promise<Uint8Array | null> {
  const policy = publication.pinnedLog()
  if (!policy) return null
  const log = writeKey(policy.logKey)
  const packed: packs.PackNote[] = []
  for (const { note, salt, index } of notes)
    packed.push({ note, salt: salt && toBase64(salt), proof: await publication.logProof(ctx, index) })
  return packs.writePack({
    ...parts,
    log,
    notes: packed,
    keys: keys.map(({ signer, publicKey, from, until }) => ({ signer, key: toBase64(publicKey), from, until })),
    checkpoint: await publication.checkpointFile(ctx),
    howTo: noteBytes(howToCheck(parts.kind, log)),
    page: await verifyPage(log),
  })
}

/** The page that checks packs, with the log's key in it: made when the program is built, from the same rules as here. */
async function verifyPage(log: string): Promise<Uint8Array> {
  const page = await readFile(`${packageFolder}/dist/integrity/verify.html`, 'utf8')
  return noteBytes(page.replaceAll('{{LOG_KEY}}', log))
}

/**
 * The page that checks packs, as anyone may keep it.
 * @returns null in a process that was started without a log
 */
export async function packPage(): Promise<Uint8Array | null> {
  const policy = publication.pinnedLog()
  return policy && verifyPage(writeKey(policy.logKey))
}

/** Whether an entry of the log can be proved by a published checkpoint already. */
export async function isPublished(ctx: Context, index: number): Promise<boolean> {
  const published = await publication.publishedLog(ctx)
  return published !== null && index < published.head.size
}

/** The verdict on a pack by the log that this installation stands for; null for bytes that are no archive at all. */
export function verifyPackFile(bytes: Uint8Array): Verdict | null {
  const log = publication.pinnedLog()
  if (!log || !looksLikePack(bytes)) return null
  return verifyPack(bytes, { log, author: null, current: null }, verifyEd25519)
}
