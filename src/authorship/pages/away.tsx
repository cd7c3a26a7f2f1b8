import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { DateInput } from '#web/components/date-input.tsx'
import {
  ActionButton,
  dateField,
  emptyForm,
  ErrorSummaryFor,
  field,
  Form,
  hasErrors,
  type FormState,
} from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, sendPage, shellOf, type FormValues } from '#web/site.ts'
import {
  awayChoices,
  chooseDelegate,
  endDelegation,
  longestAbsenceDays,
  setSecondAddress,
  type AwayRefusal,
} from '../consent/away.ts'
import { authorshipActs } from '../permissions.ts'
import { idOf } from './report-for.ts'

const words: Record<AwayRefusal, string> = {
  'not-found': 'There is no such choice of yours',
  'not-an-author': 'Nobody with the role of author has this address. Ask them for the address they sign in with',
  yourself: 'Choose somebody other than yourself',
  'dates-out-of-order': 'The last day must not be before the first, nor in the past',
  'too-long': `Choose ${longestAbsenceDays} days or fewer`,
  'no-address': 'Enter an address like name@example.org, or leave it empty',
}

const fieldOf: Partial<Record<AwayRefusal, string>> = {
  'dates-out-of-order': 'until',
  'too-long': 'until',
  'no-address': 'second',
}

/** How an author is told, and who answers for them while they are away: their own choice alone. */
export function awayRoutes(app: FastifyInstance): void {
  app.get('/workspace/away', { config: { rule: authorshipActs.chooseDelegate } }, async (request, reply) =>
    awayPage(request, reply, emptyForm),
  )
  app.post('/workspace/away', { config: { rule: authorshipActs.chooseDelegate } }, async (request, reply) => {
    const form = formOf(request)
    const [fromDay, untilDay] = [dayOf(form, 'from'), dayOf(form, 'until')]
    const errors = {
      ...((form['email'] ?? '') === '' ? { email: 'Enter the address that they sign in with' } : {}),
      ...(fromDay ? {} : { from: 'Enter the first day, for example 27 3 2027' }),
      ...(untilDay ? {} : { until: 'Enter the last day, for example 3 4 2027' }),
    }
    if (hasErrors(errors) || !fromDay || !untilDay) return awayPage(request, reply, { values: form, errors })
    const done = await chooseDelegate(request.ctx, { email: form['email'] ?? '', fromDay, untilDay })
    if ('refused' in done)
      return awayPage(request, reply, {
        values: form,
        errors: { [fieldOf[done.refused] ?? 'email']: words[done.refused] },
      })
    return goTo(request, reply, '/workspace/away', 'Chosen. They have been told.')
  })
  app.post(
    '/workspace/away/:delegation/end',
    { config: { rule: authorshipActs.chooseDelegate } },
    async (request, reply) => {
      const done = await endDelegation(request.ctx, idOf(request, 'delegation'))
      if ('refused' in done) throw new NotFound()
      return goTo(request, reply, '/workspace/away', 'Ended.')
    },
  )
  app.post('/workspace/away/second', { config: { rule: authorshipActs.setSecondAddress } }, async (request, reply) => {
    const form = formOf(request)
    const done = await setSecondAddress(request.ctx, form['second'] ?? '')
    if ('refused' in done)
      return awayPage(request, reply, {
        values: form,
        errors: { [fieldOf[done.refused] ?? 'second']: words[done.refused] },
      })
    return goTo(request, reply, '/workspace/away', done.set ? 'Set. Both addresses have been told.' : 'Removed.')
  })
}

/** 'YYYY-MM-DD' of a date typed in three fields, or null when it is none. */
function dayOf(form: FormValues, name: string): string | null {
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((part) => form[`${name}-${part}`])
  const written = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const read = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === written ? written : null
}

async function awayPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const choices = await awayChoices(request.ctx)
  if (!choices) throw new NotFound()
  const csrf = await csrfOf(reply)
  const title = 'How you are told, and who answers while you are away'
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      inError={hasErrors(form.errors)}
      backLink="/workspace"
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      <h2 class="govuk-heading-m">How you are told</h2>
      <p class="govuk-body">
        Of everything that touches your reviews you are told on “Your work” and by mail to {choices.email}. Give a
        second address, one that is yours alone, and every mail goes there as well.
      </p>
      <Form csrf={csrf} action="/workspace/away/second">
        <Input
          {...field(
            hasErrors(form.errors) ? form : { ...form, values: { ...form.values, second: choices.secondEmail ?? '' } },
            'second',
          )}
          label="Second address"
          type="email"
          autocomplete="email"
          hint="Leave it empty to be told at one address only"
        />
        <Button text="Keep this" classes="govuk-button--secondary" />
      </Form>
      <h2 class="govuk-heading-m">Who answers while you are away</h2>
      <p class="govuk-body">
        Only you can choose somebody. They can read your sealed reports and answer comments on the days you say. They
        can never agree to a change, sign, dissent or choose somebody else: nothing in your text can change while you
        are away without being shown as changed without your agreement.
      </p>
      {choices.delegations.map((one) => (
        <div class="govuk-inset-text">
          <p class="govuk-body">
            {one.name}, from {dateInWords(one.fromDay)} until {dateInWords(one.untilDay)}
          </p>
          <ActionButton
            csrf={csrf}
            action={`/workspace/away/${one.id}/end`}
            text="End this now"
            visuallyHiddenText={one.name}
            classes="govuk-button--secondary"
          />
        </div>
      ))}
      <Form csrf={csrf} action="/workspace/away">
        <Input {...field(form, 'email')} label="Address of another author" type="email" autocomplete="off" />
        <DateInput {...dateField(form, 'from')} fieldset={{ legend: 'First day' }} />
        <DateInput {...dateField(form, 'until')} fieldset={{ legend: 'Last day' }} />
        <Button text="Choose them" preventDoubleClick />
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
