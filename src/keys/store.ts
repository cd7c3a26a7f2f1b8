/** All SQL of the keys schema. */
import { sql, type RawBuilder } from 'kysely'
import type { Signer } from '#integrity/integrity.ts'
import type { Context } from '#platform/context.ts'
import type { EndedBy, Keyring, KeyringRow, RecoveryRequest, ReviewKey, StoredStatement } from './keys.ts'

const bytesOf = (buffer: Buffer): Uint8Array => new Uint8Array(buffer)

export async function keyringInUse(ctx: Context, personId: string): Promise<Keyring | null> {
  const { rows } = await sql<{ id: string; wrapped: Buffer; sheet_key: Buffer; made_at: Date }>`
    select id, wrapped, sheet_key, made_at from keys.keyring
    where person_id = ${personId} and given_up_at is null`.execute(ctx.db)
  const row = rows[0]
  return row
    ? { id: row.id, wrapped: bytesOf(row.wrapped), sheetKey: bytesOf(row.sheet_key), madeAt: row.made_at }
    : null
}

export async function addKeyring(tx: Context, keyring: KeyringRow): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into keys.keyring (person_id, wrapped, sheet_key, made_at)
    values (${keyring.personId}, ${Buffer.from(keyring.wrapped)}, ${Buffer.from(keyring.sheetKey)}, ${tx.now()})
    returning id`.execute(tx.db)
  return rows[0]!.id
}

export async function giveUpKeyring(tx: Context, personId: string): Promise<void> {
  await sql`update keys.keyring set given_up_at = ${tx.now()}
    where person_id = ${personId} and given_up_at is null`.execute(tx.db)
}

export async function sheetKeyIsTaken(tx: Context, sheetKey: Uint8Array): Promise<boolean> {
  const { rows } = await sql`select from keys.keyring where sheet_key = ${Buffer.from(sheetKey)}`.execute(tx.db)
  return rows.length > 0
}

type KeyRow = Omit<ReviewKey, 'publicKey' | 'sheetKey'> & { publicKey: Buffer; sheetKey: Buffer }

async function keysWhere(ctx: Context, where: RawBuilder<unknown>): Promise<ReviewKey[]> {
  const { rows } = await sql<KeyRow>`select k.id, k.review_id as "reviewId", k.holder, k.person_id as "personId",
      p.name as "personName", k.keyring_id as "keyringId", k.number, k.public_key as "publicKey",
      r.sheet_key as "sheetKey", k.from_index as "from", k.until_index as "until", k.ended_by as "endedBy",
      k.enrolled_at as "enrolledAt"
    from keys.review_key k join keys.keyring r on r.id = k.keyring_id join identity.person p on p.id = k.person_id
    where ${where} order by k.from_index, k.enrolled_at`.execute(ctx.db)
  return rows.map((row) => ({ ...row, publicKey: bytesOf(row.publicKey), sheetKey: bytesOf(row.sheetKey) }))
}

export async function keysOfReview(ctx: Context, reviewId: string): Promise<ReviewKey[]> {
  return keysWhere(ctx, sql`k.review_id = ${reviewId}`)
}

export async function keyByBytes(ctx: Context, publicKey: Uint8Array): Promise<ReviewKey | null> {
  return (await keysWhere(ctx, sql`k.public_key = ${Buffer.from(publicKey)}`))[0] ?? null
}

export async function keyById(ctx: Context, id: string): Promise<ReviewKey | null> {
  return (await keysWhere(ctx, sql`k.id = ${id}`))[0] ?? null
}

export async function addKey(
  tx: Context,
  key: Pick<ReviewKey, 'reviewId' | 'holder' | 'personId' | 'keyringId' | 'number' | 'publicKey' | 'from'>,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into keys.review_key
      (review_id, holder, person_id, keyring_id, number, public_key, from_index, enrolled_at)
    values (${key.reviewId}, ${key.holder}, ${key.personId}, ${key.keyringId}, ${key.number},
      ${Buffer.from(key.publicKey)}, ${key.from}, ${tx.now()}) returning id`.execute(tx.db)
  return rows[0]!.id
}

export async function endKey(tx: Context, id: string, until: number, by: EndedBy): Promise<void> {
  await sql`update keys.review_key set until_index = ${until}, ended_by = ${by} where id = ${id}`.execute(tx.db)
}

type StatementRow = Omit<StoredStatement, 'opening' | 'note' | 'salt' | 'signatures'> & {
  opening: Buffer | null
  note: Buffer | null
  salt: Buffer | null
  signatures: { signer: Signer; publicKey: string; signature: string }[]
}

