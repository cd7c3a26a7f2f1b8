import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { reviewByReference } from '#register/register.ts'
import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { choice, ErrorSummaryFor, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { appointAuthor, authors } from '../commissioning.ts'
import { commissioningActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'

/** Appointing an author. */
export function appointRoutes(app: FastifyInstance): void {
  const path = '/workspace/reviews/:reference/author'
  app.get(path, { config: { rule: commissioningActs.appointAuthor } }, async (request, reply) =>
    appointPage(request, reply, { values: {}, errors: {} }),
  )
  app.post(path, { config: { rule: commissioningActs.appointAuthor } }, async (request, reply) => {
    const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
    if (!review) throw new NotFound()
    const form = formOf(request)
    const author = form['author'] ?? ''
    if (!/^[0-9a-f-]{36}$/.test(author))
      return appointPage(request, reply, { values: form, errors: { author: 'Choose an author' } })
    const answer = await appointAuthor(request.ctx, review.id, author, form['language'] === 'cy' ? 'cy' : 'en')
    if ('refused' in answer)
      return appointPage(request, reply, { values: form, errors: { author: refusalWords[answer.refused] } })
    return goTo(
      request,
      reply,
      `/workspace/reviews/${review.reference}`,
      'Author appointed. They have been asked to read the terms of engagement and to sign first.',
    )
  })
}

async function appointPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
  if (!review) throw new NotFound()
  const people = await authors(request.ctx)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Appoint an author for ${review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Appoint an author for {review.reference}</h1>
      <p class="govuk-body">
        The author signs the terms of engagement first, then the chair of the board, then the national body. Work begins
        when all three have signed.
      </p>
      {people.length === 0 ? (
        <EmptyState title="There are no authors yet">An administrator can invite one.</EmptyState>
      ) : (
        <Form csrf={await csrfOf(reply)}>
          <Radios
            {...choice(form, 'author')}
            fieldset={{ legend: { text: 'Author', classes: 'govuk-fieldset__legend--m' } }}
            items={people.map((person) => ({ value: person.id, text: person.name }))}
          />
          {review.nations.includes('wales') && (
            <Radios
              {...choice({ ...form, values: { language: 'en', ...form.values } }, 'language')}
              fieldset={{ legend: { text: 'Language of the terms', classes: 'govuk-fieldset__legend--s' } }}
              hint="Clauses that have no Welsh words yet stand in English"
              items={[
                { value: 'en', text: 'English' },
                { value: 'cy', text: 'Welsh' },
              ]}
            />
          )}
          <Button text="Appoint and offer the terms" preventDoubleClick />
        </Form>
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
