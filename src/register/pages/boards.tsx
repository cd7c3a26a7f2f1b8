import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Details } from '#web/components/details.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { FileUpload } from '#web/components/file-upload.tsx'
import {
  ActionButton,
  ErrorSummaryFor,
  Form,
  HiddenField,
  SearchForm,
  hasErrors,
  secretField,
} from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Pager } from '#web/components/pager.tsx'
import { Select } from '#web/components/select.tsx'
import { Table } from '#web/components/table.tsx'
import { Tag } from '#web/components/tag.tsx'
import { counted, dateInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, queryOf, sendPage, shellOf, type Mistakes } from '#web/site.ts'
import { takeUpload } from '#web/upload.ts'
import { mayEver } from '#platform/permission.ts'
import {
  correctOrganisations,
  organisationDetails,
  organisationsAsCsv,
  previewOrganisations,
  type OrganisationDetail,
} from '#identity/identity.ts'
import { identityActs } from '#identity/permissions.ts'
import { nations } from '#vocabulary/vocabulary.ts'
import { registerActs } from '../permissions.ts'
import { shippedBoards } from '../register.ts'

const path = '/workspace/boards'
const onePage = 100
const kindWords: Record<string, string> = {
  'childrens-board': 'Children’s',
  'adults-board': 'Adults’',
  'joint-board': 'Children’s and adults’',
  'community-safety': 'Community safety',
  agency: 'Agency',
}
type Preview = NonNullable<Awaited<ReturnType<typeof previewOrganisations>>>

/** The list of boards: looked at by all who register, corrected by the registrar from CSV with a preview. */
export function boardRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: registerActs.registerReview } }, async (request, reply) =>
    listPage(request, reply, {}),
  )
  app.get(`${path}.csv`, { config: { rule: registerActs.registerReview } }, async (request, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="boards.csv"')
      .send(await organisationsAsCsv(request.ctx)),
  )
  app.post(`${path}/preview`, { config: { rule: identityActs.correctOrganisations } }, async (request, reply) => {
    const csv = await csvOf(app, request, reply)
    if ('error' in csv) return listPage(request, reply, { file: csv.error })
    const preview = await previewOrganisations(request.ctx, csv.text)
    if (!preview) return listPage(request, reply, { file: columnsMissing })
    return previewPage(request, reply, preview, csv.text)
  })
  app.post(path, { config: { rule: identityActs.correctOrganisations } }, async (request, reply) => {
    const answer = await correctOrganisations(request.ctx, formOf(request)['csv'] ?? '')
    if ('refused' in answer) return listPage(request, reply, { file: refusals[answer.refused] })
    const words = `Recorded: ${counted(answer.added, 'body', 'bodies')} added, ${counted(answer.changed, 'body', 'bodies')} corrected.`
    return goTo(request, reply, path, words)
  })
}

const columnsMissing =
  'The first line must name the columns code, name, kind, nation, valid_from, valid_to, succeeded_by and confirmed. Download the list to see how'
const refusals = {
  'not-allowed': 'Only the registrar corrects the list',
  'columns-missing': columnsMissing,
  'nothing-to-do': 'The file says what the list says already: nothing was changed',
}

async function csvOf(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ text: string } | { error: string }> {
  if (!request.isMultipart() && formOf(request)['source'] === 'shipped') return { text: await shippedBoards() }
  const upload = await takeUpload(app, request, reply)
  if ('refused' in upload)
    return { error: upload.refused === 'no-file' ? 'Choose a CSV file' : 'The file is too large. Split it' }
  // More would not fit the form that confirms it.
  if (upload.bytes.length > 1_000_000) return { error: 'The file is larger than 1 MB. Split it' }
  return { text: new TextDecoder().decode(upload.bytes) }
}

async function listPage(request: FastifyRequest, reply: FastifyReply, errors: Mistakes) {
  const all = await organisationDetails(request.ctx)
  const [name, nation, kind] = ['name', 'nation', 'kind'].map((one) => queryOf(request, one).trim())
  const found = all.filter(
    (one) =>
      (!nation || one.nation === nation) &&
      (!kind || one.kind === kind) &&
      (!name || [one.name, ...one.formerNames].some((words) => words.toLowerCase().includes(name.toLowerCase()))),
  )
  const pages = Math.ceil(found.length / onePage)
  const page = Math.min(Math.max(1, Number.parseInt(queryOf(request, 'page'), 10) || 1), Math.max(1, pages))
  const unsure = all.filter((one) => !one.confirmed).length
  const mayCorrect = mayEver(request.ctx.actor, identityActs.correctOrganisations)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Boards"
      width="full"
      inError={hasErrors(errors)}
      backLink="/workspace/reviews"
    >
      <ErrorSummaryFor errors={errors} />
      <h1 class="govuk-heading-l">Boards</h1>
      <p class="govuk-body">
        {counted(all.length, 'body', 'bodies')} held, those that have ended among them.{' '}
        {unsure > 0 && `${counted(unsure, 'name')} or dates are to be confirmed.`}{' '}
        <a class="govuk-link" href={`${path}.csv`}>
          Download the list (CSV)
        </a>
      </p>
      {mayCorrect && <CorrectForm errors={errors} csrf={await csrfOf(reply)} />}
      <Filters name={name ?? ''} nation={nation ?? ''} kind={kind ?? ''} />
      {found.length === 0 ? (
        <EmptyState title="No board fits">
          <a class="govuk-link" href={path}>
            Show all
          </a>
        </EmptyState>
      ) : (
        <BoardTable boards={found.slice((page - 1) * onePage, page * onePage)} total={found.length} />
      )}
      <Pager
        page={page}
        pages={pages}
        hrefOf={(n) =>
          `?${new URLSearchParams({ name: name ?? '', nation: nation ?? '', kind: kind ?? '', page: String(n) }).toString()}`
        }
      />
    </Page>,
    hasErrors(errors) ? 422 : 200,
  )
}

