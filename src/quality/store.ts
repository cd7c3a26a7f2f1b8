/** All SQL of the quality schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { MarkerAnswer } from './quality.ts'

export async function answers(ctx: Context, reviewId: string): Promise<MarkerAnswer[]> {
  const { rows } = await sql<MarkerAnswer>`select a.id, a.marker, a.answer, a.note, a.evidence, p.name as by, a.at
    from quality.answer a join identity.person p on p.id = a.by_person
    where a.review_id = ${reviewId} order by a.id`.execute(ctx.db)
  return rows
}

/** Holds the markers of a review while one is answered, so that two answers come one after the other. */
export async function lock(tx: Context, reviewId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`quality:${reviewId}`}, 0))`.execute(tx.db)
}

export async function addAnswer(
  tx: Context,
  answer: { reviewId: string; marker: string; answer: string; note: string; evidence: string; by: string },
): Promise<void> {
  await sql`insert into quality.answer (review_id, marker, answer, note, evidence, by_person, at)
    values (${answer.reviewId}, ${answer.marker}, ${answer.answer}, ${answer.note}, ${answer.evidence}, ${answer.by},
      ${tx.now()})`.execute(tx.db)
}