async function statementsWhere(ctx: Context, where: RawBuilder<unknown>): Promise<StoredStatement[]> {
  const { rows } = await sql<StatementRow>`select s.id, s.review_id as "reviewId", s.text, s.opening, s.note, s.salt,
      s.log_index as "logIndex", s.offered_at as "offeredAt", s.not_before as "notBefore",
      s.completed_at as "completedAt", s.given_up_at as "givenUpAt",
      coalesce((select json_agg(json_build_object('signer', g.signer, 'publicKey', encode(g.public_key, 'base64'),
        'signature', translate(encode(g.signature, 'base64'), E'\n', '')) order by g.at, g.signer)
        from keys.signature g where g.statement_id = s.id), '[]') as signatures
    from keys.statement s where ${where} order by s.offered_at, s.id`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    opening: row.opening && bytesOf(row.opening),
    note: row.note && bytesOf(row.note),
    salt: row.salt && bytesOf(row.salt),
    signatures: row.signatures.map((one) => ({
      signer: one.signer,
      publicKey: new Uint8Array(Buffer.from(one.publicKey, 'base64')),
      signature: new Uint8Array(Buffer.from(one.signature, 'base64')),
    })),
  }))
}

export async function statementById(ctx: Context, id: string): Promise<StoredStatement | null> {
  return (await statementsWhere(ctx, sql`s.id = ${id}`))[0] ?? null
}

export async function statementForUpdate(tx: Context, id: string): Promise<StoredStatement | null> {
  await sql`select from keys.statement where id = ${id} for update`.execute(tx.db)
  return statementById(tx, id)
}

/** Those that were not given up, oldest first. */
export async function statementsOfReview(ctx: Context, reviewId: string, kind?: string): Promise<StoredStatement[]> {
  const kindIs = kind === undefined ? sql`true` : sql`s.kind = ${kind}`
  return statementsWhere(ctx, sql`s.review_id = ${reviewId} and s.given_up_at is null and ${kindIs}`)
}

export async function addStatement(
  tx: Context,
  statement: {
    reviewId: string
    kind: string
    text: string
    hash: Uint8Array
    opening: Uint8Array | null
    notBefore: Date | null
  },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into keys.statement
      (review_id, kind, text, hash, opening, offered_at, not_before)
    values (${statement.reviewId}, ${statement.kind}, ${statement.text}, ${Buffer.from(statement.hash)},
      ${statement.opening && Buffer.from(statement.opening)}, ${tx.now()}, ${statement.notBefore}) returning id`.execute(
    tx.db,
  )
  return rows[0]!.id
}

export async function addSignature(
  tx: Context,
  statementId: string,
  signed: { signer: Signer; publicKey: Uint8Array; signature: Uint8Array; personId: string },
): Promise<void> {
  await sql`insert into keys.signature (statement_id, signer, public_key, signature, person_id, at)
    values (${statementId}, ${signed.signer}, ${Buffer.from(signed.publicKey)}, ${Buffer.from(signed.signature)},
      ${signed.personId}, ${tx.now()})`.execute(tx.db)
}

export async function completeStatement(
  tx: Context,
  id: string,
  logged: { note: Uint8Array; salt: Uint8Array; index: number },
): Promise<void> {
  await sql`update keys.statement set note = ${Buffer.from(logged.note)}, salt = ${Buffer.from(logged.salt)},
    log_index = ${logged.index}, completed_at = ${tx.now()} where id = ${id}`.execute(tx.db)
}

export async function giveUpStatement(tx: Context, id: string): Promise<void> {
  await sql`update keys.statement set given_up_at = ${tx.now()} where id = ${id}`.execute(tx.db)
}

type RequestRow = Omit<RecoveryRequest, 'newKey'> & { newKey: Buffer }

async function requestsWhere(ctx: Context, where: RawBuilder<unknown>): Promise<RecoveryRequest[]> {
  const { rows } = await sql<RequestRow>`select q.id, q.review_key_id as "reviewKeyId", q.keyring_id as "keyringId",
      q.number, q.new_key as "newKey", q.asked_at as "askedAt", q.statement_id as "statementId", q.settled
    from keys.recovery_request q join keys.review_key k on k.id = q.review_key_id
    where ${where} order by q.asked_at`.execute(ctx.db)
  return rows.map((row) => ({ ...row, newKey: bytesOf(row.newKey) }))
}

export async function openRequests(ctx: Context, reviewId: string): Promise<RecoveryRequest[]> {
  return requestsWhere(ctx, sql`k.review_id = ${reviewId} and q.settled is null`)
}

export async function requestForUpdate(tx: Context, id: string): Promise<RecoveryRequest | null> {
  await sql`select from keys.recovery_request where id = ${id} for update`.execute(tx.db)
  return (await requestsWhere(tx, sql`q.id = ${id}`))[0] ?? null
}

export async function addRequest(
  tx: Context,
  request: Pick<RecoveryRequest, 'reviewKeyId' | 'keyringId' | 'number' | 'newKey'>,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into keys.recovery_request
      (review_key_id, keyring_id, number, new_key, asked_at)
    values (${request.reviewKeyId}, ${request.keyringId}, ${request.number}, ${Buffer.from(request.newKey)}, ${tx.now()})
    returning id`.execute(tx.db)
  return rows[0]!.id
}

export async function setRequest(
  tx: Context,
  id: string,
  change: { statementId: string } | { settled: 'recovered' | 'stopped' },
): Promise<void> {
  if ('statementId' in change)
    await sql`update keys.recovery_request set statement_id = ${change.statementId} where id = ${id}`.execute(tx.db)
  else
    await sql`update keys.recovery_request set settled = ${change.settled}, settled_at = ${tx.now()}
      where id = ${id}`.execute(tx.db)
}
