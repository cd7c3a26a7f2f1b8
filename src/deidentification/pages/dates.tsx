import type { FastifyInstance } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { emptyForm, choice, Form } from '#web/components/form.tsx'
import { Radios } from '#web/components/radios.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, sendPage, shellOf } from '#web/site.ts'
import { anchorDates } from '../deidentification.ts'
import { exactDay, intervalWords } from '../intervals.ts'
import { deidentificationActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'
import { benchFor, benchPath, decisionWords } from './workbench.tsx'

/** The case's exact days: which is day 0, and what the others become. */
export function dateRoutes(app: FastifyInstance): void {
  const base = '/workspace/deidentification/:report/dates'
  app.get(base, { config: { rule: deidentificationActs.seeWork } }, async (request, reply) => {
    const bench = await benchFor(request)
    const { anchor, reportId, state } = bench.work
    const dated = bench.entities
      .filter((one) => one.label === 'DATETIME')
      .flatMap((entity) => {
        const day = exactDay(entity.canonical)
        return day ? [{ entity, day }] : []
      })
      .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    const days = [...new Set(dated.map((one) => one.day))]
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'workspace')}
        title={`Dates of review ${bench.reference}`}
        backLink={benchPath(reportId)}
      >
        <h1 class="govuk-heading-l">Dates of review {bench.reference}</h1>
        {days.length === 0 && <EmptyState title="No exact day was found in this report" />}
        {days.length > 0 && (
          <>
            <p class="govuk-body">
              Exact days become intervals from a day 0 that you choose, so that readers can follow the order of events
              and nobody can look the days up. {anchor ? `Day 0 is ${dateInWords(anchor)}.` : 'No day 0 is chosen yet.'}
            </p>
            <table class="govuk-table">
              <caption class="govuk-table__caption">{counted(days.length, 'exact day')}</caption>
              <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                  {['Day', anchor ? 'From day 0' : 'In the report', 'Decision'].map((head) => (
                    <th scope="col" class="govuk-table__header">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody class="govuk-table__body">
                {dated.map(({ entity, day }) => (
                  <tr class="govuk-table__row">
                    <th scope="row" class="govuk-table__header">
                      {dateInWords(day)}
                    </th>
                    <td class="govuk-table__cell">{anchor ? intervalWords(anchor, day) : entity.canonical}</td>
                    <td class="govuk-table__cell">{decisionWords(entity)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {state === 'open' && (
              <Form csrf={await csrfOf(reply)}>
                <Radios
                  {...choice({ ...emptyForm, values: { day: anchor ?? '' } }, 'day')}
                  fieldset={{ legend: { text: 'Which is day 0?', classes: 'govuk-fieldset__legend--m' } }}
                  hint="For example the day on which the harm became known. Dates that are decided already stay as they are."
                  items={days.map((day) => ({ value: day, text: dateInWords(day) }))}
                />
                <Button text="Suggest intervals" />
              </Form>
            )}
          </>
        )}
      </Page>,
    )
  })
  app.post(base, { config: { rule: deidentificationActs.decide } }, async (request, reply) => {
    const { work } = await benchFor(request)
    const answer = await anchorDates(request.ctx, work.reportId, formOf(request)['day'] ?? '')
    const message =
      'refused' in answer ? `${refusalWords[answer.refused]}.` : 'Intervals are suggested. You can undo this.'
    return goTo(request, reply, `${benchPath(work.reportId)}/dates`, message)
  })
}
