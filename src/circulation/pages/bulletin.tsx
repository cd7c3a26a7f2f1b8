/** A bulletin as its subscriber reads it, with the two things that they can say about it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { DateInput } from '#web/components/date-input.tsx'
import { choice, dateField, ErrorSummaryFor, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Radios } from '#web/components/radios.tsx'
import { counted, dateInWords, readDate } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { headings, type Arrangement } from '../arrangement.ts'
import { bulletinBy, confirmReading, followBulletin, recordDiscussion, type BulletinPage } from '../circulation.ts'
import { circulationActs } from '../permissions.ts'
import { teamSizes, type TeamSize } from '../subscription.ts'

const rateLimit = { max: 60, timeWindow: '1 minute' }

/** Registers them. */
export function bulletinRoutes(app: FastifyInstance): void {
  const found = async (request: FastifyRequest) => {
    const bulletin = await bulletinBy(request.ctx, pathOf(request, 'token'))
    if (!bulletin) throw new NotFound()
    return bulletin
  }
  const here = (request: FastifyRequest) => `/bulletin/${encodeURIComponent(pathOf(request, 'token'))}`
  app.get('/bulletin/:token', { config: { rule: circulationActs.followBulletin } }, async (request, reply) => {
    const bulletin = await found(request)
    // A HEAD request shows nobody anything.
    if (request.method === 'GET') await followBulletin(request.ctx, pathOf(request, 'token'))
    return bulletinPage(request, reply, bulletin, { values: {}, errors: {} })
  })
  app.post(
    '/bulletin/:token/read',
    { config: { rule: circulationActs.confirmReading, rateLimit } },
    async (request, reply) => {
      await found(request)
      await confirmReading(request.ctx, pathOf(request, 'token'))
      return reply.redirect(`${here(request)}#receipts`, 303)
    },
  )
  app.post(
    '/bulletin/:token/discussed',
    { config: { rule: circulationActs.recordDiscussion, rateLimit } },
    async (request, reply) => {
      const bulletin = await found(request)
      const form = formOf(request)
      const said = readDiscussion(form, bulletin.volume.publishedOn, request.ctx.now().toISOString().slice(0, 10))
      if ('errors' in said) return bulletinPage(request, reply, bulletin, { values: form, errors: said.errors })
      if (!(await recordDiscussion(request.ctx, pathOf(request, 'token'), said.size, said.heldOn))) {
        const errors = { held: 'A discussion on that day is recorded already, or ten days are' }
        return bulletinPage(request, reply, bulletin, { values: form, errors })
      }
      return reply.redirect(`${here(request)}#receipts`, 303)
    },
  )
}

function readDiscussion(
  form: Record<string, string>,
  from: string,
  today: string,
): { size: TeamSize; heldOn: string } | { errors: Record<string, string> } {
  const size = form['size'] ?? ''
  const read = readDate(form, 'held', 'Day of the discussion')
  const errors: Record<string, string> = {}
  if (!Object.hasOwn(teamSizes, size)) errors['size'] = 'Choose how many of you there were'
  if ('errors' in read) Object.assign(errors, read.errors)
  else if (read.date > today) errors['held'] = 'Day of the discussion must be today or earlier'
  else if (read.date < from) errors['held'] = `Day of the discussion must be ${dateInWords(from)} or later`
  if (hasErrors(errors) || 'errors' in read) return { errors }
  return { size: size as TeamSize, heldOn: read.date }
}

async function bulletinPage(request: FastifyRequest, reply: FastifyReply, bulletin: BulletinPage, form: FormState) {
  const { volume } = bulletin
  const path = `/bulletin/${encodeURIComponent(pathOf(request, 'token'))}`
  const csrf = await csrfOf(reply)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'public')}
      title={volume.label}
      inError={hasErrors(form.errors)}
      noindex
      quickExit
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{volume.label}</h1>
      <p class="govuk-body">
        Published on {dateInWords(volume.publishedOn)}. This page is arranged for your subscription.
      </p>
      <ArrangedEditions arrangement={bulletin.arrangement} heading={headings[bulletin.profession]} />
      <h2 class="govuk-heading-m" id="receipts">
        Tell us what you did with it
      </h2>
      {bulletin.read ? (
        <p class="govuk-body">You have said that you have read this. Thank you.</p>
      ) : (
        <Form csrf={csrf} action={`${path}/read`}>
          <Button text="I have read this" preventDoubleClick />
        </Form>
      )}
      {bulletin.discussions > 0 ? (
        <p class="govuk-body">
          {counted(bulletin.discussions, 'discussion')} in a team recorded. Thank you. You can record another day below.
        </p>
      ) : null}
      <DiscussionForm csrf={csrf} action={`${path}/discussed`} form={form} />
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const ArrangedEditions = (props: { arrangement: Arrangement; heading: string }) => {
  const { first, rest } = props.arrangement
  if (first.length + rest.length === 0)
    return <p class="govuk-body">Every review of this volume has been withdrawn since.</p>
  return (
    <>
      {first.length > 0 ? <h2 class="govuk-heading-m">{props.heading}</h2> : null}
      {first.map(({ edition, why }) => (
        <>
          <h3 class="govuk-heading-s">
            <a class="govuk-link" href={`/library/editions/${edition.id}`}>
              {edition.title}
            </a>
          </h3>
          <p class="govuk-body">{edition.summary}</p>
          <p class="govuk-hint">{why}</p>
        </>
      ))}
      {rest.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">{first.length > 0 ? 'Also in this volume' : 'In this volume'}</h2>
          <ul class="govuk-list govuk-list--spaced">
            {rest.map((edition) => (
              <li>
                <a class="govuk-link" href={`/library/editions/${edition.id}`}>
                  {edition.title}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

const DiscussionForm = (props: { csrf: string; action: string; form: FormState }) => (
  <Form csrf={props.csrf} action={props.action}>
    <h3 class="govuk-heading-s">We discussed this in a team</h3>
    <Radios
      {...choice(props.form, 'size')}
      fieldset={{ legend: 'About how many of you were there?' }}
      classes="govuk-radios--small"
      items={Object.entries(teamSizes).map(([value, text]) => ({ value, text }))}
    />
    <DateInput
      {...dateField(props.form, 'held')}
      fieldset={{ legend: 'Day of the discussion' }}
      hint="For example, 27 3 2026"
    />
    <Button text="We discussed this in a team" classes="govuk-button--secondary" preventDoubleClick />
  </Form>
)
