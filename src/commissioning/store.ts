/** All SQL of the commissioning schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Answer, AppointmentState, Circumstances, Override } from './commissioning.ts'
import type { Measures, PanelMember } from './independence.ts'
import type { Language, Template, TemplateClause } from './template.ts'
import type { ClauseChange, Party } from './terms.ts'

export async function keepTemplate(tx: Context, template: Template, hash: string): Promise<void> {
  await sql`insert into commissioning.terms (version, text_hash, clauses, valid_from)
    values (${template.version}, ${hash}, ${JSON.stringify(template.clauses)}::jsonb, ${tx.now().toISOString().slice(0, 10)})
    on conflict (version) do nothing`.execute(tx.db)
}

export async function addAppointment(
  tx: Context,
  appointment: { reviewId: string; authorId: string; templateVersion: number; language: Language },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into commissioning.appointment
      (review_id, author_id, terms_version, language, state, appointed_at, appointed_by)
    values (${appointment.reviewId}, ${appointment.authorId}, ${appointment.templateVersion}, ${appointment.language},
      'offered', ${tx.now()}, ${personOf(tx)}) returning id`.execute(tx.db)
  return rows[0]!.id
}

/** The appointment as its tables hold it; the face makes the clauses of it. */
export interface AppointmentRow {
  id: string
  reviewId: string
  authorId: string
  authorName: string
  template: Template
  language: Language
  wording: number
  fingerprint: string
  authorKey: string | null
  state: AppointmentState
  appointedAt: Date
  changes: ClauseChange[]
  answers: Answer[]
}

interface Row {
  id: string
  review_id: string
  author_id: string
  author_name: string
  terms_version: number
  clauses: (TemplateClause | { heading: string; text: string; kept: boolean })[]
  language: Language
  wording: number
  text_hash: string
  author_key: string | null
  state: AppointmentState
  appointed_at: Date
  answers: (Omit<Answer, 'at'> & { at: string })[]
  changes: (Omit<ClauseChange, 'at'> & { at: string })[]
}

async function appointments(
  ctx: Context,
  by: { id?: string; reviewId?: string; open?: boolean },
): Promise<AppointmentRow[]> {
  const { rows } =
    await sql<Row>`select a.*, p.name as author_name, t.clauses, coalesce(w.text_hash, t.text_hash) as text_hash,
      (select coalesce(json_agg(json_build_object('party', c.party, 'answer', c.answer, 'name', q.name, 'reason', c.reason,
          'fingerprint', c.text_hash, 'at', c.at) order by c.at), '[]')
        from commissioning.acceptance c join identity.person q on q.id = c.person_id where c.appointment_id = a.id) as answers,
      (select coalesce(json_agg(json_build_object('clause', c.clause, 'change', c.change, 'words', c.words, 'why', c.why,
          'by', q.name, 'at', c.at) order by c.id), '[]')
        from commissioning.clause_change c join identity.person q on q.id = c.by_person where c.appointment_id = a.id) as changes
    from commissioning.appointment a
    join identity.person p on p.id = a.author_id
    join commissioning.terms t on t.version = a.terms_version
    left join commissioning.wording w on w.appointment_id = a.id and w.number = a.wording
    where (a.id = ${by.id ?? null} or a.review_id = ${by.reviewId ?? null})
      and (${by.open !== true} or a.state in ('offered', 'accepted'))
    order by a.appointed_at`.execute(ctx.db)
  return rows.map((row) => ({
    id: row.id,
    reviewId: row.review_id,
    authorId: row.author_id,
    authorName: row.author_name,
    template: { version: row.terms_version, clauses: row.clauses.map(asClause) },
    language: row.language,
    wording: row.wording,
    fingerprint: row.text_hash,
    authorKey: row.author_key,
    state: row.state,
    appointedAt: row.appointed_at,
    changes: row.changes.map((change) => ({ ...change, at: new Date(change.at) })),
    answers: row.answers.map((answer) => ({ ...answer, at: new Date(answer.at) })),
  }))
}

