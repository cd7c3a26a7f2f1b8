/** All SQL of the trends schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Judgement } from './trends.ts'

export async function judgements(ctx: Context, of: { editionId: string; anchor: string } | null): Promise<Judgement[]> {
  const { rows } = await sql<Judgement>`select edition_id as "editionId", anchor,
      earlier_edition_id as "earlierEditionId", earlier_anchor as "earlierAnchor", verdict from trends.recurrence
    where ${of === null} or (edition_id = ${of?.editionId ?? null} and anchor = ${of?.anchor ?? null})`.execute(ctx.db)
  return rows
}

export async function judge(tx: Context, judgement: Judgement, by: string): Promise<void> {
  await sql`insert into trends.recurrence
      (edition_id, anchor, earlier_edition_id, earlier_anchor, verdict, judged_by, judged_at)
    values (${judgement.editionId}, ${judgement.anchor}, ${judgement.earlierEditionId}, ${judgement.earlierAnchor},
      ${judgement.verdict}, ${by}, ${tx.now()})
    on conflict (edition_id, anchor, earlier_edition_id, earlier_anchor) do update
      set verdict = excluded.verdict, judged_by = excluded.judged_by, judged_at = excluded.judged_at`.execute(tx.db)
}
