import type { FastifyInstance } from 'fastify'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import type { Found, Unread } from '#documents/documents.ts'
import { findingsIn } from '#library/library.ts'
import type { Review } from '#register/register.ts'
import { recurrencesOf, type Recurrence } from '#trends/trends.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Details } from '#web/components/details.tsx'
import { ActionButton } from '#web/components/form.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import type { Content } from '#web/components/params.ts'
import { Contents, Prose, ReadingLayout } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { counted, dateInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, sendPage, shellOf } from '#web/site.ts'
import { reportStateOf, type Report } from '../authorship.ts'
import { authorshipActs } from '../permissions.ts'
import { ImportForm } from './import.tsx'
import { reportFor, reportPath } from './report-for.ts'

/** The report's own page: to bring it in, to read and correct it, or to read it sealed. */
export function reportRoutes(app: FastifyInstance): void {
  app.get(
    '/workspace/reviews/:reference/report',
    { config: { rule: authorshipActs.readSealedReport } },
    async (request, reply) => {
      const report = await reportFor(request)
      const at = reportPath(report.review)
      if (report.state === 'submitted') return reply.redirect(`${at}/reading`, 303)
      const shell = await shellOf(request, reply, 'workspace')
      const csrf = await csrfOf(reply)
      const title = `Report for ${report.review.reference}`
      const back = `/workspace/reviews/${report.review.reference}`
      if (report.state === 'empty') {
        return sendPage(
          reply,
          <Page {...shell} title={title} backLink={back}>
            <h1 class="govuk-heading-l">{title}</h1>
            <ImportForm at={at} csrf={csrf} error={undefined} />
          </Page>,
        )
      }
      return sendPage(
        reply,
        <Page {...shell} title={title} width="full" backLink={back}>
          <h1 class="govuk-heading-l">{title}</h1>
          <DraftHead report={report} at={at} csrf={csrf} />
          <ReportBody report={report} at={at} earlier={await foundEarlierIn(request.ctx, report)} />
          <Closing report={report} />
        </Page>,
      )
    },
  )
}

/** What the system adds at the end when the report is submitted. */
const Closing = (props: { report: Report }) =>
  props.report.closing.length === 0 ? null : (
    <InsetText>
      <p class="govuk-body">
        When you submit, this is added at the end and sealed with your text.{' '}
        <a class="govuk-link" href={`/workspace/reviews/${props.report.review.reference}/limits`}>
          Comment on it
        </a>
      </p>
      <Prose>
        <ReportText blocks={props.report.closing} inside={(block) => block.text} />
      </Prose>
    </InsetText>
  )

const DraftHead = (props: { report: Report; at: string; csrf: string }) => {
  const { report, at } = props
  const words = report.blocks.reduce((sum, block) => sum + block.text.split(/\s+/).filter(Boolean).length, 0)
  return (
    <>
      <p class="govuk-body">
        {numberInWords(words)} words in {counted(report.blocks.length, 'block')}. Read it as it will be sealed. Use
        “Change” beside a paragraph to correct it. Nothing is sealed until you submit.
      </p>
      <ButtonGroup>
        <Button text="Go on to submit" href={`${at}/submission`} />
        {report.canUndo && (
          <ActionButton
            csrf={props.csrf}
            action={`${at}/undo`}
            text="Undo the last change"
            fields={{ version: String(report.version) }}
            classes="govuk-button--secondary"
          />
        )}
      </ButtonGroup>
      <UnreadList unread={report.unread} />
      <FoundList found={report.found} />
      <Details summaryText="Bring in another file instead">
        <ImportForm at={at} csrf={props.csrf} error={undefined} replaces />
      </Details>
    </>
  )
}

const UnreadList = (props: { unread: Unread[] }) =>
  props.unread.length === 0 ? null : (
    <InsetText>
      <h2 class="govuk-heading-s">What could not be read</h2>
      <p class="govuk-body">
        These are in your file but not in the text below. Check whether the report needs them in words.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {props.unread.map((one) => (
          <li>
            {one.what}, {one.where}
          </li>
        ))}
      </ul>
    </InsetText>
  )

const foundWords: Record<Found['kind'], string> = {
  comment: 'Comment',
  insertion: 'Tracked insertion',
  deletion: 'Tracked deletion',
  hidden: 'Hidden text',
  property: 'File property',
  header: 'Page header',
  footer: 'Page footer',
  attachment: 'Attachment',
  link: 'Link',
}

