import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { familyView, matchQuestion, type FamilyQuestion } from '#evidence/evidence.ts'
import { evidenceActs } from '#evidence/permissions.ts'
import { Button } from '#web/components/button.tsx'
import { choice, ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Select } from '#web/components/select.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import type { Report } from '../authorship.ts'
import { reportFor } from './report-for.ts'

/** The author says where the sealed report answers a question of the family. */
export function familyQuestionRoutes(app: FastifyInstance): void {
  const path = '/workspace/reviews/:reference/family/questions/:question'
  const rule = evidenceActs.matchQuestion
  app.get(path, { config: { rule } }, async (request, reply) => matchPage(request, reply, { values: {}, errors: {} }))
  app.post(path, { config: { rule } }, async (request, reply) => {
    const { report, question } = await questionFor(request)
    const form = formOf(request)
    const answered = form['answered']
    if (answered !== 'yes' && answered !== 'no')
      return matchPage(request, reply, { values: form, errors: { answered: 'Choose whether the report answers it' } })
    const block = Number(form['block'])
    if (answered === 'yes' && !(form['block'] && report.blocks[block]))
      return matchPage(request, reply, { values: form, errors: { block: 'Choose the passage that answers it' } })
    const answer = await matchQuestion(request.ctx, report.review.id, question.id, {
      block: answered === 'yes' ? block : null,
      words: form['words'] ?? '',
    })
    if ('refused' in answer) {
      if (answer.refused !== 'words-missing') throw new NotFound()
      return matchPage(request, reply, {
        values: form,
        errors: { words: 'Say why the report does not answer it: the family reads this' },
      })
    }
    return goTo(request, reply, `/workspace/reviews/${report.review.reference}/family`, 'The family can see it now.')
  })
}

async function questionFor(request: FastifyRequest): Promise<{ report: Report; question: FamilyQuestion }> {
  const report = await reportFor(request)
  const view = await familyView(request.ctx, report.review.id)
  const question = view?.questions.find((one) => one.id === pathOf(request, 'question') && !one.withdrawn)
  if (!question || report.state !== 'submitted') throw new NotFound()
  return { report, question }
}

async function matchPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const { report, question } = await questionFor(request)
  const passages = report.blocks.flatMap((block, n) =>
    block.text === '' ? [] : [{ value: String(n), text: `${n + 1}. ${block.text.slice(0, 90)}` }],
  )
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Where the report answers a question"
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${report.review.reference}/family`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Where the report answers a question</h1>
      <InsetText>{question.words}</InsetText>
      <Form csrf={await csrfOf(reply)}>
        <Radios
          {...choice(form, 'answered')}
          fieldset={{ legend: { text: 'Does the report answer it?', classes: 'govuk-fieldset__legend--m' } }}
          items={[
            {
              value: 'yes',
              text: 'Yes',
              conditional: {
                content: (
                  <Select
                    {...field(form, 'block')}
                    label="In which passage"
                    items={[{ value: '', text: 'Choose' }, ...passages]}
                  />
                ),
              },
            },
            { value: 'no', text: 'No' },
          ]}
        />
        <Textarea
          {...field(form, 'words')}
          label="A few words to the family"
          hint="Needed if the report does not answer it: say why."
          rows={3}
        />
        <Button text="Show the family" preventDoubleClick />
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
