/** All SQL of the deidentification schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { EntityRow, SpanRow, WorkRow } from './deidentification.ts'
import type { BlockProposal, Entity } from './engine/engine.ts'

const workColumns = sql`id, report_id as "reportId", review_id as "reviewId", state, version, title, summary, warning,
  prepared_by as "preparedBy", signed_off_by as "signedOffBy", signed_off_at as "signedOffAt", returned_why as "returnedWhy",
  text_version as "textVersion", text_mark as "textMark"`
const entityColumns = sql`id, label, identifier, canonical, decision, replacement, suggested, removed`
const spanColumns = sql`id, entity_id as "entityId", block, start_at as start, end_at as "end", probability, source, reason,
  own_decision as "ownDecision", own_replacement as "ownReplacement"`

export async function workOfReport(ctx: Context, reportId: string): Promise<WorkRow | null> {
  const { rows } =
    await sql<WorkRow>`select ${workColumns} from deidentification.work where report_id = ${reportId}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function work(ctx: Context, id: string, lock = false): Promise<WorkRow | null> {
  const { rows } =
    await sql<WorkRow>`select ${workColumns} from deidentification.work where id = ${id} ${lock ? sql`for update` : sql``}`.execute(
      ctx.db,
    )
  return rows[0] ?? null
}

export async function works(ctx: Context, states: readonly string[]): Promise<WorkRow[]> {
  const { rows } = await sql<WorkRow>`select ${workColumns} from deidentification.work where state = any(${[...states]})
    order by started_at limit 500`.execute(ctx.db)
  return rows
}

export async function addWork(
  tx: Context,
  report: { reportId: string; reviewId: string; version: number; textMark: number },
  personId: string,
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into deidentification.work (report_id, review_id, state, started_by, started_at, text_version, text_mark)
    values (${report.reportId}, ${report.reviewId}, 'open', ${personId}, ${tx.now()}, ${report.version}, ${report.textMark})
    returning id`.execute(tx.db)
  return rows[0]!.id
}

/** Adds entities with their spans; returns the new ids. An entity of the same label and words is joined, not doubled. */
export async function addProposals(
  tx: Context,
  workId: string,
  found: { entities: readonly Entity[]; proposals: readonly BlockProposal[] },
): Promise<{ entities: string[]; spans: string[] }> {
  const ids = new Map<string, string>()
  const created: string[] = []
  const known = new Map(
    (await entities(tx, workId)).map((entity) => [`${entity.label}:${entity.canonical}`, entity.id]),
  )
  for (const entity of found.entities) {
    const there = known.get(`${entity.label}:${entity.canonical}`)
    const id = there ?? (await addEntity(tx, workId, { ...entity, suggested: entity.suggestedReplacement }))
    if (!there) created.push(id)
    ids.set(entity.id, id)
  }
  const rows = found.proposals.flatMap((one) => {
    const entityId = ids.get(one.entity)
    return entityId
      ? [
          {
            entity_id: entityId,
            block: one.block,
            start_at: one.start,
            end_at: one.end,
            probability: one.probability,
            source: one.source,
            reason: one.reason,
          },
        ]
      : []
  })
  return { entities: created, spans: await addSpans(tx, workId, rows) }
}

