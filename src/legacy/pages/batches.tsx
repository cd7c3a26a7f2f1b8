import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { FileUpload } from '#web/components/file-upload.tsx'
import { ErrorSummaryFor, Form, hasErrors, secretField } from '#web/components/form.tsx'
import { ProgressBar } from '#web/components/progress-bar.tsx'
import { Table } from '#web/components/table.tsx'
import { counted, dateTimeInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, goTo, NotFound, pathOf, sendPage, shellOf, type Mistakes } from '#web/site.ts'
import { takeUpload } from '#web/upload.ts'
import { batch, batches, errorsAsCsv, startBatch, type Batch, type BatchRefusal } from '../legacy.ts'
import { columns } from '../line.ts'
import { legacyActs } from '../permissions.ts'
import { readSent } from './zip.ts'

const path = '/workspace/legacy'
const refusals: Record<BatchRefusal | 'no-file' | 'too-large' | 'damaged' | 'unpacks-too-big' | 'no-one-list', string> =
  {
    'not-allowed': 'Only the registrar brings in reviews of the past',
    'columns-missing': `The first line of the list must name the columns ${columns.slice(0, 7).join(', ')}`,
    'no-lines': 'The list has no lines under its first one',
    'too-many-lines': 'The list has more than 50,000 lines. Split it',
    'no-file': 'Choose a zip or a CSV file',
    'too-large': 'The file is too large to send. Split it, or have an operator bring it in on the command line',
    damaged: 'The zip is damaged and could not be read. Make it again',
    'unpacks-too-big': 'The zip unpacks to more than can be taken at once. Split it',
    'no-one-list': 'The zip must hold exactly one CSV file, the list',
  }

/** Sending a list with its files, following how far it is, and what could not be taken. */
export function batchRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: legacyActs.seeBatches } }, async (request, reply) => listPage(request, reply, {}))
  app.post(path, { config: { rule: legacyActs.startBatch } }, async (request, reply) => {
    const upload = await takeUpload(app, request, reply)
    if ('refused' in upload) return listPage(request, reply, { file: refusals[upload.refused] })
    const sent = readSent(upload.bytes)
    if ('refused' in sent) return listPage(request, reply, { file: refusals[sent.refused] })
    const started = await startBatch(request.ctx, { name: upload.fileName, ...sent, inBackground: true })
    if ('refused' in started) return listPage(request, reply, { file: refusals[started.refused] })
    return goTo(request, reply, `${path}/${started.batchId}`)
  })
  app.get(`${path}/:batch`, { config: { rule: legacyActs.seeBatches } }, async (request, reply) => {
    const one = await batch(request.ctx, pathOf(request, 'batch'))
    if (!one) throw new NotFound()
    if (!one.finishedAt) reply.header('refresh', '2')
    return batchPage(request, reply, one)
  })
  app.get(`${path}/:batch/errors.csv`, { config: { rule: legacyActs.seeBatches } }, async (request, reply) => {
    const one = await batch(request.ctx, pathOf(request, 'batch'))
    if (!one) throw new NotFound()
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="errors-of-import.csv"')
      .send(await errorsAsCsv(request.ctx, one.id))
  })
}

async function listPage(request: FastifyRequest, reply: FastifyReply, errors: Mistakes) {
  const all = await batches(request.ctx)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Reviews of the past"
      width="full"
      inError={hasErrors(errors)}
    >
      <ErrorSummaryFor errors={errors} />
      <h1 class="govuk-heading-l">Reviews of the past</h1>
      <p class="govuk-body">
        Send a zip with one list (CSV) and the Word or PDF files that it names, or a list alone. The list’s columns are{' '}
        {columns.join(', ')}. The same list again goes on where it stopped; no review is brought in twice.
      </p>
      <Form csrf={await csrfOf(reply)} action={path} upload>
        <FileUpload {...secretField({ values: {}, errors }, 'file')} label="Zip or CSV file" />
        <Button text="Bring these in" preventDoubleClick />
      </Form>
      <h2 class="govuk-heading-m">Lists sent so far</h2>
      {all.length === 0 ? (
        <EmptyState title="None yet">Each list that is sent appears here with how far it is.</EmptyState>
      ) : (
        <Table
          head={['List', 'Sent', 'How far']}
          firstCellIsHeader
          rows={all.map((one) => [
            {
              text: (
                <a class="govuk-link" href={`${path}/${one.id}`}>
                  {one.name}
                </a>
              ),
            },
            dateTimeInWords(one.startedAt),
            howFar(one),
          ])}
        />
      )}
    </Page>,
    hasErrors(errors) ? 422 : 200,
  )
}

function settled(one: Batch): number {
  return one.done + one.same + one.refused
}

function howFar(one: Batch): string {
  return [
    `${numberInWords(settled(one))} of ${counted(one.lines, 'line')}`,
    `${numberInWords(one.done)} brought in`,
    ...(one.same > 0 ? [`${numberInWords(one.same)} there already`] : []),
    ...(one.refused > 0 ? [`${numberInWords(one.refused)} not taken`] : []),
  ].join(', ')
}

async function batchPage(request: FastifyRequest, reply: FastifyReply, one: Batch) {
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'workspace')} title={`List ${one.name}`} backLink={path}>
      <h1 class="govuk-heading-l">{one.name}</h1>
      <ProgressBar
        id="progress"
        label={one.finishedAt ? 'Finished' : 'Being brought in'}
        value={settled(one)}
        max={one.lines}
        words={howFar(one)}
      />
      {!one.finishedAt && (
        <p class="govuk-body">
          This page looks again by itself. You can leave it: the work goes on, also when the service is stopped and
          started again.
        </p>
      )}
      {one.refused > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${path}/${one.id}/errors.csv`}>
            Download what is wrong with each line that was not taken (CSV)
          </a>
          . Put the list right and send it again: what is in already is left as it is.
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/workspace/reviews?stage=collected">
          See the reviews brought in
        </a>
      </p>
    </Page>,
  )
}
