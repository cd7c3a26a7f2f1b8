/** All SQL of the evidence schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { RequestEvent } from './access.ts'
import type { AccessRequest, FamilyQuestion, FamilyWishes, Liaison, MailToPart, RequestToMake } from './evidence.ts'
import type { QuietDate } from './quiet.ts'

/** The measure in force on a day. */
export async function answerDays(ctx: Context, day: string): Promise<number> {
  const { rows } = await sql<{ value: number }>`select value from evidence.measure
    where measure = 'answer-working-days' and valid_from <= ${day} order by valid_from desc limit 1`.execute(ctx.db)
  if (!rows[0]) throw new Error('no measure for answers in force')
  return rows[0].value
}

export async function addRequest(
  tx: Context,
  request: RequestToMake & { reviewId: string; sector: string; answerDays: number; dueOn: string; by: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into evidence.request
      (review_id, agency_id, sector, kind, asks, asked_by, asked_at, answer_days, due_on)
    values (${request.reviewId}, ${request.agencyId}, ${request.sector}, ${request.kind}, ${request.asks}, ${request.by},
      ${tx.now()}, ${request.answerDays}, ${request.dueOn}) returning id`.execute(tx.db)
  return rows[0]!.id
}

interface RequestRow extends Omit<AccessRequest, 'events'> {
  events: (Omit<RequestEvent, 'at'> & { at: string })[]
}

/** Requests of a review, or to agencies, or one; oldest first. */
export async function requests(
  ctx: Context,
  by: { id?: string; reviewId?: string; agencyIds?: readonly string[] },
): Promise<AccessRequest[]> {
  const { rows } = await sql<RequestRow>`select q.id, q.review_id as "reviewId", r.reference, q.agency_id as "agencyId",
      o.name as agency, q.sector, q.kind, q.asks, q.asked_by as "askedBy", q.asked_at as "askedAt",
      q.answer_days as "answerDays", q.due_on as "dueOn",
      (select coalesce(json_agg(json_build_object('event', e.event, 'reasonClass', e.reason_class, 'words', e.words,
          'by', p.name, 'at', e.at) order by e.id), '[]')
        from evidence.request_event e join identity.person p on p.id = e.by_person where e.request_id = q.id) as events
    from evidence.request q join register.review r on r.id = q.review_id
    join identity.organisation o on o.id = q.agency_id
    where q.id = ${by.id ?? null} or q.review_id = ${by.reviewId ?? null}
      or q.agency_id = any(${[...(by.agencyIds ?? [])]}::uuid[])
    order by q.asked_at, q.id limit 1000`.execute(ctx.db)
  return rows.map((row) => ({ ...row, events: row.events.map((event) => ({ ...event, at: new Date(event.at) })) }))
}

/** One request, locked with its review's other requests left free. */
export async function requestForUpdate(tx: Context, id: string): Promise<AccessRequest | null> {
  await sql`select from evidence.request where id = ${id} for update`.execute(tx.db)
  return (await requests(tx, { id }))[0] ?? null
}

export async function addEvent(
  tx: Context,
  requestId: string,
  event: Pick<RequestEvent, 'event' | 'reasonClass' | 'words'>,
  by: string,
): Promise<void> {
  await sql`insert into evidence.request_event (request_id, event, reason_class, words, by_person, at)
    values (${requestId}, ${event.event}, ${event.reasonClass}, ${event.words}, ${by}, ${tx.now()})`.execute(tx.db)
}

export async function comment(ctx: Context, reviewId: string): Promise<{ words: string; version: number } | null> {
  const { rows } = await sql<{ words: string; version: number }>`select words, version from evidence.limits_comment
    where review_id = ${reviewId}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function setComment(tx: Context, reviewId: string, words: string, by: string): Promise<void> {
  await sql`insert into evidence.limits_comment as c (review_id, words, by_person, at)
    values (${reviewId}, ${words}, ${by}, ${tx.now()})
    on conflict (review_id) do update set words = excluded.words, version = c.version + 1, by_person = excluded.by_person,
      at = excluded.at`.execute(tx.db)
}

export async function addClosing(
  tx: Context,
  closing: { reviewId: string; from: number; generated: number },
): Promise<void> {
  await sql`insert into evidence.closing (review_id, from_block, generated, at)
    values (${closing.reviewId}, ${closing.from}, ${closing.generated}, ${tx.now()})`.execute(tx.db)
}

export async function closing(ctx: Context, reviewId: string): Promise<{ from: number; generated: number } | null> {
  const { rows } = await sql<{ from: number; generated: number }>`select from_block as "from", generated
    from evidence.closing where review_id = ${reviewId}`.execute(ctx.db)
  return rows[0] ?? null
}

/** Requests of reviews in progress that nobody has answered and whose day has passed. */
export async function unanswered(ctx: Context, today: string): Promise<AccessRequest[]> {
  const { rows } = await sql<{ id: string }>`select q.id from evidence.request q
    where q.due_on < ${today} and not exists (select from evidence.request_event e where e.request_id = q.id)
    order by q.due_on limit 1000`.execute(ctx.db)
  const found: AccessRequest[] = []
  for (const { id } of rows) found.push(...(await requests(ctx, { id })))
  return found
}

export async function liaison(ctx: Context, reviewId: string): Promise<Liaison | null> {
  const { rows } = await sql<Liaison>`select name, reach, version from evidence.family_liaison
    where review_id = ${reviewId}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function setLiaison(tx: Context, reviewId: string, liaison: Liaison, by: string): Promise<void> {
  await sql`insert into evidence.family_liaison as f (review_id, name, reach, changed_by, changed_at)
    values (${reviewId}, ${liaison.name.trim()}, ${liaison.reach.trim()}, ${by}, ${tx.now()})
    on conflict (review_id) do update set name = excluded.name, reach = excluded.reach, version = f.version + 1,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(tx.db)
}

const wishColumns = sql`named, named_words as "namedWords", told, words, version`

export async function wishes(ctx: Context, reviewId: string, personId: string): Promise<FamilyWishes | null> {
  const { rows } = await sql<FamilyWishes>`select ${wishColumns} from evidence.family_wish
    where review_id = ${reviewId} and person_id = ${personId}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function allWishes(ctx: Context, reviewId: string): Promise<FamilyWishes[]> {
  const { rows } = await sql<FamilyWishes>`select ${wishColumns} from evidence.family_wish
    where review_id = ${reviewId} order by changed_at`.execute(ctx.db)
  return rows
}

export async function setWishes(tx: Context, reviewId: string, personId: string, wishes: FamilyWishes): Promise<void> {
  await sql`insert into evidence.family_wish as f (review_id, person_id, named, named_words, told, words, changed_at)
    values (${reviewId}, ${personId}, ${wishes.named}, ${wishes.namedWords.trim()}, ${wishes.told}, ${wishes.words.trim()},
      ${tx.now()})
    on conflict (review_id, person_id) do update set named = excluded.named, named_words = excluded.named_words,
      told = excluded.told, words = excluded.words, version = f.version + 1, changed_at = excluded.changed_at`.execute(
    tx.db,
  )
}

export async function questions(ctx: Context, reviewId: string): Promise<FamilyQuestion[]> {
  const { rows } = await sql<FamilyQuestion>`select q.id, q.person_id as "personId", q.words, q.asked_at as "askedAt",
      q.withdrawn_at is not null as withdrawn,
      (select json_build_object('block', a.block, 'words', a.words) from evidence.question_answer a
        where a.question_id = q.id order by a.id desc limit 1) as answer
    from evidence.family_question q where q.review_id = ${reviewId} order by q.asked_at, q.id`.execute(ctx.db)
  return rows
}

export async function addQuestion(tx: Context, reviewId: string, personId: string, words: string): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into evidence.family_question (review_id, person_id, words, asked_at)
    values (${reviewId}, ${personId}, ${words}, ${tx.now()}) returning id`.execute(tx.db)
  return rows[0]!.id
}

export async function withdrawQuestion(tx: Context, questionId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`update evidence.family_question set withdrawn_at = ${tx.now()}
    where id = ${questionId} and person_id = ${personId} and withdrawn_at is null returning id`.execute(tx.db)
  return rows.length > 0
}

export async function addQuestionAnswer(
  tx: Context,
  questionId: string,
  match: { block: number | null; words: string },
  by: string,
): Promise<void> {
  await sql`insert into evidence.question_answer (question_id, block, words, by_person, at)
    values (${questionId}, ${match.block}, ${match.words}, ${by}, ${tx.now()})`.execute(tx.db)
}

export async function quietDates(ctx: Context, personId: string): Promise<(QuietDate & { id: string })[]> {
  const { rows } = await sql<QuietDate & { id: string }>`select id, month, day, only_year as "onlyYear"
    from evidence.quiet_date where person_id = ${personId} and removed_at is null order by month, day`.execute(ctx.db)
  return rows
}

export async function addQuietDate(tx: Context, personId: string, date: QuietDate): Promise<void> {
  await sql`insert into evidence.quiet_date (person_id, month, day, only_year, added_at)
    values (${personId}, ${date.month}, ${date.day}, ${date.onlyYear}, ${tx.now()})`.execute(tx.db)
}

export async function removeQuietDate(tx: Context, id: string, personId: string): Promise<boolean> {
  const { rows } = await sql`update evidence.quiet_date set removed_at = ${tx.now()}
    where id = ${id} and person_id = ${personId} and removed_at is null returning id`.execute(tx.db)
  return rows.length > 0
}

export async function holdMail(tx: Context, personId: string, mail: MailToPart): Promise<void> {
  await sql`insert into evidence.held_mail (person_id, subject, text, purpose, about, held_at)
    values (${personId}, ${mail.subject}, ${mail.text}, ${mail.purpose}, ${mail.about}, ${tx.now()})
    on conflict (purpose, about) do nothing`.execute(tx.db)
}

export async function heldMail(tx: Context): Promise<(MailToPart & { id: string; personId: string })[]> {
  const { rows } = await sql<
    MailToPart & { id: string; personId: string }
  >`select id, person_id as "personId", subject, text,
      purpose, about from evidence.held_mail where sent_at is null order by held_at limit 1000 for update skip locked`.execute(
    tx.db,
  )
  return rows
}

export async function markSent(tx: Context, id: string): Promise<void> {
  await sql`update evidence.held_mail set sent_at = ${tx.now()} where id = ${id}`.execute(tx.db)
}
