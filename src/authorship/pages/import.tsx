import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { reviewByReference } from '#register/register.ts'
import { Button } from '#web/components/button.tsx'
import { ErrorSummaryFor, Form } from '#web/components/form.tsx'
import { FileUpload } from '#web/components/file-upload.tsx'
import { ProgressBar } from '#web/components/progress-bar.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { counted, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { takeUpload } from '#web/upload.ts'
import { importState, importWords, startImport, type AuthorshipRefusal, type ImportState } from '../authorship.ts'
import type { ImportRefusal } from '#documents/documents.ts'
import { authorshipActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'
import { reportPath } from './report-for.ts'

/** The form that takes a file. */
export const ImportForm = (props: { at: string; csrf: string; error: string | undefined; replaces?: boolean }) => (
  <>
    <p class="govuk-body">
      Choose the report as a Word document (.docx) or a PDF. We read its text; the file itself is not kept. Comments,
      tracked changes and hidden text are shown to you and stay out of the text.
    </p>
    {props.replaces && <WarningText text="The text below is replaced. You can undo that." />}
    <Form csrf={props.csrf} action={`${props.at}/import`} upload>
      <FileUpload
        name="file"
        id="file"
        label={{ text: 'The report', classes: 'govuk-label--m' }}
        hint="Word or PDF, up to 50 MB"
        errorMessage={props.error}
        attributes={{ accept: '.docx,.pdf' }}
      />
      <Button text="Bring it in" preventDoubleClick />
    </Form>
  </>
)

/** Taking the file and following its reading. */
export function importRoutes(app: FastifyInstance): void {
  app.post(
    '/workspace/reviews/:reference/report/import',
    { config: { rule: authorshipActs.importReport, upload: true }, bodyLimit: 210 * 1024 * 1024 },
    async (request, reply) => {
      const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
      const upload = await takeUpload(app, request, reply)
      if (!review) throw new NotFound()
      if ('refused' in upload)
        return refusedPage(
          request,
          reply,
          reportPath(review),
          upload.refused === 'no-file' ? 'Choose a file' : importWords['too-big'],
        )
      const answer = await startImport(request.ctx, review.id, upload)
      if ('refused' in answer) return refusedPage(request, reply, reportPath(review), wordsOf(answer.refused))
      return reply.redirect(`${reportPath(review)}/imports/${answer.importId}`, 303)
    },
  )
  app.get(
    '/workspace/reviews/:reference/report/imports/:import',
    { config: { rule: authorshipActs.importReport } },
    async (request, reply) => {
      const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
      const id = pathOf(request, 'import')
      const state = review && /^[0-9a-f-]{36}$/.test(id) ? await importState(request.ctx, review.id, id) : null
      if (!review || !state) throw new NotFound()
      const at = reportPath(review)
      if (state.state === 'done') {
        const pages = state.pages ? `${counted(state.pages, 'page')}, ` : ''
        return goTo(
          request,
          reply,
          at,
          `Brought in: ${pages}${numberInWords(state.words ?? 0)} words. Now read it through.`,
        )
      }
      if (state.state === 'refused') return refusedPage(request, reply, at, importWords[state.refusal ?? 'damaged'])
      return progressPage(request, reply, state)
    },
  )
}

function wordsOf(refused: AuthorshipRefusal | ImportRefusal): string {
  return refused in importWords ? importWords[refused as ImportRefusal] : refusalWords[refused as AuthorshipRefusal]
}

/** Works without scripts: the browser asks again every second. */
async function progressPage(request: FastifyRequest, reply: FastifyReply, state: ImportState) {
  reply.header('refresh', '1')
  const percent = Math.round(state.progress * 100)
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'workspace')} title="Reading the report">
      <h1 class="govuk-heading-l">Reading the report</h1>
      <ProgressBar
        id="import"
        label={state.fileName}
        value={state.state === 'waiting' ? undefined : percent}
        max={100}
        words={state.state === 'waiting' ? 'Waiting to begin' : `${percent}%. ${state.step}`}
      />
      <p class="govuk-body">
        This page looks again by itself. A long report takes a few seconds. You may leave and come back.
      </p>
    </Page>,
  )
}

async function refusedPage(request: FastifyRequest, reply: FastifyReply, at: string, words: string) {
  const errors = { file: words }
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'workspace')} title="Bring in the report" inError backLink={at}>
      <ErrorSummaryFor errors={errors} />
      <h1 class="govuk-heading-l">Bring in the report</h1>
      <ImportForm at={at} csrf={await csrfOf(reply)} error={words} />
    </Page>,
    422,
  )
}
