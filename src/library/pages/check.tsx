import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { verifyEditionFile, type Verdict } from '#integrity/integrity.ts'
import { Button } from '#web/components/button.tsx'
import { ErrorSummaryFor, Form } from '#web/components/form.tsx'
import { FileUpload } from '#web/components/file-upload.tsx'
import { Input } from '#web/components/input.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, sendPage, shellOf } from '#web/site.ts'
import { takeUpload } from '#web/upload.ts'
import { libraryActs } from '../permissions.ts'

/** Checking an edition's file. Nothing of it is kept. */
export function checkRoutes(app: FastifyInstance): void {
  app.get('/verify', { config: { rule: 'anyone' } }, async (request, reply) => page(request, reply, null, null))
  app.post(
    '/verify',
    { config: { rule: libraryActs.checkEdition, rateLimit: { max: 30, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const upload = await takeUpload(app, request, reply)
      if ('refused' in upload)
        return page(
          request,
          reply,
          null,
          upload.refused === 'no-file' ? 'Choose the file of an edition' : 'That file is too large to be an edition',
        )
      const given = upload.fields['fingerprint']?.trim()
      return page(request, reply, verifyEditionFile(upload.bytes, given || undefined), null)
    },
  )
}

async function page(request: FastifyRequest, reply: FastifyReply, verdict: Verdict | null, mistake: string | null) {
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'public')} title="Check an edition" inError={mistake !== null}>
      <ErrorSummaryFor errors={mistake ? { file: mistake } : {}} />
      <h1 class="govuk-heading-l">Check an edition</h1>
      {verdict && <VerdictShown verdict={verdict} />}
      <p class="govuk-body">
        Choose the file you downloaded from an edition’s page. We tell you whether each word that was not replaced fits
        the fingerprint recorded at submission. The file is not kept.
      </p>
      <Form csrf={await csrfOf(reply)} upload>
        <Input
          name="fingerprint"
          id="fingerprint"
          label="Fingerprint, if you have it from elsewhere"
          hint="From the edition’s page or the author’s receipt"
          spellcheck={false}
        />
        <FileUpload name="file" id="file" label="File of the edition" errorMessage={mistake ?? undefined} />
        <Button text="Check" />
      </Form>
    </Page>,
    mistake ? 422 : 200,
  )
}

const VerdictShown = (props: { verdict: Verdict }) => (
  <div class="govuk-inset-text" role="status">
    <h2 class="govuk-heading-m">{props.verdict.headline}</h2>
    {[
      { title: 'What is certain', lines: props.verdict.established },
      { title: 'What was not checked', lines: props.verdict.notEstablished },
    ].map(
      ({ title, lines }) =>
        lines.length > 0 && (
          <>
            <h3 class="govuk-heading-s">{title}</h3>
            <ul class="govuk-list govuk-list--bullet">
              {lines.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </>
        ),
    )}
  </div>
)
