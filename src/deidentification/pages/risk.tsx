import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import { Details } from '#web/components/details.tsx'
import {
  ActionButton,
  choices,
  emptyForm,
  ErrorSummaryFor,
  field,
  Form,
  hasErrors,
  type FormState,
} from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Select } from '#web/components/select.tsx'
import { Tag } from '#web/components/tag.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, manyOf, NotFound, sendPage, shellOf } from '#web/site.ts'
import {
  addRiskSource,
  addRiskSubject,
  assessRisk,
  populationShares,
  recordTrial,
  riskOf,
  type DeidentificationRefusal,
  type RiskFile,
  type Workbench,
} from '../deidentification.ts'
import { deidentificationActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'
import { benchFor, benchPath } from './workbench.tsx'

const bands = {
  lower: { text: 'Nothing found that raises it', classes: 'govuk-tag--grey' },
  raised: { text: 'Raised', classes: 'govuk-tag--yellow' },
  high: { text: 'High', classes: 'govuk-tag--red' },
} as const

const sourceKinds = {
  press: 'Press',
  judgment: 'Judgment',
  inquest: 'Inquest or coroner’s report',
  summary: 'The board’s own summary',
  other: 'Something else',
}

/** The risk report, the texts and subjects that it is made from, and the intruder worksheet. */
export function riskRoutes(app: FastifyInstance): void {
  const base = '/workspace/deidentification/:report/risk'
  const rule = deidentificationActs.assessRisk
  app.get(base, { config: { rule: deidentificationActs.seeWork } }, async (request, reply) =>
    riskPage(request, reply, await benchFor(request), emptyForm),
  )
  const act = (
    path: string,
    work: (request: FastifyRequest, id: string) => Promise<object>,
    done: string,
    at: (refused: DeidentificationRefusal) => string,
  ) =>
    app.post(`${base}/${path}`, { config: { rule } }, async (request, reply) => {
      const bench = await benchFor(request)
      const answer = await work(request, bench.work.reportId)
      if ('refused' in answer) {
        const refused = answer.refused as DeidentificationRefusal
        return riskPage(request, reply, bench, {
          values: formOf(request),
          errors: { [at(refused)]: refusalWords[refused] },
        })
      }
      return goTo(request, reply, `${benchPath(bench.work.reportId)}/risk`, done)
    })
  act(
    'assessment',
    (request, id) => assessRisk(request.ctx, id),
    'Assessed.',
    () => 'assessment',
  )
  act(
    'sources',
    (request, id) => {
      const form = formOf(request)
      return addRiskSource(request.ctx, id, {
        kind: form['kind'] ?? 'other',
        label: form['label'] ?? '',
        text: form['text'] ?? '',
      })
    },
    'The text is kept. Assess again to try the edition against it.',
    () => 'text',
  )
  act(
    'subjects',
    (request, id) => addRiskSubject(request.ctx, id, formOf(request)['subject'] ?? '', manyOf(request, 'attributes')),
    'Kept. Assess again to count who shares it.',
    () => 'subject',
  )
  act(
    'trials',
    (request, id) => {
      const form = formOf(request)
      return recordTrial(request.ctx, id, {
        minutes: Number(form['minutes']) || 0,
        tried: form['tried'] ?? '',
        found: form['found'] ?? '',
        recognised: form['recognised'] === 'yes',
      })
    },
    'What you found is kept.',
    (refused) => (refused === 'same-person' ? 'tried' : 'minutes'),
  )
}

async function riskPage(request: FastifyRequest, reply: FastifyReply, bench: Workbench, form: FormState) {
  const file = await riskOf(request.ctx, bench.work.reportId)
  if (!file) throw new NotFound()
  const at = `${benchPath(bench.work.reportId)}/risk`
  const csrf = await csrfOf(reply)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Could somebody be recognised? Review ${bench.reference}`}
      inError={hasErrors(form.errors)}
      backLink={benchPath(bench.work.reportId)}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Could somebody be recognised? Review {bench.reference}</h1>
      <InsetText text="No figure says that an edition is safe. This page shows what drives the risk; a person decides, and is named." />
      <Assessment file={file} />
      <div id="assessment">
        <ActionButton csrf={csrf} action={`${at}/assessment`} text={file.latest ? 'Assess again' : 'Assess now'} />
      </div>
      <SourceForm at={at} csrf={csrf} form={form} file={file} />
      <SubjectForm at={at} csrf={csrf} form={form} file={file} />
      <TrialForm at={at} csrf={csrf} form={form} file={file} />
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const Assessment = (props: { file: RiskFile }) => {
  const { latest } = props.file
  if (!latest) return <p class="govuk-body">The edition has not been assessed yet.</p>
  const { report } = latest
  return (
    <>
      <h2 class="govuk-heading-m">
        Risk of recognition <Tag {...bands[report.band]} />
      </h2>
      <p class="govuk-body">
        Assessed on {dateInWords(latest.at)}
        {latest.occasion === 'volume' ? ', because something new was published' : ''}.
      </p>
      {report.drivers.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {report.drivers.map((driver) => (
            <li>{driver.words}</li>
          ))}
        </ul>
      )}
      {report.subjects.length > 0 && (
        <>
          <h3 class="govuk-heading-s">Who else it could be</h3>
          <ul class="govuk-list govuk-list--bullet">
            {report.subjects.map(({ label, attributes, shared }) => (
              <li>
                {label} ({attributes.join(', ') || 'nothing said'}): about {shared.expected.toLocaleString('en-GB')}{' '}
                people, from {shared.least.toLocaleString('en-GB')} to {shared.most.toLocaleString('en-GB')}
              </li>
            ))}
          </ul>
        </>
      )}
      {report.matches.length > 0 && (
        <>
          <h3 class="govuk-heading-s">Most like, of {counted(report.matches.length, 'text')} tried</h3>
          <ol class="govuk-list govuk-list--number">
            {report.matches.slice(0, 5).map((match) => (
              <li>
                {match.label}: {match.likeness.toFixed(2)}, by {match.because.join(', ') || 'no rare word'}
              </li>
            ))}
          </ol>
        </>
      )}
      {report.rarest.length > 0 && (
        <>
          <h3 class="govuk-heading-s">The rarest words that are not masked</h3>
          <ul class="govuk-list govuk-list--bullet">
            {report.rarest.map((one) => (
              <li>
                {one.words} ({one.bits} bits)
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

type FormPart = { at: string; csrf: string; form: FormState; file: RiskFile }

const SourceForm = ({ at, csrf, form, file }: FormPart) => (
  <>
    <h2 class="govuk-heading-m">Texts to try it against ({file.sources.length})</h2>
    <ul class="govuk-list govuk-list--bullet">
      {file.sources.map((one) => (
        <li>
          {sourceKinds[one.kind as keyof typeof sourceKinds]}: {one.label}
        </li>
      ))}
    </ul>
    <Details summaryText="Add a text: press, a judgment, an inquest, the board’s summary">
      <Form csrf={csrf} action={`${at}/sources`}>
        <Select
          name="kind"
          id="kind"
          label="What it is"
          items={Object.entries(sourceKinds).map(([value, text]) => ({ value, text }))}
        />
        <Input {...field(form, 'label')} label="What to call it here" />
        <Textarea {...field(form, 'text')} label="Its words" rows={6} spellcheck={false} />
        <Button text="Keep it" classes="govuk-button--secondary" />
      </Form>
    </Details>
  </>
)

const SubjectForm = ({ at, csrf, form, file }: FormPart) => (
  <>
    <h2 class="govuk-heading-m">What is still said of each person ({file.subjects.length})</h2>
    <Details summaryText="Add a person">
      <Form csrf={csrf} action={`${at}/subjects`}>
        <Input {...field(form, 'subject')} label="As the edition calls them, for example: Child" />
        <Checkboxes
          {...choices(form, 'attributes')}
          fieldset={{ legend: { text: 'What a reader is told of them', classes: 'govuk-fieldset__legend--s' } }}
          classes="govuk-checkboxes--small"
          items={populationShares.shares.map((one) => ({
            value: one.code,
            text: one.words,
            hint: `${(one.share * 100).toPrecision(2)}%: ${one.source}, ${one.published.slice(0, 4)}${one.toBeConfirmed ? ' (to be confirmed)' : ''}`,
          }))}
        />
        <Button text="Keep it" classes="govuk-button--secondary" />
      </Form>
    </Details>
  </>
)

const TrialForm = ({ at, csrf, form, file }: FormPart) => (
  <>
    <h2 class="govuk-heading-m">Intruder worksheet ({file.trials.length})</h2>
    <p class="govuk-body">
      Somebody who did not prepare the edition tries for 30 minutes to find out who it is about, with a search engine,
      the press and what is published, and without asking anybody. Then they write down what they tried and found.
    </p>
    <ul class="govuk-list govuk-list--bullet">
      {file.trials.map((one) => (
        <li>
          {dateInWords(one.at)}, {counted(one.minutes, 'minute')}:{' '}
          {one.recognised ? 'somebody was recognised' : 'nobody was recognised'}. Tried: {one.tried}.{' '}
          {one.found && `Found: ${one.found}.`}
        </li>
      ))}
    </ul>
    <Details summaryText="Write down what you tried">
      <Form csrf={csrf} action={`${at}/trials`}>
        <Input {...field(form, 'minutes')} label="Minutes" classes="govuk-input--width-3" inputmode="numeric" />
        <Textarea {...field(form, 'tried')} label="What you tried" rows={4} />
        <Textarea {...field(form, 'found')} label="What you found" rows={4} />
        <Checkboxes
          {...choices(form, 'recognised')}
          items={[{ value: 'yes', text: 'I know, or think I know, who it is' }]}
        />
        <Button text="Keep it" classes="govuk-button--secondary" />
      </Form>
    </Details>
  </>
)
