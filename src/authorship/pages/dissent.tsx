import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { choice, emptyForm, ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, queryOf, sendPage, shellOf } from '#web/site.ts'
import { mostDissentWords, withholdingReasonWords } from '../consent/change.ts'
import { dissent, withdrawDissent, withholdPart } from '../consent/changing.ts'
import { readSealed, type Reading } from '../consent/reading.ts'
import { authorshipActs } from '../permissions.ts'
import { changeRefusalWords } from './change-words.ts'
import { idOf, reportPath } from './report-for.ts'

/** What stands against or instead of the text: the author's dissent, and parts withheld by law. */
export function dissentRoutes(app: FastifyInstance): void {
  const base = '/workspace/reviews/:reference/report'
  const rule = authorshipActs.dissent
  app.get(`${base}/dissent`, { config: { rule } }, async (request, reply) => dissentPage(request, reply, emptyForm))
  app.post(`${base}/dissent`, { config: { rule } }, async (request, reply) => {
    const form = formOf(request)
    const reading = await readingFor(request)
    const about = queryOf(request, 'about')
    const done = await dissent(request.ctx, reading.reportId, {
      words: form['words'] ?? '',
      proposalId: reading.changes.proposals.some((one) => one.id === about) ? about : null,
    })
    if ('refused' in done)
      return dissentPage(request, reply, { values: form, errors: { words: changeRefusalWords[done.refused] } })
    return goTo(request, reply, `${reportPath(reading.review)}/reading`, 'Kept. It is shown beside the report.')
  })
  app.post(`${base}/dissents/:dissent/withdrawal`, { config: { rule } }, async (request, reply) => {
    const done = await withdrawDissent(request.ctx, idOf(request, 'dissent'))
    const said = 'refused' in done ? `${changeRefusalWords[done.refused]}.` : 'Withdrawn. It is no longer shown.'
    return goTo(request, reply, `/workspace/reviews/${pathOf(request, 'reference')}/report/reading`, said)
  })
  withholdingRoutes(app, base)
}

async function readingFor(request: FastifyRequest): Promise<Reading> {
  const reading = await readSealed(request.ctx, pathOf(request, 'reference'))
  if (!reading) throw new NotFound()
  return reading
}

async function dissentPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const reading = await readingFor(request)
  if (!reading.isAuthor) throw new NotFound()
  const title = 'Dissent'
  const back = `${reportPath(reading.review)}/reading`
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      inError={hasErrors(form.errors)}
      backLink={back}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        Your dissent is shown beside the report and every edition of it. Nobody but you can withdraw it. Write no names:
        it is published as you write it, and an edition does not go out while a name can be read in it.
      </p>
      <Form csrf={await csrfOf(reply)}>
        <Textarea {...field(form, 'words')} label="Your dissent" hint={`Up to ${mostDissentWords} words`} rows={10} />
        <Button text="Keep my dissent" preventDoubleClick />
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

function withholdingRoutes(app: FastifyInstance, base: string): void {
  const rule = authorshipActs.withholdPart
  app.get(`${base}/blocks/:n/withholding`, { config: { rule } }, async (request, reply) => {
    const n = Number(pathOf(request, 'n'))
    return withholdPage(request, reply, n, { values: { to: String(n + 1) }, errors: {} })
  })
  app.post(`${base}/blocks/:n/withholding`, { config: { rule } }, async (request, reply) => {
    const form = formOf(request)
    const reading = await readingFor(request)
    const n = Number(pathOf(request, 'n'))
    const done = await withholdPart(request.ctx, reading.reportId, {
      from: n,
      to: Number(form['to']) - 1,
      reason: form['reason'] ?? '',
      why: form['why'] ?? '',
    })
    if ('refused' in done) {
      const at = { 'reason-class-missing': 'reason', 'no-such-block': 'to', 'already-withheld': 'to' }
      const name = at[done.refused as keyof typeof at] ?? 'why'
      return withholdPage(request, reply, n, { values: form, errors: { [name]: changeRefusalWords[done.refused] } })
    }
    return goTo(
      request,
      reply,
      `${reportPath(reading.review)}/reading#b${n}`,
      'Withheld. Every edition will show a numbered hole. The author and the national body have been told.',
    )
  })
}

async function withholdPage(request: FastifyRequest, reply: FastifyReply, n: number, form: FormState) {
  const reading = await readingFor(request)
  if (!reading.changes.isCommissioner || !reading.blocks[n]) throw new NotFound()
  const title = 'Withhold a part by law'
  const back = `${reportPath(reading.review)}/reading#b${n}`
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      inError={hasErrors(form.errors)}
      backLink={back}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      <WarningText text="Only where the law asks for it. Every edition shows a numbered hole with the class of reason. The author and the national body are told, and the author can dissent." />
      <h2 class="govuk-heading-s">From this passage, number {n + 1}</h2>
      <blockquote class="govuk-inset-text">{reading.blocks[n].text}</blockquote>
      <Form csrf={await csrfOf(reply)}>
        <Input
          {...field(form, 'to')}
          label="Up to and including passage number"
          inputmode="numeric"
          classes="govuk-input--width-4"
        />
        <Radios
          {...choice(form, 'reason')}
          fieldset={{ legend: 'Which law?' }}
          hint="Which law that is in each nation is to be confirmed by your legal adviser"
          items={Object.entries(withholdingReasonWords).map(([value, text]) => ({ value, text }))}
        />
        <Textarea
          {...field(form, 'why')}
          label="The reason, for the author and the national body"
          hint="It is not published: the class is"
          rows={4}
        />
        <ButtonGroup>
          <Button text="Withhold this part" classes="govuk-button--warning" preventDoubleClick />
          <a class="govuk-link" href={back}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
