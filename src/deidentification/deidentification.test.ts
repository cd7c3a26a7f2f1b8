import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefusal, type Context } from '#platform/context.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { castOf, sealedCase } from '../../test/support/sealed-case.ts'
import {
  anchorDates,
  answerEdition,
  checkDifferences,
  decideEntity,
  editionForAuthor,
  leakCheck,
  leaksInPublicOutputs,
  markWords,
  myChecks,
  prepareEdition,
  preparedEdition,
  redoChange,
  setAside,
  setDetails,
  signOff,
  startWork,
  undoChange,
  whatIsLeft,
  workbench,
  workState,
} from './deidentification.ts'

let t: TestContext
let first: Context
let second: Context
let author: Context
let id = ''

beforeAll(async () => {
  t = await testContext()
  const at = await castOf(t)
  first = at('editor')
  second = at('second-editor')
  author = at('author')
  id = await sealedCase(at, [
    'Review of the care of Kayleigh Hartley',
    'Kayleigh Hartley lived at 41 Parkwood Rise with her mother, Shannon Bickerdike. On 2 December 2015 Philip Garside closed the case.',
    'Kayleigh’s teacher rang on 9 December 2015. Mr Garside did not answer. The family won a national baking contest that year.',
  ])
  done(await startWork(first, id))
})
afterAll(async () => t.close())

const done = <R>(answer: R): Exclude<R, { refused: string }> => {
  if (isRefusal(answer)) throw new Error(answer.refused)
  return answer as Exclude<R, { refused: string }>
}
const entity = async (words: string) => {
  const found = (await workbench(first, id))?.entities.find((one) => one.canonical.includes(words))
  if (!found) throw new Error(`${words} was not found`)
  return found
}
const replace = (replacement: string, version?: number) =>
  ({ decision: 'replace', replacement, removed: false, version }) as const

test('two editors: the second sees the first’s change instead of overwriting it, and a decision sent twice is taken once', async () => {
  const seen = await entity('Kayleigh')
  done(await decideEntity(first, id, seen.id, replace('Child', seen.version)))
  expect(await decideEntity(second, id, seen.id, replace('Sibling 1', seen.version))).toEqual({
    refused: 'changed-meanwhile',
  })
  const before = await workState(second, id)
  expect(before?.entities.find((one) => one.id === seen.id)).toMatchObject({ replacement: 'Child' })
  expect(before?.lastChange?.mine).toBe(false)
  done(await decideEntity(first, id, seen.id, replace('Child', seen.version)))
  expect((await workState(first, id))?.version).toBe(before?.version)
})

test('undo takes back the change that was seen as the last; redo does it again until something else is done', async () => {
  const shannon = await entity('Shannon')
  done(await decideEntity(first, id, shannon.id, replace('Mother')))
  const last = (await workState(first, id))?.lastChange
  expect(await undoChange(second, id, (last?.id ?? 0) - 1)).toEqual({ refused: 'changed-meanwhile' })
  done(await undoChange(first, id, last?.id))
  expect((await entity('Shannon')).decision).toBe('undecided')
  done(await redoChange(first, id))
  expect(await entity('Shannon')).toMatchObject({ decision: 'replace', replacement: 'Mother' })
  done(
    await markWords(first, id, {
      block: 2,
      words: 'national baking contest',
      from: 0,
      label: 'MISC',
      replacement: 'a contest',
      everywhere: true,
    }),
  )
  done(await undoChange(first, id))
  done(await redoChange(first, id))
  expect(await entity('baking')).toMatchObject({ replacement: 'a contest' })
  done(await undoChange(first, id))
  done(await decideEntity(first, id, shannon.id, replace('Parent')))
  expect(await redoChange(first, id)).toEqual({ refused: 'nothing-to-redo' })
})

test('a day 0 turns exact days into intervals, and one undo takes them back', async () => {
  const before = (await entity('9 December')).suggested
  done(await anchorDates(first, id, '2015-12-02'))
  expect((await entity('9 December')).suggested).toBe('7 days after day 0')
  expect(await anchorDates(first, id, '2015-13-40')).toEqual({ refused: 'no-such-day' })
  done(await undoChange(first, id))
  expect((await entity('9 December')).suggested).toBe(before)
  done(await redoChange(first, id))
})

test('what is left is sorted by probability and rarity, and can be set aside', async () => {
  const left = await whatIsLeft(first, id)
  const weights = left.map((one) => one.probability * one.rarity)
  expect(weights).toEqual(weights.toSorted((a, b) => b - a))
  for (const one of left) {
    done(await setAside(first, id, one.id))
    break
  }
  expect((await whatIsLeft(first, id)).length).toBe(Math.max(0, left.length - 1))
  expect(await whatIsLeft(await t.as('author'), id)).toEqual([])
})

test('nothing is handed on while a name can still be read, nor signed off before every difference is answered', async () => {
  for (const one of (await workbench(first, id))!.entities)
    if (one.decision === 'undecided') done(await decideEntity(first, id, one.id, replace(one.suggested || 'somebody')))
  const shown = { title: 'A child whom Garside did not see', summary: 'An invented summary.', warning: '' }
  done(await setDetails(first, id, shown))
  expect(await prepareEdition(first, id)).toEqual({ refused: 'leak' })
  expect((await leakCheck(first, id))?.map((one) => [one.output, one.how])).toContainEqual([
    'Title, summary and warning',
    'name',
  ])
  done(await setDetails(first, id, { ...shown, title: 'A child whom nobody saw' }))
  done(await prepareEdition(first, id))
  const version = (await workState(second, id))?.version ?? 0
  expect(await signOff(second, id, version)).toEqual({ refused: 'author-not-answered' })
  const { reference } = (await workbench(second, id))!
  const asked = await editionForAuthor(author, reference)
  done(await answerEdition(author, id, { askId: asked?.askId ?? '', answer: 'agreed' }))
  expect(await signOff(second, id, version)).toEqual({ refused: 'unchecked' })
  const { entities } = (await workbench(second, id))!
  expect(await checkDifferences(first, id, 'all', { verdict: 'agreed', note: '' })).toEqual({ refused: 'same-person' })
  done(await checkDifferences(second, id, 'all', { verdict: 'agreed', note: '' }))
  done(await checkDifferences(second, id, [entities[0]!.id], { verdict: 'questioned', note: 'Too telling' }))
  expect(await signOff(second, id, version)).toEqual({ refused: 'unchecked' })
  expect((await myChecks(second, id)).filter((one) => one.verdict === 'questioned')).toHaveLength(1)
  done(await checkDifferences(second, id, 'all', { verdict: 'agreed', note: '' }))
  const { workId } = done(await signOff(second, id, version))
  const prepared = await preparedEdition(first, workId)
  expect(prepared?.learningLoss.passages).toBeGreaterThan(4)
  expect(JSON.stringify(prepared?.learningLoss)).not.toMatch(/Kayleigh|Child/)
  const bytes = (text: string) => [{ name: 'x', bytes: new TextEncoder().encode(text) }]
  expect(await leaksInPublicOutputs(first, workId, bytes('Then Kayleigh slept.'), [])).toHaveLength(1)
  expect(await leaksInPublicOutputs(first, workId, bytes('Then a child slept.'), [])).toEqual([])
})
