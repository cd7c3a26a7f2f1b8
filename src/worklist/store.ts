/** All SQL of the worklist schema. */
import { sql } from 'kysely'
import type { Context, Grant } from '#platform/context.ts'
import type { Happened, NewsItem, Waiting, WorkItem } from './worklist.ts'

export async function addItem(tx: Context, item: Waiting): Promise<void> {
  await sql`insert into worklist.item (key, role, organisation_id, person_id, title, link, since, due_on, why)
    values (${item.key}, ${item.role ?? null}, ${item.organisationId ?? null}, ${item.personId ?? null}, ${item.title},
      ${item.link}, ${tx.now()}, ${item.dueOn ?? null}, ${item.why ?? null})
    on conflict (key) where done_at is null do update
      set title = excluded.title, link = excluded.link, due_on = excluded.due_on, why = excluded.why`.execute(tx.db)
}

export async function closeItem(tx: Context, key: string, by: string | null): Promise<void> {
  await sql`update worklist.item set done_at = ${tx.now()}, done_by = ${by} where key = ${key} and done_at is null`.execute(
    tx.db,
  )
}

export async function itemsFor(ctx: Context, personId: string, grants: readonly Grant[]): Promise<WorkItem[]> {
  const { rows } = await sql<WorkItem>`select id, key, title, link, since, due_on as "dueOn", why from worklist.item
    where done_at is null and (person_id = ${personId} or exists (
      select from jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) as held (role text, "organisationId" uuid)
      where held.role = item.role and item.person_id is null
        and (item.organisation_id is null or held."organisationId" = item.organisation_id)))
    order by due_on nulls last, since limit 200`.execute(ctx.db)
  return rows
}

export async function addNews(tx: Context, happened: Happened, by: string | null): Promise<void> {
  await sql`insert into worklist.news (key, role, organisation_id, person_id, title, link, at, by_person)
    values (${happened.key}, ${happened.role ?? null}, ${happened.organisationId ?? null}, ${happened.personId ?? null},
      ${happened.title}, ${happened.link}, ${tx.now()}, ${by}) on conflict (key) do nothing`.execute(tx.db)
}

/** Notes a visit and says when the one before it was. */
export async function visit(ctx: Context, personId: string, sameVisit: Date, first: Date): Promise<Date> {
  const { rows } = await sql<{ before: Date }>`insert into worklist.visit as v (person_id, at, before)
    values (${personId}, ${ctx.now()}, ${first})
    on conflict (person_id) do update set at = excluded.at,
      before = case when v.at < ${sameVisit} then v.at else v.before end
    returning before`.execute(ctx.db)
  return rows[0]!.before
}

export async function newsFor(
  ctx: Context,
  personId: string,
  grants: readonly Grant[],
  since: Date,
): Promise<NewsItem[]> {
  const { rows } = await sql<NewsItem>`select title, link, at from worklist.news
    where at > ${since} and by_person is distinct from ${personId} and (person_id = ${personId} or exists (
      select from jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) as held (role text, "organisationId" uuid)
      where held.role = news.role and news.person_id is null
        and (news.organisation_id is null or held."organisationId" = news.organisation_id)))
    order by at desc, id desc limit 50`.execute(ctx.db)
  return rows
}
