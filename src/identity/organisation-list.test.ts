import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefusal } from '#platform/context.ts'
import { readCsv } from '#platform/csv.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import * as identity from './identity.ts'
import { planList, readList } from './organisation-list.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

const head = 'code,name,kind,nation,valid_from,valid_to,succeeded_by,confirmed'
const list = (...lines: string[]) => [head, ...lines].join('\n')

test('the list that is shipped can be taken whole', async () => {
  const shipped = readCsv(await readFile(new URL('../register/boards.csv', import.meta.url), 'utf8'))
  const plan = planList(readList(shipped.rows), [])
  expect(plan.problems).toEqual([])
  expect(plan.added.length).toBe(shipped.rows.length)
  const ofKind = (nation: string, kind: string) =>
    plan.added.filter((one) => one.nation === nation && one.kind === kind && !one.validTo).length
  expect(ofKind('wales', 'joint-board')).toBe(6)
  expect(ofKind('scotland', 'childrens-board')).toBe(30)
  expect(ofKind('scotland', 'adults-board')).toBe(30)
  expect(ofKind('northern-ireland', 'agency')).toBe(5)
})

test.each([
  ['Bad Code,Fictional Board,childrens-board,england,,,,yes', 'code: give a short name'],
  ['fb,,childrens-board,england,,,,yes', 'name: give a name'],
  ['fb,Fictional Board,committee,england,,,,yes', 'kind: give one of'],
  ['fb,Fictional Board,childrens-board,france,,,,yes', 'nation: give one of'],
  ['fb,Fictional Board,childrens-board,england,2024-02-30,,,yes', 'valid_from: give a day'],
  ['fb,Fictional Board,childrens-board,england,2024-02-03,2023-01-01,,yes', 'valid_to: comes before'],
  ['fb,Fictional Board,childrens-board,england,,,nowhere,yes', 'succeeded_by: there is no nowhere'],
  ['fb,Fictional Board,childrens-board,england,,,,maybe', 'confirmed: give yes or no'],
])('a line that is wrong is told with its number: %s', (line, words) => {
  const plan = planList(readList(readCsv(list(line)).rows), [])
  expect(plan.added).toEqual([])
  expect(plan.problems).toMatchObject([{ line: 2, words: expect.stringContaining(words) as string }])
})

test('a list is previewed, taken, corrected and taken out again; what was there stays as a former name', async () => {
  const registrar = await t.as('registrar')
  const analyst = await t.as('analyst')
  const first = list(
    'one,Fictional Board of Ashdale,childrens-board,england,2010-01-01,,,no',
    'two,Fictional Board of Brookmoor,childrens-board,england,2010-01-01,,,no',
  )
  expect((await identity.previewOrganisations(registrar, first))?.added.length).toBe(2)
  expect(await identity.organisations(t.ctx)).toEqual([])
  expect(await identity.correctOrganisations(analyst, first)).toEqual({ refused: 'not-allowed' })
  expect(await identity.correctOrganisations(registrar, 'name\nx')).toEqual({ refused: 'columns-missing' })
  expect(await identity.correctOrganisations(registrar, first)).toEqual({ added: 2, changed: 0 })
  expect(await identity.correctOrganisations(registrar, first)).toEqual({ refused: 'nothing-to-do' })
  const second = list(
    'one,Fictional Board of Brookmoor,childrens-board,england,2010-01-01,2020-03-31,both,yes',
    'two,Fictional Board of Ashdale,childrens-board,england,2010-01-01,2020-03-31,both,yes',
    'both,"Fictional Board of Ashdale, Brookmoor",childrens-board,england,2020-04-01,,,yes',
  )
  const preview = await identity.previewOrganisations(registrar, second)
  // Two bodies exchange their names: the preview says that each has the other's.
  expect(preview?.problems.map((problem) => problem.line)).toEqual([2, 3])
  const third = second
    .replace('Board of Brookmoor,', 'Board at Brookmoor,')
    .replace('Board of Ashdale,', 'Board at Ashdale,')
  expect(await identity.correctOrganisations(registrar, third)).toEqual({ added: 1, changed: 2 })
  expect((await identity.organisations(t.ctx)).map((one) => one.code)).toEqual(['both'])
  expect((await identity.organisations(t.ctx, null, { ended: true })).length).toBe(3)
  const details = await identity.organisationDetails(t.ctx)
  expect(details.find((one) => one.code === 'one')).toMatchObject({
    formerNames: ['Fictional Board of Ashdale'],
    succeededByCode: 'both',
  })
  const again = await identity.previewOrganisations(registrar, await identity.organisationsAsCsv(registrar))
  expect(again).toMatchObject({ added: [], changed: [], unchanged: 3, problems: [] })
})

test('a body without a code is matched by its name, and no spreadsheet runs a name', async () => {
  const registrar = await t.as('registrar')
  const added = await identity.addOrganisation(t.ctx, {
    name: '=Fictional Formula Board',
    kind: 'adults-board',
    nation: 'wales',
  })
  if (isRefusal(added)) throw new Error(added.refused)
  expect(await identity.organisationsAsCsv(registrar)).toContain("'=Fictional Formula Board")
  const line = list('formula,=Fictional Formula Board,adults-board,wales,,,,yes')
  expect(await identity.correctOrganisations(registrar, line)).toEqual({ added: 0, changed: 1 })
  expect((await identity.organisationsById(t.ctx, [added.organisationId]))[0]?.code).toBe('formula')
})
