import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { ScrollingTable, Table } from '#web/components/table.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, sendPage, shellOf } from '#web/site.ts'
import { bankHolidays, nations } from '#vocabulary/vocabulary.ts'
import { registerActs } from '../permissions.ts'
import { addBankHolidays, readBankHolidays } from '../register.ts'

const path = '/workspace/bank-holidays'

/** The bank holidays that clocks count by, and adding more. */
export function holidayRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: registerActs.keepBankHolidays } }, async (request, reply) =>
    holidayPage(request, reply, { values: {}, errors: {} }),
  )
  app.post(path, { config: { rule: registerActs.keepBankHolidays } }, async (request, reply) => {
    const values = formOf(request)
    const read = readBankHolidays(values['lines'] ?? '')
    if (read.problems.length > 0 || read.holidays.length === 0) {
      const words =
        read.problems.map((problem) => `Line ${problem.line}: ${problem.words}`).join('. ') ||
        'Give at least one line under the line with the names of the columns'
      return holidayPage(request, reply, { values, errors: { lines: words } })
    }
    const answer = await addBankHolidays(request.ctx, read.holidays)
    if ('refused' in answer)
      return holidayPage(request, reply, { values, errors: { lines: 'Only the registrar adds bank holidays' } })
    return goTo(request, reply, path, `Added ${counted(answer.added, 'day')}. Every clock is being worked out anew.`)
  })
}

async function holidayPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const today = request.ctx.now().toISOString().slice(0, 10)
  const held = await bankHolidays(request.ctx)
  const days = [...new Set(held.map((one) => one.day))].filter((day) => day >= today)
  const values = { lines: 'nation,day,name,confirmed\n', ...form.values }
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Bank holidays"
      width="full"
      inError={hasErrors(form.errors)}
      backLink="/workspace/due"
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Bank holidays</h1>
      <p class="govuk-body">
        Clocks count these as days on which nobody works. The last day held is{' '}
        {held.length > 0 ? dateInWords(held.at(-1)?.day ?? '') : 'none'}; days after it count as working days unless
        they are a Saturday or Sunday.
      </p>
      <Form csrf={await csrfOf(reply)} action={path}>
        <Textarea
          {...field({ values, errors: form.errors }, 'lines')}
          label="Add days, one a line"
          hint="For example: scotland,2031-01-02,2 January,no. A day that is there already takes the new name. None is taken away."
          rows={5}
          spellcheck={false}
        />
        <Button text="Add these days" preventDoubleClick />
      </Form>
      <ScrollingTable label="Bank holidays to come">
        <Table
          caption="To come"
          captionClasses="govuk-table__caption--m"
          head={['Day', ...Object.values(nations)]}
          firstCellIsHeader
          rows={days.map((day) => [
            dateInWords(day),
            ...Object.keys(nations).map((nation) => {
              const one = held.find((holiday) => holiday.day === day && holiday.nation === nation)
              return one ? `${one.name}${one.confirmed ? '' : ' (to be confirmed)'}` : '–'
            }),
          ])}
        />
      </ScrollingTable>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
