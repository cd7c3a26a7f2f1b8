import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bulletinReceipts } from '#circulation/circulation.ts'
import type { Context } from '#platform/context.ts'
import { secretBox } from '#platform/encryption.ts'
import { reviews } from '#register/register.ts'
import { waitingEditions } from '#release/release.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { loadDemonstration } from './demonstration.ts'

let t: TestContext
let registrar: Context

beforeAll(async () => {
  t = await testContext()
  await loadDemonstration({ ...t.ctx, demonstration: true }, secretBox('x'.repeat(40), 'test'), () => undefined)
  registrar = await t.as('registrar')
}, 120_000)
afterAll(async () => t.close())

test('reviews stand in every stage, in four nations, of children and of adults, and one is joint', async () => {
  const all = await reviews(registrar, { page: 1 })
  const stages = new Set(all.reviews.map((one) => one.stage))
  expect([...stages].toSorted()).toEqual([
    'commissioned',
    'decided',
    'discontinued',
    'in-deidentification',
    'in-progress',
    'not-to-proceed',
    'notified',
    'paused',
    'published',
    'submitted',
    'waiting',
    'withheld',
  ])
  const underWay = all.reviews.filter((one) => one.stage !== 'published')
  expect(underWay.length).toBeGreaterThanOrEqual(12)
  expect(new Set(underWay.flatMap((one) => one.nations)).size).toBe(4)
  expect(underWay.filter((one) => one.boards.length > 1 && one.kinds.length > 1)).toHaveLength(1)
})

test('one edition more would make a volume', async () => {
  const { editions, reasons } = await waitingEditions(registrar)
  expect(editions).toHaveLength(5)
  expect(reasons).toEqual(['too-few', 'themes-missing'])
})

test('three volumes have bulletins whose receipts fall off by grade', async () => {
  const receipts = await bulletinReceipts(registrar)
  expect(receipts).toHaveLength(3)
  for (const one of receipts) {
    expect(one.written).toBe(60)
    expect(one.finished).toBe(true)
    expect(one.fetched).toBeLessThan(one.written)
    expect(one.read).toBeLessThan(one.fetched)
    expect(one.discussed).toBeLessThan(one.read)
    expect(one.discussed).toBeGreaterThan(0)
  }
})

test('it is loaded whole or not at all', async () => {
  const empty = await testContext()
  try {
    const powerGoes = (line: string) => {
      if (line.includes('a volume')) throw new Error('the power went')
    }
    const base = { ...empty.ctx, demonstration: true }
    await expect(loadDemonstration(base, secretBox('x'.repeat(40), 'test'), powerGoes)).rejects.toThrow('power')
    const { rows } = await sql<{ n: number }>`select count(*) as n from identity.person`.execute(empty.ctx.db)
    expect(Number(rows[0]?.n)).toBe(0)
  } finally {
    await empty.close()
  }
}, 120_000)
