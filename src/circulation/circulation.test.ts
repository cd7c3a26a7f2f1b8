import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { publishVolume, type EditionToPublish } from '#library/library.ts'
import { inTransaction, type Context } from '#platform/context.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import * as circulation from './circulation.ts'
import { circulationActs } from './permissions.ts'
import { circulationTasks } from './tasks.ts'
import type { Preferences } from './subscription.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

const wanted: Preferences = { profession: 'housing', nation: null, interests: [], subjects: ['child', 'adult'] }

function edition(title: string): EditionToPublish {
  return {
    title,
    summary: 'Fiction. A tenancy ended and nobody asked why.',
    warning: '',
    subjects: ['adult'],
    nation: 'wales',
    themes: [],
    blocks: [{ kind: 'paragraph', parts: [{ text: 'Fiction.' }] }],
    disclosure: null,
    reportRoot: null,
    legacy: true,
  }
}

async function announced(ctx: Context): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const { volumeId } = await publishVolume(tx, {
      label: 'Volume for a test',
      publishedOn: '2026-11-02',
      editions: [edition('After the <eviction>')],
    })
    await circulation.announceVolume(tx, volumeId)
    await circulation.announceVolume(tx, volumeId)
    const { rows } = await sql<{
      id: string
    }>`select id from circulation.bulletin where volume_id = ${volumeId}`.execute(tx.db)
    expect(rows).toHaveLength(1)
    return rows[0]!.id
  })
}

async function mailsTo(address: string) {
  const { rows } = await sql<{
    subject: string
    body_text: string
    body_html: string
    headers: Record<string, string>
  }>`
    select subject, body_text, body_html, headers from platform.outgoing_mail where to_address = ${address} order by queued_at, id`.execute(
    t.ctx.db,
  )
  return rows
}

async function jobs(task: string): Promise<Record<string, string>[]> {
  const { rows } = await sql<{ payload: Record<string, string> }>`select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks k on k.id = j.task_id where k.identifier = ${task} order by j.id`.execute(
    t.ctx.db,
  )
  return rows.map((row) => row.payload)
}

async function subscriberOf(address: string) {
  const { rows } = await sql<{ id: string; state: string; profession: string }>`select id, state, profession
    from circulation.subscriber where lower(email) = lower(${address})`.execute(t.ctx.db)
  return rows[0] ?? null
}

function tokenIn(text: string, path: string): string {
  const found = new RegExp(`${path}/([A-Za-z0-9_-]{43})`).exec(text)?.[1]
  if (!found) throw new Error(`no link ${path} in the mail`)
  return found
}

async function ask(address: string): Promise<void> {
  await circulation.subscribe(t.publicCtx, address, wanted)
  const person = await subscriberOf(address)
  await circulationTasks['circulation.send-confirmation']!(t.ctx, { subscriber: person!.id })
}

