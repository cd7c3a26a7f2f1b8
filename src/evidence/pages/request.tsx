import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ActRule } from '#platform/permission.ts'
import { Button } from '#web/components/button.tsx'
import { choice, ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Select } from '#web/components/select.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { dateInWords, dateTimeInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf, type FormValues, type Mistakes } from '#web/site.ts'
import { reasonWords, type ReasonClass, type RequestEvent } from '../access.ts'
import {
  answerEscalation,
  answerRequest,
  escalateRequest,
  recordOutcome,
  requestById,
  requestState,
  withdrawRequest,
  type EvidenceRefusal,
  type RequestView,
} from '../evidence.ts'
import { evidenceActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'
import { eventWords, kindWords, StateTag } from './states.tsx'

const path = '/workspace/requests/:request'

type Taken = { requestId: string } | { refused: EvidenceRefusal }

/** One request: read, answered, taken further, and how it went. */
export function requestRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: readRule } }, async (request, reply) =>
    requestPage(request, reply, { values: {}, errors: {} }),
  )
  const post = (
    under: string,
    rule: ActRule,
    at: string,
    take: (request: FastifyRequest, form: FormValues) => Promise<Taken | { errors: Mistakes }>,
  ) =>
    app.post(`${path}/${under}`, { config: { rule } }, async (request, reply) => {
      await viewFor(request)
      const form = formOf(request)
      const answer = await take(request, form)
      if ('errors' in answer) return requestPage(request, reply, { values: form, errors: answer.errors })
      if ('refused' in answer)
        return requestPage(request, reply, { values: form, errors: { [at]: refusalWords[answer.refused] } })
      return goTo(request, reply, `/workspace/requests/${answer.requestId}`, 'Recorded.')
    })
  post('answer', evidenceActs.answerRequest, 'answer-words', async (request, form) => {
    const answer = form['answer']
    if (answer !== 'granted' && answer !== 'refused') return { errors: { answer: 'Choose granted or refused' } }
    const reasonClass = Object.hasOwn(reasonWords, form['reason'] ?? '') ? (form['reason'] as ReasonClass) : null
    if (answer === 'refused' && !reasonClass) return { errors: { reason: 'Choose the reason' } }
    return answerRequest(request.ctx, pathOf(request, 'request'), {
      answer,
      reasonClass,
      words: form['answer-words'] ?? '',
    })
  })
  post('escalation', evidenceActs.escalateRequest, 'escalation-words', async (request, form) =>
    escalateRequest(request.ctx, pathOf(request, 'request'), form['escalation-words'] ?? ''),
  )
  post('said', evidenceActs.answerEscalation, 'said-words', async (request, form) =>
    answerEscalation(request.ctx, pathOf(request, 'request'), form['said-words'] ?? ''),
  )
  post('outcome', evidenceActs.recordOutcome, 'outcome-words', async (request, form) => {
    const outcome = form['outcome']
    if (outcome !== 'happened' && outcome !== 'not-happened')
      return { errors: { outcome: 'Choose whether it came about' } }
    return recordOutcome(request.ctx, pathOf(request, 'request'), {
      happened: outcome === 'happened',
      words: form['outcome-words'] ?? '',
    })
  })
  post('withdrawal', evidenceActs.withdrawRequest, 'withdrawal-words', async (request, form) =>
    withdrawRequest(request.ctx, pathOf(request, 'request'), form['withdrawal-words'] ?? ''),
  )
}

/** A request's page opens to whoever could read any: an agency its own, the others those of their reviews. */
const readRule: ActRule = {
  ...evidenceActs.readLog,
  allow: { ...evidenceActs.readLog.allow, ...evidenceActs.readRequest.allow },
}

async function viewFor(request: FastifyRequest): Promise<RequestView> {
  const id = pathOf(request, 'request')
  const view = /^[0-9a-f-]{36}$/.test(id) ? await requestById(request.ctx, id) : null
  if (!view) throw new NotFound()
  return view
}

