/** All SQL of the vocabulary schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { ReviewKind, Theme } from './vocabulary.ts'

export async function reviewKinds(ctx: Context, legacy: boolean): Promise<ReviewKind[]> {
  const { rows } =
    await sql<ReviewKind>`select code, label, short, nation, subjects, basis, confirmed, valid_to is not null as legacy
    from vocabulary.review_kind where valid_to is null or ${legacy} order by label`.execute(ctx.db)
  return rows
}

export async function themes(ctx: Context): Promise<Theme[]> {
  const { rows } = await sql<Theme>`select code, label, definition, terms, valid_from as "validFrom"
    from vocabulary.theme where valid_to is null order by label`.execute(ctx.db)
  return rows
}
