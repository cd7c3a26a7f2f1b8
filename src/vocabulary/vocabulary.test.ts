import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { bankHolidays, clockRules, nations, reviewKinds, type Nation } from './vocabulary.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030]

test('each nation has its bank holidays of each year, on days that would be worked otherwise', async () => {
  const held = await bankHolidays(t.ctx)
  const ofYear: Record<Nation, number> = { england: 8, wales: 8, scotland: 9, 'northern-ireland': 10 }
  for (const nation of Object.keys(nations) as Nation[])
    for (const year of years) {
      const days = held.filter((one) => one.nation === nation && one.day.startsWith(String(year)))
      expect({ nation, year, days: days.length }).toEqual({ nation, year, days: ofYear[nation] })
    }
  const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
  expect(held.filter((one) => [0, 6].includes(weekday(one.day)))).toEqual([])
})

// From the lists that the governments publish.
test.each([
  ['england', '2026-12-28'],
  ['england', '2027-12-27'],
  ['england', '2027-12-28'],
  ['england', '2028-01-03'],
  ['wales', '2025-04-21'],
  ['scotland', '2026-08-03'],
  ['scotland', '2024-12-02'],
  ['scotland', '2028-01-04'],
  ['northern-ireland', '2024-03-18'],
  ['northern-ireland', '2026-07-13'],
] as const)('%s does not work on %s', async (nation, day) => {
  expect((await bankHolidays(t.ctx)).some((one) => one.nation === nation && one.day === day)).toBe(true)
})

test.each([
  ['scotland', '2026-04-06'],
  ['england', '2026-01-02'],
  ['england', '2026-03-17'],
  ['scotland', '2026-08-31'],
] as const)('%s works on %s', async (nation, day) => {
  expect((await bankHolidays(t.ctx)).some((one) => one.nation === nation && one.day === day)).toBe(false)
})

test('kinds of the past are there for old reviews and not offered for new ones', async () => {
  const offered = (await reviewKinds(t.ctx)).map((kind) => kind.code)
  const all = (await reviewKinds(t.ctx, { legacy: true })).map((kind) => kind.code)
  for (const old of ['part-8', 'scr', 'sscr', 'icr', 'cpr', 'apr', 'dhr']) {
    expect(all).toContain(old)
    expect(offered).not.toContain(old)
  }
  for (const now of ['lcspr', 'sar', 'sar-discretionary', 'susr', 'cmr', 'near-miss', 'good-practice', 'owhr'])
    expect(offered).toContain(now)
})

test('a clock that is not confirmed says so in its basis, and one that is does not', async () => {
  for (const rule of await clockRules(t.ctx))
    expect({ rule: rule.code, says: rule.basis.includes('to be confirmed') }).toEqual({
      rule: rule.code,
      says: !rule.confirmed,
    })
})
