import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { fingerprintOf } from '#integrity/integrity.ts'
import { signerIn, termsHashOf, type BrowserSignature, type SignerInReview } from '#keys/keys.ts'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import { Details } from '#web/components/details.tsx'
import { choices, ErrorSummaryFor, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Fingerprint } from '#web/components/fingerprint.tsx'
import { Panel } from '#web/components/panel.tsx'
import { PrintButton, Prose } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { SigningFields } from '#web/components/signing.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { dateTimeInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, sendPage, shellOf } from '#web/site.ts'
import {
  isInPublicLog,
  mayTakePack,
  packOfReport,
  signedSubmissionOf,
  submitReport,
  type Report,
} from '../authorship.ts'
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
      const signer = await authorsSigner(request, report)
      const unsigned = form['unsigned'] === 'yes'
      if (signer && !unsigned && !form['signature'])
        return submissionPage(request, reply, report, {
          values: { read: 'yes' },
          errors: { read: 'Your browser did not sign. Load the page again, or submit without your signature' },
        })
      const answer = await submitReport(request.ctx, report.id, {
        version: Number(form['version']),
        seeds,
        root,
        signature: form['signature'] && !unsigned ? signatureIn(form) : undefined,
      })
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
  app.get(`${base}/pack`, { config: { rule: authorshipActs.takePack } }, async (request, reply) => {
    const { review } = await reportFor(request)
    const found = await packOfReport(request.ctx, review.id)
    if (!found) throw new NotFound()
    return reply
      .type('application/zip')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="pack-${review.reference}.zip"`)
      .send(Buffer.from(found.pack))
  })
}

/** The author's key in force, with which the submission is signed; null where they have none. */
async function authorsSigner(request: FastifyRequest, report: Report): Promise<SignerInReview | null> {
  const signer = await signerIn(request.ctx, report.review)
  return signer && !('refused' in signer) && signer.holder === 'author' && signer.key ? signer : null
}

function signatureIn(form: Record<string, string>): BrowserSignature {
  const bytes = (name: string) => new Uint8Array(Buffer.from(form[name] ?? '', 'base64'))
  return { publicKey: bytes('publicKey'), number: Number(form['number']), signature: bytes('signature') }
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
  const signer = await authorsSigner(request, report)
  const previous = await termsHashOf(request.ctx, report.review.id)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Submit the report for ${report.review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={reportPath(report.review)}
      scripts={['/assets/seal.js', ...(signer ? (['/assets/sign.js'] as const) : [])]}
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
            blocks={[...report.blocks, ...report.closing]}
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
        {signer ? <SignedSubmission report={report} signer={signer} previous={previous} /> : <UnsignedSubmission />}
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const SignedSubmission = (props: { report: Report; signer: SignerInReview; previous: string | null }) => {
  const { report, signer } = props
  const key = signer.key!
  return (
    <>
      <HiddenField name="unsigned" value="" />
      <div data-sealing data-previous={props.previous ?? 'none'} hidden />
      <SigningFields
        sheetKey={fingerprintOf(key.sheetKey)}
        reference={report.review.reference}
        holder="author"
        number={key.number}
        publicKey={fingerprintOf(key.publicKey)}
      />
      <Fingerprint
        id="own-key"
        label="You sign with your key for this review"
        value={fingerprintOf(key.publicKey)}
        note="It is the one that stands in your terms of engagement."
      />
      <Button text="Seal, sign and submit" id="seal-button" preventDoubleClick attributes={{ 'data-signs': '' }} />
      <Details summaryText="I cannot sign">
        <p class="govuk-body">
          You can submit without your signature. Then Throughline records what you submitted, and nobody can show that
          it was you. You cannot sign it afterwards.
        </p>
        <Button
          text="Submit without my signature"
          name="without"
          value="signature"
          classes="govuk-button--warning"
          attributes={{ 'data-unsigned': '' }}
        />
      </Details>
    </>
  )
}

const UnsignedSubmission = () => (
  <>
    <p class="govuk-body">
      You have no key in this review, so this is submitted without a signature: Throughline records what you submitted,
      and cannot show that it was you.
    </p>
    <Button text="Seal and submit" id="seal-button" preventDoubleClick />
  </>
)

async function receiptPage(request: FastifyRequest, reply: FastifyReply, report: Report) {
  const { submission } = report
  if (!submission) throw new NotFound()
  const signed = await signedSubmissionOf(request.ctx, report)
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
          {
            key: 'In the public log',
            value: (await isInPublicLog(request.ctx, submission))
              ? `Line ${numberInWords(submission.logIndex + 1)}, in a published checkpoint`
              : `Line ${numberInWords(submission.logIndex + 1)}, not yet in a published checkpoint`,
          },
          { key: 'Signed', value: submission.isSigned ? 'By your key for this review' : 'No: recorded by Throughline' },
        ]}
      />
      {signed && (
        <Details summaryText="Your signed statement, for whoever checks it">
          <p class="govuk-body">
            Keep both. The note is what your key signed. With the salt it can be shown that entry{' '}
            {numberInWords(submission.logIndex)} of the log is this note.
          </p>
          <pre class="tl-note" id="signed-note" tabindex={0} aria-label="Signed note">
            {signed.note}
          </pre>
          <p class="govuk-body">
            Salt:{' '}
            <code id="note-salt" class="tl-break">
              {signed.salt}
            </code>
          </p>
        </Details>
      )}
      <h2 class="govuk-heading-m">What this means</h2>
      <p class="govuk-body">
        The fingerprint was made from every word, in order, in your browser, and again by us; both agree. If one word of
        the sealed text is ever changed, its fingerprint is another. It has been sent to you by mail as well.
      </p>
      {mayTakePack(request.ctx, report.review) && (
        <>
          <h2 class="govuk-heading-m">Your pack</h2>
          <p class="govuk-body">
            The pack holds your text and everything that proves it. With it you can show anywhere, also without us and
            against us, what you wrote. It holds real names: keep it as safe as the report itself.
          </p>
          <p class="govuk-body">
            <a class="govuk-link" href={`${reportPath(report.review)}/pack`}>
              Download your pack (ZIP)
            </a>
          </p>
        </>
      )}
      <h2 class="govuk-heading-m">What happens next</h2>
      <p class="govuk-body">
        An editor of the national body generalises names and details, and nothing else. Every word they leave can be
        checked against this fingerprint.
      </p>
      <PrintButton text="Print this receipt" />
    </Page>,
  )
}
