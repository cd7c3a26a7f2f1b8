import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ErrorSummaryFor, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, goTo, sendPage, shellOf } from '#web/site.ts'
import {
  boardKinds,
  draftOf,
  dropDraft,
  organisations,
  type DraftValues,
  type Organisation,
} from '#identity/identity.ts'
import { reviewKinds } from '#vocabulary/vocabulary.ts'
import type { Context } from '#platform/context.ts'
import { registerActs } from '../permissions.ts'
import { registerReview } from '../register.ts'
import { readReviewForm, refusals, ReviewFields, typedOf } from './review-form.tsx'

const path = '/workspace/reviews/new'
const draftName = 'register-review'

/** Registering a review. */
export function newReviewRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: registerActs.registerReview } }, async (request, reply) => {
    const draft = await draftOf(request.ctx, draftName)
    return formPage(request, reply, { values: draft ? fromDraft(draft.values) : {}, errors: {} })
  })
  app.post(path, { config: { rule: registerActs.registerReview, draft: draftName } }, async (request, reply) => {
    const values = typedOf(request)
    const read = readReviewForm(values, await organisations(request.ctx, boardKinds))
    if ('errors' in read) return formPage(request, reply, { values, errors: read.errors })
    const answer = await registerReview(request.ctx, read.review)
    if ('refused' in answer) {
      const { field: name, words } = refusals[answer.refused]
      return formPage(request, reply, { values, errors: { [name]: words } })
    }
    await dropDraft(request.ctx, draftName)
    return goTo(
      request,
      reply,
      `/workspace/reviews/${answer.reference}`,
      `Registered as ${answer.reference}. The national register has it from this moment.`,
    )
  })
}

/** Checkboxes come back as a list, however many were ticked. */
function fromDraft(values: DraftValues) {
  const list = (name: string) => [values[name] ?? []].flat()
  return { ...values, kinds: list('kinds'), nations: list('nations'), boards: list('boards') }
}

async function formPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const boards = await organisations(request.ctx, boardKinds)
  const mine = ownBoards(request.ctx, boards)
  const values = { lead: mine[0]?.id ?? '', ...form.values }
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Register a review"
      inError={hasErrors(form.errors)}
      backLink="/workspace/reviews"
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Register a review</h1>
      <p class="govuk-body">
        The national register has the review from the moment you send this. Give no names: the register holds none. You
        can save a draft and come back.
      </p>
      <Form csrf={await csrfOf(reply)} attributes={{ 'data-draft': draftName }}>
        <ReviewFields
          form={{ values, errors: form.errors }}
          boards={boards}
          kinds={await reviewKinds(request.ctx, { legacy: false })}
          decision
        />
        <ButtonGroup>
          <Button text="Register the review" preventDoubleClick />
          <Button text="Save draft" name="save-draft" value="yes" classes="govuk-button--secondary" />
        </ButtonGroup>
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

function ownBoards(ctx: Context, boards: Organisation[]): Organisation[] {
  const held = ctx.actor.kind === 'person' ? ctx.actor.grants.map((grant) => grant.organisationId) : []
  return boards.filter((board) => held.includes(board.id))
}
