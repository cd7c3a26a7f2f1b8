/** All SQL of the commissioning schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Answer, Appointment } from './commissioning.ts'
import type { Clause } from './terms.ts'

export async function keepTerms(tx: Context, version: number, hash: string, clauses: readonly Clause[]): Promise<void> {
  await sql`insert into commissioning.terms (version, text_hash, clauses, valid_from)
    values (${version}, ${hash}, ${JSON.stringify(clauses)}::jsonb, ${tx.now().toISOString().slice(0, 10)})
    on conflict (version) do nothing`.execute(tx.db)
}

export async function addAppointment(
  tx: Context,
  reviewId: string,
  authorId: string,
  termsVersion: number,
): Promise<string> {
  const by = tx.actor.kind === 'person' ? tx.actor.personId : null
  const { rows } = await sql<{ id: string }>`insert into commissioning.appointment
      (review_id, author_id, terms_version, state, appointed_at, appointed_by)
    values (${reviewId}, ${authorId}, ${termsVersion}, 'offered', ${tx.now()}, ${by}) returning id`.execute(tx.db)
  return rows[0]!.id
}

interface AppointmentRow {
  id: string
  review_id: string
  author_id: string
  author_name: string
  terms_version: number
  text_hash: string
  clauses: Clause[]
  state: Appointment['state']
  appointed_at: Date
  answers: { party: Answer['party']; answer: Answer['answer']; name: string; reason: string | null; at: string }[]
}

async function appointments(
  ctx: Context,
  by: { id?: string; reviewId?: string; open?: boolean },
): Promise<Appointment[]> {
  const { rows } = await sql<AppointmentRow>`select a.*, p.name as author_name, t.text_hash, t.clauses,
      (select coalesce(json_agg(json_build_object('party', c.party, 'answer', c.answer, 'name', q.name, 'reason', c.reason, 'at', c.at)
          order by c.at), '[]')
        from commissioning.acceptance c join identity.person q on q.id = c.person_id where c.appointment_id = a.id) as answers
    from commissioning.appointment a
    join identity.person p on p.id = a.author_id
    join commissioning.terms t on t.version = a.terms_version
    where (a.id = ${by.id ?? null} or a.review_id = ${by.reviewId ?? null})
      and (${by.open !== true} or a.state in ('offered', 'accepted'))
    order by a.appointed_at`.execute(ctx.db)
  return rows.map((row) => ({
    id: row.id,
    reviewId: row.review_id,
    authorId: row.author_id,
    authorName: row.author_name,
    termsVersion: row.terms_version,
    fingerprint: row.text_hash,
    clauses: row.clauses,
    state: row.state,
    appointedAt: row.appointed_at,
    answers: row.answers.map((answer) => ({ ...answer, at: new Date(answer.at) })),
  }))
}

export async function appointment(ctx: Context, id: string): Promise<Appointment | null> {
  return (await appointments(ctx, { id }))[0] ?? null
}

export async function appointmentForUpdate(tx: Context, id: string): Promise<Appointment | null> {
  await sql`select from commissioning.appointment where id = ${id} for update`.execute(tx.db)
  return appointment(tx, id)
}

export async function openAppointment(ctx: Context, reviewId: string): Promise<Appointment | null> {
  return (await appointments(ctx, { reviewId, open: true }))[0] ?? null
}

export async function addAnswer(
  tx: Context,
  appointmentId: string,
  answer: { party: string; personId: string; hash: string; answer: string; reason: string | null },
): Promise<void> {
  await sql`insert into commissioning.acceptance (appointment_id, party, person_id, text_hash, answer, reason, at)
    values (${appointmentId}, ${answer.party}, ${answer.personId}, ${answer.hash}, ${answer.answer}, ${answer.reason}, ${tx.now()})`.execute(
    tx.db,
  )
}

export async function setState(tx: Context, appointmentId: string, state: Appointment['state']): Promise<void> {
  await sql`update commissioning.appointment set state = ${state} where id = ${appointmentId}`.execute(tx.db)
}
