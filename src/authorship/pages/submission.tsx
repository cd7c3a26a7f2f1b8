import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import { choices, ErrorSummaryFor, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Fingerprint } from '#web/components/fingerprint.tsx'
import { Panel } from '#web/components/panel.tsx'
import { PrintButton, Prose } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { dateTimeInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, sendPage, shellOf } from '#web/site.ts'
import { submitReport, type Report } from '../authorship.ts'
import { authorshipActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'
import { reportFor, reportPath } from './report-for.ts'

/** Submitting, and the receipt. */
export function submissionRoutes(app: FastifyInstance): void {
  const base = '/workspace/reviews/:reference/report'
  app.get(`${base}/submission`, { config: { rule: authorshipActs.submitReport } }, async (request, reply) => {
    const report = await draftFor(request)
    return submissionPage(request, reply, report, { values: {}, errors: {} })
  })
  // Seeds of a 60-page report are about 50 kB of form.
  app.post(
    `${base}/submission`,
    { config: { rule: authorshipActs.submitReport }, bodyLimit: 8 * 1024 * 1024 },
    async (request, reply) => {
      const report = await draftFor(request)
      const form = formOf(request)
      if (form['read'] !== 'yes')
        return submissionPage(request, reply, report, {
          values: form,
          errors: { read: 'Confirm that you have read the report as it will be sealed' },
        })
      const seeds = (form['seeds'] ?? '')
        .split(',')
        .filter(Boolean)
        .map((seed) => new Uint8Array(Buffer.from(seed, 'base64')))
      const root = new Uint8Array(Buffer.from(form['root'] ?? '', 'base64'))
      const answer = await submitReport(request.ctx, report.id, { version: Number(form['version']), seeds, root })
      if ('refused' in answer)
        return submissionPage(request, reply, report, {
          values: { read: 'yes' },
          errors: { read: refusalWords[answer.refused] },
        })
      return goTo(request, reply, `${reportPath(report.review)}/receipt`)
    },
  )
  app.get(`${base}/receipt`, { config: { rule: authorshipActs.readSealedReport } }, async (request, reply) =>
    receiptPage(request, reply, await reportFor(request)),
  )
}

async function draftFor(request: FastifyRequest): Promise<Report> {
  const report = await reportFor(request)
  if (report.state !== 'draft') throw new NotFound()
  return report
}

/**
 * Signing is one of the two things that need scripts: the seeds must be made on the author's own machine, from the text
 * that it shows (sealed text, version 1).
 */
async function submissionPage(request: FastifyRequest, reply: FastifyReply, report: Report, form: FormState) {
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Submit the report for ${report.review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={reportPath(report.review)}
      scripts={['/assets/seal.js']}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Submit the report for {report.review.reference}</h1>
      <WarningText text="Once submitted, the text is sealed. Nobody can change a word of it unseen: not the board, not the national body, not you." />
      <h2 class="govuk-heading-m">The text that will be sealed</h2>
      <div
        class="tl-sealing-text"
        id="text-to-seal"
        tabindex={0}
        role="region"
        aria-label="The text that will be sealed"
      >
        <Prose>
          <ReportText
            blocks={report.blocks}
            inside={(block, n) => (
              <span class="tl-sealing-block" data-seal-block={String(n)} data-seal-kind={block.kind}>
                {block.text}
              </span>
            )}
          />
        </Prose>
      </div>
      <noscript>
        <WarningText text="Submitting needs JavaScript, because your own browser makes the seal. Switch it on or use another browser. Your draft is safe." />
      </noscript>
      <Form csrf={await csrfOf(reply)} id="seal-form">
        <HiddenField name="version" value={report.version} />
        <HiddenField name="seeds" value="" />
        <HiddenField name="root" value="" />
        <Checkboxes
          {...choices(form, 'read')}
          items={[{ value: 'yes', text: 'I have read the report above and submit it as it is' }]}
        />
        <div id="seal-status" class="govuk-body" role="status" />
        <Button text="Seal and submit" id="seal-button" preventDoubleClick />
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

async function receiptPage(request: FastifyRequest, reply: FastifyReply, report: Report) {
  const { submission } = report
  if (!submission) throw new NotFound()
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'workspace')} title="Receipt" backLink={reportPath(report.review)}>
      <Panel titleText="Report sealed">Review {report.review.reference}</Panel>
      <Fingerprint
        id="report-fingerprint"
        label="Fingerprint of the text"
        value={Buffer.from(submission.root).toString('base64')}
        note="Keep it where others cannot change it: on paper, in your own mail."
      />
      <SummaryList
        rows={[
          { key: 'Submitted', value: dateTimeInWords(submission.submittedAt) },
          { key: 'Words', value: numberInWords(submission.wordCount) },
          { key: 'Blocks', value: numberInWords(submission.blockCount) },
          { key: 'Entry in the log', value: numberInWords(submission.logIndex) },
        ]}
      />
      <h2 class="govuk-heading-m">What this means</h2>
      <p class="govuk-body">
        The fingerprint was made from every word, in order, in your browser, and again by us; both agree. If one word of
        the sealed text is ever changed, its fingerprint is another. It has been sent to you by mail as well.
      </p>
      <h2 class="govuk-heading-m">What happens next</h2>
      <p class="govuk-body">
        An editor of the national body generalises names and details, and nothing else. Every word they leave can be
        checked against this fingerprint.
      </p>
      <PrintButton text="Print this receipt" />
    </Page>,
  )
}
