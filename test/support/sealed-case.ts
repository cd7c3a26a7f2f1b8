/** A review with a sealed report, made through the verbs that people use, by the demonstration's cast. */
import type { Block } from '#documents/documents.ts'
import { enterAuthors } from '#demonstration/authors.ts'
import { enrolPeople } from '#demonstration/people.ts'
import { commissioned, onDay, registered, sealed, type At } from '#demonstration/steps.ts'
import { secretBox } from '#platform/encryption.ts'
import type { TestContext } from './context.ts'

/** Enrols the cast; `at` plays anybody of it on the day given. */
export async function castOf(t: TestContext, day = '2026-10-20'): Promise<At> {
  const cast = await enrolPeople(
    { ...t.ctx, demonstration: true, actor: { kind: 'task', task: 'demonstration' } },
    secretBox('a test secret', 'second-factor'),
  )
  await enterAuthors(onDay(cast, '2025-08-04'))
  return onDay(cast, day)
}

/** Registers, commissions and seals one report of these words; its first is the title. */
export async function sealedCase(at: At, texts: readonly string[]): Promise<string> {
  const front = { nation: 'england', kind: 'practice-review', subjects: 'child', counts: 'child 1' }
  const board = Object.keys(at.cast.boards)[0] ?? ''
  const reviewId = await registered(at, board, front)
  await commissioned(at, board, reviewId)
  const blocks: Block[] = texts.map((text, n) => ({ kind: n === 0 ? 'title' : 'paragraph', text }))
  return sealed(at, reviewId, { front, blocks, passages: [] } as never)
}
