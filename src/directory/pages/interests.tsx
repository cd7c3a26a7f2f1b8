import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { draftOf, dropDraft, organisations } from '#identity/identity.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { DateInput } from '#web/components/date-input.tsx'
import { choice, dateField, ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Select } from '#web/components/select.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { readDate } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf, type FormValues, type Mistakes } from '#web/site.ts'
import { declareInterest, endInterest, interestWords, type InterestKind, type InterestToDeclare } from '../directory.ts'
import { directoryActs } from '../permissions.ts'
import { refusals } from './refusal-words.ts'

const draft = 'declare-interest'

/** Declaring an interest, and saying that one has ended. */
export function interestRoutes(app: FastifyInstance): void {
  const path = '/workspace/authors/:person/interests'
  app.get(path, { config: { rule: directoryActs.declareInterest } }, async (request, reply) => {
    const kept = await draftOf(request.ctx, `${draft}:${personIn(request)}`)
    return declarePage(request, reply, { values: kept?.values ?? {}, errors: {} })
  })
  app.post(path, { config: { rule: directoryActs.declareInterest, draft } }, async (request, reply) => {
    const form = formOf(request)
    const read = readInterest(form)
    if ('errors' in read) return declarePage(request, reply, { values: form, errors: read.errors })
    const answer = await declareInterest(request.ctx, personIn(request), read.interest)
    if ('refused' in answer) {
      if (answer.refused === 'not-found') throw new NotFound()
      const { field: at, words } = refusals[answer.refused]
      return declarePage(request, reply, { values: form, errors: { [at]: words } })
    }
    await dropDraft(request.ctx, `${draft}:${personIn(request)}`)
    return goTo(request, reply, backFrom(request), 'Declared. It is part of the open history from now on.')
  })
  const end = `${path}/:interest/end`
  app.get(end, { config: { rule: directoryActs.endInterest } }, async (request, reply) =>
    endPage(request, reply, { values: {}, errors: {} }),
  )
  app.post(end, { config: { rule: directoryActs.endInterest } }, async (request, reply) => {
    const form = formOf(request)
    const until = readDate(form, 'until', 'Date it ended')
    if ('errors' in until) return endPage(request, reply, { values: form, errors: { ...until.errors } })
    const id = pathOf(request, 'interest')
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new NotFound()
    const answer = await endInterest(request.ctx, id, { until: until.date, why: form['why'] ?? '' })
    if ('refused' in answer) {
      if (answer.refused === 'not-found') throw new NotFound()
      const { field: at, words } = refusals[answer.refused]
      return endPage(request, reply, { values: form, errors: { [at]: words } })
    }
    return goTo(request, reply, backFrom(request), 'Recorded. What was declared stays in the history.')
  })
}

function personIn(request: FastifyRequest): string {
  const id = pathOf(request, 'person')
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new NotFound()
  return id
}

function isMe(request: FastifyRequest): boolean {
  return request.ctx.actor.kind === 'person' && request.ctx.actor.personId === personIn(request)
}

function backFrom(request: FastifyRequest): string {
  return isMe(request) ? '/workspace/authors/me' : `/workspace/authors/${personIn(request)}`
}

function readInterest(form: FormValues): { interest: InterestToDeclare } | { errors: Mistakes } {
  const errors: Mistakes = {}
  const kind = form['kind'] ?? ''
  if (!Object.hasOwn(interestWords, kind)) errors['kind'] = 'Choose what kind of tie it is'
  const from = readDate(form, 'from', 'Date it began')
  if ('errors' in from) Object.assign(errors, from.errors)
  const open = !['day', 'month', 'year'].some((part) => form[`until-${part}`])
  const until = open ? null : readDate(form, 'until', 'Date it ended')
  if (until && 'errors' in until) Object.assign(errors, until.errors)
  const share = form['share'] ?? ''
  if (share !== '' && !(/^\d{1,3}$/.test(share) && Number(share) <= 100))
    errors['share'] = refusals['share-missing'].words
  if (hasErrors(errors) || !('date' in from)) return { errors }
  return {
    interest: {
      kind: kind as InterestKind,
      organisationId: /^[0-9a-f-]{36}$/.test(form['organisation'] ?? '') ? (form['organisation'] ?? null) : null,
      reference: (form['reference'] ?? '').toUpperCase(),
      withWhom: form['with'] ?? '',
      note: form['note'] ?? '',
      from: from.date,
      until: until && 'date' in until ? until.date : null,
      share: share === '' ? null : Number(share),
    },
  }
}

const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } })
const label = (text: string) => ({ text, classes: 'govuk-label--s' })

async function declarePage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const bodies = await organisations(request.ctx)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Declare an interest"
      inError={hasErrors(form.errors)}
      backLink={backFrom(request)}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Declare an interest</h1>
      <Form csrf={await csrfOf(reply)}>
        <Radios
          {...choice(form, 'kind')}
          fieldset={legend('What kind of tie')}
          items={Object.entries(interestWords).map(([value, text]) => ({
            value,
            text,
            ...(value === 'income'
              ? {
                  conditional: {
                    content: (
                      <Input
                        {...field(form, 'share')}
                        label="Share of a year’s income, in per cent"
                        inputmode="numeric"
                        classes="govuk-input--width-3"
                      />
                    ),
                  },
                }
              : {}),
          }))}
        />
        <Select
          {...field(form, 'organisation')}
          label={label('With which board or agency')}
          hint="Leave empty if it is none of these"
          items={[{ value: '', text: 'None of these' }, ...bodies.map((body) => ({ value: body.id, text: body.name }))]}
        />
        <Input {...field(form, 'with')} label={label('With whom, in words')} hint="No names of a family." />
        <Input
          {...field(form, 'reference')}
          label={label('Reference of the review, if it concerns one')}
          classes="govuk-input--width-10"
        />
        <DateInput {...dateField(form, 'from')} fieldset={legend('When it began')} />
        <DateInput {...dateField(form, 'until')} fieldset={legend('When it ended')} hint="Leave empty if it goes on" />
        <Textarea {...field(form, 'note')} label={label('Anything that explains it')} rows={3} />
        <ButtonGroup>
          <Button text="Declare" preventDoubleClick />
          <Button text="Save draft" name="save-draft" value="yes" classes="govuk-button--secondary" />
        </ButtonGroup>
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

async function endPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="An interest has ended"
      inError={hasErrors(form.errors)}
      backLink={backFrom(request)}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">An interest has ended</h1>
      <Form csrf={await csrfOf(reply)}>
        <DateInput {...dateField(form, 'until')} fieldset={legend('When it ended')} />
        <Input {...field(form, 'why')} label={label('How it ended')} />
        <Button text="Record" preventDoubleClick />
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
