import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { BlockKind } from '#documents/documents.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import {
  ActionButton,
  ErrorSummaryFor,
  field,
  Form,
  hasErrors,
  HiddenField,
  type FormState,
} from '#web/components/form.tsx'
import { Select } from '#web/components/select.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { correctReport, undoCorrection, type Report } from '../authorship.ts'
import { authorshipActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'
import { reportFor, reportPath } from './report-for.ts'

const kindWords: Record<BlockKind, string> = {
  title: 'Title',
  heading1: 'Heading',
  heading2: 'Heading under a heading',
  heading3: 'Heading, third level',
  heading4: 'Heading, fourth level',
  paragraph: 'Paragraph',
  quote: 'Quotation',
  listItem: 'List item',
  tableCell: 'Table cell',
  tableHeader: 'Table heading',
  footnote: 'Footnote',
  caption: 'Caption',
}

/** Correcting one block at a time, adding, removing, undoing. */
export function correctionRoutes(app: FastifyInstance): void {
  const rule = authorshipActs.correctReport
  const base = '/workspace/reviews/:reference/report'
  app.get(`${base}/blocks/:n`, { config: { rule } }, async (request, reply) => {
    const { report, n } = await blockFor(request)
    const block = report.blocks[n]!
    return blockPage(request, reply, report, n, 'replace', {
      values: { kind: block.kind, text: block.text },
      errors: {},
    })
  })
  app.get(`${base}/blocks/:n/next`, { config: { rule } }, async (request, reply) => {
    const { report, n } = await blockFor(request)
    return blockPage(request, reply, report, n, 'insert-after', { values: { kind: 'paragraph' }, errors: {} })
  })
  for (const [path, change] of [
    ['', 'replace'],
    ['/next', 'insert-after'],
  ] as const) {
    app.post(`${base}/blocks/:n${path}`, { config: { rule } }, async (request, reply) => {
      const { report, n } = await blockFor(request)
      const form = formOf(request)
      const kind = form['kind'] ?? ''
      const answer =
        kind in kindWords
          ? await correctReport(request.ctx, report.id, Number(form['version']), {
              change,
              n,
              kind: kind as BlockKind,
              text: form['text'] ?? '',
            })
          : { refused: 'unknown-kind' as const }
      if ('refused' in answer)
        return blockPage(request, reply, report, n, change, {
          values: form,
          errors: { text: refusalWords[answer.refused] },
        })
      return goTo(request, reply, `${reportPath(report.review)}#b${change === 'replace' ? n : n + 1}`, 'Changed.')
    })
  }
  app.post(`${base}/blocks/:n/removal`, { config: { rule } }, async (request, reply) => {
    const { report, n } = await blockFor(request)
    const answer = await correctReport(request.ctx, report.id, Number(formOf(request)['version']), {
      change: 'remove',
      n,
    })
    return goTo(
      request,
      reply,
      reportPath(report.review),
      'refused' in answer ? `${refusalWords[answer.refused]}.` : 'Removed. You can undo this.',
    )
  })
  app.post(`${base}/undo`, { config: { rule } }, async (request, reply) => {
    const report = await reportFor(request)
    const answer = await undoCorrection(request.ctx, report.id, Number(formOf(request)['version']))
    return goTo(
      request,
      reply,
      reportPath(report.review),
      'refused' in answer ? `${refusalWords[answer.refused]}.` : 'Undone.',
    )
  })
}

async function blockFor(request: FastifyRequest): Promise<{ report: Report; n: number }> {
  const report = await reportFor(request)
  const n = Number(pathOf(request, 'n'))
  if (report.state !== 'draft' || !Number.isInteger(n) || !report.blocks[n]) throw new NotFound()
  return { report, n }
}

async function blockPage(
  request: FastifyRequest,
  reply: FastifyReply,
  report: Report,
  n: number,
  change: 'replace' | 'insert-after',
  form: FormState,
) {
  const at = `${reportPath(report.review)}/blocks/${n}`
  const title = change === 'replace' ? 'Change this part' : 'Add a part after this'
  const csrf = await csrfOf(reply)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      inError={hasErrors(form.errors)}
      backLink={`${reportPath(report.review)}#b${n}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      {change === 'insert-after' && <blockquote class="govuk-inset-text">{report.blocks[n]!.text}</blockquote>}
      <Form csrf={csrf} action={change === 'replace' ? at : `${at}/next`}>
        <HiddenField name="version" value={report.version} />
        <Textarea
          {...field(form, 'text')}
          label="Text"
          rows={Math.min(16, 4 + Math.ceil((report.blocks[n]?.text.length ?? 0) / 90))}
        />
        <Select
          {...field(form, 'kind')}
          label="Kind"
          items={Object.entries(kindWords).map(([value, text]) => ({ value, text }))}
        />
        <ButtonGroup>
          <Button text="Save" preventDoubleClick />
          <a class="govuk-link" href={`${reportPath(report.review)}#b${n}`}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
      {change === 'replace' && (
        <>
          <p class="govuk-body">
            <a class="govuk-link" href={`${at}/next`}>
              Add a part after this
            </a>
          </p>
          <ActionButton
            csrf={csrf}
            action={`${at}/removal`}
            text="Remove this part"
            fields={{ version: String(report.version) }}
            classes="govuk-button--secondary"
          />
        </>
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
