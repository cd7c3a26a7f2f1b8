/** All SQL of the disclosure schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Message, ProtectedReport } from './disclosure.ts'

/** The measure in force on a day. */
export async function acknowledgeDays(ctx: Context, day: string): Promise<number> {
  const { rows } = await sql<{ value: number }>`select value from disclosure.measure
    where measure = 'acknowledge-working-days' and valid_from <= ${day} order by valid_from desc limit 1`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new Error('no measure for acknowledgement in force')
  return rows[0].value
}

export async function addReport(
  tx: Context,
  report: { reviewId: string; by: string; acknowledgeBy: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into disclosure.report
      (review_id, reporter_id, reported_at, acknowledge_by)
    values (${report.reviewId}, ${report.by}, ${tx.now()}, ${report.acknowledgeBy}) returning id`.execute(tx.db)
  return rows[0]!.id
}

export async function addMessage(
  tx: Context,
  reportId: string,
  message: { kind: Message['kind']; words: string; by: string },
): Promise<void> {
  await sql`insert into disclosure.message (report_id, by_person, kind, words, at)
    values (${reportId}, ${message.by}, ${message.kind}, ${message.words}, ${tx.now()})`.execute(tx.db)
}

export async function acknowledge(tx: Context, reportId: string, by: string): Promise<void> {
  await sql`update disclosure.report set acknowledged_at = ${tx.now()}, acknowledged_by = ${by}
    where id = ${reportId} and acknowledged_at is null`.execute(tx.db)
}

export async function setClosed(tx: Context, reportId: string, by: string | null): Promise<void> {
  await sql`update disclosure.report set closed_at = ${by === null ? null : tx.now()}, closed_by = ${by}
    where id = ${reportId}`.execute(tx.db)
}

interface Row extends Omit<ProtectedReport, 'messages'> {
  messages: (Omit<Message, 'at'> & { at: string })[]
}

/** One report, those of a reporter, or all; open ones first, newest first. */
export async function reports(
  ctx: Context,
  by: { id?: string; reporterId?: string; all?: boolean; lock?: boolean },
): Promise<ProtectedReport[]> {
  if (by.lock) await sql`select from disclosure.report where id = ${by.id ?? null} for update`.execute(ctx.db)
  const { rows } = await sql<Row>`select d.id, d.review_id as "reviewId", r.reference, d.reporter_id as "reporterId",
      p.name as reporter, d.reported_at as "reportedAt", d.acknowledge_by as "acknowledgeBy",
      d.acknowledged_at as "acknowledgedAt", d.closed_at as "closedAt",
      (select coalesce(json_agg(json_build_object('kind', m.kind, 'words', m.words, 'by', q.name, 'at', m.at) order by m.id), '[]')
        from disclosure.message m join identity.person q on q.id = m.by_person where m.report_id = d.id) as messages
    from disclosure.report d join register.review r on r.id = d.review_id join identity.person p on p.id = d.reporter_id
    where d.id = ${by.id ?? null} or d.reporter_id = ${by.reporterId ?? null} or ${by.all === true}
    order by d.closed_at is not null, d.reported_at desc limit 500`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    messages: row.messages.map((message) => ({ ...message, at: new Date(message.at) })),
  }))
}
