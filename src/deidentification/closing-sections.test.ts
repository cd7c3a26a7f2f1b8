/** What evidence adds to a report: sealed with it, and standing in the edition whatever an editor decides. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringInBlocks, reportOf, submitReport } from '#authorship/authorship.ts'
import { addAgency, appointAuthor, overrideIndependence } from '#commissioning/commissioning.ts'
import { declareInterest } from '#directory/directory.ts'
import * as evidence from '#evidence/evidence.ts'
import { addOrganisation } from '#identity/identity.ts'
import { sealReport } from '#integrity/integrity.ts'
import type { Context } from '#platform/context.ts'
import { linkParticipant } from '#register/register.ts'
import {
  commissionedReview,
  granted,
  personOf,
  registeredReview,
  signedByAll,
} from '../../test/support/commissioned.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import {
  acceptSuggestions,
  answerEdition,
  editionForAuthor,
  checkDifferences,
  markWords,
  prepareEdition,
  preparedEdition,
  setDetails,
  signOff,
  startWork,
  workbench,
} from './deidentification.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

async function agencyWithMember(name: string): Promise<{ agencyId: string; member: Context }> {
  const { organisationId } = granted(
    await addOrganisation(t.ctx, { name: `${name} ${Math.random()}`, kind: 'agency', nation: 'england' }),
  )
  return { agencyId: organisationId, member: await t.as({ role: 'agency-member', organisationId }) }
}

const person = (agencyId: string) => ({ agencyId, kind: 'person' as const, asks: 'The officer who called' })
const refusal = { answer: 'refused' as const, reasonClass: 'proceedings' as const, words: 'A trial is near' }

/** From a conflict and a refused interview to an edition that is signed off. */
async function finished() {
  const review = await registeredReview(t)
  const police = await agencyWithMember('Marlpit Constabulary')
  granted(await addAgency(review.manager, review.reviewId, police.agencyId, 'police'))
  const authorId = personOf(review.author)
  const tie = {
    kind: 'employment' as const,
    organisationId: police.agencyId,
    reference: '',
    withWhom: '',
    note: '',
    from: '2020-01-01',
    until: null,
    share: null,
  }
  granted(await declareInterest(review.author, authorId, tie))
  granted(
    await overrideIndependence(review.registrar, review.reviewId, authorId, 'agency-tie', 'It was an office post'),
  )
  const { appointmentId } = granted(await appointAuthor(review.registrar, review.reviewId, authorId))
  await signedByAll(review, appointmentId)
  const { requestId } = granted(await evidence.requestAccess(review.author, review.reviewId, person(police.agencyId)))
  granted(await evidence.answerRequest(police.member, requestId, refusal))
  granted(
    await evidence.commentOnLimits(review.author, review.reviewId, {
      words: 'The file said much.\nNot all.',
      version: 0,
    }),
  )
  granted(
    await bringInBlocks(review.author, review.reviewId, [
      { kind: 'title', text: 'A review' },
      {
        kind: 'paragraph',
        text: 'Oriel Marlpit was seven. A police force was called. Oriel Marlpit told her teacher.',
      },
    ]),
  )
  return { ...review, requestId }
}

