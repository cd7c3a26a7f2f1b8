/** Mails a second over SMTP to a sink on this machine: through rows, claims and outcomes, against the bare mailer. */
import { createTransport } from 'nodemailer'
import { randomUUID } from 'node:crypto'
import { inTransaction, taskContext } from '#platform/context.ts'
import { openDatabase } from '#platform/database.ts'
import { startThrowawayPostgres } from '#platform/embedded-postgres.ts'
import { openLog } from '#platform/log.ts'
import { mailTasks, writeMail } from '#platform/mail.ts'
import { smtpTransport } from '#platform/mail-transports.ts'
import { migrate } from '#platform/migrate.ts'
import { startSmtpSink } from '../support/smtp-sink.ts'

export const name = 'mail'
const count = 1000
const from = 'Throughline <noreply@throughline.example>'

/** Prints both rates and their ratio. */
export async function run(report: (line: string) => void): Promise<void> {
  const [sink, server] = [await startSmtpSink(), await startThrowawayPostgres()]
  await migrate(server.url)
  const database = openDatabase(server.url, { max: 8 })
  const log = openLog('silent', () => undefined)
  const ctx = taskContext(
    { db: database.db, now: () => new Date(), log, siteUrl: 'http://localhost', demonstration: false },
    'bench',
  )
  const text = 'Fiction. '.repeat(300)
  const ids = await inTransaction(ctx, async (tx) => {
    const made: string[] = []
    for (let n = 0; n < count; n += 1)
      made.push(
        await writeMail(tx, { to: `${n}@practice.example`, subject: 'A', text, purpose: 'b', about: randomUUID() }),
      )
    return made
  })
  const send = mailTasks(smtpTransport(sink.url, from))['platform.send-mail']!
  const ours = await rate(ids, async (id) => send(ctx, { mail: id }))
  const bare = createTransport({ url: sink.url, pool: true, maxConnections: 4 } as Parameters<
    typeof createTransport
  >[0])
  const peer = await rate(ids, async (id) => void (await bare.sendMail({ from, to: `${id}@p.example`, text })))
  report(`${count} mails: ${ours.toFixed(0)} a second through the outbox, ${peer.toFixed(0)} by nodemailer alone`)
  report(`the outbox reaches ${(ours / peer).toFixed(2)} of the bare mailer (database without fsync, 4 at a time)`)
  bare.close()
  await database.close()
  await server.stop()
  await sink.close()
}

/** Four at a time, as the worker does. */
async function rate(ids: readonly string[], each: (id: string) => Promise<void>): Promise<number> {
  const begun = performance.now()
  const left = [...ids]
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let id = left.pop(); id !== undefined; id = left.pop()) await each(id)
    }),
  )
  return (ids.length / (performance.now() - begun)) * 1000
}
