import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { ErrorSummaryFor, field, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Pager } from '#web/components/pager.tsx'
import { Prose, Replaced, ReplacementKey } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { SideBySide } from '#web/components/side-by-side.tsx'
import { spanKinds } from '#web/components/span-mark.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { counted } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, queryOf, sendPage, shellOf } from '#web/site.ts'
import {
  checkDifferences,
  decidedSpans,
  myChecks,
  sendBack,
  signOff,
  type DifferenceCheck,
  type EntityRow,
  type SpanRow,
  type Workbench,
} from '../deidentification.ts'
import { editionBlocks } from '../edition.ts'
import { deidentificationActs } from '../permissions.ts'
import { sectionsOf } from '../sections.ts'
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
        <Panes bench={bench} part={partOf(request)} at={`${benchPath(bench.work.reportId)}/preview`} />
      </Page>,
    )
  })
  app.get(`${base}/sign-off`, { config: { rule: deidentificationActs.signOff } }, async (request, reply) =>
    signOffPage(request, reply, await benchFor(request), { values: {}, errors: {} }),
  )
  app.post(`${base}/differences`, { config: { rule: deidentificationActs.signOff } }, async (request, reply) => {
    const bench = await benchFor(request)
    const form = formOf(request)
    const questioned = form['answer'] === 'question'
    const kind = form['kind'] ?? ''
    const ids = kind
      ? bench.entities.filter((one) => kind === 'all' || one.label === kind).map((one) => one.id)
      : [form['entity'] ?? '']
    const answer = await checkDifferences(request.ctx, bench.work.reportId, ids, {
      verdict: questioned ? 'questioned' : 'agreed',
      note: form['note'] ?? '',
    })
    const message = 'refused' in answer ? `${refusalWords[answer.refused]}.` : 'Your answer is kept.'
    return goTo(request, reply, `${benchPath(bench.work.reportId)}/sign-off#differences`, message)
  })
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

const Panes = (props: { bench: Workbench; part: number; at: string }) => {
  const { bench } = props
  const sections = sectionsOf(bench.blocks)
  const { from, to } = sections[Math.min(sections.length, props.part) - 1] ?? { from: 0, to: 0 }
  const spansAt = new Map<number, SpanRow[]>()
  for (const span of bench.spans) spansAt.set(span.block, [...(spansAt.get(span.block) ?? []), span])
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
                blocks={shown.slice(from, to)}
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
                blocks={bench.blocks.slice(from, to)}
                inside={(block, n) =>
                  marked(block.text, spansAt.get(n + from) ?? [], entities, benchPath(bench.work.reportId))
                }
              />
            </Prose>
          ),
        }}
      />
      <Pager
        page={Math.min(sections.length, props.part)}
        pages={sections.length}
        hrefOf={(n) => `${props.at}?part=${n}`}
        landmarkLabel="Parts of the report"
      />
    </>
  )
}

const partOf = (request: FastifyRequest): number => Math.max(1, Number(queryOf(request, 'part')) || 1)

async function signOffPage(request: FastifyRequest, reply: FastifyReply, bench: Workbench, form: FormState) {
  const { work } = bench
  const mine = request.ctx.actor.kind === 'person' && request.ctx.actor.personId === work.preparedBy
  const waits = work.state === 'awaiting-sign-off'
  const csrf = await csrfOf(reply)
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
      <Differences
        bench={bench}
        checks={await myChecks(request.ctx, work.reportId)}
        csrf={waits && !mine ? csrf : null}
      />
      <Panes bench={bench} part={partOf(request)} at={`${benchPath(work.reportId)}/sign-off`} />
      {waits && !mine && (
        <Form csrf={csrf}>
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

/** Every difference by kind, with the second editor's answers: agree to a kind at once, or question one. */
const Differences = (props: { bench: Workbench; checks: readonly DifferenceCheck[]; csrf: string | null }) => {
  const { bench } = props
  const answers = new Map(props.checks.map((one) => [one.entityId, one]))
  const left = bench.entities.filter((one) => answers.get(one.id)?.verdict !== 'agreed').length
  const at = `${benchPath(bench.work.reportId)}/differences`
  return (
    <>
      <h2 class="govuk-heading-m" id="differences">
        Every difference ({bench.entities.length})
      </h2>
      {props.csrf && (
        <p class="govuk-body">
          {left === 0
            ? 'You have agreed to every difference.'
            : `${counted(left, 'difference waits', 'differences wait')} for your answer.`}
        </p>
      )}
      {Object.entries(spanKinds).map(([label, kind]) => {
        const entities = bench.entities.filter((one) => one.label === label)
        const open = entities.filter((one) => answers.get(one.id)?.verdict !== 'agreed').length
        return (
          entities.length > 0 && (
            <>
              <details class="govuk-details" open={open > 0 && entities.length <= 12}>
                <summary class="govuk-details__summary">
                  <span class="govuk-details__summary-text">
                    {kind.words} ({entities.length}){props.csrf ? `, ${open} to answer` : ''}
                  </span>
                </summary>
                <div class="govuk-details__text">
                  <DifferenceTable entities={entities} kind={kind.words} answers={answers} at={at} csrf={props.csrf} />
                </div>
              </details>
              {props.csrf && open > 0 && (
                <Form csrf={props.csrf} action={at}>
                  <HiddenField name="kind" value={label} />
                  <Button
                    text={`Agree to all ${entities.length} of kind “${kind.words}”`}
                    classes="govuk-button--secondary"
                  />
                </Form>
              )}
            </>
          )
        )
      })}
    </>
  )
}

const DifferenceTable = (props: {
  entities: readonly EntityRow[]
  kind: string
  answers: ReadonlyMap<string, DifferenceCheck>
  at: string
  csrf: string | null
}) => (
  <table class="govuk-table tl-table--stacked">
    <caption class="govuk-visually-hidden">Differences of kind “{props.kind}”</caption>
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        {['In the report', 'In the edition', 'Your answer'].map((head) => (
          <th scope="col" class="govuk-table__header">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {props.entities.map((entity) => {
        const answer = props.answers.get(entity.id)
        return (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
              {entity.canonical}
            </th>
            <td class="govuk-table__cell">{decisionWords(entity)}</td>
            <td class="govuk-table__cell">
              {answer ? (answer.verdict === 'agreed' ? 'Agreed' : `Questioned: ${answer.note}`) : 'None yet'}
              {props.csrf && answer?.verdict !== 'agreed' && (
                <Form csrf={props.csrf} action={props.at}>
                  <HiddenField name="entity" value={entity.id} />
                  <Input
                    id={`note-${entity.id}`}
                    name="note"
                    label={{ text: `What is wrong with “${entity.canonical}”`, classes: 'govuk-visually-hidden' }}
                    classes="govuk-input--width-20"
                  />
                  <button class="tl-link-button" type="submit" name="answer" value="question">
                    Question<span class="govuk-visually-hidden"> “{entity.canonical}”</span>
                  </button>{' '}
                  <button class="tl-link-button" type="submit" name="answer" value="agree">
                    Agree<span class="govuk-visually-hidden"> to “{entity.canonical}”</span>
                  </button>
                </Form>
              )}
            </td>
          </tr>
        )
      })}
    </tbody>
  </table>
)
