import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { EmptyState } from '#web/components/empty-state.tsx'
import { ActionButton } from '#web/components/form.tsx'
import { CensusFiguresView } from '#web/components/census-figures.tsx'
import { Details } from '#web/components/details.tsx'
import { Tag } from '#web/components/tag.tsx'
import { counted, dateInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import type { CensusFigures } from '#library/library.ts'
import { may } from '#platform/permission.ts'
import {
  boardsInQuarter,
  figuresFor,
  isPublished,
  openQuarters,
  publishFigures,
  type BoardInQuarter,
} from '../census.ts'
import { answerBy, questions, type Quarter } from '../figures.ts'
import { quarterName } from '../mails.ts'
import { censusActs } from '../permissions.ts'

/** A quarter named by an address: “2026-3”. @throws NotFound when it is none that is kept open */
export function quarterFrom(request: FastifyRequest): Quarter {
  const named = pathOf(request, 'quarter')
  const found = openQuarters(request.ctx).find((one) => `${one.year}-${one.quarter}` === named)
  if (!found) throw new NotFound()
  return found
}

/** The quarters, and one quarter's boards: who has answered, who has not, where answers and register differ. */
export function quarterRoutes(app: FastifyInstance): void {
  app.get('/workspace/census', { config: { rule: censusActs.seeCensus } }, async (request, reply) => {
    const [last] = openQuarters(request.ctx)
    return last ? quarterPage(request, reply, last) : reply.redirect('/workspace', 303)
  })
  app.get('/workspace/census/:quarter', { config: { rule: censusActs.seeCensus } }, async (request, reply) =>
    quarterPage(request, reply, quarterFrom(request)),
  )
  app.post(
    '/workspace/census/:quarter/figures',
    { config: { rule: censusActs.publishFigures } },
    async (request, reply) => {
      const one = quarterFrom(request)
      const answer = await publishFigures(request.ctx, one)
      const words =
        'refused' in answer
          ? 'These figures are published already.'
          : 'Published, by nation and kind, without small counts.'
      return goTo(request, reply, `/workspace/census/${one.year}-${one.quarter}`, words)
    },
  )
}

async function quarterPage(request: FastifyRequest, reply: FastifyReply, one: Quarter) {
  const boards = await boardsInQuarter(request.ctx, one)
  const missing = boards.filter((each) => !each.answer)
  const differing = boards.filter((each) => each.differences.length > 0)
  const agreeing = boards.filter((each) => each.answer && each.differences.length === 0)
  const figures = await figuresFor(request.ctx, one)
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'workspace')} title={`Census for ${quarterName(one)}`} width="full">
      <h1 class="govuk-heading-l">Census for {quarterName(one)}</h1>
      <p class="govuk-body">
        {numberInWords(boards.length - missing.length)} of {counted(boards.length, 'board')} have answered. Answers were
        due by {dateInWords(answerBy(one))}.
      </p>
      <p class="govuk-body">
        Other quarters:{' '}
        {openQuarters(request.ctx)
          .filter((each) => each.year !== one.year || each.quarter !== one.quarter)
          .map((each, n) => (
            <>
              {n > 0 && ', '}
              <a class="govuk-link" href={`/workspace/census/${each.year}-${each.quarter}`}>
                {quarterName(each)}
              </a>
            </>
          ))}
      </p>
      {boards.length === 0 && <EmptyState title="No boards">There was no board in this quarter.</EmptyState>}
      <BoardList title="Have not answered" boards={missing} one={one} request={request} />
      <BoardList title="Census and register differ" boards={differing} one={one} request={request} />
      <BoardList title="Answered, and the register agrees" boards={agreeing} one={one} request={request} />
      {figures && (
        <Figures
          figures={figures}
          published={await isPublished(request.ctx, one)}
          one={one}
          csrf={await csrfOf(reply)}
        />
      )}
    </Page>,
  )
}

const BoardList = (props: { title: string; boards: BoardInQuarter[]; one: Quarter; request: FastifyRequest }) =>
  props.boards.length > 0 && (
    <section>
      <h2 class="govuk-heading-m">
        {props.title} ({numberInWords(props.boards.length)})
      </h2>
      <ul class="govuk-list govuk-list--spaced">
        {props.boards.map((each) => (
          <li>
            {may(props.request.ctx.actor, censusActs.answerCensus, { organisations: [each.board.id] }) ? (
              <a class="govuk-link" href={`/workspace/census/${props.one.year}-${props.one.quarter}/${each.board.id}`}>
                {each.board.name}
              </a>
            ) : (
              each.board.name
            )}{' '}
            {isNil(each) && <Tag text="Nothing to report" classes="govuk-tag--grey" />}
            {each.differences.map((difference) => (
              <div>
                {questions[difference.what]}: {numberInWords(difference.reported)} in the census,{' '}
                {numberInWords(difference.registered)} in the register
              </div>
            ))}
            {each.answer?.note && <div class="govuk-hint">{each.answer.note}</div>}
          </li>
        ))}
      </ul>
    </section>
  )

function isNil({ answer }: BoardInQuarter): boolean {
  return answer !== null && answer.notified + answer.notToProceed + answer.submitted === 0
}

const Figures = (props: { figures: CensusFigures; published: boolean; one: Quarter; csrf: string }) => (
  <section>
    <h2 class="govuk-heading-m">Public figures</h2>
    {props.published ? (
      <p class="govuk-body">
        Published.{' '}
        <a class="govuk-link" href="/coverage">
          See them as the public does
        </a>
      </p>
    ) : (
      <>
        <p class="govuk-body">By nation and kind only. Small counts are left out, with all that would give one away.</p>
        <Details summaryText="See what would be public">
          <CensusFiguresView figures={props.figures} />
        </Details>
        <ActionButton
          csrf={props.csrf}
          action={`/workspace/census/${props.one.year}-${props.one.quarter}/figures`}
          text="Publish these figures"
        />
      </>
    )}
  </section>
)
