import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ActionButton, ErrorSummaryFor } from '#web/components/form.tsx'
import { Details } from '#web/components/details.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Prose, Replaced } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { spanKinds } from '#web/components/span-mark.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import {
  answerEdition,
  editionForAuthor,
  type AgreementRefusal,
  type EditionForAuthor,
  type ReplacementShown,
} from '../consent/agreement.ts'
import type { SpanLabel } from '../deidentification.ts'
import { partsOf } from '../edition.ts'
import { deidentificationActs } from '../permissions.ts'

const words: Record<AgreementRefusal, string> = {
  'not-found': 'There is no such edition for you',
  'already-answered': 'You have answered already',
  'changed-meanwhile':
    'The edition was changed since you opened this page. Look at it again; nothing of yours was kept',
}

/** The author sees every replacement of the edition, and agrees or refuses. */
export function agreementRoutes(app: FastifyInstance): void {
  const path = '/workspace/reviews/:reference/report/edition'
  const config = { rule: deidentificationActs.answerEdition }
  app.get(path, { config }, async (request, reply) => agreementPage(request, reply, {}))
  app.post(path, { config }, async (request, reply) => {
    const form = formOf(request)
    const edition = await editionForAuthor(request.ctx, pathOf(request, 'reference'))
    if (!edition) throw new NotFound()
    const answer = form['answer'] === 'agreed' ? 'agreed' : 'refused'
    const done = await answerEdition(request.ctx, edition.reportId, { askId: form['ask'] ?? '', answer })
    if ('refused' in done) return agreementPage(request, reply, { answer: words[done.refused] })
    return goTo(
      request,
      reply,
      path.replace(':reference', edition.review.reference),
      answer === 'agreed' ? 'You agreed. The edition says so.' : 'You refused. The edition says so.',
    )
  })
}

async function agreementPage(request: FastifyRequest, reply: FastifyReply, errors: Record<string, string>) {
  const edition = await editionForAuthor(request.ctx, pathOf(request, 'reference'))
  if (!edition) throw new NotFound()
  const title = `The edition of review ${edition.review.reference}`
  const csrf = await csrfOf(reply)
  const failed = Object.keys(errors).length > 0
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      width="full"
      inError={failed}
      backLink={`/workspace/reviews/${edition.review.reference}`}
    >
      <ErrorSummaryFor errors={errors} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{title}</h1>
          <Standing edition={edition} csrf={csrf} />
          <h2 class="govuk-heading-m">What is replaced</h2>
          <Replacements edition={edition} />
          <Kept edition={edition} />
          <h2 class="govuk-heading-m">What readers see first</h2>
          <p class="govuk-body">
            <strong>{edition.title}</strong>
          </p>
          <p class="govuk-body">{edition.summary}</p>
          {edition.warning && <p class="govuk-body">{edition.warning}</p>}
        </div>
      </div>
      <Details summaryText="Every replacement where it stands in the text">
        <Prose>
          <ReportText
            blocks={edition.blocks}
            inside={(block, n) =>
              edition.withheld.includes(n) ? (
                <Replaced>Withheld by law</Replaced>
              ) : (
                partsOf(
                  block.text,
                  edition.places
                    .filter((place) => place.block === n)
                    .map(({ replacement, ...place }) => ({ ...place, label: replacement })),
                ).map((part) => ('text' in part ? part.text : <Replaced>{part.label}</Replaced>))
              )
            }
          />
        </Prose>
      </Details>
    </Page>,
    failed ? 422 : 200,
  )
}

/** Two buttons of one size and colour, as for every answer of an author. */
const Standing = (props: { edition: EditionForAuthor; csrf: string }) => {
  const { edition } = props
  const at = `/workspace/reviews/${edition.review.reference}/report/edition`
  if (edition.answer)
    return (
      <InsetText>
        {edition.answer === 'agreed'
          ? 'You agreed to this edition: it will say “names generalised with the author’s agreement”.'
          : 'You refused this edition: if it is published, it will say that the national body generalised it without your agreement.'}
      </InsetText>
    )
  return (
    <>
      <p class="govuk-body">
        Names and details are replaced, and nothing else: every other word is yours, in your order, and anyone can check
        it. Please answer by {dateInWords(edition.dueOn)}. If you refuse, the edition can still be published, and says
        that you refused. If you do not answer, it says that you did not: silence is not agreement.
      </p>
      <div class="govuk-button-group" id="answer">
        <ActionButton
          csrf={props.csrf}
          action={at}
          text="I agree to this edition"
          fields={{ ask: edition.askId, answer: 'agreed' }}
          classes="govuk-button--secondary"
        />
        <ActionButton
          csrf={props.csrf}
          action={at}
          text="I refuse this edition"
          fields={{ ask: edition.askId, answer: 'refused' }}
          classes="govuk-button--secondary"
        />
      </div>
    </>
  )
}

function byClass(list: readonly ReplacementShown[]): [SpanLabel, ReplacementShown[]][] {
  const classes = [...new Set(list.map((one) => one.label))]
  return classes.map((label) => [label, list.filter((one) => one.label === label)])
}

const Replacements = (props: { edition: EditionForAuthor }) => {
  const replaced = props.edition.replacements.filter((one) => one.replacement !== null)
  if (replaced.length === 0) return <p class="govuk-body">Nothing is replaced.</p>
  return (
    <>
      {byClass(replaced).map(([label, list]) => (
        <Details
          summaryText={`${spanKinds[label].words}: ${counted(
            list.reduce((sum, one) => sum + one.times, 0),
            'place',
          )}`}
          open
        >
          <table class="govuk-table tl-table--stacked">
            <caption class="govuk-visually-hidden">{spanKinds[label].words}: what is replaced</caption>
            <thead class="govuk-table__head">
              <tr class="govuk-table__row">
                {['Your words', 'In the edition', 'Places'].map((head) => (
                  <th scope="col" class="govuk-table__header">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody class="govuk-table__body">
              {list.map((one) => (
                <tr class="govuk-table__row">
                  <th scope="row" class="govuk-table__header tl-break">
                    {one.words}
                  </th>
                  <td class="govuk-table__cell" data-label="In the edition">
                    {one.replacement}
                  </td>
                  <td class="govuk-table__cell" data-label="Places">
                    {one.times}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Details>
      ))}
      {props.edition.withheld.length > 0 && (
        <p class="govuk-body">
          {counted(props.edition.withheld.length, 'passage')} withheld by law: the edition shows numbered holes.
        </p>
      )}
    </>
  )
}

const Kept = (props: { edition: EditionForAuthor }) => {
  const kept = props.edition.replacements.filter((one) => one.replacement === null)
  return kept.length === 0 ? null : (
    <Details summaryText={`Looked at, and left as you wrote it: ${kept.length}`}>
      <ul class="govuk-list govuk-list--bullet">
        {kept.map((one) => (
          <li>
            {one.words} ({spanKinds[one.label].words.toLowerCase()}, {counted(one.times, 'place')})
          </li>
        ))}
      </ul>
    </Details>
  )
}