const CorrectForm = (props: { errors: Mistakes; csrf: string }) => (
  <Details summaryText="Import or correct boards" open={hasErrors(props.errors)}>
    <p class="govuk-body">
      Bodies are matched by code. What would change is shown first; nothing is ever deleted, and bodies that the file
      does not name stay as they are.
    </p>
    <Form csrf={props.csrf} action={`${path}/preview`} upload>
      <FileUpload {...secretField({ values: {}, errors: props.errors }, 'file')} label="CSV file" />
      <Button text="Show what would change" classes="govuk-button--secondary" />
    </Form>
    <ActionButton
      csrf={props.csrf}
      action={`${path}/preview`}
      text="Use the list that comes with Throughline"
      fields={{ source: 'shipped' }}
      classes="govuk-button--secondary"
    />
  </Details>
)

const Filters = (props: { name: string; nation: string; kind: string }) => (
  <SearchForm action={path} label="Find a board" classes="tl-filters">
    <Input name="name" id="name" label="Name" value={props.name} classes="govuk-input--width-20" />
    <Select
      name="nation"
      id="nation"
      label="Nation"
      value={props.nation}
      items={[{ value: '', text: 'All nations' }, ...Object.entries(nations).map(([value, text]) => ({ value, text }))]}
    />
    <Select
      name="kind"
      id="kind"
      label="Kind"
      value={props.kind}
      items={[{ value: '', text: 'All kinds' }, ...Object.entries(kindWords).map(([value, text]) => ({ value, text }))]}
    />
    <Button text="Show" classes="govuk-button--secondary" />
  </SearchForm>
)

const BoardTable = (props: { boards: OrganisationDetail[]; total: number }) => (
  <table class="govuk-table tl-table--stacked">
    <caption class="govuk-table__caption govuk-table__caption--s">{counted(props.total, 'body', 'bodies')}</caption>
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        {['Name', 'Kind', 'Nation', 'In being', 'Sure'].map((head) => (
          <th scope="col" class="govuk-table__header">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {props.boards.map((one) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            {one.name}
            {one.formerNames.length > 0 && <div class="govuk-hint">Formerly {one.formerNames.join(', ')}</div>}
          </th>
          <td class="govuk-table__cell" data-label="Kind">
            {kindWords[one.kind] ?? one.kind}
          </td>
          <td class="govuk-table__cell" data-label="Nation">
            {one.nation === 'uk' ? 'United Kingdom' : nations[one.nation]}
          </td>
          <td class="govuk-table__cell" data-label="In being">
            {lifeInWords(one)}
          </td>
          <td class="govuk-table__cell" data-label="Sure">
            {one.confirmed ? 'Confirmed' : <Tag text="To be confirmed" classes="govuk-tag--yellow" />}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

function lifeInWords(one: OrganisationDetail): string {
  const from = one.validFrom ? `from ${dateInWords(one.validFrom)}` : ''
  const to = one.validTo ? `to ${dateInWords(one.validTo)}` : ''
  const after = one.succeededBy ? `, then ${one.succeededBy}` : ''
  return `${[from, to].filter(Boolean).join(' ') || 'Yes'}${after}`
}

/** So many changes are shown one by one; all are made. */
const shownAtMost = 200

async function previewPage(request: FastifyRequest, reply: FastifyReply, preview: Preview, csv: string) {
  const csrf = await csrfOf(reply)
  const toDo = preview.added.length + preview.changed.length
  const rows = [
    ...preview.changed.map((one) => [
      one.listed.code,
      one.listed.name,
      one.changes
        .map((change) => `${change.what}: ${change.before || 'nothing'} → ${change.after || 'nothing'}`)
        .join('; '),
    ]),
    ...preview.added.map((one) => [one.code, one.name, 'New']),
  ]
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'workspace')} title="What would change" width="full" backLink={path}>
      <h1 class="govuk-heading-l">What would change</h1>
      <p class="govuk-body">
        {counted(preview.added.length, 'new body', 'new bodies')}, {counted(preview.changed.length, 'body', 'bodies')}{' '}
        corrected, {numberInWords(preview.unchanged)} the same,{' '}
        {counted(preview.problems.length, 'line that cannot be taken', 'lines that cannot be taken')}. Nothing has been
        changed yet.
      </p>
      {preview.problems.length > 0 && (
        <Table
          caption="Lines that cannot be taken and would be left out"
          captionClasses="govuk-table__caption--m"
          head={['Line', 'What is wrong']}
          rows={preview.problems.slice(0, shownAtMost).map((problem) => [problem.line, problem.words])}
        />
      )}
      {toDo > 0 && (
        <>
          <Form csrf={csrf} action={path}>
            <HiddenField name="csv" value={csv} />
            <ButtonGroup>
              <Button text="Make these changes" preventDoubleClick />
              <a class="govuk-link" href={path}>
                Change nothing
              </a>
            </ButtonGroup>
          </Form>
          <Table
            caption={rows.length > shownAtMost ? `The first ${shownAtMost} changes` : 'Changes'}
            captionClasses="govuk-table__caption--m"
            head={['Code', 'Name', 'Change']}
            rows={rows.slice(0, shownAtMost)}
          />
        </>
      )}
    </Page>,
  )
}
