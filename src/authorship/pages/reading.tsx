import type { FastifyInstance } from 'fastify'
import { ContentWarning } from '#web/components/content-warning.tsx'
import { Details } from '#web/components/details.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Contents, Prose, ReadingLayout } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { Tag } from '#web/components/tag.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { commentKindWords, settlementWords } from '../consent/round.ts'
import { readSealed, type Comment, type Reading } from '../consent/reading.ts'
import { authorshipActs } from '../permissions.ts'
import { reportPath } from './report-for.ts'

/** The sealed text as everyone who takes part reads it, with what is beside it. */
export function readingRoutes(app: FastifyInstance): void {
  app.get(
    '/workspace/reviews/:reference/report/reading',
    { config: { rule: authorshipActs.readSealedReport } },
    async (request, reply) => {
      const reading = await readSealed(request.ctx, pathOf(request, 'reference'))
      if (!reading) throw new NotFound()
      const title = `Report of review ${reading.review.reference}`
      return sendPage(
        reply,
        <Page
          {...await shellOf(request, reply, 'workspace')}
          title={title}
          width="full"
          backLink={`/workspace/reviews/${reading.review.reference}`}
          quickExit
        >
          <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
              <h1 class="govuk-heading-l">{title}</h1>
              <Seal reading={reading} />
              <ContentWarning continueHref="#report" continueText="Read the report">
                <p class="govuk-body">
                  This report says how somebody came to harm, with real names. It may be hard to read. Read it only
                  where nobody can look over your shoulder. That you read it is recorded.
                </p>
              </ContentWarning>
              <RoundWords reading={reading} />
              {reading.mayAnswer && <ToAnswer reading={reading} />}
            </div>
          </div>
          <Text reading={reading} />
        </Page>,
      )
    },
  )
}

const Seal = (props: { reading: Reading }) => {
  const at = reportPath(props.reading.review)
  return (
    <InsetText>
      Sealed by its author on {dateInWords(props.reading.submittedAt)}. This is the text that the author submitted, with
      nobody in between. No word of it can be changed unseen.{' '}
      <a class="govuk-link" href={`${at}/receipt`}>
        Receipt and fingerprint
      </a>
    </InsetText>
  )
}

const RoundWords = (props: { reading: Reading }) => {
  const { reading } = props
  const at = reportPath(reading.review)
  const mine = reading.comments.filter((comment) => comment.mine)
  return (
    <>
      {reading.endsOn && (
        <p class="govuk-body">
          {reading.roundOpen
            ? `There is one round of comments. It is open until the end of ${dateInWords(reading.endsOn)}.`
            : `The one round of comments ended on ${dateInWords(reading.endsOn)}.`}
          {reading.mayComment &&
            ' Use “Comment” beside a passage. A comment changes nothing by itself: the author decides, and says why.'}
        </p>
      )}
      {mine.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${at}/comments`}>
            Your {counted(mine.length, 'comment')} and how each was settled
          </a>
        </p>
      )}
    </>
  )
}

const ToAnswer = (props: { reading: Reading }) => {
  const open = props.reading.comments.filter((comment) => comment.answer === null)
  return (
    <section aria-labelledby="to-answer">
      <h2 class="govuk-heading-m" id="to-answer">
        {open.length === 0
          ? 'No comment waits for an answer'
          : `${counted(open.length, 'comment')} ${open.length === 1 ? 'waits' : 'wait'} for an answer`}
      </h2>
      {open.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {open.map((comment) => (
            <li>
              <a class="govuk-link" href={`${reportPath(props.reading.review)}/comments/${comment.id}`}>
                {commentKindWords[comment.kind]}
                <span class="govuk-visually-hidden"> at passage {comment.block + 1}</span>
              </a>{' '}
              by {comment.by}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Text = (props: { reading: Reading }) => {
  const { reading } = props
  const at = reportPath(reading.review)
  const headings = reading.blocks.flatMap((block, n) =>
    block.kind === 'heading1' || block.kind === 'heading2'
      ? [{ id: `b${n}`, text: block.text, level: block.kind === 'heading1' ? (1 as const) : (2 as const) }]
      : [],
  )
  return (
    <ReadingLayout contents={headings.length > 2 ? <Contents entries={headings} /> : undefined}>
      <div id="report">
        <Prose>
          <ReportText
            blocks={reading.blocks}
            inside={(block) => block.text}
            idOf={(n) => `b${n}`}
            beside={(block, n) => (
              <>
                {reading.mayComment && (
                  <a class="govuk-link tl-change" href={`${at}/blocks/${n}/comment`}>
                    Comment<span class="govuk-visually-hidden"> on “{block.text.slice(0, 60)}”</span>
                  </a>
                )}
                <CommentsBeside
                  comments={reading.comments.filter((comment) => comment.block === n)}
                  answerAt={reading.mayAnswer ? at : null}
                />
              </>
            )}
          />
        </Prose>
      </div>
    </ReadingLayout>
  )
}

const CommentsBeside = (props: { comments: readonly Comment[]; answerAt: string | null }) =>
  props.comments.length === 0 ? null : (
    <Details summaryText={counted(props.comments.length, 'comment')} classes="tl-beside">
      {props.comments.map((comment) => (
        <CommentWords comment={comment} answerAt={props.answerAt} />
      ))}
    </Details>
  )

/** One comment with its answer; with `answerAt`, a link to settle it. */
export const CommentWords = (props: { comment: Comment; answerAt: string | null }) => {
  const { comment } = props
  return (
    <div class="tl-beside__one">
      <p class="govuk-body govuk-!-margin-bottom-1">
        <Tag text={commentKindWords[comment.kind]} classes={comment.answer ? 'govuk-tag--grey' : 'govuk-tag--yellow'} />{' '}
        {comment.by}, {dateInWords(comment.at)}
      </p>
      <p class="govuk-body tl-typed">{comment.words}</p>
      {comment.answer ? (
        <>
          <p class="govuk-body govuk-!-margin-bottom-1">
            <strong>{settlementWords[comment.answer.settled]}</strong> ({comment.answer.by},{' '}
            {dateInWords(comment.answer.at)})
          </p>
          <p class="govuk-body tl-typed">{comment.answer.words}</p>
        </>
      ) : props.answerAt ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`${props.answerAt}/comments/${comment.id}`}>
            Answer<span class="govuk-visually-hidden"> this comment by {comment.by}</span>
          </a>
        </p>
      ) : (
        <p class="govuk-body">Not settled yet.</p>
      )}
    </div>
  )
}