const FoundList = (props: { found: Found[] }) =>
  props.found.length === 0 ? null : (
    <Details
      summaryText={`What we found beside the text (${props.found.length}): comments, tracked changes, hidden text, file properties`}
    >
      <p class="govuk-body">None of this is in the text below or will be sealed. Only you are shown it.</p>
      <table class="govuk-table tl-table--stacked">
        <caption class="govuk-visually-hidden">Found beside the text</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {['Kind', 'Where', 'Words'].map((head) => (
              <th scope="col" class="govuk-table__header">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {props.found.map((one) => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                {foundWords[one.kind]}
                {one.by ? `, by ${one.by}` : ''}
              </th>
              <td class="govuk-table__cell">{one.where}</td>
              <td class="govuk-table__cell tl-break">{one.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Details>
  )

/** Beside each finding of the draft, the most similar findings of published reviews: by its block's number. */
async function foundEarlierIn(ctx: Context, report: Report): Promise<ReadonlyMap<number, Recurrence>> {
  const found = findingsIn(report.blocks)
  const answers = await recurrencesOf(
    ctx,
    found.map((one) => one.text),
  )
  return new Map(found.map((one, n) => [Number(one.anchor.slice(1)), answers[n]!] as const))
}

const FoundEarlier = (props: { recurrence: Recurrence | undefined }) =>
  !props.recurrence || props.recurrence.editions === 0 ? null : (
    <Details summaryText="Found before?" classes="tl-found-earlier">
      <p class="govuk-body-s">{props.recurrence.words} Suggested by a machine that compares words only.</p>
      <ul class="govuk-list govuk-list--bullet govuk-body-s">
        {props.recurrence.found.slice(0, 3).map(({ finding }) => (
          <li>
            “{finding.text.replaceAll(/[⟦⟧]/g, '').slice(0, 240)}”{' '}
            <a class="govuk-link" href={`/library/editions/${finding.editionId}#${finding.anchor}`}>
              {finding.editionTitle}
            </a>
            , {dateInWords(finding.publishedOn)}
          </li>
        ))}
      </ul>
    </Details>
  )

const ReportBody = (props: { report: Report; at: string; earlier: ReadonlyMap<number, Recurrence> }) => {
  const { report } = props
  const headings = report.blocks.flatMap((block, n) =>
    block.kind === 'heading1' || block.kind === 'heading2'
      ? [{ id: `b${n}`, text: block.text, level: block.kind === 'heading1' ? (1 as const) : (2 as const) }]
      : [],
  )
  return (
    <ReadingLayout contents={headings.length > 2 ? <Contents entries={headings} /> : undefined}>
      <Prose>
        <ReportText
          blocks={report.blocks}
          inside={(block) => block.text}
          idOf={(n) => `b${n}`}
          beside={(block, n) => (
            <>
              <ChangeLink at={props.at} n={n} text={block.text} />
              <FoundEarlier recurrence={props.earlier.get(n)} />
            </>
          )}
        />
      </Prose>
    </ReadingLayout>
  )
}

const ChangeLink = (props: { at: string; n: number; text: string }) => (
  <a class="govuk-link tl-change" href={`${props.at}/blocks/${props.n}`}>
    Change<span class="govuk-visually-hidden"> “{props.text.slice(0, 60)}”</span>
  </a>
)

/** What a review's own page shows of its report. */
export async function reportSlot(ctx: Context, review: Review): Promise<{ title: string; body: Content } | null> {
  const state = await reportStateOf(ctx, review)
  if (!state) return null
  const at = reportPath(review)
  const mine = may(ctx.actor, authorshipActs.readDraft, review.scope)
  if (state.submission) {
    return {
      title: 'Report',
      body: (
        <p class="govuk-body">
          Submitted and sealed on {dateInWords(state.submission.submittedAt)}.{' '}
          {state.readable && (
            <a class="govuk-link" href={at}>
              Read the sealed report
            </a>
          )}
        </p>
      ),
    }
  }
  if (mine && review.stage === 'in-progress') {
    return {
      title: 'Report',
      body: <Button text={state.state === 'empty' ? 'Bring in the report' : 'Go to the report'} href={at} />,
    }
  }
  return {
    title: 'Report',
    body: (
      <p class="govuk-body">
        {state.state === 'empty'
          ? 'Not brought in yet.'
          : 'The author is working on it. Nobody else sees it before it is submitted.'}
      </p>
    ),
  }
}
