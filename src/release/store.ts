/** All SQL of the release schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'

export async function themesOf(ctx: Context, workId: string): Promise<string[]> {
  const { rows } = await sql<{
    theme: string
  }>`select theme from release.theme_code where work_id = ${workId} order by theme`.execute(ctx.db)
  return rows.map((row) => row.theme)
}

export async function setThemes(tx: Context, workId: string, themes: readonly string[], by: string): Promise<void> {
  await sql`delete from release.theme_code where work_id = ${workId}`.execute(tx.db)
  await sql`insert into release.theme_code (work_id, theme, confirmed_by, confirmed_at)
    select ${workId}, unnest(${[...themes]}::text[]), ${by}, ${tx.now()}`.execute(tx.db)
}

export async function lockRelease(tx: Context): Promise<void> {
  await sql`lock table release.edition_link in exclusive mode`.execute(tx.db)
}

export async function released(ctx: Context): Promise<Set<string>> {
  const { rows } = await sql<{ work_id: string }>`select work_id from release.edition_link`.execute(ctx.db)
  return new Set(rows.map((row) => row.work_id))
}

export async function addLink(
  tx: Context,
  link: { editionId: string; workId: string; reviewId: string; by: string | null },
): Promise<void> {
  await sql`insert into release.edition_link (library_edition_id, work_id, review_id, released_at, released_by)
    values (${link.editionId}, ${link.workId}, ${link.reviewId}, ${tx.now()}, ${link.by})`.execute(tx.db)
}

export async function linkOf(ctx: Context, editionId: string): Promise<{ reviewId: string } | null> {
  const { rows } = await sql<{
    reviewId: string
  }>`select review_id as "reviewId" from release.edition_link where library_edition_id = ${editionId}`.execute(ctx.db)
  return rows[0] ?? null
}

/** The reviews of everything that was ever released. */
export async function releasedReviews(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ reviewId: string }>`select distinct review_id as "reviewId"
    from release.edition_link`.execute(ctx.db)
  return rows.map((row) => row.reviewId)
}
