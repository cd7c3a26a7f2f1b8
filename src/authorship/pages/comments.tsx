import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { choice, emptyForm, ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import {
  answerComment,
  commentOnReport,
  commentToAnswer,
  myComments,
  readSealed,
  type Reading,
  type ReadingRefusal,
} from '../consent/reading.ts'
import { commentKindWords, longestComment, settlementWords } from '../consent/round.ts'
import { authorshipActs } from '../permissions.ts'
import { idOf, reportPath } from './report-for.ts'
import { CommentWords } from './reading.tsx'

const words: Record<ReadingRefusal, string> = {
  'not-found': 'There is no such report for you',
  'round-over': 'The round of comments is over, so this could not be sent',
  'kind-missing': 'Choose what the comment is about',
  'words-missing': 'Say it in a few words',
  'words-too-long': `Use ${longestComment} characters or fewer`,
  'settlement-missing': 'Choose how you settle it',
  'no-such-block': 'That passage is no longer there',
  'already-answered': 'This comment has been answered already',
}

const fieldOf: Partial<Record<ReadingRefusal, string>> = { 'kind-missing': 'kind', 'settlement-missing': 'settled' }

const mistake = (refused: ReadingRefusal) => ({ [fieldOf[refused] ?? 'words']: words[refused] })

/** Commenting beside the text, seeing how one's comments were settled, and settling them. */
export function commentRoutes(app: FastifyInstance): void {
  const base = '/workspace/reviews/:reference/report'
  const comment = { config: { rule: authorshipActs.commentOnReport } }
  const answer = { config: { rule: authorshipActs.answerComment } }
  app.get(`${base}/blocks/:n/comment`, comment, async (request, reply) => {
    const { reading, n } = await passageFor(request)
    return commentPage(request, reply, reading, n, emptyForm)
  })
  app.post(`${base}/blocks/:n/comment`, comment, async (request, reply) => {
    const { reading, n } = await passageFor(request)
    const form = formOf(request)
    const done = await commentOnReport(request.ctx, reading.reportId, {
      block: n,
      kind: form['kind'] ?? '',
      words: form['words'] ?? '',
    })
    if ('refused' in done)
      return commentPage(request, reply, reading, n, { values: form, errors: mistake(done.refused) })
    return goTo(
      request,
      reply,
      `${reportPath(reading.review)}/reading#b${n}`,
      'Sent to the author. You will be told how it is settled.',
    )
  })
  app.get(`${base}/comments`, comment, async (request, reply) => {
    const mine = await myComments(request.ctx, pathOf(request, 'reference'))
    if (!mine) throw new NotFound()
    return sendPage(reply, await MyComments(request, reply, mine))
  })
  app.get(`${base}/comments/:comment`, answer, async (request, reply) => answerPage(request, reply, emptyForm))
  app.post(`${base}/comments/:comment`, answer, async (request, reply) => {
    const form = formOf(request)
    const done = await answerComment(request.ctx, idOf(request, 'comment'), {
      settled: form['settled'] ?? '',
      words: form['words'] ?? '',
    })
    if ('refused' in done) return answerPage(request, reply, { values: form, errors: mistake(done.refused) })
    const to = `/workspace/reviews/${pathOf(request, 'reference')}/report/reading`
    return goTo(request, reply, to, 'Settled. Whoever commented has been told.')
  })
}

async function passageFor(request: FastifyRequest): Promise<{ reading: Reading; n: number }> {
  const reading = await readSealed(request.ctx, pathOf(request, 'reference'))
  const n = Number(pathOf(request, 'n'))
  if (!reading || !Number.isInteger(n) || !reading.blocks[n]) throw new NotFound()
  return { reading, n }
}

async function commentPage(request: FastifyRequest, reply: FastifyReply, reading: Reading, n: number, form: FormState) {
  const back = `${reportPath(reading.review)}/reading#b${n}`
  const title = 'Comment on this passage'
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      inError={hasErrors(form.errors)}
      backLink={back}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      <blockquote class="govuk-inset-text">{reading.blocks[n]!.text}</blockquote>
      <p class="govuk-body">
        The author reads your comment with your name and who you are here for, decides, and says why. Your comment
        changes nothing in the text.
      </p>
      <Form csrf={await csrfOf(reply)}>
        <Radios
          {...choice(form, 'kind')}
          fieldset={{ legend: 'What is it about?' }}
          items={Object.entries(commentKindWords).map(([value, text]) => ({ value, text }))}
        />
        <Textarea {...field(form, 'words')} label="Your comment" rows={6} />
        <ButtonGroup>
          <Button text="Send to the author" preventDoubleClick />
          <a class="govuk-link" href={back}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

async function MyComments(
  request: FastifyRequest,
  reply: FastifyReply,
  mine: NonNullable<Awaited<ReturnType<typeof myComments>>>,
) {
  const { reference } = mine.review
  return (
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Your comments on review ${reference}`}
      backLink={mine.mayRead ? `${reportPath(mine.review)}/reading` : `/workspace/reviews/${reference}`}
    >
      <h1 class="govuk-heading-l">Your comments on review {reference}</h1>
      {mine.comments.length === 0 ? (
        <EmptyState title="You have made no comment">
          A comment is made beside a passage of the report, while the round is open.
        </EmptyState>
      ) : (
        mine.comments.map((comment) => (
          <section>
            <h2 class="govuk-heading-s">On passage {comment.block + 1}</h2>
            <CommentWords comment={comment} answerAt={null} />
          </section>
        ))
      )}
    </Page>
  )
}

async function answerPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const found = await commentToAnswer(request.ctx, idOf(request, 'comment'))
  if (!found || found.review.reference !== pathOf(request, 'reference')) throw new NotFound()
  const { comment, block } = found
  const back = `${reportPath(found.review)}/reading#b${comment.block}`
  const title = `${commentKindWords[comment.kind]}: a comment on your report`
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      inError={hasErrors(form.errors)}
      backLink={back}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      <h2 class="govuk-heading-s">Your text</h2>
      <blockquote class="govuk-inset-text">{block.text}</blockquote>
      <h2 class="govuk-heading-s">
        {comment.by}, {dateInWords(comment.at)}
      </h2>
      <p class="govuk-body tl-typed">{comment.words}</p>
      {comment.answer ? (
        <CommentWords comment={comment} answerAt={null} />
      ) : (
        <Form csrf={await csrfOf(reply)}>
          <Radios
            {...choice(form, 'settled')}
            fieldset={{ legend: 'How do you settle it?' }}
            hint="Your answer changes no word. Where the text should change, the exact change is proposed to you and you agree to it by itself."
            items={Object.entries(settlementWords).map(([value, text]) => ({ value, text }))}
          />
          <Textarea
            {...field(form, 'words')}
            label="Why"
            hint="Whoever commented reads this, and so do the board’s chair and manager"
            rows={5}
          />
          <ButtonGroup>
            <Button text="Settle the comment" preventDoubleClick />
            <a class="govuk-link" href={back}>
              Cancel
            </a>
          </ButtonGroup>
        </Form>
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
