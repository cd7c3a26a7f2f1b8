import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { ErrorSummaryFor, field, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, sendPage, shellOf } from '#web/site.ts'
import { boardKinds, organisations, organisationsById, type Organisation } from '#identity/identity.ts'
import { reviewKinds } from '#vocabulary/vocabulary.ts'
import { bringTogether, factsOf, factWords } from '../facts.ts'
import { registerActs } from '../permissions.ts'
import { correctionsOf, correctReview, factsAt, factsOfReview, type Correction, type Review } from '../register.ts'
import { correctionInWords, type Names } from './fact-words.ts'
import { readReviewForm, refusals, ReviewFields, typedFromFacts, typedOf, type Typed } from './review-form.tsx'
import { reviewFrom } from './review-from.ts'

/** What others changed while this form was filled in. */
interface Meanwhile {
  corrections: Correction[]
  both: string[]
}

/** Correcting what the register holds of a review. */
export function correctRoutes(app: FastifyInstance): void {
  const path = '/workspace/reviews/:reference/correct'
  app.get(path, { config: { rule: registerActs.correctReview } }, async (request, reply) => {
    const review = await reviewFrom(request, registerActs.correctReview)
    const boards = await boardsFor(request, review)
    const values = typedFromFacts(factsOfReview(review), boards)
    return correctPage(request, reply, review, { values, errors: {} }, null)
  })
  app.post(path, { config: { rule: registerActs.correctReview } }, async (request, reply) => {
    const review = await reviewFrom(request, registerActs.correctReview)
    const boards = await boardsFor(request, review)
    const values = typedOf(request)
    const seen = Number(formOf(request)['version'])
    const read = readReviewForm(values, boards)
    if ('errors' in read) return correctPage(request, reply, review, { values, errors: read.errors }, null, seen)
    const why = formOf(request)['why'] ?? ''
    const facts = { ...read.review, documents: review.documents }
    const answer = await correctReview(request.ctx, review.id, { review: facts, why, version: seen })
    if (!('refused' in answer)) {
      return goTo(
        request,
        reply,
        `/workspace/reviews/${review.reference}`,
        'Corrected. What was there stays in the history.',
      )
    }
    if (answer.refused !== 'changed-meanwhile') {
      const { field: name, words } = refusals[answer.refused]
      return correctPage(request, reply, review, { values, errors: { [name]: words } }, null, seen)
    }
    const base = await factsAt(request.ctx, review, seen)
    const together = bringTogether(base, factsOfReview(review), factsOf(facts))
    const meanwhile: Meanwhile = {
      corrections: await correctionsOf(request.ctx, review.id, seen),
      both: together.both.map((fact) => factWords[fact]),
    }
    const shown: Typed = { ...typedFromFacts(together.facts, boards), why }
    const errors = {
      lead: 'Somebody changed this review while you were writing. Look at what changed, then send again',
    }
    return correctPage(request, reply, review, { values: shown, errors }, meanwhile)
  })
}

/** Boards in being, and those of the review that have ended since. */
async function boardsFor(request: FastifyRequest, review: Review): Promise<Organisation[]> {
  const now = await organisations(request.ctx, boardKinds)
  const own = await organisationsById(request.ctx, review.boardIds)
  return [...now, ...own.filter((board) => !now.some((one) => one.id === board.id))]
}

async function correctPage(
  request: FastifyRequest,
  reply: FastifyReply,
  review: Review,
  form: FormState,
  meanwhile: Meanwhile | null,
  seen = review.version,
) {
  const boards = await boardsFor(request, review)
  const kinds = await reviewKinds(request.ctx, { legacy: true })
  const names: Names = { boards, kinds }
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Correct review ${review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Correct review {review.reference}</h1>
      {meanwhile && <WhatChanged meanwhile={meanwhile} names={names} />}
      <Form csrf={await csrfOf(reply)}>
        <HiddenField name="version" value={seen} />
        <ReviewFields
          form={form}
          boards={boards}
          kinds={kinds.filter((kind) => !kind.legacy || review.kinds.includes(kind.code))}
        />
        <Textarea
          {...field(form, 'why')}
          label={{ text: 'Why it is corrected', classes: 'govuk-label--m' }}
          hint="If you wish. No names."
          rows={2}
        />
        <Button text="Record the correction" preventDoubleClick />
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const WhatChanged = (props: { meanwhile: Meanwhile; names: Names }) => (
  <InsetText>
    <p class="govuk-body">
      While you were writing, this changed. It is in the form below beside what you typed; nothing is lost.
    </p>
    <ul class="govuk-list govuk-list--bullet">
      {props.meanwhile.corrections.map((one) => (
        <li>
          {correctionInWords(one, props.names)}
          {one.by ? `, by ${one.by}` : ''}
        </li>
      ))}
      {props.meanwhile.corrections.length === 0 && <li>The review’s stage</li>}
    </ul>
    {props.meanwhile.both.length > 0 && (
      <p class="govuk-body">
        <strong>You both changed: {props.meanwhile.both.join(', ')}.</strong> The form holds yours.
      </p>
    )}
  </InsetText>
)
