import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { draftOf, dropDraft } from '#identity/identity.ts'
import { may } from '#platform/permission.ts'
import { reviewByReference } from '#register/register.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { ErrorSummaryFor, field, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Prose } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { closingSections, commentOnLimits, limitsComment } from '../evidence.ts'
import { evidenceActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'

const path = '/workspace/reviews/:reference/limits'
const draft = 'limits-comment'

/** The generated section as it stands now, and the author's comment on it. */
export function limitsRoutes(app: FastifyInstance): void {
  const rule = evidenceActs.commentOnLimits
  app.get(path, { config: { rule } }, async (request, reply) => {
    const review = await reviewFor(request)
    const kept = await draftOf(request.ctx, `${draft}:${review.reference}`)
    const stands = await limitsComment(request.ctx, review.id)
    return limitsPage(request, reply, { values: kept?.values ?? { comment: stands.words }, errors: {} })
  })
  app.post(path, { config: { rule, draft } }, async (request, reply) => {
    const review = await reviewFor(request)
    const form = formOf(request)
    const answer = await commentOnLimits(request.ctx, review.id, {
      words: form['comment'] ?? '',
      version: Number(form['version']),
    })
    if ('refused' in answer)
      return limitsPage(request, reply, { values: form, errors: { comment: refusalWords[answer.refused] } })
    await dropDraft(request.ctx, `${draft}:${review.reference}`)
    return goTo(request, reply, `/workspace/reviews/${review.reference}/limits`, 'Kept.')
  })
}

async function reviewFor(request: FastifyRequest) {
  const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
  if (!review || !may(request.ctx.actor, evidenceActs.commentOnLimits, review.scope)) throw new NotFound()
  return review
}

async function limitsPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const review = await reviewFor(request)
  const { generated, comment } = await closingSections(request.ctx, review.id)
  const stands = await limitsComment(request.ctx, review.id)
  const blocks = [...generated, ...comment]
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Limits on review ${review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}/access`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Limits on review {review.reference}</h1>
      <p class="govuk-body">
        This is added to the end of your report when you submit, and sealed with it. You can comment on it; nobody can
        take it out.
      </p>
      {blocks.length === 0 ? (
        <p class="govuk-inset-text">Nothing would be added now: you have asked for nothing.</p>
      ) : (
        <div class="govuk-inset-text">
          <Prose>
            <ReportText blocks={blocks} inside={(block) => block.text} />
          </Prose>
        </div>
      )}
      <Form csrf={await csrfOf(reply)}>
        <HiddenField name="version" value={stands.version} />
        <Textarea
          {...field(form, 'comment')}
          label={{ text: 'Your comment', classes: 'govuk-label--m' }}
          hint="Printed under the section, in the report and in the edition. Leave it empty if there is nothing to say."
          rows={6}
        />
        <ButtonGroup>
          <Button text="Keep the comment" preventDoubleClick />
          <Button text="Save draft" name="save-draft" value="yes" classes="govuk-button--secondary" />
        </ButtonGroup>
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
