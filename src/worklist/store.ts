/** All SQL of the worklist schema. */
import { sql } from 'kysely'
import type { Context, Grant } from '#platform/context.ts'
import type { Waiting, WorkItem } from './worklist.ts'

export async function addItem(tx: Context, item: Waiting): Promise<void> {
  await sql`insert into worklist.item (key, role, organisation_id, person_id, title, link, since, due_on)
    values (${item.key}, ${item.role ?? null}, ${item.organisationId ?? null}, ${item.personId ?? null}, ${item.title},
      ${item.link}, ${tx.now()}, ${item.dueOn ?? null})
    on conflict (key) where done_at is null do nothing`.execute(tx.db)
}

export async function closeItem(tx: Context, key: string, by: string | null): Promise<void> {
  await sql`update worklist.item set done_at = ${tx.now()}, done_by = ${by} where key = ${key} and done_at is null`.execute(
    tx.db,
  )
}

export async function itemsFor(ctx: Context, personId: string, grants: readonly Grant[]): Promise<WorkItem[]> {
  const { rows } = await sql<WorkItem>`select id, key, title, link, since, due_on as "dueOn" from worklist.item
    where done_at is null and (person_id = ${personId} or exists (
      select from jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) as held (role text, "organisationId" uuid)
      where held.role = item.role and item.person_id is null
        and (item.organisation_id is null or held."organisationId" = item.organisation_id)))
    order by due_on nulls last, since limit 200`.execute(ctx.db)
  return rows
}
