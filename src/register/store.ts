/** All SQL of the register schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Nation, SubjectKind } from '#vocabulary/vocabulary.ts'
import type { Deadline, Pause, Reminder } from './clocks.ts'
import type { Difference } from './facts.ts'
import type {
  BoardQuarter,
  Correction,
  CountedReviews,
  Due,
  DueListed,
  Review,
  ReviewDocument,
  ReviewFilter,
  ReviewLink,
  ReviewListed,
  ReviewToRegister,
  StageChange,
} from './register.ts'
import type { PauseReason, Stage, WithholdingGround } from './stages.ts'

export const pageSize = 50
export const countedUpTo = 1_000

/** Whose reviews: of these boards, or those that this person is part of. */
export interface Own {
  organisations: string[]
  person: string | null
}

function byWhom(tx: Context): string | null {
  return tx.actor.kind === 'person' ? tx.actor.personId : null
}

export async function addReview(
  tx: Context,
  review: ReviewToRegister,
  reference: string,
  stage: Stage,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into register.review
      (reference, stage, lead_board_id, incident_from, incident_to, notified_on, decided_on, reasons, registered_at, registered_by)
    values (${reference}, ${stage}, ${review.leadBoardId}, ${review.incidentFrom ?? null}, ${review.incidentTo ?? null},
      ${review.notifiedOn}, ${review.decidedOn ?? null}, ${review.notToProceed ?? null}, ${tx.now()}, ${byWhom(tx)})
    returning id`.execute(tx.db)
  const id = rows[0]!.id
  await addParts(tx, id, review)
  return id
}

async function addParts(tx: Context, id: string, review: ReviewToRegister): Promise<void> {
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
}

export async function replaceFacts(tx: Context, id: string, review: ReviewToRegister): Promise<void> {
  await sql`update register.review set lead_board_id = ${review.leadBoardId}, incident_from = ${review.incidentFrom ?? null},
      incident_to = ${review.incidentTo ?? null}, notified_on = ${review.notifiedOn}, decided_on = ${review.decidedOn ?? null},
      version = version + 1 where id = ${id}`.execute(tx.db)
  for (const part of ['review_board', 'review_kind', 'review_nation', 'review_subject', 'review_document'])
    await sql`delete from ${sql.table(`register.${part}`)} where review_id = ${id}`.execute(tx.db)
  await addParts(tx, id, review)
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
  documents: ReviewDocument[]
  duplicate_of: string | null
  outcome_told_on: string | null
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
    duplicateOf: row.duplicate_of,
    outcomeToldOn: row.outcome_told_on,
    version: row.version,
    scope: { organisations: row.boards, people: row.people },
  }
}

/** Conditions that say nothing are left out, so that each list has a plan, and an index, of its own. */
export async function reviews(
  ctx: Context,
  own: Own | null,
  filter: ReviewFilter,
): Promise<{ reviews: ReviewListed[]; total: number; pages: number }> {
  const conditions = [
    ...(own ? [ownCondition(own)] : []),
    ...(filter.stage ? [sql`r.stage = ${filter.stage}`] : []),
    ...(filter.reference ? [sql`r.reference = upper(${filter.reference})`] : []),
    ...(filter.boardId
      ? [sql`r.id in (select review_id from register.review_board where board_id = ${filter.boardId})`]
      : []),
    ...(filter.nation
      ? [sql`exists (select from register.review_nation n where n.review_id = r.id and n.nation = ${filter.nation})`]
      : []),
    ...(filter.kind
      ? [sql`exists (select from register.review_kind k where k.review_id = r.id and k.kind = ${filter.kind})`]
      : []),
  ]
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  const counted = await sql<{
    n: number
  }>`select count(*) as n from (select from register.review r ${where} limit ${countedUpTo + 1}) as counted`.execute(
    ctx.db,
  )
  const total = counted.rows[0]?.n ?? 0
  const pages = Math.ceil(Math.min(total, countedUpTo) / pageSize)
  const page = Math.min(filter.page ?? 1, Math.max(pages, 1))
  const { rows } = await sql<ReviewListed>`with page as (
      select r.id, r.reference, r.stage, r.notified_on, r.registered_at from register.review r ${where}
      order by r.registered_at desc, r.id limit ${pageSize} offset ${(page - 1) * pageSize})
    select r.id, r.reference, r.stage, r.notified_on as "notifiedOn", r.registered_at as "registeredAt",
      array(select k.short from register.review_kind rk join vocabulary.review_kind k on k.code = rk.kind where rk.review_id = r.id order by k.short) as kinds,
      array(select o.name from register.review_board b join identity.organisation o on o.id = b.board_id where b.review_id = r.id order by o.name) as boards,
      array(select nation from register.review_nation where review_id = r.id order by nation) as nations
    from page r order by r.registered_at desc, r.id`.execute(ctx.db)
  return { reviews: rows, total, pages }
}

function ownCondition(own: Own) {
  return sql`r.id in (select review_id from register.review_board where board_id = any(${own.organisations}::uuid[])
      union select review_id from register.participant where person_id = ${own.person}::uuid)`
}

export async function setStage(tx: Context, reviewId: string, stage: Stage, decidedOn: string | null): Promise<void> {
  await sql`update register.review set stage = ${stage}, version = version + 1, decided_on = coalesce(decided_on, ${decidedOn}::date)
    where id = ${reviewId}`.execute(tx.db)
}

export async function addStageChange(tx: Context, reviewId: string, stage: Stage, why: string | null): Promise<string> {
  const { rows } = await sql<{ id: number }>`insert into register.stage_change (review_id, stage, at, by_person, why)
    values (${reviewId}, ${stage}, ${tx.now()}, ${byWhom(tx)}, ${why}) returning id`.execute(tx.db)
  return String(rows[0]!.id)
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

export async function participantNames(ctx: Context, reviewId: string): Promise<{ role: string; name: string }[]> {
  const { rows } = await sql<{ role: string; name: string }>`select t.role, p.name from register.participant t
    join identity.person p on p.id = t.person_id where t.review_id = ${reviewId} order by t.role, p.name`.execute(
    ctx.db,
  )
  return rows
}

export async function openPause(tx: Context, reviewId: string, since: string, reason: PauseReason): Promise<void> {
  await sql`insert into register.pause (review_id, since, for_reason) values (${reviewId}, ${since}, ${reason})`.execute(
    tx.db,
  )
}

export async function closePause(tx: Context, reviewId: string, until: string): Promise<void> {
  await sql`update register.pause set until = ${until} where review_id = ${reviewId} and until is null`.execute(tx.db)
}

export async function pauses(ctx: Context, reviewId: string): Promise<Pause[]> {
  const { rows } =
    await sql<Pause>`select since, until from register.pause where review_id = ${reviewId} order by since, id`.execute(
      ctx.db,
    )
  return rows
}

export async function addWithholding(
  tx: Context,
  reviewId: string,
  ground: WithholdingGround,
  why: string,
): Promise<string> {
  const { rows } = await sql<{ id: number }>`insert into register.withholding (review_id, ground, why, at, by_person)
    values (${reviewId}, ${ground}, ${why}, ${tx.now()}, ${byWhom(tx)}) returning id`.execute(tx.db)
  return String(rows[0]!.id)
}

export async function addCorrections(
  tx: Context,
  reviewId: string,
  version: number,
  changed: readonly Difference[],
  why: string | null,
): Promise<void> {
  for (const one of changed)
    await sql`insert into register.correction (review_id, version, fact, before, after, why, at, by_person)
      values (${reviewId}, ${version}, ${one.fact}, ${JSON.stringify(one.before)}, ${JSON.stringify(one.after)}, ${why},
        ${tx.now()}, ${byWhom(tx)})`.execute(tx.db)
}

export async function corrections(ctx: Context, reviewId: string, sinceVersion: number): Promise<Correction[]> {
  const { rows } = await sql<Omit<Correction, 'before' | 'after'> & { before: string; after: string }>`select
      c.version, c.fact, c.before, c.after, c.why, c.at, p.name as by
    from register.correction c left join identity.person p on p.id = c.by_person
    where c.review_id = ${reviewId} and c.version > ${sinceVersion} order by c.id`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    before: JSON.parse(row.before) as unknown,
    after: JSON.parse(row.after) as unknown,
  }))
}

export async function addLink(
  tx: Context,
  reviewId: string,
  otherId: string,
  relation: ReviewLink['relation'],
  why: string,
): Promise<void> {
  await sql`insert into register.review_link (review_id, other_id, relation, why, at, by_person)
    values (${reviewId}, ${otherId}, ${relation}, ${why}, ${tx.now()}, ${byWhom(tx)})`.execute(tx.db)
}

export async function links(
  ctx: Context,
  reviewId: string,
): Promise<(Omit<ReviewLink, 'reference'> & { otherId: string })[]> {
  const { rows } = await sql<Omit<ReviewLink, 'reference'> & { otherId: string }>`select relation, at, why,
      review_id <> ${reviewId} as reversed, case when review_id = ${reviewId} then other_id else review_id end as "otherId"
    from register.review_link where review_id = ${reviewId} or other_id = ${reviewId} order by id`.execute(ctx.db)
  return rows
}

export async function setDuplicateOf(tx: Context, reviewId: string, otherId: string): Promise<void> {
  await sql`update register.review set duplicate_of = ${otherId}, version = version + 1 where id = ${reviewId}`.execute(
    tx.db,
  )
}

export async function setOutcomeTold(tx: Context, reviewId: string, on: string): Promise<void> {
  await sql`update register.review set outcome_told_on = ${on}, version = version + 1 where id = ${reviewId}`.execute(
    tx.db,
  )
}

export async function deadlines(ctx: Context, reviewId: string): Promise<Due[]> {
  const { rows } = await sql<Due>`select d.rule, d.since, d.due_on as "dueOn", d.met_on as "metOn", c.says, c.basis,
      c.confirmed, c.amount, c.unit
    from register.deadline d join vocabulary.clock_rule c on c.code = d.rule where d.review_id = ${reviewId}
    order by d.met_on nulls first, d.due_on nulls last, d.rule`.execute(ctx.db)
  return rows
}

/** A reminder given for one day counts for that day only: when the day moves, it is given anew. */
export async function replaceDeadlines(tx: Context, reviewId: string, now: readonly Deadline[]): Promise<void> {
  await sql`delete from register.deadline where review_id = ${reviewId}
    and rule <> all(${now.map((one) => one.rule)}::text[])`.execute(tx.db)
  for (const one of now)
    await sql`insert into register.deadline as d (review_id, rule, since, due_on, met_on)
      values (${reviewId}, ${one.rule}, ${one.since}, ${one.dueOn}, ${one.metOn})
      on conflict (review_id, rule) do update set since = excluded.since, due_on = excluded.due_on, met_on = excluded.met_on,
        reminded = case when d.due_on is not distinct from excluded.due_on then d.reminded end`.execute(tx.db)
}

export async function dueList(
  ctx: Context,
  own: Own | null,
  filter: { from: string | null; to: string; nation?: Nation | undefined; page: number },
): Promise<{ due: DueListed[]; total: number; pages: number }> {
  const conditions = [
    sql`d.met_on is null and d.due_on <= ${filter.to}`,
    ...(filter.from ? [sql`d.due_on >= ${filter.from}`] : []),
    ...(own
      ? [
          sql`d.review_id in (select review_id from register.review_board where board_id = any(${own.organisations}::uuid[]))`,
        ]
      : []),
    ...(filter.nation
      ? [
          // Not “exists”: asked of each in the order of its day, it is done after a page; joined, it reads all of a nation.
          sql`(select true from register.review_nation n where n.review_id = d.review_id and n.nation = ${filter.nation})`,
        ]
      : []),
  ]
  const where = sql`where ${sql.join(conditions, sql` and `)}`
  const counted = await sql<{
    n: number
  }>`select count(*) as n from (select from register.deadline d ${where} limit ${countedUpTo + 1}) as counted`.execute(
    ctx.db,
  )
  const total = counted.rows[0]?.n ?? 0
  const pages = Math.ceil(Math.min(total, countedUpTo) / pageSize)
  const page = Math.min(filter.page, Math.max(pages, 1))
  const { rows } = await sql<DueListed>`with page as (
      select d.review_id, d.rule, d.since, d.due_on from register.deadline d ${where}
      order by d.due_on, d.review_id limit ${pageSize} offset ${(page - 1) * pageSize})
    select r.reference, r.stage, o.name as board, c.says, d.since, d.due_on as "dueOn", c.basis, c.confirmed
    from page d join register.review r on r.id = d.review_id join vocabulary.clock_rule c on c.code = d.rule
      join identity.organisation o on o.id = r.lead_board_id
    order by d.due_on, d.review_id`.execute(ctx.db)
  return { due: rows, total, pages }
}

/** A deadline whose next reminder has not been given. */
export interface ToRemind {
  reviewId: string
  reference: string
  leadBoardId: string
  rule: string
  says: string
  basis: string
  since: string
  dueOn: string
}

/** The steps are those of `reminderFor`: which one a day has come to is said here once more, so that the index finds it. */
export async function toRemind(tx: Context, today: string, limit: number): Promise<ToRemind[]> {
  const { rows } = await sql<ToRemind>`select d.review_id as "reviewId", d.rule, d.since, d.due_on as "dueOn",
      r.reference, r.lead_board_id as "leadBoardId", c.says, c.basis
    from register.deadline d join register.review r on r.id = d.review_id join vocabulary.clock_rule c on c.code = d.rule
    where d.met_on is null and d.due_on <= ${today}::date + 14
      and d.reminded is distinct from case
        when d.due_on > ${today}::date + 3 then 'soon'
        when d.due_on >= ${today}::date then 'very-soon'
        when d.due_on > ${today}::date - 14 then 'late'
        when d.due_on > ${today}::date - 45 then 'late-14'
        when d.due_on > ${today}::date - 90 then 'late-45'
        else 'late-90' end
    order by d.due_on, d.review_id limit ${limit} for update of d skip locked`.execute(tx.db)
  return rows
}

export async function markReminded(tx: Context, reviewId: string, rule: string, reminder: Reminder): Promise<void> {
  await sql`update register.deadline set reminded = ${reminder} where review_id = ${reviewId} and rule = ${rule}`.execute(
    tx.db,
  )
}

export async function reviewsWithClocks(ctx: Context, all: boolean): Promise<string[]> {
  const { rows } = all
    ? await sql<{ id: string }>`select distinct review_id as id from register.deadline where met_on is null
        order by review_id`.execute(ctx.db)
    : await sql<{ id: string }>`select review_id as id from register.pause where until is null
        order by review_id`.execute(ctx.db)
  return rows.map((row) => row.id)
}

export async function boardQuarters(ctx: Context, from: string, to: string): Promise<BoardQuarter[]> {
  const { rows } = await sql<BoardQuarter>`with counted as (
      select lead_board_id as board, 1 as notified, 0 as not_to_proceed, 0 as submitted from register.review
        where notified_on >= ${from} and notified_on < ${to} and duplicate_of is null and stage <> 'collected'
      union all
      select r.lead_board_id, 0, 1, 0 from register.review r where r.stage = 'not-to-proceed' and r.duplicate_of is null
        and coalesce(r.decided_on, (select max(c.at)::date from register.stage_change c
          where c.review_id = r.id and c.stage = 'not-to-proceed')) between ${from}::date and ${to}::date - 1
      union all
      select r.lead_board_id, 0, 0, 1 from register.stage_change c join register.review r on r.id = c.review_id
        where c.stage = 'submitted' and c.at >= ${from}::date and c.at < ${to}::date and r.duplicate_of is null
        -- once only: a withholding that ends brings a review back to where it was submitted
        and not exists (select from register.stage_change e where e.review_id = c.review_id and e.stage = 'submitted' and e.id < c.id))
    select board as "boardId", sum(notified)::int as notified, sum(not_to_proceed)::int as "notToProceed",
      sum(submitted)::int as submitted from counted group by board`.execute(ctx.db)
  return rows
}

const byKindAndNation = sql`(select case when count(*) = 1 then min(k.kind) end from register.review_kind k where k.review_id = r.id) as kind,
  (select case when count(*) = 1 then min(n.nation) end from register.review_nation n where n.review_id = r.id) as nation`

export async function countRegistered(ctx: Context, from: string, to: string): Promise<CountedReviews[]> {
  const { rows } = await sql<CountedReviews>`select kind, nation, count(*)::int as count from (
      select ${byKindAndNation} from register.review r where r.registered_at >= ${from}::date
        and r.registered_at < ${to}::date and r.duplicate_of is null and r.stage <> 'collected') as each
    group by kind, nation`.execute(ctx.db)
  return rows
}

export async function countInStages(ctx: Context, stages: readonly Stage[]): Promise<CountedReviews[]> {
  const { rows } = await sql<CountedReviews>`select kind, nation, count(*)::int as count from (
      select ${byKindAndNation} from register.review r
        where r.stage = any(${[...stages]}::text[]) and r.duplicate_of is null) as each
    group by kind, nation`.execute(ctx.db)
  return rows
}

export async function countOverdue(ctx: Context, today: string): Promise<CountedReviews[]> {
  const { rows } = await sql<CountedReviews>`select kind, nation, count(*)::int as count from (
      select ${byKindAndNation} from register.review r where r.id in (
        select d.review_id from register.deadline d where d.met_on is null and d.due_on < ${today})) as each
    group by kind, nation`.execute(ctx.db)
  return rows
}

/** Lead board, nations and kinds of subject of every review that was not given up. */
export async function releaseEntries(
  ctx: Context,
): Promise<{ leadBoardId: string; nations: Nation[]; subjects: SubjectKind[] }[]> {
  const { rows } = await sql<{ leadBoardId: string; nations: Nation[]; subjects: SubjectKind[] }>`select
      lead_board_id as "leadBoardId",
      array(select nation from register.review_nation n where n.review_id = r.id order by nation) as nations,
      array(select distinct kind from register.review_subject s where s.review_id = r.id order by kind) as subjects
    from register.review r where stage not in ('discontinued', 'not-to-proceed') and duplicate_of is null`.execute(
    ctx.db,
  )
  return rows
}
