/** All SQL of the deidentification schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { EntityRow, SpanRow, WorkRow } from './deidentification.ts'
import type { BlockProposal, Entity } from './engine/engine.ts'
import type { RiskReport } from './risk/bands.ts'

const workColumns = sql`id, report_id as "reportId", review_id as "reviewId", state, version, title, summary, warning,
  prepared_by as "preparedBy", signed_off_by as "signedOffBy", signed_off_at as "signedOffAt", returned_why as "returnedWhy",
  text_version as "textVersion", text_mark as "textMark", anchor::text as anchor`
const entityColumns = sql`id, label, identifier, canonical, decision, replacement, suggested, removed, version`
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
      decided_by = ${personId}, decided_at = ${tx.now()}, version = version + 1 where id = any(${[...ids]})`.execute(
    tx.db,
  )
}

export async function putEntities(tx: Context, rows: readonly EntityRow[]): Promise<void> {
  for (const row of rows) {
    await sql`update deidentification.entity set decision = ${row.decision}, replacement = ${row.replacement}, removed = ${row.removed},
      suggested = ${row.suggested}, version = version + 1 where id = ${row.id}`.execute(tx.db)
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

/** Puts entities back that an undone change had made, as they were. */
export async function restoreEntities(tx: Context, workId: string, rows: readonly EntityRow[]): Promise<void> {
  for (const row of rows) {
    await sql`insert into deidentification.entity (id, work_id, label, identifier, canonical, decision, replacement, suggested, removed, version)
      values (${row.id}, ${workId}, ${row.label}, ${row.identifier}, ${row.canonical}, ${row.decision}, ${row.replacement},
        ${row.suggested}, ${row.removed}, ${row.version + 1})
      on conflict (id) do nothing`.execute(tx.db)
  }
}

/** Gives entities other suggestions. */
export async function suggestFor(tx: Context, rows: readonly { id: string; suggested: string }[]): Promise<void> {
  await sql`update deidentification.entity e set suggested = s.suggested, version = version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (id uuid, suggested text) where e.id = s.id`.execute(
    tx.db,
  )
}

export async function setAnchor(tx: Context, workId: string, day: string | null): Promise<void> {
  await sql`update deidentification.work set anchor = ${day}::date where id = ${workId}`.execute(tx.db)
}

export interface LeftoverRow {
  id: number
  block: number
  start: number
  end: number
  label: string
  probability: number
  rarity: number
  reason: string
  prompt: boolean
}

/** Stores what is left to look at, in place of what was stored before; what was set aside stays so. */
export async function putLeftovers(
  tx: Context,
  workId: string,
  rows: readonly Omit<LeftoverRow, 'id'>[],
): Promise<void> {
  await sql`delete from deidentification.leftover where work_id = ${workId} and set_aside_by is null`.execute(tx.db)
  await sql`insert into deidentification.leftover (work_id, block, start_at, end_at, label, probability, rarity, reason, prompt)
    select ${workId}, l.block, l.start, l."end", l.label, l.probability, l.rarity, l.reason, l.prompt
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as l (block int, start int, "end" int, label text, probability real, rarity real, reason text, prompt boolean)
    where not exists (select from deidentification.leftover o where o.work_id = ${workId} and o.block = l.block
      and o.start_at = l.start and o.end_at = l."end")`.execute(tx.db)
}

export async function leftovers(ctx: Context, workId: string): Promise<LeftoverRow[]> {
  const { rows } =
    await sql<LeftoverRow>`select id::int, block, start_at as start, end_at as "end", label, probability, rarity,
      reason, prompt
    from deidentification.leftover l where work_id = ${workId} and set_aside_by is null
      and not exists (select from deidentification.span s where s.work_id = l.work_id and s.block = l.block
        and s.start_at < l.end_at and l.start_at < s.end_at)
    order by probability * rarity desc, id limit 2000`.execute(ctx.db)
  return rows
}

