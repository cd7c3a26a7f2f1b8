import { afterAll, beforeAll, expect, test } from 'vitest'
import { taskContext } from '#platform/context.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { inviteAdministrator, whyNotInvite } from './commands.ts'
import { acceptInvitation, actorOf } from './identity.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

async function invite(email: string, name: string) {
  let out = ''
  let err = ''
  const io = { out: (lines: string) => (out += lines), err: (lines: string) => (err += lines) }
  const code = await inviteAdministrator(taskContext(t.ctx, 'command-line'), [email, name], io)
  return { code, link: out.trim(), err }
}

test('the first administrator is invited, again while the link was not used, and nobody after that', async () => {
  const first = await invite('ada@example.org', 'Ada Quill')
  expect(first.link).toMatch(/^http:\/\/localhost:3000\/invitation\/[A-Za-z0-9_-]{43}$/)
  const again = await invite('ada@example.org', 'Ada Quill')
  expect(again.code).toBe(0)
  const token = again.link.split('/').at(-1) ?? ''
  const accepted = await acceptInvitation({ ...t.ctx, actor: { kind: 'visitor' } }, token, 'a long enough password')
  const actor = await actorOf(t.ctx, 'personId' in accepted ? accepted.personId : '')
  expect(actor?.grants).toEqual([{ role: 'administrator', organisationId: null }])
  const late = await invite('other@example.org', 'Otto Quill')
  expect(late).toMatchObject({ code: 1, link: '' })
  expect(late.err).toContain('There is an administrator already')
})

test('arguments are checked before a database is opened', () => {
  expect(whyNotInvite(['ada@example.org', 'Ada Quill'])).toBeNull()
  for (const wrong of [[], ['ada@example.org'], ['ada', 'Ada'], ['ada@example.org', 'Ada', 'Quill']])
    expect(whyNotInvite(wrong)).toContain('invite EMAIL')
})