describe('subscribing', () => {
  test('nobody is subscribed by asking or by following the link, only by the button', async () => {
    await ask('first@example.org')
    const [mail] = await mailsTo('first@example.org')
    const token = tokenIn(mail!.body_text, '/subscribe/confirm')
    expect((await circulation.subscriptionBy(t.publicCtx, token, 'confirm'))?.state).toBe('pending')
    expect((await subscriberOf('first@example.org'))?.state).toBe('pending')
    expect(await circulation.confirmSubscription(t.publicCtx, token)).toBe(true)
    expect(await circulation.confirmSubscription(t.publicCtx, token)).toBe(true)
    expect((await subscriberOf('first@example.org'))?.state).toBe('confirmed')
  })

  test('a link to confirm closes after 14 days, and the address is forgotten', async () => {
    t.at('2026-10-01T09:00:00Z')
    await ask('late@example.org')
    const token = tokenIn((await mailsTo('late@example.org'))[0]!.body_text, '/subscribe/confirm')
    t.at('2026-10-15T09:00:01Z')
    expect(await circulation.confirmSubscription(t.publicCtx, token)).toBe(false)
    await circulation.forgetUnconfirmed(t.ctx)
    expect(await subscriberOf('late@example.org')).toBeNull()
    t.at('2026-11-02T09:00:00Z')
  })

  test('asking again with a known address changes nothing, and says so by mail only', async () => {
    t.at('2026-11-02T10:00:00Z')
    await circulation.subscribe(t.publicCtx, 'FIRST@example.org', { ...wanted, profession: 'police' })
    const person = await subscriberOf('first@example.org')
    expect(person?.profession).toBe('housing')
    await circulation.sendConfirmation(t.ctx, person!.id)
    const [, second] = await mailsTo('first@example.org')
    const token = tokenIn(second!.body_text, '/subscribe/settings')
    expect(await circulation.confirmSubscription(t.publicCtx, token)).toBe(false)
    expect(await circulation.changeSubscription(t.publicCtx, token, { ...wanted, profession: 'nurse' })).toBe(true)
    expect((await subscriberOf('first@example.org'))?.profession).toBe('nurse')
  })

  test('asking many times within ten minutes queues one mail', async () => {
    t.at('2026-11-02T11:00:00Z')
    for (let i = 0; i < 5; i += 1) await circulation.subscribe(t.publicCtx, 'often@example.org', wanted)
    const person = await subscriberOf('often@example.org')
    const queued = (await jobs('circulation.send-confirmation')).filter((job) => job['subscriber'] === person!.id)
    expect(queued).toEqual([{ subscriber: person!.id }])
  })

  test('a job that runs again mails nobody twice', async () => {
    const person = await subscriberOf('often@example.org')
    await circulation.sendConfirmation(t.ctx, person!.id)
    await circulation.sendConfirmation(t.ctx, person!.id)
    expect(await mailsTo('often@example.org')).toHaveLength(1)
  })

  test('the public wing can read no table of circulation', async () => {
    for (const table of ['subscriber', 'link', 'delivery', 'bulletin', 'discussion']) {
      await expect(sql`select 1 from ${sql.table(`circulation.${table}`)}`.execute(t.publicCtx.db)).rejects.toThrow(
        /permission denied/,
      )
    }
    await expect(sql`select circulation.note('x', '{}', now(), 'x')`.execute(t.publicCtx.db)).rejects.toThrow(
      /permission denied/,
    )
  })

  test('what visitors do is recorded under declared acts, without an address', async () => {
    const { rows } = await sql<{ act: string; about: unknown }>`select distinct act, about from identity.act_record
      where actor_kind = 'visitor' and act like 'circulation.%'`.execute(t.ctx.db)
    const declared = Object.values(circulationActs)
      .filter((rule) => rule.visitor)
      .map((rule) => rule.act)
    expect(rows.length).toBeGreaterThan(2)
    for (const row of rows) expect(declared).toContain(row.act)
    expect(JSON.stringify(rows)).not.toContain('@')
  })
})

