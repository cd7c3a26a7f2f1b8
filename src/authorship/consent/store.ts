/** All SQL of what follows a submission: round, comments, delegation, second addresses. Part of the authorship schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { CommentKind, Settlement } from './round.ts'

export interface RoundRow {
  openedAt: Date
  endsOn: string
}

export async function openRound(tx: Context, reportId: string, endsOn: string): Promise<void> {
  await sql`insert into authorship.accuracy_round (report_id, opened_at, ends_on)
    values (${reportId}, ${tx.now()}, ${endsOn})`.execute(tx.db)
}

export async function round(ctx: Context, reportId: string): Promise<RoundRow | null> {
  const { rows } = await sql<RoundRow>`select opened_at as "openedAt", ends_on as "endsOn"
    from authorship.accuracy_round where report_id = ${reportId}`.execute(ctx.db)
  return rows[0] ?? null
}

export interface CommentRow {
  id: string
  reportId: string
  version: number
  block: number
  kind: CommentKind
  words: string
  byPerson: string
  asRole: string
  organisationId: string | null
  at: Date
  settled: Settlement | null
  answer: string | null
  answeredAt: Date | null
  answeredBy: string | null
}

const commentColumns = sql`c.id, c.report_id as "reportId", c.version, c.block, c.kind, c.words, c.by_person as "byPerson",
  c.as_role as "asRole", c.organisation_id as "organisationId", c.at, a.settled, a.words as answer, a.at as "answeredAt",
  a.by_person as "answeredBy"`

export async function addComment(
  tx: Context,
  comment: Pick<
    CommentRow,
    'reportId' | 'version' | 'block' | 'kind' | 'words' | 'byPerson' | 'asRole' | 'organisationId'
  >,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into authorship.comment
      (report_id, version, block, kind, words, by_person, as_role, organisation_id, at)
    values (${comment.reportId}, ${comment.version}, ${comment.block}, ${comment.kind}, ${comment.words}, ${comment.byPerson},
      ${comment.asRole}, ${comment.organisationId}, ${tx.now()}) returning id`.execute(tx.db)
  return rows[0]!.id
}

export async function comments(ctx: Context, reportId: string): Promise<CommentRow[]> {
  const { rows } = await sql<CommentRow>`select ${commentColumns} from authorship.comment c
    left join authorship.comment_answer a on a.comment_id = c.id
    where c.report_id = ${reportId} order by c.block, c.at, c.id`.execute(ctx.db)
  return rows
}

export async function commentById(ctx: Context, id: string): Promise<CommentRow | null> {
  const { rows } = await sql<CommentRow>`select ${commentColumns} from authorship.comment c
    left join authorship.comment_answer a on a.comment_id = c.id where c.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/** False when it has been answered already. */
export async function answerComment(
  tx: Context,
  id: string,
  answer: { settled: Settlement; words: string; by: string },
): Promise<boolean> {
  const { rows } = await sql`insert into authorship.comment_answer (comment_id, settled, words, by_person, at)
    values (${id}, ${answer.settled}, ${answer.words}, ${answer.by}, ${tx.now()})
    on conflict do nothing returning comment_id`.execute(tx.db)
  return rows.length === 1
}

/** Who may read and answer for an author today. */
export async function delegatesOf(ctx: Context, authorId: string): Promise<string[]> {
  const today = ctx.now().toISOString().slice(0, 10)
  const { rows } = await sql<{
    delegateId: string
  }>`select distinct delegate_id as "delegateId" from authorship.delegation
    where author_id = ${authorId} and ended_at is null and ${today}::date between from_day and until_day`.execute(
    ctx.db,
  )
  return rows.map((row) => row.delegateId)
}

export interface DelegationRow {
  id: string
  authorId: string
  delegateId: string
  fromDay: string
  untilDay: string
  endedAt: Date | null
}

/** Delegations that an author gave and that have not run out, newest first. */
export async function delegations(ctx: Context, authorId: string): Promise<DelegationRow[]> {
  const today = ctx.now().toISOString().slice(0, 10)
  const { rows } = await sql<DelegationRow>`select id, author_id as "authorId", delegate_id as "delegateId",
      from_day as "fromDay", until_day as "untilDay", ended_at as "endedAt"
    from authorship.delegation where author_id = ${authorId} and ended_at is null and until_day >= ${today}::date
    order by from_day desc, id`.execute(ctx.db)
  return rows
}

export async function addDelegation(
  tx: Context,
  delegation: { authorId: string; delegateId: string; fromDay: string; untilDay: string },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into authorship.delegation (author_id, delegate_id, from_day, until_day)
    values (${delegation.authorId}, ${delegation.delegateId}, ${delegation.fromDay}, ${delegation.untilDay}) returning id`.execute(
    tx.db,
  )
  return rows[0]!.id
}

/** False when this author gave no such delegation, or it has ended. */
export async function endDelegation(tx: Context, authorId: string, id: string): Promise<boolean> {
  const { rows } = await sql`update authorship.delegation set ended_at = ${tx.now()}
    where id = ${id} and author_id = ${authorId} and ended_at is null returning id`.execute(tx.db)
  return rows.length === 1
}

export async function secondAddress(ctx: Context, personId: string): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`select email from authorship.second_address
    where person_id = ${personId}`.execute(ctx.db)
  return rows[0]?.email ?? null
}

export async function setSecondAddress(tx: Context, personId: string, email: string | null): Promise<void> {
  if (email === null) {
    await sql`delete from authorship.second_address where person_id = ${personId}`.execute(tx.db)
    return
  }
  await sql`insert into authorship.second_address (person_id, email, since) values (${personId}, ${email}, ${tx.now()})
    on conflict (person_id) do update set email = excluded.email, since = excluded.since`.execute(tx.db)
}