async function requestPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const view = await viewFor(request)
  const one = view.request
  const at = `/workspace/requests/${one.id}`
  const title = `${kindWords[one.kind]}, for review ${one.reference}`
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      inError={hasErrors(form.errors)}
      backLink={view.as === 'agency' ? '/workspace/requests' : `/workspace/reviews/${one.reference}/access`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          { key: 'Stands', value: { text: <StateTag state={requestState(request.ctx, one)} /> } },
          { key: 'Whom or what', value: one.asks },
          { key: 'Agency', value: one.agency },
          { key: 'Asked', value: dateTimeInWords(one.askedAt) },
          { key: 'Answer due', value: `${dateInWords(one.dueOn)}: within ${one.answerDays} working days` },
        ]}
      />
      <Events events={one.events} />
      <Steps view={view} form={form} at={at} csrf={await csrfOf(reply)} />
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const Events = (props: { events: readonly RequestEvent[] }) =>
  props.events.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">What happened</h2>
      <ol class="govuk-list tl-timeline">
        {props.events.map((one) => (
          <li>
            <strong>{eventWords[one.event]}</strong>
            <br />
            {dateTimeInWords(one.at)}, by {one.by}
            {one.reasonClass && <p class="govuk-body govuk-!-margin-top-1">{reasonWords[one.reasonClass].label}</p>}
            {one.words && <p class="govuk-body govuk-!-margin-top-1">{one.words}</p>}
          </li>
        ))}
      </ol>
    </>
  )

interface StepProps {
  form: FormState
  at: string
  csrf: string
}

const Steps = (props: StepProps & { view: RequestView }) => (
  <>
    {props.view.may.includes('answer') && <AnswerForm {...props} />}
    {props.view.may.includes('outcome') && <OutcomeForm {...props} />}
    {props.view.may.includes('escalate') && (
      <WordsForm
        {...props}
        under="escalation"
        heading="Take it further"
        label="Why it matters"
        hint="It goes to the board first, then to the national body."
        button="Take it further"
      />
    )}
    {props.view.may.includes('say') && (
      <WordsForm {...props} under="said" heading="Say what is done" label="What you have done about it" button="Send" />
    )}
    {props.view.may.includes('withdraw') && (
      <WordsForm
        {...props}
        under="withdrawal"
        heading="Take the request back"
        label="Why it is no longer needed"
        hint="It is then not counted among the limits of the review. It stays on record."
        button="Take it back"
      />
    )}
  </>
)

const WordsForm = (
  props: StepProps & { under: string; heading: string; label: string; hint?: string; button: string },
) => (
  <section aria-labelledby={`${props.under}-heading`}>
    <h2 class="govuk-heading-m" id={`${props.under}-heading`}>
      {props.heading}
    </h2>
    <Form csrf={props.csrf} action={`${props.at}/${props.under}`}>
      <Textarea {...field(props.form, `${props.under}-words`)} label={props.label} hint={props.hint} rows={3} />
      <Button text={props.button} classes="govuk-button--secondary" preventDoubleClick />
    </Form>
  </section>
)

const AnswerForm = (props: StepProps) => (
  <Form csrf={props.csrf} action={`${props.at}/answer`}>
    <Radios
      {...choice(props.form, 'answer')}
      fieldset={{ legend: { text: 'Your agency’s answer', classes: 'govuk-fieldset__legend--m' } }}
      items={[
        { value: 'granted', text: 'Granted' },
        {
          value: 'refused',
          text: 'Refused',
          hint: 'The author may publish that there was a refusal, and the kind of reason.',
          conditional: {
            content: (
              <Select
                {...field(props.form, 'reason')}
                label="Reason"
                items={[
                  { value: '', text: 'Choose' },
                  ...Object.entries(reasonWords).map(([value, { label }]) => ({ value, text: label })),
                ]}
              />
            ),
          },
        },
      ]}
    />
    <Textarea
      {...field(props.form, 'answer-words')}
      label="In writing"
      hint="For a refusal, the reason. For a grant, how to go on: whom to call, where to look."
      rows={4}
    />
    <Button text="Send the answer" preventDoubleClick />
  </Form>
)

const OutcomeForm = (props: StepProps) => (
  <Form csrf={props.csrf} action={`${props.at}/outcome`}>
    <Radios
      {...choice(props.form, 'outcome')}
      fieldset={{ legend: { text: 'How it went', classes: 'govuk-fieldset__legend--m' } }}
      items={[
        { value: 'happened', text: 'It came about' },
        { value: 'not-happened', text: 'It did not come about' },
      ]}
    />
    <Textarea
      {...field(props.form, 'outcome-words')}
      label="What stood in the way, if it did not"
      hint="Nothing of what was said belongs here."
      rows={3}
    />
    <Button text="Record" classes="govuk-button--secondary" preventDoubleClick />
  </Form>
)