/** Version 1 of the template had its words in English only, and clauses without names. */
function asClause(
  clause: TemplateClause | { heading: string; text: string; kept: boolean },
  index: number,
): TemplateClause {
  if ('key' in clause) return clause
  return {
    key: `clause-${index + 1}`,
    heading: { en: clause.heading },
    text: { en: clause.text },
    kept: clause.kept,
  }
}

export async function appointment(ctx: Context, id: string): Promise<AppointmentRow | null> {
  return (await appointments(ctx, { id }))[0] ?? null
}

export async function appointmentForUpdate(tx: Context, id: string): Promise<AppointmentRow | null> {
  await sql`select from commissioning.appointment where id = ${id} for update`.execute(tx.db)
  return appointment(tx, id)
}

export async function openAppointment(ctx: Context, reviewId: string): Promise<AppointmentRow | null> {
  return (await appointments(ctx, { reviewId, open: true }))[0] ?? null
}

/** Keeps a wording and makes it the one that stands. */
export async function setWording(
  tx: Context,
  appointmentId: string,
  wording: { number: number; text: string; hash: string },
): Promise<void> {
  await sql`insert into commissioning.wording (appointment_id, number, text, text_hash, at, by_person)
    values (${appointmentId}, ${wording.number}, ${wording.text}, ${wording.hash}, ${tx.now()}, ${personOf(tx)})`.execute(
    tx.db,
  )
  await sql`update commissioning.appointment set wording = ${wording.number} where id = ${appointmentId}`.execute(tx.db)
}

/** The exact text of a wording; null for terms of before wordings were kept. */
export async function wordingText(ctx: Context, appointmentId: string, number: number): Promise<string | null> {
  const { rows } = await sql<{ text: string }>`select text from commissioning.wording
    where appointment_id = ${appointmentId} and number = ${number}`.execute(ctx.db)
  return rows[0]?.text ?? null
}

export async function addClauseChange(
  tx: Context,
  appointmentId: string,
  change: Pick<ClauseChange, 'clause' | 'change' | 'words' | 'why'>,
): Promise<void> {
  await sql`insert into commissioning.clause_change (appointment_id, clause, change, words, why, by_person, at)
    values (${appointmentId}, ${change.clause}, ${change.change}, ${change.words}, ${change.why}, ${personOf(tx)}, ${tx.now()})`.execute(
    tx.db,
  )
}

export async function setAuthorKey(tx: Context, appointmentId: string, fingerprint: string): Promise<void> {
  await sql`update commissioning.appointment set author_key = ${fingerprint} where id = ${appointmentId}`.execute(tx.db)
}

export async function addAnswer(
  tx: Context,
  appointmentId: string,
  answer: {
    party: Party
    personId: string
    hash: string
    answer: string
    reason: string | null
    authorKey: string | null
  },
): Promise<void> {
  await sql`insert into commissioning.acceptance (appointment_id, party, person_id, text_hash, answer, reason, key_fingerprint, at)
    values (${appointmentId}, ${answer.party}, ${answer.personId}, ${answer.hash}, ${answer.answer}, ${answer.reason},
      ${answer.authorKey}, ${tx.now()})`.execute(tx.db)
}

export async function setState(tx: Context, appointmentId: string, state: AppointmentState): Promise<void> {
  await sql`update commissioning.appointment set state = ${state} where id = ${appointmentId}`.execute(tx.db)
}

