/** Pages of protected disclosure. They are the same for everybody: what is not one's own does not exist. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { draftOf, dropDraft } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { may, type ActRule } from '#platform/permission.ts'
import { reviewByReference, type Review } from '#register/register.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { ActionButton, choice, ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import type { Content } from '#web/components/params.ts'
import { Radios } from '#web/components/radios.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { Tag } from '#web/components/tag.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { WorkCards } from '#web/components/work-cards.tsx'
import { dateInWords, dateTimeInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import {
  acknowledgeReport,
  addMessage,
  answerReport,
  protectedReport,
  protectedReports,
  reportInterference,
  type DisclosureRefusal,
  type Message,
  type ProtectedReport,
} from '../disclosure.ts'
import { disclosureActs } from '../permissions.ts'

const refusalWords: Record<DisclosureRefusal, string> = {
  'not-found': 'There is nothing here for you',
  'words-missing': 'Say it in your own words',
  'already-acknowledged': 'Somebody has acknowledged it already',
  'not-acknowledged': 'Acknowledge it first',
  closed: 'It has been ended. Whoever told it can open it again',
}

/** The page opens to whoever may tell and to the national body. */
const readRule: ActRule = {
  ...disclosureActs.readOwnReports,
  allow: { ...disclosureActs.readOwnReports.allow, ...disclosureActs.readReports.allow },
}

const draft = 'in-confidence'

/** Registers them. */
export async function disclosurePages(app: FastifyInstance): Promise<void> {
  app.get('/workspace/in-confidence', { config: { rule: readRule } }, listPage)
  app.get('/workspace/in-confidence/:report', { config: { rule: readRule } }, async (request, reply) =>
    reportPage(request, reply, { values: {}, errors: {} }),
  )
  tellRoutes(app)
  const post = (
    under: string,
    rule: ActRule,
    take: (
      ctx: Context,
      id: string,
      form: Record<string, string>,
    ) => Promise<{ reportId: string } | { refused: DisclosureRefusal }>,
  ) =>
    app.post(`/workspace/in-confidence/:report/${under}`, { config: { rule } }, async (request, reply) => {
      const { id } = await reportFor(request)
      const form = formOf(request)
      const answer = await take(request.ctx, id, form)
      if ('refused' in answer)
        return reportPage(request, reply, { values: form, errors: { words: refusalWords[answer.refused] } })
      return goTo(request, reply, `/workspace/in-confidence/${id}`, 'Recorded.')
    })
  post('acknowledgement', disclosureActs.acknowledgeReport, async (ctx, id) => acknowledgeReport(ctx, id))
  post('answers', disclosureActs.answerReport, async (ctx, id, form) =>
    answerReport(ctx, id, {
      kind: form['kind'] === 'note' || form['kind'] === 'end' ? form['kind'] : 'reply',
      words: form['words'] ?? '',
    }),
  )
  post('messages', disclosureActs.addMessage, async (ctx, id, form) => addMessage(ctx, id, form['words'] ?? ''))
}

function tellRoutes(app: FastifyInstance): void {
  const path = '/workspace/reviews/:reference/in-confidence'
  const rule = disclosureActs.reportInterference
  app.get(path, { config: { rule } }, async (request, reply) => {
    const kept = await draftOf(request.ctx, `${draft}:${pathOf(request, 'reference')}`)
    return tellPage(request, reply, { values: kept?.values ?? {}, errors: {} })
  })
  app.post(path, { config: { rule, draft } }, async (request, reply) => {
    const review = await reviewFor(request)
    const form = formOf(request)
    const answer = await reportInterference(request.ctx, review.id, form['words'] ?? '')
    if ('refused' in answer) {
      if (answer.refused === 'not-found') throw new NotFound()
      return tellPage(request, reply, { values: form, errors: { words: refusalWords[answer.refused] } })
    }
    await dropDraft(request.ctx, `${draft}:${review.reference}`)
    const message = `Told in confidence. The national body acknowledges it by ${dateInWords(answer.acknowledgeBy)}.`
    return goTo(request, reply, `/workspace/in-confidence/${answer.reportId}`, message)
  })
}

async function reviewFor(request: FastifyRequest): Promise<Review> {
  const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
  if (!review || !may(request.ctx.actor, disclosureActs.reportInterference, review.scope)) throw new NotFound()
  return review
}

async function reportFor(request: FastifyRequest): Promise<ProtectedReport> {
  const id = pathOf(request, 'report')
  const report = /^[0-9a-f-]{36}$/.test(id) ? await protectedReport(request.ctx, id) : null
  if (!report) throw new NotFound()
  return report
}

