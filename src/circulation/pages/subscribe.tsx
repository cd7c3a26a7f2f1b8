/** Subscribing: ask, then confirm by a button, since mail scanners follow links. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { themes, type Theme } from '#vocabulary/vocabulary.ts'
import { Button } from '#web/components/button.tsx'
import { ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Panel } from '#web/components/panel.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { confirmSubscription, subscribe, subscriptionBy } from '../circulation.ts'
import { circulationActs } from '../permissions.ts'
import { readAddress } from '../subscription.ts'
import { PreferenceFields, preferencesFrom, PreferenceSummary } from './preferences.tsx'

const rateLimit = { max: 20, timeWindow: '1 minute' }

/** Registers them. */
export function subscribeRoutes(app: FastifyInstance): void {
  const asking = { rule: circulationActs.subscribe, rateLimit }
  app.get('/subscribe', { config: { rule: 'anyone' } }, async (request, reply) =>
    askPage(request, reply, await themes(request.ctx), { values: {}, errors: {} }),
  )
  app.post('/subscribe', { config: asking }, async (request, reply) => {
    const { all, values, read } = await preferencesFrom(request)
    const address = readAddress(formOf(request)['email'] ?? '')
    if ('mistakes' in read || address === null) {
      const errors = {
        ...('mistakes' in read ? read.mistakes : {}),
        ...(address === null ? { email: 'Enter an email address, like name@example.org' } : {}),
      }
      return askPage(request, reply, all, { values, errors })
    }
    await subscribe(request.ctx, address, read.preferences)
    return reply.redirect('/subscribe/asked', 303)
  })
  app.get('/subscribe/asked', { config: { rule: 'anyone' } }, askedPage)
  confirmRoutes(app)
}

async function askPage(request: FastifyRequest, reply: FastifyReply, all: readonly Theme[], form: FormState) {
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'public')}
      title="Get bulletins"
      inError={hasErrors(form.errors)}
      description="One mail for each volume of published safeguarding reviews, arranged for your role."
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Get bulletins</h1>
      <p class="govuk-body">
        When a volume of reviews is published, you get one mail. What matters to your role comes first. You can change
        or end it with a link in every mail.
      </p>
      <Form csrf={await csrfOf(reply)} action="/subscribe">
        <PreferenceFields form={form} themes={all} />
        <Input {...field(form, 'email')} label="Email address" type="email" autocomplete="email" spellcheck={false} />
        <p class="govuk-body">
          We use the address for bulletins only. Mails hold no tracking pictures. We count how many people open a
          bulletin’s link, and how many say that they have read or discussed it.
        </p>
        <Button text="Subscribe" preventDoubleClick />
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

async function askedPage(request: FastifyRequest, reply: FastifyReply) {
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'public')} title="Check your mail" noindex>
      <h1 class="govuk-heading-l">Check your mail</h1>
      <p class="govuk-body">
        We have sent you a mail. Open its link and press the button there: only then will you get bulletins.
      </p>
      <p class="govuk-body">
        Nothing arrived after ten minutes? Look among unwanted mail, or{' '}
        <a class="govuk-link" href="/subscribe">
          ask again
        </a>
        .
      </p>
    </Page>,
  )
}

function confirmRoutes(app: FastifyInstance): void {
  const path = '/subscribe/confirm/:token'
  const config = { rule: circulationActs.confirmSubscription, rateLimit: { max: 60, timeWindow: '1 minute' } }
  app.get(path, { config }, async (request, reply) => {
    const found = await subscriptionBy(request.ctx, pathOf(request, 'token'), 'confirm')
    if (!found || found.state === 'unsubscribed') return closedLinkPage(request, reply)
    const all = await themes(request.ctx)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'public')} title="Confirm your subscription" noindex>
        <h1 class="govuk-heading-l">Confirm your subscription</h1>
        <p class="govuk-body">You asked for bulletins of published safeguarding reviews.</p>
        <PreferenceSummary wanted={found} themes={all} />
        <Form csrf={await csrfOf(reply)}>
          <Button text="Confirm my subscription" preventDoubleClick />
        </Form>
      </Page>,
    )
  })
  app.post(path, { config }, async (request, reply) => {
    if (!(await confirmSubscription(request.ctx, pathOf(request, 'token')))) throw new NotFound()
    return reply.redirect('/subscribe/confirmed', 303)
  })
  app.get('/subscribe/confirmed', { config: { rule: 'anyone' } }, async (request, reply) =>
    sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'public')} title="You are subscribed" noindex>
        <Panel titleText="You are subscribed" />
        <p class="govuk-body">
          You will get a mail when the next volume is published. Until then, everything published is in the{' '}
          <a class="govuk-link" href="/library">
            library
          </a>
          .
        </p>
      </Page>,
    ),
  )
}

async function closedLinkPage(request: FastifyRequest, reply: FastifyReply) {
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'public')} title="This link is closed" noindex>
      <h1 class="govuk-heading-l">This link is closed</h1>
      <p class="govuk-body">
        A link to confirm is open for 14 days. You can{' '}
        <a class="govuk-link" href="/subscribe">
          ask for bulletins again
        </a>
        .
      </p>
    </Page>,
    404,
  )
}
