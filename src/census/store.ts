/** All SQL of the census schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Answer } from './census.ts'
import type { Quarter, QuarterCounts } from './figures.ts'

const columns = sql`a.board_id as "boardId", a.version, a.notified, a.not_to_proceed as "notToProceed", a.submitted,
  a.note, a.at, p.name as by`

/** The newest answer of each board for a quarter; of one board, when it is given. */
export async function answers(ctx: Context, one: Quarter, boardId: string | null = null): Promise<Answer[]> {
  const { rows } = await sql<Answer>`select distinct on (a.board_id) ${columns}
    from census.answer a left join identity.person p on p.id = a.by_person
    where a.year = ${one.year} and a.quarter = ${one.quarter} and (${boardId}::uuid is null or a.board_id = ${boardId})
    order by a.board_id, a.version desc`.execute(ctx.db)
  return rows
}

/** Adds an answer after the version that was seen. False when somebody answered meanwhile. */
export async function addAnswer(
  tx: Context,
  boardId: string,
  one: Quarter,
  counts: QuarterCounts,
  note: string | null,
  seenVersion: number,
): Promise<boolean> {
  const by = tx.actor.kind === 'person' ? tx.actor.personId : null
  // The key refuses a second answer to the same version, from two who send at the same moment too.
  const { numAffectedRows } = await sql`insert into census.answer
      (board_id, year, quarter, version, notified, not_to_proceed, submitted, note, at, by_person)
    select ${boardId}, ${one.year}, ${one.quarter}, ${seenVersion + 1}, ${counts.notified}, ${counts.notToProceed},
      ${counts.submitted}, ${note}, ${tx.now()}, ${by}
    where ${seenVersion} = coalesce((select max(version) from census.answer
      where board_id = ${boardId} and year = ${one.year} and quarter = ${one.quarter}), 0)
    on conflict do nothing`.execute(tx.db)
  return numAffectedRows === 1n
}