async function tellPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const review = await reviewFor(request)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Tell the national body in confidence"
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Tell the national body in confidence</h1>
      <p class="govuk-body">
        Use this if somebody interferes with review {review.reference}: tells you what to write, keeps people or records
        from you, or puts pressure on you. The board cannot see that you have told it.
      </p>
      <Form csrf={await csrfOf(reply)}>
        <Textarea {...field(form, 'words')} label={{ text: 'What happened', classes: 'govuk-label--m' }} rows={8} />
        <ButtonGroup>
          <Button text="Tell the national body" preventDoubleClick />
          <Button text="Save draft" name="save-draft" value="yes" classes="govuk-button--secondary" />
        </ButtonGroup>
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

function standing(report: ProtectedReport): { text: string; classes: string } {
  if (report.closedAt) return { text: 'Ended', classes: 'govuk-tag--grey' }
  return report.acknowledgedAt
    ? { text: 'Being followed', classes: 'govuk-tag--blue' }
    : { text: 'Waits for acknowledgement', classes: 'govuk-tag--yellow' }
}

async function listPage(request: FastifyRequest, reply: FastifyReply) {
  const reports = await protectedReports(request.ctx)
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'workspace')} title="Told in confidence">
      <h1 class="govuk-heading-l">Told in confidence</h1>
      {reports.length === 0 ? (
        <EmptyState title="Nothing has been told">
          An author or a member of a panel can tell the national body from a review’s page.
        </EmptyState>
      ) : (
        <WorkCards
          cards={reports.map((report) => ({
            title: `Review ${report.reference}`,
            href: `/workspace/in-confidence/${report.id}`,
            tag: standing(report),
            facts: [
              { name: 'Told', value: dateInWords(report.reportedAt) },
              { name: 'Acknowledge by', value: dateInWords(report.acknowledgeBy) },
            ],
          }))}
        />
      )}
    </Page>,
  )
}

const kindWords: Record<Message['kind'], string> = {
  told: 'Told',
  reply: 'Reply of the national body',
  note: 'Note of the national body, for itself',
  end: 'How it ended',
}

async function reportPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const report = await reportFor(request)
  const csrf = await csrfOf(reply)
  const at = `/workspace/in-confidence/${report.id}`
  const national = may(request.ctx.actor, disclosureActs.readReports)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Told in confidence about ${report.reference}`}
      inError={hasErrors(form.errors)}
      backLink="/workspace/in-confidence"
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Told in confidence about {report.reference}</h1>
      <SummaryList
        rows={[
          { key: 'Stands', value: { text: <Tag {...standing(report)} /> } },
          { key: 'Told by', value: report.reporter },
          { key: 'Told', value: dateTimeInWords(report.reportedAt) },
          {
            key: 'Acknowledged',
            value: report.acknowledgedAt
              ? dateTimeInWords(report.acknowledgedAt)
              : `Due by ${dateInWords(report.acknowledgeBy)}`,
          },
        ]}
      />
      <ol class="govuk-list tl-timeline">
        {report.messages.map((message) => (
          <li>
            <strong>{kindWords[message.kind]}</strong>
            <br />
            {dateTimeInWords(message.at)}, by {message.by}
            <p class="govuk-body govuk-!-margin-top-1">{message.words}</p>
          </li>
        ))}
      </ol>
      {national ? (
        <NationalForms report={report} form={form} at={at} csrf={csrf} />
      ) : (
        <Form csrf={csrf} action={`${at}/messages`}>
          <Textarea {...field(form, 'words')} label="Add something" rows={4} />
          <Button text="Send in confidence" preventDoubleClick />
        </Form>
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const NationalForms = (props: { report: ProtectedReport; form: FormState; at: string; csrf: string }) => {
  if (!props.report.acknowledgedAt)
    return <ActionButton csrf={props.csrf} action={`${props.at}/acknowledgement`} text="Acknowledge" />
  if (props.report.closedAt) return <p class="govuk-body">It has been ended. Whoever told it can open it again.</p>
  return (
    <Form csrf={props.csrf} action={`${props.at}/answers`}>
      <Radios
        {...choice({ ...props.form, values: { kind: 'reply', ...props.form.values } }, 'kind')}
        fieldset={{ legend: { text: 'What you write', classes: 'govuk-fieldset__legend--m' } }}
        items={[
          { value: 'reply', text: 'A reply to the person' },
          { value: 'note', text: 'A note that only the national body sees' },
          { value: 'end', text: 'How it ended: what was found and done' },
        ]}
      />
      <Textarea {...field(props.form, 'words')} label="Words" rows={5} />
      <Button text="Record" preventDoubleClick />
    </Form>
  )
}

/** On a review's page for whoever may tell: always there, whether or not anything was told. */
export async function disclosureSlot(ctx: Context, review: Review): Promise<{ title: string; body: Content } | null> {
  if (!may(ctx.actor, disclosureActs.reportInterference, review.scope)) return null
  return {
    title: 'If somebody interferes',
    body: (
      <p class="govuk-body">
        <a class="govuk-link" href={`/workspace/reviews/${review.reference}/in-confidence`}>
          Tell the national body in confidence
        </a>
        . The board cannot see that you did.
      </p>
    ),
  }
}