export async function setLeftoverAside(tx: Context, workId: string, id: number, personId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update deidentification.leftover set set_aside_by = ${personId}
    where work_id = ${workId} and id = ${id} and set_aside_by is null`.execute(tx.db)
  return numAffectedRows === 1n
}

export interface CheckRow {
  entityId: string
  byPerson: string
  entityVersion: number
  verdict: 'agreed' | 'questioned'
  note: string
}

export async function checks(ctx: Context, workId: string): Promise<CheckRow[]> {
  const { rows } = await sql<CheckRow>`select c.entity_id as "entityId", c.by_person as "byPerson",
      c.entity_version as "entityVersion", c.verdict, c.note
    from deidentification.difference_check c join deidentification.entity e on e.id = c.entity_id
    where e.work_id = ${workId}`.execute(ctx.db)
  return rows
}

export async function putChecks(
  tx: Context,
  entityIds: readonly string[],
  check: { verdict: CheckRow['verdict']; note: string; personId: string },
): Promise<void> {
  await sql`insert into deidentification.difference_check (entity_id, by_person, entity_version, verdict, note, at)
    select id, ${check.personId}, version, ${check.verdict}, ${check.note}, ${tx.now()}
    from deidentification.entity where id = any(${[...entityIds]})
    on conflict (entity_id, by_person) do update set entity_version = excluded.entity_version, verdict = excluded.verdict,
      note = excluded.note, at = excluded.at`.execute(tx.db)
}

export interface ChangeRow {
  id: number
  says: string
  byPerson: string
  entities: { before: EntityRow[]; created: string[]; after?: EntityRow[] }
  spans: { before: SpanRow[]; created: string[]; after?: SpanRow[] }
}

export async function addChange(
  tx: Context,
  workId: string,
  personId: string,
  change: Omit<ChangeRow, 'id' | 'byPerson'>,
): Promise<void> {
  await sql`update deidentification.change set dead = true where work_id = ${workId} and undone_at is not null`.execute(
    tx.db,
  )
  await sql`insert into deidentification.change (work_id, at, by_person, says, entities, spans)
    values (${workId}, ${tx.now()}, ${personId}, ${change.says}, ${JSON.stringify(change.entities)}::jsonb, ${JSON.stringify(change.spans)}::jsonb)`.execute(
    tx.db,
  )
  await sql`update deidentification.work set version = version + 1 where id = ${workId}`.execute(tx.db)
}

const changeColumns = sql`id::int, says, by_person as "byPerson", entities, spans`

export async function lastChange(ctx: Context, workId: string): Promise<ChangeRow | null> {
  const { rows } = await sql<ChangeRow>`select ${changeColumns} from deidentification.change
    where work_id = ${workId} and undone_at is null
      and id > (select followed_change from deidentification.work where id = ${workId}) order by id desc limit 1`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

/** What was undone last and can be done again: the oldest undone change that nothing has overtaken. */
export async function undoneChange(ctx: Context, workId: string): Promise<ChangeRow | null> {
  const { rows } = await sql<ChangeRow>`select ${changeColumns} from deidentification.change
    where work_id = ${workId} and undone_at is not null and not dead order by id limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

export async function markDoneAgain(tx: Context, workId: string, changeId: number): Promise<void> {
  await sql`update deidentification.change set undone_at = null where id = ${changeId}`.execute(tx.db)
  await sql`update deidentification.work set version = version + 1 where id = ${workId}`.execute(tx.db)
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

/** Who decided anything in this work, prepared it or signed it off. */
export async function editors(ctx: Context, workId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from (
      select started_by as id from deidentification.work where id = ${workId}
      union select prepared_by from deidentification.work where id = ${workId}
      union select signed_off_by from deidentification.work where id = ${workId}
      union select by_person from deidentification.change where work_id = ${workId}) as editors
    where id is not null`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** Leaves decisions and places, and nothing that says a name. */
export async function forgetNames(tx: Context, workId: string): Promise<void> {
  await sql`delete from deidentification.change where work_id = ${workId}`.execute(tx.db)
  await sql`delete from deidentification.leftover where work_id = ${workId}`.execute(tx.db)
  await sql`delete from deidentification.risk_source where work_id = ${workId}`.execute(tx.db)
  await sql`update deidentification.span set reason = '' where work_id = ${workId}`.execute(tx.db)
  await sql`update deidentification.entity set canonical = '', suggested = '' where work_id = ${workId}`.execute(tx.db)
}

export interface RiskSourceRow {
  id: string
  kind: string
  label: string
  text: string
}

export async function riskSources(ctx: Context, workId: string): Promise<RiskSourceRow[]> {
  const { rows } = await sql<RiskSourceRow>`select id, kind, label, text from deidentification.risk_source
    where work_id = ${workId} order by added_at, id`.execute(ctx.db)
  return rows
}

export async function addRiskSource(
  tx: Context,
  workId: string,
  source: Omit<RiskSourceRow, 'id'>,
  personId: string,
): Promise<void> {
  await sql`insert into deidentification.risk_source (work_id, kind, label, text, added_by, added_at)
    values (${workId}, ${source.kind}, ${source.label}, ${source.text}, ${personId}, ${tx.now()})`.execute(tx.db)
}

export async function riskSubjects(ctx: Context, workId: string): Promise<{ label: string; attributes: string[] }[]> {
  const { rows } = await sql<{ label: string; attributes: string[] }>`select label, attributes
    from deidentification.risk_subject where work_id = ${workId} order by id`.execute(ctx.db)
  return rows
}

export async function addRiskSubject(
  tx: Context,
  workId: string,
  label: string,
  attributes: readonly string[],
): Promise<void> {
  await sql`insert into deidentification.risk_subject (work_id, label, attributes)
    values (${workId}, ${label}, ${[...attributes]}::text[])`.execute(tx.db)
}

export interface AssessmentRow {
  at: Date
  occasion: 'asked' | 'volume'
  report: RiskReport
}

export async function latestAssessment(ctx: Context, workId: string): Promise<AssessmentRow | null> {
  const { rows } = await sql<AssessmentRow>`select at, occasion, report from deidentification.risk_assessment
    where work_id = ${workId} order by id desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

export async function addAssessment(tx: Context, workId: string, occasion: string, report: RiskReport): Promise<void> {
  await sql`insert into deidentification.risk_assessment (work_id, at, occasion, band, report)
    values (${workId}, ${tx.now()}, ${occasion}, ${report.band}, ${JSON.stringify(report)}::jsonb)`.execute(tx.db)
}

export interface TrialRow {
  at: Date
  minutes: number
  tried: string
  found: string
  recognised: boolean
}

export async function trials(ctx: Context, workId: string): Promise<TrialRow[]> {
  const { rows } = await sql<TrialRow>`select at, minutes, tried, found, recognised from deidentification.intruder_trial
    where work_id = ${workId} order by at`.execute(ctx.db)
  return rows
}

export async function addTrial(
  tx: Context,
  workId: string,
  trial: Omit<TrialRow, 'at'>,
  personId: string,
): Promise<void> {
  await sql`insert into deidentification.intruder_trial (work_id, by_person, at, minutes, tried, found, recognised)
    values (${workId}, ${personId}, ${tx.now()}, ${trial.minutes}, ${trial.tried}, ${trial.found}, ${trial.recognised})`.execute(
    tx.db,
  )
}