test('a refused interview and an override are sealed with the report, and nobody can hide them in the edition', async () => {
  const review = await finished()
  const draft = await reportOf(review.author, review.reviewId)
  expect(draft?.closing.map((block) => block.text)).toEqual([
    'Independence of this review',
    expect.stringContaining('Its reason: It was an office post'),
    'Limits on this review',
    expect.stringContaining('Only the author may comment'),
    'The author asked to speak with one person: no conversations took place.',
    expect.stringContaining('from a police force. This was refused. The reason given: there were proceedings.'),
    'What the author says of these limits',
    'The file said much.',
    'Not all.',
  ])
  const { id: reportId, version } = draft!
  const without = sealReport(draft!.blocks)
  expect(await submitReport(review.author, reportId, { version, ...without })).toEqual({ refused: 'bad-seeds' })
  granted(
    await submitReport(review.author, reportId, { version, ...sealReport([...draft!.blocks, ...draft!.closing]) }),
  )
  const editor = await t.as('editor')
  granted(await startWork(editor, reportId))
  await acceptSuggestions(editor, reportId)
  granted(
    await markWords(editor, reportId, {
      block: 1,
      words: 'police force',
      from: 0,
      label: 'ORG',
      replacement: 'a service',
      everywhere: true,
    }),
  )
  granted(
    await markWords(editor, reportId, {
      block: 1,
      words: 'Oriel Marlpit',
      from: 0,
      label: 'PERSON',
      replacement: 'the child',
      everywhere: true,
    }),
  )
  await acceptSuggestions(editor, reportId)
  granted(await setDetails(editor, reportId, { title: 'A child', summary: 'A summary.', warning: '' }))
  granted(await prepareEdition(editor, reportId))
  const shown = await editionForAuthor(review.author, review.reference)
  granted(await answerEdition(review.author, reportId, { askId: shown?.askId ?? '', answer: 'agreed' }))
  const second = await t.as('editor')
  granted(await checkDifferences(second, reportId, 'all', { verdict: 'agreed', note: '' }))
  const bench = await workbench(second, reportId)
  const { workId } = granted(await signOff(second, reportId, bench!.work.version))
  const edition = await preparedEdition(await t.as('registrar'), workId)
  const text = edition!.blocks.map((block) =>
    block.parts.map((part) => ('text' in part ? part.text : part.label)).join(''),
  )
  expect(text[1]).toContain('⟦a service⟧')
  expect(text.slice(2, 8)).toEqual(draft!.closing.slice(0, 6).map((block) => block.text))
  expect(text.join(' ')).not.toMatch(/Oriel|Constabulary/)
})

test('the author’s comment is theirs alone, and ends with the submission', async () => {
  const review = await finished()
  const comment = { words: 'Ours', version: 1 }
  expect(await evidence.commentOnLimits(review.chair, review.reviewId, comment)).toEqual({ refused: 'not-found' })
  expect(await evidence.commentOnLimits(review.author, review.reviewId, { ...comment, version: 0 })).toEqual({
    refused: 'changed-meanwhile',
  })
  const draft = await reportOf(review.author, review.reviewId)
  const sealed = sealReport([...draft!.blocks, ...draft!.closing])
  granted(await submitReport(review.author, draft!.id, { version: draft!.version, ...sealed }))
  expect(await evidence.commentOnLimits(review.author, review.reviewId, comment)).toEqual({
    refused: 'stage-not-right',
  })
})

async function withFamily() {
  const review = await commissionedReview(t)
  const family = await t.as('family-contact')
  granted(await linkParticipant(review.manager, review.reviewId, personOf(family), 'family-contact'))
  return { ...review, family }
}

test('a family’s questions reach the author, and the author says where the sealed report answers them', async () => {
  const { family, author, reviewId, chair } = await withFamily()
  expect(await evidence.askQuestion(await t.as('family-contact'), reviewId, 'Why?')).toEqual({ refused: 'not-found' })
  const { questionId } = granted(await evidence.askQuestion(family, reviewId, 'Why did nobody come?'))
  expect((await evidence.familyView(author, reviewId))?.questions.map((one) => one.words)).toEqual([
    'Why did nobody come?',
  ])
  expect(await evidence.matchQuestion(author, reviewId, questionId, { block: 1, words: '' })).toEqual({
    refused: 'stage-not-right',
  })
  const blocks = [
    { kind: 'title' as const, text: 'A review' },
    { kind: 'paragraph' as const, text: 'Nobody came because nobody was asked.' },
  ]
  const { reportId, version } = granted(await bringInBlocks(author, reviewId, blocks))
  granted(await submitReport(author, reportId, { version, ...sealReport(blocks) }))
  expect(await evidence.matchQuestion(chair, reviewId, questionId, { block: 1, words: '' })).toEqual({
    refused: 'not-found',
  })
  expect(await evidence.matchQuestion(author, reviewId, questionId, { block: null, words: '' })).toEqual({
    refused: 'words-missing',
  })
  granted(await evidence.matchQuestion(author, reviewId, questionId, { block: 1, words: 'Here' }))
  expect((await evidence.familyView(family, reviewId))?.questions[0]?.answer).toEqual({ block: 1, words: 'Here' })
})
