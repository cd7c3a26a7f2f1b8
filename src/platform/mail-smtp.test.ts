/** Mail over a real socket: what is certain is recorded as certain, and what is not waits for a person. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { startSmtpSink, type SmtpSink } from '../../test/support/smtp-sink.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { mailStates, mailTasks, settleMail, unsettledMail, writeMail, type MailTransport } from './mail.ts'
import { smtpTransport } from './mail-transports.ts'
import { inTransaction } from './context.ts'

let t: TestContext
let sink: SmtpSink
let transport: MailTransport

beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())
beforeEach(async () => {
  t.at('2026-11-02T09:00:00Z')
  sink = await startSmtpSink()
  transport = smtpTransport(sink.url, 'Throughline <noreply@throughline.example>')
})
afterEach(async () => sink.close())

async function written(): Promise<string> {
  return inTransaction(t.ctx, async (tx) =>
    writeMail(tx, {
      to: 'reader@practice.example',
      subject: 'A volume',
      text: 'Fiction.',
      html: '<p>Fiction.</p>',
      headers: { 'List-Unsubscribe': '<https://example.org/u>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
      purpose: 'test',
      about: randomUUID(),
    }),
  )
}

const send = async (id: string, by = transport) => mailTasks(by)['platform.send-mail']!(t.ctx, { mail: id })
const sweep = async () => mailTasks(transport)['platform.sweep-mail']!(t.ctx, {})
const stateOf = async (id: string) => (await mailStates(t.ctx, [id])).get(id)
const messageId = (mail: string | undefined) => /^Message-ID: (<\S+>)/im.exec(mail ?? '')?.[1]

test('a mail that the server takes is handed over once, with its headers, however often the job runs', async () => {
  const id = await written()
  await send(id)
  await send(id)
  expect(await stateOf(id)).toBe('handed-over')
  expect(sink.mails).toHaveLength(1)
  expect(sink.mails[0]).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
  expect(sink.mails[0]).toContain('multipart/alternative')
})

test('a mailbox that does not exist is refused, and listed', async () => {
  sink.mood = 'refuse'
  const id = await written()
  await send(id)
  expect(await stateOf(id)).toBe('refused')
  expect((await unsettledMail(t.ctx)).find((one) => one.id === id)?.failure).toBe('SMTP 550')
})

test('a server that says “later” is tried again and takes the mail once', async () => {
  sink.mood = 'later'
  const id = await written()
  await expect(send(id)).rejects.toThrow('to be tried again')
  expect(await stateOf(id)).toBe('queued')
  sink.mood = 'accept'
  await send(id)
  expect(await stateOf(id)).toBe('handed-over')
  expect(sink.mails).toHaveLength(1)
})

test('a server that is not there is tried again', async () => {
  const id = await written()
  await sink.close()
  await expect(send(id)).rejects.toThrow('to be tried again')
  expect(await stateOf(id)).toBe('queued')
})

test('a connection that breaks after the text leaves the outcome unknown: only an officer sends again, under the same id', async () => {
  sink.mood = 'cut'
  const id = await written()
  await send(id)
  expect(await stateOf(id)).toBe('unknown')
  sink.mood = 'accept'
  await send(id)
  await sweep()
  expect(sink.mails).toHaveLength(1)
  const officer = randomUUID()
  await inTransaction(t.ctx, async (tx) => settleMail(tx, id, 'send-again', officer))
  await send(id)
  expect(await stateOf(id)).toBe('handed-over')
  expect(sink.mails).toHaveLength(2)
  expect(messageId(sink.mails[1])).toBe(messageId(sink.mails[0]))
})

test('a process that dies in the middle of a hand-over leaves it unknown after three minutes, never sent twice', async () => {
  const id = await written()
  const dies: MailTransport = { repeatable: false, handOver: () => new Promise(() => undefined) }
  void send(id, dies)
  await expect.poll(async () => stateOf(id)).toBe('sending')
  t.at('2026-11-02T09:02:00Z')
  await sweep()
  expect(await stateOf(id)).toBe('sending')
  t.at('2026-11-02T09:04:00Z')
  await sweep()
  expect(await stateOf(id)).toBe('unknown')
  await send(id)
  expect(sink.mails).toHaveLength(0)
})