export async function circumstances(ctx: Context, reviewId: string): Promise<Circumstances> {
  const { rows: agencies } = await sql<Circumstances['agencies'][number]>`select o.id, o.name, i.sector
    from commissioning.involved_agency i join identity.organisation o on o.id = i.organisation_id
    where i.review_id = ${reviewId} and i.removed_at is null order by o.name`.execute(ctx.db)
  const { rows: panel } = await sql<PanelMember>`select id, name, organisation_id as "organisationId", chairs
    from commissioning.panel_member where review_id = ${reviewId} and left_at is null order by chairs desc, name`.execute(
    ctx.db,
  )
  const { rows: sameFamily } = await sql<Circumstances['sameFamily'][number]>`select r.reference,
      (select a.author_id from commissioning.appointment a where a.review_id = s.earlier_review_id and a.state = 'accepted'
        limit 1) as "authorId"
    from commissioning.same_family s join register.review r on r.id = s.earlier_review_id
    where s.review_id = ${reviewId} order by s.stated_at`.execute(ctx.db)
  return { agencies, panel, sameFamily }
}

export async function addAgency(tx: Context, reviewId: string, agencyId: string, sector: string): Promise<void> {
  await sql`insert into commissioning.involved_agency (review_id, organisation_id, sector, added_at, added_by)
    values (${reviewId}, ${agencyId}, ${sector}, ${tx.now()}, ${personOf(tx)})
    on conflict (review_id, organisation_id) do update set sector = excluded.sector, removed_at = null, removed_by = null`.execute(
    tx.db,
  )
}

export async function removeAgency(tx: Context, reviewId: string, agencyId: string): Promise<void> {
  await sql`update commissioning.involved_agency set removed_at = ${tx.now()}, removed_by = ${personOf(tx)}
    where review_id = ${reviewId} and organisation_id = ${agencyId} and removed_at is null`.execute(tx.db)
}

export async function addPanelMember(tx: Context, reviewId: string, member: Omit<PanelMember, 'id'>): Promise<void> {
  await sql`insert into commissioning.panel_member (review_id, name, organisation_id, chairs, added_at)
    values (${reviewId}, ${member.name}, ${member.organisationId}, ${member.chairs}, ${tx.now()})`.execute(tx.db)
}

export async function removePanelMember(tx: Context, reviewId: string, memberId: string): Promise<void> {
  await sql`update commissioning.panel_member set left_at = ${tx.now()}
    where review_id = ${reviewId} and id = ${memberId} and left_at is null`.execute(tx.db)
}

export async function addSameFamily(tx: Context, reviewId: string, earlierId: string, by: string): Promise<void> {
  await sql`insert into commissioning.same_family (review_id, earlier_review_id, stated_by, stated_at)
    values (${reviewId}, ${earlierId}, ${by}, ${tx.now()}) on conflict do nothing`.execute(tx.db)
}

/** The measures in force on a day. */
export async function measures(ctx: Context, day: string): Promise<Measures> {
  const { rows } = await sql<{ measure: string; value: number }>`select distinct on (measure) measure, value
    from commissioning.measure where valid_from <= ${day} order by measure, valid_from desc`.execute(ctx.db)
  const value = (measure: string) => {
    const found = rows.find((row) => row.measure === measure)
    if (!found) throw new Error(`no measure ${measure} in force`)
    return found.value
  }
  return { years: value('years-since-tie'), incomeShare: value('income-share'), panelShare: value('panel-share') }
}

export async function overrides(ctx: Context, reviewId: string, authorId: string): Promise<Override[]> {
  const { rows } = await sql<Override>`select o.test, o.reason, p.name as by, o.at from commissioning.override o
    join identity.person p on p.id = o.by_person
    where o.review_id = ${reviewId} and o.author_id = ${authorId} order by o.at, o.test`.execute(ctx.db)
  return rows
}

export async function addOverride(
  tx: Context,
  override: { reviewId: string; authorId: string; test: string; reason: string; facts: string[]; by: string },
): Promise<void> {
  await sql`insert into commissioning.override (review_id, author_id, test, reason, facts, by_person, at)
    values (${override.reviewId}, ${override.authorId}, ${override.test}, ${override.reason},
      ${JSON.stringify(override.facts)}::jsonb, ${override.by}, ${tx.now()})`.execute(tx.db)
}

function personOf(tx: Context): string | null {
  return tx.actor.kind === 'person' ? tx.actor.personId : null
}