export async function addEntity(
  tx: Context,
  workId: string,
  entity: { label: string; identifier: string; canonical: string; suggested: string },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into deidentification.entity (work_id, label, identifier, canonical, suggested)
    values (${workId}, ${entity.label}, ${entity.identifier}, ${entity.canonical}, ${entity.suggested}) returning id`.execute(
    tx.db,
  )
  return rows[0]!.id
}

export async function addSpans(
  tx: Context,
  workId: string,
  spans: {
    entity_id: string
    block: number
    start_at: number
    end_at: number
    probability: number
    source: string
    reason: string
  }[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`insert into deidentification.span
      (work_id, entity_id, block, start_at, end_at, probability, source, reason)
    select ${workId}, s.entity_id, s.block, s.start_at, s.end_at, s.probability, s.source, s.reason
    from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb)
      as s (entity_id uuid, block int, start_at int, end_at int, probability real, source text, reason text)
    returning id`.execute(tx.db)
  return rows.map((row) => row.id)
}

export async function entities(ctx: Context, workId: string): Promise<EntityRow[]> {
  const { rows } =
    await sql<EntityRow>`select ${entityColumns} from deidentification.entity where work_id = ${workId} order by label, canonical`.execute(
      ctx.db,
    )
  return rows
}

export async function spans(ctx: Context, workId: string): Promise<SpanRow[]> {
  const { rows } =
    await sql<SpanRow>`select ${spanColumns} from deidentification.span where work_id = ${workId} order by block, start_at`.execute(
      ctx.db,
    )
  return rows
}

export async function decideEntities(
  tx: Context,
  ids: readonly string[],
  decision: { decision: EntityRow['decision']; replacement: string | null; removed: boolean },
  personId: string,
): Promise<void> {
  await sql`update deidentification.entity set decision = ${decision.decision}, removed = ${decision.removed},
      replacement = coalesce(${decision.replacement}::text, case when suggested = '' then 'removed' else suggested end),
      decided_by = ${personId}, decided_at = ${tx.now()} where id = any(${[...ids]})`.execute(tx.db)
}

export async function putEntities(tx: Context, rows: readonly EntityRow[]): Promise<void> {
  for (const row of rows) {
    await sql`update deidentification.entity set decision = ${row.decision}, replacement = ${row.replacement}, removed = ${row.removed}
      where id = ${row.id}`.execute(tx.db)
  }
}

export async function decideSpan(
  tx: Context,
  id: string,
  decision: SpanRow['ownDecision'],
  replacement: string | null,
): Promise<void> {
  await sql`update deidentification.span set own_decision = ${decision}, own_replacement = ${replacement} where id = ${id}`.execute(
    tx.db,
  )
}

export async function dropSpans(tx: Context, ids: readonly string[]): Promise<void> {
  await sql`delete from deidentification.span where id = any(${[...ids]})`.execute(tx.db)
}

export async function restoreSpans(tx: Context, workId: string, rows: readonly SpanRow[]): Promise<void> {
  for (const row of rows) {
    await sql`insert into deidentification.span (id, work_id, entity_id, block, start_at, end_at, probability, source, reason, own_decision, own_replacement)
      values (${row.id}, ${workId}, ${row.entityId}, ${row.block}, ${row.start}, ${row.end}, ${row.probability}, ${row.source}, ${row.reason},
        ${row.ownDecision}, ${row.ownReplacement})
      on conflict (id) do update set own_decision = excluded.own_decision, own_replacement = excluded.own_replacement`.execute(
      tx.db,
    )
  }
}

export async function dropEntities(tx: Context, ids: readonly string[]): Promise<void> {
  await sql`delete from deidentification.entity where id = any(${[...ids]})`.execute(tx.db)
}

export interface ChangeRow {
  id: number
  says: string
  entities: { before: EntityRow[]; created: string[] }
  spans: { before: SpanRow[]; created: string[] }
}

export async function addChange(
  tx: Context,
  workId: string,
  personId: string,
  change: Omit<ChangeRow, 'id'>,
): Promise<void> {
  await sql`insert into deidentification.change (work_id, at, by_person, says, entities, spans)
    values (${workId}, ${tx.now()}, ${personId}, ${change.says}, ${JSON.stringify(change.entities)}::jsonb, ${JSON.stringify(change.spans)}::jsonb)`.execute(
    tx.db,
  )
  await sql`update deidentification.work set version = version + 1 where id = ${workId}`.execute(tx.db)
}

export async function lastChange(ctx: Context, workId: string): Promise<ChangeRow | null> {
  const { rows } = await sql<ChangeRow>`select id, says, entities, spans from deidentification.change
    where work_id = ${workId} and undone_at is null
      and id > (select followed_change from deidentification.work where id = ${workId}) order by id desc limit 1`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

export async function markUndone(tx: Context, workId: string, changeId: number): Promise<void> {
  await sql`update deidentification.change set undone_at = ${tx.now()} where id = ${changeId}`.execute(tx.db)
  await sql`update deidentification.work set version = version + 1 where id = ${workId}`.execute(tx.db)
}

export async function setDetails(
  tx: Context,
  workId: string,
  details: { title: string; summary: string; warning: string },
): Promise<void> {
  await sql`update deidentification.work set title = ${details.title}, summary = ${details.summary}, warning = ${details.warning},
    version = version + 1 where id = ${workId}`.execute(tx.db)
}

export async function setState(
  tx: Context,
  workId: string,
  state: WorkRow['state'],
  by: { preparedBy?: string; signedOffBy?: string; returnedWhy?: string },
): Promise<void> {
  await sql`update deidentification.work set state = ${state}, version = version + 1,
      prepared_by = coalesce(${by.preparedBy ?? null}::uuid, prepared_by),
      signed_off_by = ${by.signedOffBy ?? null}, signed_off_at = ${by.signedOffBy ? tx.now() : null},
      returned_why = ${by.returnedWhy ?? null}
    where id = ${workId}`.execute(tx.db)
}

/** Takes up another state of the text: open again, and nothing that was done before it can be undone. */
export async function follow(tx: Context, workId: string, version: number, mark: number): Promise<void> {
  await sql`update deidentification.work set state = 'open', version = version + 1, text_version = ${version}, text_mark = ${mark},
      signed_off_by = null, signed_off_at = null, returned_why = 'The text was changed in the open since this was prepared',
      followed_change = coalesce((select max(id) from deidentification.change where work_id = ${workId}), 0)
    where id = ${workId}`.execute(tx.db)
}

export async function workOfReview(ctx: Context, reviewId: string): Promise<WorkRow | null> {
  const { rows } =
    await sql<WorkRow>`select ${workColumns} from deidentification.work where review_id = ${reviewId}`.execute(ctx.db)
  return rows[0] ?? null
}

export interface AskRow {
  id: string
  askedAt: Date
  dueOn: string
  answer: 'agreed' | 'refused' | null
}

/** Asks the author about the edition as it is now. @returns the id to answer by */
export async function addAsk(tx: Context, workId: string, dueOn: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into deidentification.author_ask (work_id, asked_at, due_on)
    values (${workId}, ${tx.now()}, ${dueOn}) returning id`.execute(tx.db)
  return rows[0]!.id
}

/** The newest time that the author was asked, with the answer. */
export async function newestAsk(ctx: Context, workId: string): Promise<AskRow | null> {
  const { rows } = await sql<AskRow>`select a.id, a.asked_at as "askedAt", a.due_on as "dueOn", n.answer
    from deidentification.author_ask a left join deidentification.author_answer n on n.ask_id = a.id
    where a.work_id = ${workId} order by a.seq desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

/** False when it is answered already. */
export async function answerAsk(
  tx: Context,
  askId: string,
  answer: 'agreed' | 'refused',
  by: string,
): Promise<boolean> {
  const { rows } = await sql`insert into deidentification.author_answer (ask_id, answer, by_person, at)
    values (${askId}, ${answer}, ${by}, ${tx.now()}) on conflict do nothing returning ask_id`.execute(tx.db)
  return rows.length === 1
}
