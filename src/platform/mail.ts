/**
 * Mail that leaves: written as a row in the act's own transaction, then handed over by a job. Owns
 * `platform.outgoing_mail`. Its promise: nobody is left out, and nobody is knowingly mailed twice. A hand-over whose
 * outcome cannot be known (the process died or the connection broke after the text was sent) becomes `unknown` and
 * waits for an officer to settle it; it is never sent again by itself.
 */
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Context } from './context.ts'
import { queueJob, type Tasks } from './jobs.ts'
import { errorFields } from './log.ts'

/** A mail to be written. `purpose` and `about` make the Message-ID stable: the same pair is never written twice. */
export interface Mail {
  to: string
  subject: string
  text: string
  html?: string
  headers?: Record<string, string>
  /** What kind of mail: `circulation.bulletin`. */
  purpose: string
  /** What it is about and for whom, as ids. */
  about: string
}

/** Where a mail stands. `handed-over` says that the next system took it, not that anybody read it. */
export type MailState = 'queued' | 'sending' | 'handed-over' | 'refused' | 'unknown'

/** One mail as an officer sees it. */
export interface MailRecord {
  id: string
  messageId: string
  to: string
  subject: string
  state: MailState
  attempts: number
  queuedAt: Date
  settledAt: Date | null
  failure: string | null
}

/** How a hand-over ended, as the transport knows it. */
export type HandOver = 'accepted' | 'refused' | 'not-sent' | 'unknown'

/** Hands one finished mail to the next system. Must say `unknown` whenever it cannot exclude that the mail was taken. */
export interface MailTransport {
  /** True when handing over the same Message-ID twice has the effect of once. */
  repeatable: boolean
  handOver(mail: OutgoingMail): Promise<{ outcome: HandOver; failure?: string }>
}

/** A mail as the transport gets it. */
export interface OutgoingMail {
  messageId: string
  to: string
  subject: string
  text: string
  html: string | null
  headers: Record<string, string>
}

type MailTables = {
  'platform.outgoing_mail': {
    id: string
    message_id: string
    to_address: string
    subject: string
    body_text: string
    body_html: string | null
    headers: unknown
    state: MailState
    attempts: number
    queued_at: Date
    sending_since: Date | null
    settled_at: Date | null
    settled_by: string | null
    failure: string | null
  }
}

/** Longer than any transport's own time limit: a hand-over older than this was cut short. */
const cutShortAfterMinutes = 3
const sendTask = 'platform.send-mail'

/**
 * Writes a mail and queues its hand-over, both in the caller's transaction.
 * @returns its id; writing the same purpose and about again gives the first one's id and sends nothing more
 */
export async function writeMail(tx: Context, mail: Mail): Promise<string> {
  const id = randomUUID()
  const messageId = stableMessageId(mail.purpose, mail.about)
  const written = await sql<{ id: string }>`insert into platform.outgoing_mail
      (id, message_id, to_address, subject, body_text, body_html, headers, queued_at)
    values (${id}, ${messageId}, ${mail.to}, ${mail.subject}, ${mail.text}, ${mail.html ?? null},
      ${JSON.stringify(mail.headers ?? {})}::jsonb, ${tx.now()})
    on conflict (message_id) do nothing returning id`.execute(tx.db)
  if (!written.rows[0]) {
    const first = await mails(tx).select('id').where('message_id', '=', messageId).executeTakeFirstOrThrow()
    return first.id
  }
  await queueJob(tx, sendTask, { mail: id })
  return id
}

/** RFC 5322 section 3.6.4: the id is unique for one version of one message; ours is the same however often it is tried. */
export function stableMessageId(purpose: string, about: string): string {
  return `<${createHash('sha256').update(`${purpose}\n${about}`).digest('hex').slice(0, 40)}@throughline.example>`
}

/** The job that hands over, for the worker. */
export function mailTasks(transport: MailTransport): Tasks {
  return {
    [sendTask]: async (ctx, ids) => sendMail(ctx, transport, ids['mail'] ?? ''),
    'platform.sweep-mail': async (ctx) => sweepMail(ctx, transport),
  }
}

