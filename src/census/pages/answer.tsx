import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { ErrorSummaryFor, field, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { dateTimeInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf, type Mistakes } from '#web/site.ts'
import { may } from '#platform/permission.ts'
import { answerCensus, boardsInQuarter, type BoardInQuarter, type CensusRefusal } from '../census.ts'
import { questions, type Quarter, type QuarterCounts } from '../figures.ts'
import { quarterName } from '../mails.ts'
import { censusActs } from '../permissions.ts'
import { quarterFrom } from './quarter.tsx'

const names = Object.keys(questions) as (keyof QuarterCounts)[]
const refusals: Record<CensusRefusal, string> = {
  'not-found': 'This board’s census is not yours to answer',
  'quarter-not-over': 'The quarter is not over yet',
  'changed-meanwhile':
    'Somebody answered for your board meanwhile. Look at their answer below, then send yours if it is right',
  'bad-count': 'Enter whole numbers from 0 to 1,000',
  'already-published': 'The figures are published already',
}

/** A board's answer: one button when there is nothing to report. */
export function answerRoutes(app: FastifyInstance): void {
  const path = '/workspace/census/:quarter/:board'
  app.get(path, { config: { rule: censusActs.answerCensus } }, async (request, reply) => {
    const one = quarterFrom(request)
    return answerPage(request, reply, one, await boardFrom(request, one), { values: {}, errors: {} })
  })
  app.post(path, { config: { rule: censusActs.answerCensus } }, async (request, reply) => {
    const one = quarterFrom(request)
    const board = await boardFrom(request, one)
    const values = formOf(request)
    const errors: Mistakes = {}
    const counts = values['nil'] ? { notified: 0, notToProceed: 0, submitted: 0 } : readCounts(values, errors)
    if (hasErrors(errors)) return answerPage(request, reply, one, board, { values, errors })
    const answer = await answerCensus(request.ctx, board.board.id, one, {
      counts,
      note: values['note'] ?? '',
      seenVersion: Number(values['version']),
    })
    if ('refused' in answer) {
      const again = await boardFrom(request, one)
      return answerPage(request, reply, one, again, { values, errors: { notified: refusals[answer.refused] } })
    }
    const words =
      answer.differences === 0
        ? 'Thank you. The register agrees with your answer.'
        : 'Thank you. Your answer and the register differ: see below what to look at.'
    return goTo(request, reply, `/workspace/census/${one.year}-${one.quarter}`, words)
  })
}

async function boardFrom(request: FastifyRequest, one: Quarter): Promise<BoardInQuarter> {
  const id = pathOf(request, 'board')
  const found = (await boardsInQuarter(request.ctx, one)).find(({ board }) => board.id === id)
  if (!found || !may(request.ctx.actor, censusActs.answerCensus, { organisations: [id] })) throw new NotFound()
  return found
}

function readCounts(values: Record<string, string>, errors: Mistakes): QuarterCounts {
  const counts = { notified: 0, notToProceed: 0, submitted: 0 }
  for (const name of names) {
    const words = values[name] ?? ''
    if (!/^\d{1,4}$/.test(words) || Number(words) > 1000)
      errors[name] = `${questions[name]}: enter a whole number from 0 to 1,000`
    else counts[name] = Number(words)
  }
  return counts
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  one: Quarter,
  { board, answer, registered }: BoardInQuarter,
  form: FormState,
) {
  const csrf = await csrfOf(reply)
  const typed = answer ? Object.fromEntries(names.map((name) => [name, String(answer[name])])) : {}
  const values = { ...typed, note: answer?.note ?? '', ...form.values }
  const shown = { values, errors: form.errors }
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Census for ${quarterName(one)}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/census/${one.year}-${one.quarter}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <span class="govuk-caption-l">{board.name}</span>
      <h1 class="govuk-heading-l">Census for {quarterName(one)}</h1>
      {answer && (
        <p class="govuk-body">
          Answered on {dateTimeInWords(answer.at)}
          {answer.by ? ` by ${answer.by}` : ''}. Send again to correct it; the first answer is kept.
        </p>
      )}
      <Form csrf={csrf}>
        <HiddenField name="version" value={answer?.version ?? 0} />
        <HiddenField name="nil" value="yes" />
        <p class="govuk-body">Did your board have none of what is asked below in {quarterName(one)}?</p>
        <Button text="Nothing to report" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
      <h2 class="govuk-heading-m">Or say how many</h2>
      <Form csrf={csrf}>
        <HiddenField name="version" value={answer?.version ?? 0} />
        {names.map((name) => (
          <Input
            {...field(shown, name)}
            label={questions[name]}
            hint={`The register holds ${numberInWords(registered[name])}`}
            inputmode="numeric"
            classes="govuk-input--width-4"
          />
        ))}
        <Textarea {...field(shown, 'note')} label="Anything to add" hint="If you wish. No names." rows={3} />
        <Button text="Send the answer" preventDoubleClick />
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