describe('bulletins', () => {
  test('everyone who had confirmed gets exactly one, though the job is cut short and run again', async () => {
    t.at('2026-11-03T09:00:00Z')
    const many = Array.from({ length: 450 }, (_, i) => `many${i}@example.org`)
    for (const email of many) await circulation.signUpConfirmed(t.ctx, { ...wanted, email })
    t.at('2026-11-03T10:00:00Z')
    const bulletin = await announced(t.ctx)
    t.at('2026-11-03T10:00:05Z')
    await circulation.signUpConfirmed(t.ctx, { ...wanted, email: 'after@example.org' })
    const before = await jobs('circulation.make-bulletins')
    expect(before).toEqual([{ bulletin }])
    // A batch whose transaction is lost: nothing of it stays, not even the next batch's job.
    await expect(
      inTransaction(t.ctx, async (tx) => {
        await circulation.sendBatch(tx, bulletin, null)
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    expect(await jobs('circulation.make-bulletins')).toEqual(before)
    // A batch that was stored, whose job was not struck off: it runs again.
    await circulation.sendBatch(t.ctx, bulletin, null)
    await circulation.sendBatch(t.ctx, bulletin, null)
    expect(await jobs('circulation.make-bulletins')).toHaveLength(2)
    for (let next = 1; next < 4; next += 1) {
      const job = (await jobs('circulation.make-bulletins'))[next]
      if (job) await circulationTasks['circulation.make-bulletins']!(t.ctx, job)
    }
    const { rows } = await sql<{
      mails: number
      addresses: number
    }>`select count(*) as mails, count(distinct to_address) as addresses
      from platform.outgoing_mail where to_address like 'many%'`.execute(t.ctx.db)
    expect(rows[0]).toEqual({ mails: 450, addresses: 450 })
    expect(await mailsTo('after@example.org')).toEqual([])
    const [receipts] = await circulation.bulletinReceipts(await t.as('analyst'))
    expect(receipts).toMatchObject({ finished: true, written: 451, handedOver: 0, fetched: 0, read: 0, discussed: 0 })
  }, 60_000)

  test('the mail is escaped, says why, and can be ended by one click', async () => {
    const mail = (await mailsTo('many7@example.org'))[0]!
    expect(mail.body_html).toContain('After the &lt;eviction&gt;')
    expect(mail.body_html).not.toMatch(/<img|<eviction>/)
    expect(mail.body_text).toContain('It touches on housing.')
    expect(mail.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    const token = tokenIn(mail.headers['List-Unsubscribe']!, '/unsubscribe')
    expect(await circulation.unsubscribe(t.publicCtx, token)).toBe(true)
    expect(await circulation.unsubscribe(t.publicCtx, token)).toBe(true)
    expect(await subscriberOf('many7@example.org')).toBeNull()
    expect(await circulation.changeSubscription(t.publicCtx, token, wanted)).toBe(false)
  })

  test('receipts are counted once each, by the bulletin’s link only', async () => {
    const mail = (await mailsTo('many8@example.org'))[0]!
    const token = tokenIn(mail.body_text, '/bulletin')
    expect(await circulation.unsubscribe(t.publicCtx, token)).toBe(false)
    expect((await circulation.bulletinBy(t.publicCtx, token))?.arrangement.first[0]?.edition.title).toBe(
      'After the <eviction>',
    )
    await circulation.followBulletin(t.publicCtx, token)
    await circulation.followBulletin(t.publicCtx, token)
    await circulation.confirmReading(t.publicCtx, token)
    expect(await circulation.recordDiscussion(t.publicCtx, token, '6-10', '2026-11-03')).toBe(true)
    expect(await circulation.recordDiscussion(t.publicCtx, token, '2-5', '2026-11-03')).toBe(false)
    const [receipts] = await circulation.bulletinReceipts(await t.as('circulation-officer'))
    expect(receipts).toMatchObject({ fetched: 1, read: 1, discussed: 1 })
  })

  test('nobody else sees the numbers or the mails to settle', async () => {
    const author = await t.as('author')
    expect(await circulation.bulletinReceipts(author)).toEqual([])
    expect(await circulation.subscriberCounts(author)).toEqual([])
    await sql`update platform.outgoing_mail set state = 'unknown' where to_address = 'many9@example.org'`.execute(
      t.ctx.db,
    )
    expect(await circulation.mailsToSettle(await t.as('analyst'))).toEqual([])
    const officer = await t.as('circulation-officer')
    const [mail] = await circulation.mailsToSettle(officer)
    expect(mail?.to).toBe('many9@example.org')
    expect(await circulation.settle(await t.as('analyst'), mail!.id, 'was-sent')).toEqual({ refused: 'not-allowed' })
    expect(await circulation.settle(officer, mail!.id, 'was-sent')).toEqual({ settled: true })
    expect(await circulation.settle(officer, mail!.id, 'send-again')).toEqual({ refused: 'settled-meanwhile' })
  })
})
