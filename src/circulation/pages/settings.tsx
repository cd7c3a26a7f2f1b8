/** Changing and ending a subscription with the link of a mail; also the one click of mail programs (RFC 8058). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { themes, type Theme } from '#vocabulary/vocabulary.ts'
import { Button } from '#web/components/button.tsx'
import { ErrorSummaryFor, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { NotificationBanner } from '#web/components/notification-banner.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, NotFound, pathOf, queryOf, sendPage, shellOf } from '#web/site.ts'
import { changeSubscription, subscriptionBy, unsubscribe } from '../circulation.ts'
import { circulationActs } from '../permissions.ts'
import { PreferenceFields, preferencesFrom } from './preferences.tsx'

const rateLimit = { max: 60, timeWindow: '1 minute' }

/** Registers them. */
export function settingsRoutes(app: FastifyInstance): void {
  const path = '/subscribe/settings/:token'
  const config = { rule: circulationActs.changeSubscription, rateLimit }
  app.get(path, { config }, async (request, reply) => {
    const found = await subscriptionBy(request.ctx, pathOf(request, 'token'), 'settings')
    if (!found) throw new NotFound()
    if (found.state === 'unsubscribed') return leftPage(request, reply)
    const values = {
      profession: found.profession,
      nation: found.nation ?? 'all',
      subjects: found.subjects,
      interests: found.interests,
    }
    return settingsPage(request, reply, await themes(request.ctx), { values, errors: {} })
  })
  app.post(path, { config }, async (request, reply) => {
    const token = pathOf(request, 'token')
    const { all, values, read } = await preferencesFrom(request)
    if (!(await subscriptionBy(request.ctx, token, 'settings'))) throw new NotFound()
    if ('mistakes' in read) return settingsPage(request, reply, all, { values, errors: read.mistakes })
    const changed = await changeSubscription(request.ctx, token, read.preferences)
    return reply.redirect(`/subscribe/settings/${encodeURIComponent(token)}${changed ? '?saved=yes' : ''}`, 303)
  })
  unsubscribeRoutes(app)
}

async function settingsPage(request: FastifyRequest, reply: FastifyReply, all: readonly Theme[], form: FormState) {
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'public')}
      title="Your subscription"
      inError={hasErrors(form.errors)}
      noindex
    >
      <ErrorSummaryFor errors={form.errors} />
      {queryOf(request, 'saved') === 'yes' && !hasErrors(form.errors) ? (
        <NotificationBanner type="success" text="Saved. The next bulletin will be arranged this way." />
      ) : null}
      <h1 class="govuk-heading-l">Your subscription</h1>
      <Form csrf={await csrfOf(reply)}>
        <PreferenceFields form={form} themes={all} />
        <Button text="Save" preventDoubleClick />
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={`/unsubscribe/${encodeURIComponent(pathOf(request, 'token'))}`}>
          Unsubscribe
        </a>
      </p>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

function unsubscribeRoutes(app: FastifyInstance): void {
  const path = '/unsubscribe/:token'
  const rule = circulationActs.unsubscribe
  app.get(path, { config: { rule, rateLimit } }, async (request, reply) => {
    const found = await subscriptionBy(request.ctx, pathOf(request, 'token'), 'settings')
    if (!found) throw new NotFound()
    if (found.state === 'unsubscribed') return leftPage(request, reply)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'public')} title="Unsubscribe" noindex>
        <h1 class="govuk-heading-l">Unsubscribe</h1>
        <p class="govuk-body">You will get no more bulletins, and your address will be forgotten.</p>
        <Form csrf={await csrfOf(reply)}>
          <Button text="Unsubscribe" preventDoubleClick />
        </Form>
      </Page>,
    )
  })
  // A mail program holds no form token: the link itself is the credential, and all it can do is end the subscription.
  app.post(path, { config: { rule, withoutCsrf: true, rateLimit: false } }, async (request, reply) => {
    if (!(await unsubscribe(request.ctx, pathOf(request, 'token')))) throw new NotFound()
    return leftPage(request, reply)
  })
}

async function leftPage(request: FastifyRequest, reply: FastifyReply) {
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'public')} title="You are unsubscribed" noindex>
      <h1 class="govuk-heading-l">You are unsubscribed</h1>
      <p class="govuk-body">
        Your address is forgotten and you will get no more bulletins. If that was a mistake, you can{' '}
        <a class="govuk-link" href="/subscribe">
          subscribe again
        </a>
        .
      </p>
    </Page>,
  )
}
