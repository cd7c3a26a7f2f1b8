import type { FastifyInstance } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { Form, HiddenField } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, NotFound, queryOf, sendPage, shellOf } from '#web/site.ts'
import { raiseConcern } from '../library.ts'
import { libraryActs } from '../permissions.ts'
import { editionFor } from './edition.tsx'

/** “This could identify someone”: asks for nothing that it does not need. */
export function concernRoutes(app: FastifyInstance): void {
  const path = '/library/editions/:edition/concern'
  app.get(path, { config: { rule: 'anyone' } }, async (request, reply) => {
    const found = await editionFor(request)
    const anchor = /^p\d{1,5}$/.test(queryOf(request, 'p')) ? queryOf(request, 'p') : ''
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'public')}
        title="This could identify someone"
        backLink={`/library/editions/${found.id}`}
        noindex
        quickExit
      >
        <h1 class="govuk-heading-l">This could identify someone</h1>
        <p class="govuk-body">
          A person reads this at once and can take the edition down immediately. You do not have to say who you are, or
          whom you recognised.
        </p>
        <Form csrf={await csrfOf(reply)}>
          <HiddenField name="anchor" value={anchor} />
          <Textarea name="words" id="words" label="What should we look at?" hint="You can leave this empty" rows={4} />
          <Input
            name="contact"
            id="contact"
            label="How can we reach you?"
            hint="Only if you want an answer"
            autocomplete="email"
          />
          <Button text="Tell an editor" preventDoubleClick />
        </Form>
      </Page>,
    )
  })
  app.post(
    path,
    { config: { rule: libraryActs.raiseConcern, rateLimit: { max: 20, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const found = await editionFor(request)
      const form = formOf(request)
      const raised = await raiseConcern(request.ctx, found.id, {
        anchor: form['anchor'] || null,
        words: form['words'] ?? '',
        contact: form['contact'] || null,
      })
      if (!raised) throw new NotFound()
      return sendPage(
        reply,
        <Page {...await shellOf(request, reply, 'public')} title="Thank you" noindex>
          <h1 class="govuk-heading-l">Thank you</h1>
          <p class="govuk-body">
            An editor has been told. If somebody could be identified, the edition will be taken down.
          </p>
          <p class="govuk-body">
            <a class="govuk-link" href="/library">
              Back to the reviews
            </a>
          </p>
        </Page>,
      )
    },
  )
}
