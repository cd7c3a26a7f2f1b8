/** All SQL of the register schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Nation, SubjectKind } from '#vocabulary/vocabulary.ts'
import type { Review, ReviewListed, ReviewToRegister, StageChange } from './register.ts'
import type { Stage } from './stages.ts'

export const pageSize = 50

export async function addReview(
  tx: Context,
  review: ReviewToRegister,
  reference: string,
  stage: Stage,
): Promise<string> {
  const by = tx.actor.kind === 'person' ? tx.actor.personId : null
  const { rows } = await sql<{ id: string }>`insert into register.review
      (reference, stage, lead_board_id, incident_from, incident_to, notified_on, decided_on, registered_at, registered_by)
    values (${reference}, ${stage}, ${review.leadBoardId}, ${review.incidentFrom ?? null}, ${review.incidentTo ?? null},
      ${review.notifiedOn}, ${review.decidedOn ?? null}, ${tx.now()}, ${by}) returning id`.execute(tx.db)
  const id = rows[0]!.id
  await sql`insert into register.review_board (review_id, board_id) select ${id}, unnest(${review.boardIds}::uuid[])`.execute(
    tx.db,
  )
  await sql`insert into register.review_kind (review_id, kind) select ${id}, unnest(${review.kinds}::text[])`.execute(
    tx.db,
  )
  await sql`insert into register.review_nation (review_id, nation) select ${id}, unnest(${review.nations}::text[])`.execute(
    tx.db,
  )
  for (const subject of review.subjects) {
    await sql`insert into register.review_subject (review_id, kind)
      select ${id}, ${subject.kind} from generate_series(1, ${subject.count}::int)`.execute(tx.db)
  }
  for (const document of review.documents ?? [{ kind: 'overview', label: 'Overview report' }]) {
    await sql`insert into register.review_document (review_id, kind, label) values (${id}, ${document.kind}, ${document.label})`.execute(
      tx.db,
    )
  }
  return id
}

interface ReviewRow {
  id: string
  reference: string
  stage: Stage
  lead_board_id: string
  incident_from: string | null
  incident_to: string | null
  notified_on: string
  decided_on: string | null
  registered_at: Date
  version: number
  boards: string[]
  kinds: string[]
  nations: Nation[]
  subjects: { kind: SubjectKind; count: number }[]
  documents: { kind: string; label: string }[]
  people: string[]
}

export async function review(
  ctx: Context,
  by: { id?: string; reference?: string; lock?: boolean },
): Promise<Review | null> {
  if (by.lock) await sql`select from register.review where id = ${by.id ?? null} for update`.execute(ctx.db)
  const { rows } = await sql<ReviewRow>`select r.*,
      array(select board_id from register.review_board where review_id = r.id) as boards,
      array(select kind from register.review_kind where review_id = r.id order by kind) as kinds,
      array(select nation from register.review_nation where review_id = r.id order by nation) as nations,
      (select coalesce(json_agg(json_build_object('kind', kind, 'count', n) order by kind desc), '[]')
        from (select kind, count(*) as n from register.review_subject where review_id = r.id group by kind) as counted) as subjects,
      (select coalesce(json_agg(json_build_object('kind', kind, 'label', label)), '[]')
        from register.review_document where review_id = r.id) as documents,
      array(select distinct person_id from register.participant where review_id = r.id) as people
    from register.review r
    where r.id = ${by.id ?? null} or r.reference = ${by.reference ?? null}`.execute(ctx.db)
  const row = rows[0]
  return row ? asReview(row) : null
}

function asReview(row: ReviewRow): Review {
  return {
    id: row.id,
    reference: row.reference,
    stage: row.stage,
    leadBoardId: row.lead_board_id,
    boardIds: row.boards,
    kinds: row.kinds,
    nations: row.nations,
    subjects: row.subjects,
    documents: row.documents,
    incidentFrom: row.incident_from,
    incidentTo: row.incident_to,
    notifiedOn: row.notified_on,
    decidedOn: row.decided_on,
    registeredAt: row.registered_at,
    version: row.version,
    scope: { organisations: row.boards, people: row.people },
  }
}

export async function reviews(
  ctx: Context,
  own: { organisations: string[]; person: string } | null,
  filter: { stage?: Stage | undefined; nation?: Nation | undefined; reference?: string | undefined; page?: number },
): Promise<{ reviews: ReviewListed[]; total: number; pages: number }> {
  const where = sql`where (${own === null} or r.id in (
        select review_id from register.review_board where board_id = any(${own?.organisations ?? []}::uuid[])
        union select review_id from register.participant where person_id = ${own?.person ?? null}))
      and (${filter.stage ?? null}::text is null or r.stage = ${filter.stage ?? null})
      and (${filter.reference ?? null}::text is null or r.reference = upper(${filter.reference ?? null}))
      and (${filter.nation ?? null}::text is null or exists (
        select from register.review_nation n where n.review_id = r.id and n.nation = ${filter.nation ?? null}))`
  const counted = await sql<{ n: number }>`select count(*) as n from register.review r ${where}`.execute(ctx.db)
  const total = counted.rows[0]?.n ?? 0
  const { rows } =
    await sql<ReviewListed>`select r.id, r.reference, r.stage, r.notified_on as "notifiedOn", r.registered_at as "registeredAt",
      array(select k.short from register.review_kind rk join vocabulary.review_kind k on k.code = rk.kind where rk.review_id = r.id order by k.short) as kinds,
      array(select o.name from register.review_board b join identity.organisation o on o.id = b.board_id where b.review_id = r.id order by o.name) as boards,
      array(select nation from register.review_nation where review_id = r.id order by nation) as nations
    from register.review r ${where}
    order by r.registered_at desc, r.id limit ${pageSize} offset ${((filter.page ?? 1) - 1) * pageSize}`.execute(ctx.db)
  return { reviews: rows, total, pages: Math.ceil(total / pageSize) }
}

export async function setStage(tx: Context, reviewId: string, stage: Stage, decidedOn: string | null): Promise<void> {
  await sql`update register.review set stage = ${stage}, version = version + 1, decided_on = coalesce(decided_on, ${decidedOn}::date)
    where id = ${reviewId}`.execute(tx.db)
}

export async function addStageChange(tx: Context, reviewId: string, stage: Stage, why: string | null): Promise<void> {
  const by = tx.actor.kind === 'person' ? tx.actor.personId : null
  await sql`insert into register.stage_change (review_id, stage, at, by_person, why)
    values (${reviewId}, ${stage}, ${tx.now()}, ${by}, ${why})`.execute(tx.db)
}

export async function stageChanges(ctx: Context, reviewId: string): Promise<StageChange[]> {
  const { rows } = await sql<StageChange>`select c.stage, c.at, c.why, p.name as by
    from register.stage_change c left join identity.person p on p.id = c.by_person
    where c.review_id = ${reviewId} order by c.id`.execute(ctx.db)
  return rows
}

export async function addParticipant(tx: Context, reviewId: string, personId: string, role: string): Promise<void> {
  await sql`insert into register.participant (review_id, person_id, role, since)
    values (${reviewId}, ${personId}, ${role}, ${tx.now()}) on conflict do nothing`.execute(tx.db)
}

export async function participants(
  ctx: Context,
  reviewId: string,
): Promise<{ personId: string; role: 'author' | 'family-contact' | 'agency-member' }[]> {
  const { rows } = await sql<{
    personId: string
    role: 'author' | 'family-contact' | 'agency-member'
  }>`select person_id as "personId", role from register.participant where review_id = ${reviewId}
    order by since, person_id`.execute(ctx.db)
  return rows
}