async function sendMail(ctx: Context, transport: MailTransport, id: string): Promise<void> {
  const mail = await claim(ctx, id)
  if (!mail) return
  const { outcome, failure } = await handOverSafely(transport, mail)
  const again = outcome === 'not-sent'
  await sql`update platform.outgoing_mail set sending_since = null, failure = ${failure ?? null},
      state = ${again ? 'queued' : outcome === 'accepted' ? 'handed-over' : outcome},
      settled_at = ${again ? null : ctx.now()}
    where id = ${id} and state = 'sending'`.execute(ctx.db)
  ctx.log.info('mail.handed', { mail: id, outcome })
  if (again) throw new Error('mail not taken, to be tried again')
}

/** Committed before a byte leaves, so that a crash afterwards is seen as "perhaps sent" and never as "not sent". */
async function claim(ctx: Context, id: string): Promise<OutgoingMail | null> {
  const { rows } = await sql<MailTables['platform.outgoing_mail']>`update platform.outgoing_mail
    set state = 'sending', sending_since = ${ctx.now()}, attempts = attempts + 1
    where id = ${id} and state = 'queued' returning *`.execute(ctx.db)
  const row = rows[0]
  if (!row) return null
  return {
    messageId: row.message_id,
    to: row.to_address,
    subject: row.subject,
    text: row.body_text,
    html: row.body_html,
    headers: row.headers as Record<string, string>,
  }
}

async function handOverSafely(transport: MailTransport, mail: OutgoingMail) {
  try {
    return await transport.handOver(mail)
  } catch (error) {
    return { outcome: 'unknown' as const, failure: String(errorFields(error)['code'] ?? 'fault') }
  }
}

/** Finds hand-overs that were cut short. Where repeating is harmless they are queued again, otherwise they wait for an officer. */
async function sweepMail(ctx: Context, transport: MailTransport): Promise<void> {
  const before = new Date(ctx.now().getTime() - cutShortAfterMinutes * 60_000)
  await inTransaction(ctx, async (tx) => {
    const { rows } = await sql<{ id: string }>`update platform.outgoing_mail set sending_since = null,
        state = ${transport.repeatable ? 'queued' : 'unknown'}, failure = 'cut short'
      where state = 'sending' and sending_since < ${before} returning id`.execute(tx.db)
    for (const { id } of rows) if (transport.repeatable) await queueJob(tx, sendTask, { mail: id })
  })
}

/** Mails whose outcome an officer must settle, and those tried ten times in vain, oldest first; at most `limit`. */
export async function unsettledMail(ctx: Context, limit = 100): Promise<MailRecord[]> {
  const rows = await mails(ctx)
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['unknown', 'refused']),
        eb.and([eb('state', '=', 'queued'), eb('attempts', '>=', 10)]),
      ]),
    )
    .orderBy('queued_at')
    .limit(limit)
    .execute()
  return rows.map(asRecord)
}

/** State of given mails by id. */
export async function mailStates(ctx: Context, ids: readonly string[]): Promise<Map<string, MailState>> {
  if (ids.length === 0) return new Map()
  const rows = await mails(ctx)
    .select(['id', 'state'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.state]))
}

/**
 * An officer says what became of an unknown hand-over. The caller checks the permission and records the act.
 * @returns false when it was settled by somebody else meanwhile
 */
export async function settleMail(
  tx: Context,
  id: string,
  verdict: 'was-sent' | 'send-again',
  by: string,
): Promise<boolean> {
  const { rows } = await sql<{
    id: string
  }>`update platform.outgoing_mail set settled_by = ${by}, settled_at = ${tx.now()},
      state = ${verdict === 'was-sent' ? 'handed-over' : 'queued'}
    where id = ${id} and state in ('unknown', 'refused') returning id`.execute(tx.db)
  if (rows.length === 0) return false
  if (verdict === 'send-again') await queueJob(tx, sendTask, { mail: id })
  return true
}

function mails(ctx: Context) {
  return ctx.db.withTables<MailTables>().selectFrom('platform.outgoing_mail')
}

function asRecord(row: MailTables['platform.outgoing_mail']): MailRecord {
  return {
    id: row.id,
    messageId: row.message_id,
    to: row.to_address,
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    queuedAt: row.queued_at,
    settledAt: row.settled_at,
    failure: row.failure,
  }
}
