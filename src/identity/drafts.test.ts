import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { draftOf, saveDraft } from './identity.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

test('a draft keeps every ticked box, and no token; it is its writer’s alone', async () => {
  const person = await t.as('registrar')
  await saveDraft(person, 'form', { kinds: ['lcspr', 'sar'], lead: 'one', _csrf: 'secret', password: 'secret' })
  expect((await draftOf(person, 'form'))?.values).toEqual({ kinds: ['lcspr', 'sar'], lead: 'one' })
  expect(await draftOf(await t.as('author'), 'form')).toBeNull()
})
