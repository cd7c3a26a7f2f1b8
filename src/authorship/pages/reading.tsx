import type { FastifyInstance } from 'fastify'
import { ContentWarning } from '#web/components/content-warning.tsx'
import { Details } from '#web/components/details.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Contents, Prose, ReadingLayout } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { Tag } from '#web/components/tag.tsx'
import { TextStates } from '#web/components/integrity-label.tsx'
import { ActionButton } from '#web/components/form.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { withholdingReasonWords } from '../consent/change.ts'
import { commentKindWords, settlementWords } from '../consent/round.ts'
import { readSealed, type Comment, type Reading } from '../consent/reading.ts'
import { authorshipActs } from '../permissions.ts'
import { proposalStates } from './changes.tsx'
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
      const csrf = await csrfOf(reply)
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
              <Dissents reading={reading} csrf={csrf} />
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
  const { reading } = props
  const at = reportPath(reading.review)
  const asked = reading.changes.proposals.length
  return (
    <>
      <TextStates
        states={[reading.label, ...(reading.changes.withholdings.length > 0 ? (['withheld'] as const) : [])]}
      />
      <InsetText>
        Sealed by its author on {dateInWords(reading.submittedAt)}.{' '}
        {reading.label === 'as-written'
          ? 'This is the text that the author submitted, with nobody in between.'
          : 'Every change since is marked where it stands, and the versions before are kept.'}{' '}
        No word of it can be changed unseen.{' '}
        <a class="govuk-link" href={`${at}/receipt`}>
          Receipt and fingerprint
        </a>
        {asked > 0 && (
          <>
            {'. '}
            <a class="govuk-link" href={`${at}/changes`}>
              {counted(asked, 'change')} asked
            </a>
          </>
        )}
      </InsetText>
      {!reading.signed && (
        <p class="govuk-body-s">
          What was done after submission is recorded by Throughline in its public log, not signed with keys.
        </p>
      )}
    </>
  )
}

/** Shown wherever the report is shown; only the author can withdraw one. */
const Dissents = (props: { reading: Reading; csrf: string }) => {
  const { reading } = props
  const at = reportPath(reading.review)
  return (
    <>
      {reading.changes.dissents.map((one) => (
        <section class="tl-dissent">
          <h2 class="govuk-heading-s">The author dissents</h2>
          <p class="govuk-body tl-typed">{one.words}</p>
          {reading.isAuthor && (
            <ActionButton
              csrf={props.csrf}
              action={`${at}/dissents/${one.id}/withdrawal`}
              text="Withdraw this dissent"
              classes="govuk-button--secondary"
            />
          )}
        </section>
      ))}
      {reading.isAuthor &&
        (reading.label === 'changed-without-agreement' || reading.changes.withholdings.length > 0) && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${at}/dissent`}>
              Write a dissent
            </a>
          </p>
        )}
    </>
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
                <ChangeBeside reading={reading} n={n} text={block.text} />
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

/** What was done to a passage, and what this reader can do about it. */
const ChangeBeside = (props: { reading: Reading; n: number; text: string }) => {
  const { reading, n } = props
  const at = reportPath(reading.review)
  const hidden = <span class="govuk-visually-hidden"> “{props.text.slice(0, 60)}”</span>
  const withheld = reading.changes.withholdings.find((one) => one.blocks.includes(n))
  const shown = reading.changes.proposals.filter(
    (one) => one.block === n && one.state !== 'outdated' && one.state !== 'taken-back',
  )
  return (
    <>
      {reading.changes.mayPropose && !withheld && (
        <a class="govuk-link tl-change" href={`${at}/blocks/${n}/proposal`}>
          Propose a change{hidden}
        </a>
      )}
      {reading.changes.isCommissioner && !withheld && (
        <a class="govuk-link tl-change" href={`${at}/blocks/${n}/withholding`}>
          Withhold{hidden}
        </a>
      )}
      {withheld && (
        <p class="govuk-body-s">
          <Tag text="To be withheld by law" classes="govuk-tag--purple" /> {withholdingReasonWords[withheld.reason]}
        </p>
      )}
      {shown.map((one) => (
        <p class="govuk-body-s">
          <Tag {...proposalStates[one.state]} />{' '}
          <a class="govuk-link" href={`${at}/changes/${one.id}`}>
            See before and after<span class="govuk-visually-hidden"> of passage {n + 1}</span>
          </a>
        </p>
      ))}
    </>
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
