import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { involvedAgencies } from '#commissioning/commissioning.ts'
import { draftOf, dropDraft } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { reviewByReference, type Review } from '#register/register.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { choice, ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import type { Content } from '#web/components/params.ts'
import { Radios } from '#web/components/radios.tsx'
import { Select } from '#web/components/select.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { accessLog, requestAccess, requestsToMe, requestState, type AccessRequest } from '../evidence.ts'
import { evidenceActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'
import { kindWords, StateTag } from './states.tsx'

const path = '/workspace/reviews/:reference/access'
const draft = 'request-access'

/** The log of a review, a new request, and an agency's own requests. */
export function accessLogRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: evidenceActs.readLog } }, logPage)
  app.get(`${path}/new`, { config: { rule: evidenceActs.requestAccess } }, async (request, reply) => {
    const kept = await draftOf(request.ctx, `${draft}:${pathOf(request, 'reference')}`)
    return newPage(request, reply, { values: kept?.values ?? {}, errors: {} })
  })
  app.post(`${path}/new`, { config: { rule: evidenceActs.requestAccess, draft } }, async (request, reply) => {
    const review = await reviewFor(request)
    const form = formOf(request)
    const kind = form['kind']
    if (kind !== 'person' && kind !== 'record')
      return newPage(request, reply, { values: form, errors: { kind: 'Choose a person or a record' } })
    const agency = form['agency'] ?? ''
    if (!/^[0-9a-f-]{36}$/.test(agency))
      return newPage(request, reply, { values: form, errors: { agency: refusalWords['not-involved'] } })
    const answer = await requestAccess(request.ctx, review.id, { agencyId: agency, kind, asks: form['asks'] ?? '' })
    if ('refused' in answer) {
      const at = answer.refused === 'asks-missing' ? 'asks' : 'agency'
      return newPage(request, reply, { values: form, errors: { [at]: refusalWords[answer.refused] } })
    }
    await dropDraft(request.ctx, `${draft}:${review.reference}`)
    const message = `The agency has been asked. Its answer is due by ${dateInWords(answer.dueOn)}.`
    return goTo(request, reply, `/workspace/reviews/${review.reference}/access`, message)
  })
  app.get('/workspace/requests', { config: { rule: evidenceActs.readRequest } }, agencyPage)
}

async function reviewFor(request: FastifyRequest): Promise<Review> {
  const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
  if (!review) throw new NotFound()
  return review
}

async function logPage(request: FastifyRequest, reply: FastifyReply) {
  const review = await reviewFor(request)
  const log = await accessLog(request.ctx, review.id)
  if (!log) throw new NotFound()
  const asks = may(request.ctx.actor, evidenceActs.requestAccess, review.scope) && review.stage === 'in-progress'
  const at = `/workspace/reviews/${review.reference}/access`
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Access log of ${review.reference}`}
      width="full"
      backLink={`/workspace/reviews/${review.reference}`}
    >
      <h1 class="govuk-heading-l">Access log of {review.reference}</h1>
      <p class="govuk-body">
        What the author asked for, and what became of it. A refusal or a silence is printed in the finished report, with
        the kind of agency and without names.{' '}
        {asks && (
          <a class="govuk-link" href={`/workspace/reviews/${review.reference}/limits`}>
            See that section, and comment on it
          </a>
        )}
      </p>
      {asks && <Button text="Ask for a person or a record" href={`${at}/new`} />}
      {log.length === 0 ? (
        <EmptyState title="Nothing has been asked for yet">
          The author asks here, so that it is on record what was given and what was not.
        </EmptyState>
      ) : (
        <RequestTable ctx={request.ctx} requests={log} />
      )}
    </Page>,
  )
}

async function agencyPage(request: FastifyRequest, reply: FastifyReply) {
  const requests = await requestsToMe(request.ctx)
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'workspace')} title="Requests to your agency" width="full">
      <h1 class="govuk-heading-l">Requests to your agency</h1>
      {requests.length === 0 ? (
        <EmptyState title="No author has asked for anything">When one does, you are told by mail.</EmptyState>
      ) : (
        <RequestTable ctx={request.ctx} requests={requests} />
      )}
    </Page>,
  )
}

const RequestTable = (props: { ctx: Context; requests: readonly AccessRequest[] }) => (
  <table class="govuk-table tl-table--stacked">
    <caption class="govuk-visually-hidden">Requests</caption>
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        {['Asked for', 'Agency', 'Review', 'Asked', 'Answer due', 'Stands'].map((head) => (
          <th scope="col" class="govuk-table__header">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {props.requests.map((one) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            <a class="govuk-link" href={`/workspace/requests/${one.id}`}>
              {kindWords[one.kind]}
            </a>
            : {one.asks}
          </th>
          <td class="govuk-table__cell" data-label="Agency">
            {one.agency}
          </td>
          <td class="govuk-table__cell tl-nowrap" data-label="Review">
            {one.reference}
          </td>
          <td class="govuk-table__cell" data-label="Asked">
            {dateInWords(one.askedAt)}
          </td>
          <td class="govuk-table__cell" data-label="Answer due">
            {dateInWords(one.dueOn)}
          </td>
          <td class="govuk-table__cell" data-label="Stands">
            <StateTag state={requestState(props.ctx, one)} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

async function newPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const review = await reviewFor(request)
  if (!may(request.ctx.actor, evidenceActs.requestAccess, review.scope)) throw new NotFound()
  const agencies = await involvedAgencies(request.ctx, review.id)
  const back = `/workspace/reviews/${review.reference}/access`
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Ask for a person or a record"
      inError={hasErrors(form.errors)}
      backLink={back}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Ask for a person or a record</h1>
      {agencies.length === 0 ? (
        <EmptyState title="The board has not stated which agencies are involved">
          Ask the board’s manager to state them: a request goes to one of them.
        </EmptyState>
      ) : (
        <Form csrf={await csrfOf(reply)}>
          <Radios
            {...choice(form, 'kind')}
            fieldset={{ legend: { text: 'What you ask for', classes: 'govuk-fieldset__legend--s' } }}
            items={[
              { value: 'person', text: kindWords.person },
              { value: 'record', text: kindWords.record },
            ]}
          />
          <Select
            {...field(form, 'agency')}
            label={{ text: 'From which agency', classes: 'govuk-label--s' }}
            items={[
              { value: '', text: 'Choose an agency' },
              ...agencies.map((agency) => ({ value: agency.id, text: agency.name })),
            ]}
          />
          <Textarea
            {...field(form, 'asks')}
            label={{ text: 'Whom or what', classes: 'govuk-label--s' }}
            hint="The agency, the board and the national body read this. It is never printed."
            rows={4}
          />
          <ButtonGroup>
            <Button text="Ask the agency" preventDoubleClick />
            <Button text="Save draft" name="save-draft" value="yes" classes="govuk-button--secondary" />
          </ButtonGroup>
        </Form>
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

/** What a review's own page shows of its access log. */
export async function logSlot(ctx: Context, review: Review): Promise<{ title: string; body: Content } | null> {
  const log = await accessLog(ctx, review.id)
  if (!log || review.stage === 'notified' || review.stage === 'decided' || review.stage === 'commissioned') return null
  const stuck = log.filter((one) => ['refused', 'no-answer'].includes(requestState(ctx, one))).length
  return {
    title: 'Access to people and records',
    body: (
      <p class="govuk-body">
        <a class="govuk-link" href={`/workspace/reviews/${review.reference}/access`}>
          Access log
        </a>
        : {counted(log.length, 'request')}
        {stuck > 0 ? `, ${stuck} refused or without answer` : ''}.
      </p>
    ),
  }
}
