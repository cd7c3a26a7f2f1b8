import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { ErrorSummaryFor, field, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Prose, Replaced, ReplacementKey } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { SideBySide } from '#web/components/side-by-side.tsx'
import { spanKinds } from '#web/components/span-mark.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { counted } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, sendPage, shellOf } from '#web/site.ts'
import { decidedSpans, sendBack, signOff, type Workbench } from '../deidentification.ts'
import { editionBlocks } from '../edition.ts'
import { deidentificationActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'
import { benchFor, benchPath, decisionWords, marked } from './workbench.tsx'

/** The edition beside the report, and the second person's check. */
export function signOffRoutes(app: FastifyInstance): void {
  const base = '/workspace/deidentification/:report'
  app.get(`${base}/preview`, { config: { rule: deidentificationActs.seeWork } }, async (request, reply) => {
    const bench = await benchFor(request)
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'workspace')}
        title={`Preview of review ${bench.reference}`}
        width="full"
        backLink={benchPath(bench.work.reportId)}
      >
        <h1 class="govuk-heading-l">Preview of review {bench.reference}</h1>
        <Panes bench={bench} />
      </Page>,
    )
  })
  app.get(`${base}/sign-off`, { config: { rule: deidentificationActs.signOff } }, async (request, reply) =>
    signOffPage(request, reply, await benchFor(request), { values: {}, errors: {} }),
  )
  app.post(`${base}/sign-off`, { config: { rule: deidentificationActs.signOff } }, async (request, reply) => {
    const bench = await benchFor(request)
    const form = formOf(request)
    const back = form['answer'] === 'back'
    const answer = back
      ? await sendBack(request.ctx, bench.work.reportId, form['why'] ?? '')
      : await signOff(request.ctx, bench.work.reportId, Number(form['version']))
    if ('refused' in answer)
      return signOffPage(request, reply, bench, { values: form, errors: { why: refusalWords[answer.refused] } })
    return goTo(
      request,
      reply,
      '/workspace/deidentification',
      back ? 'Sent back.' : 'Signed off. The edition waits for a volume.',
    )
  })
}

const Panes = (props: { bench: Workbench }) => {
  const { bench } = props
  const entities = new Map(bench.entities.map((entity) => [entity.id, entity]))
  const shown = editionBlocks(bench.blocks, decidedSpans(bench.entities, bench.spans))
  return (
    <>
      <ReplacementKey />
      <SideBySide
        first={{
          heading: 'The edition',
          content: (
            <Prose>
              <ReportText
                blocks={shown}
                inside={(block) => (
                  <>
                    {block.parts.map((part) =>
                      'label' in part ? <Replaced>{part.label.slice(1, -1)}</Replaced> : part.text,
                    )}
                  </>
                )}
              />
            </Prose>
          ),
        }}
        second={{
          heading: 'The report, with names',
          content: (
            <Prose>
              <ReportText
                tableName="Table with names"
                blocks={bench.blocks}
                inside={(block, n) =>
                  marked(
                    block.text,
                    bench.spans.filter((span) => span.block === n),
                    entities,
                    benchPath(bench.work.reportId),
                  )
                }
              />
            </Prose>
          ),
        }}
      />
    </>
  )
}

async function signOffPage(request: FastifyRequest, reply: FastifyReply, bench: Workbench, form: FormState) {
  const { work } = bench
  const mine = request.ctx.actor.kind === 'person' && request.ctx.actor.personId === work.preparedBy
  const waits = work.state === 'awaiting-sign-off'
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Second check of review ${bench.reference}`}
      inError={hasErrors(form.errors)}
      width="full"
      backLink="/workspace/deidentification"
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Second check of review {bench.reference}</h1>
      {mine && <InsetText text={refusalWords['same-person']} />}
      {!waits && <InsetText text={refusalWords['not-awaiting-sign-off']} />}
      <h2 class="govuk-heading-m">{work.title}</h2>
      <p class="govuk-body">{work.summary}</p>
      {work.warning && <p class="govuk-body">Content warning: {work.warning}</p>}
      <Decisions bench={bench} />
      <Panes bench={bench} />
      {waits && !mine && (
        <Form csrf={await csrfOf(reply)}>
          <HiddenField name="version" value={work.version} />
          <h2 class="govuk-heading-m">Your decision</h2>
          <p class="govuk-body">
            Read the edition as somebody would who knows the place, the press and the family. Could they tell who it is?
          </p>
          <Button text="Sign off: it may be published" name="answer" value="sign" preventDoubleClick />
          <Textarea {...field(form, 'why')} label="Or send it back: what must change" rows={3} />
          <Button text="Send it back" name="answer" value="back" classes="govuk-button--secondary" />
        </Form>
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const Decisions = (props: { bench: Workbench }) => (
  <details class="govuk-details">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">
        Every decision ({counted(props.bench.entities.length, 'decision')})
      </span>
    </summary>
    <div class="govuk-details__text">
      <table class="govuk-table tl-table--stacked">
        <caption class="govuk-visually-hidden">Every decision</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {['In the report', 'Kind', 'In the edition'].map((head) => (
              <th scope="col" class="govuk-table__header">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {props.bench.entities.map((entity) => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                {entity.canonical}
              </th>
              <td class="govuk-table__cell">{spanKinds[entity.label].words}</td>
              <td class="govuk-table__cell">{decisionWords(entity)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
)
