import type { FastifyInstance } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { SearchForm } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Pager } from '#web/components/pager.tsx'
import { Select } from '#web/components/select.tsx'
import { counted, dateInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { queryOf, sendPage, shellOf } from '#web/site.ts'
import { may, mayEver } from '#platform/permission.ts'
import { boardKinds, organisations, type Organisation } from '#identity/identity.ts'
import { nations, reviewKinds, type Nation, type ReviewKind } from '#vocabulary/vocabulary.ts'
import { registerActs } from '../permissions.ts'
import { countedUpTo, reviews, type ReviewListed } from '../register.ts'
import { stageWords, type Stage } from '../stages.ts'
import { StageTag } from './stage-tag.tsx'

/** The list of reviews that a person may see. */
export function reviewListRoutes(app: FastifyInstance): void {
  app.get('/workspace/reviews', { config: { rule: registerActs.readReview } }, async (request, reply) => {
    const stage = queryOf(request, 'stage')
    const nation = queryOf(request, 'nation')
    const kind = queryOf(request, 'kind')
    const boardId = queryOf(request, 'board')
    const everyBoard = may(request.ctx.actor, registerActs.readReview)
    const boards = everyBoard ? await organisations(request.ctx, boardKinds, { ended: true }) : []
    const kinds = await reviewKinds(request.ctx, { legacy: true })
    const reference = queryOf(request, 'reference').trim()
    const page = Math.max(1, Number.parseInt(queryOf(request, 'page'), 10) || 1)
    const found = await reviews(request.ctx, {
      stage: stage in stageWords ? (stage as Stage) : undefined,
      nation: nation in nations ? (nation as Nation) : undefined,
      kind: kind || undefined,
      boardId: boards.find((board) => board.id === boardId)?.id,
      reference: reference || undefined,
      page,
    })
    const query = (n: number) =>
      `?${new URLSearchParams({ stage, nation, kind, board: boardId, reference, page: String(n) }).toString()}`
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="Reviews" width="full">
        <h1 class="govuk-heading-l">Reviews</h1>
        {mayEver(request.ctx.actor, registerActs.registerReview) && (
          <Button text="Register a review" href="/workspace/reviews/new" />
        )}
        <Filters typed={{ stage, nation, kind, board: boardId, reference }} kinds={kinds} boards={boards} />
        {found.reviews.length === 0 ? (
          <NoReviews filtered={Boolean(stage || nation || kind || boardId || reference)} />
        ) : (
          <ReviewTable reviews={found.reviews} total={found.total} />
        )}
        {found.pages > 1 && <Pager page={page} pages={found.pages} hrefOf={query} />}
      </Page>,
    )
  })
}

const Filters = (props: {
  typed: { stage: string; nation: string; kind: string; board: string; reference: string }
  kinds: readonly ReviewKind[]
  boards: readonly Organisation[]
}) => (
  <SearchForm action="/workspace/reviews" label="Find a review" classes="tl-filters">
    <Input
      name="reference"
      id="reference"
      label="Reference"
      value={props.typed.reference}
      classes="govuk-input--width-10"
      spellcheck={false}
    />
    <Select
      name="stage"
      id="stage"
      label="Stage"
      value={props.typed.stage}
      items={[
        { value: '', text: 'All stages' },
        ...Object.entries(stageWords).map(([value, text]) => ({ value, text })),
      ]}
    />
    <Select
      name="nation"
      id="nation"
      label="Nation"
      value={props.typed.nation}
      items={[{ value: '', text: 'All nations' }, ...Object.entries(nations).map(([value, text]) => ({ value, text }))]}
    />
    <Select
      name="kind"
      id="kind"
      label="Kind"
      value={props.typed.kind}
      items={[{ value: '', text: 'All kinds' }, ...props.kinds.map((one) => ({ value: one.code, text: one.label }))]}
    />
    {props.boards.length > 0 && (
      <Select
        name="board"
        id="board"
        label="Board"
        value={props.typed.board}
        items={[{ value: '', text: 'All boards' }, ...props.boards.map((one) => ({ value: one.id, text: one.name }))]}
      />
    )}
    <Button text="Show" classes="govuk-button--secondary" />
  </SearchForm>
)

const NoReviews = (props: { filtered: boolean }) =>
  props.filtered ? (
    <EmptyState title="No review fits">
      <a class="govuk-link" href="/workspace/reviews">
        Show all reviews
      </a>
    </EmptyState>
  ) : (
    <EmptyState title="No reviews yet">
      Reviews appear here as soon as a board registers them or you are made part of one.
    </EmptyState>
  )

const ReviewTable = (props: { reviews: ReviewListed[]; total: number }) => (
  <table class="govuk-table tl-table--stacked">
    <caption class="govuk-table__caption govuk-table__caption--s">
      {props.total > countedUpTo ? `more than ${numberInWords(countedUpTo)} reviews` : counted(props.total, 'review')}
    </caption>
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        {['Reference', 'Kind', 'Board', 'Stage', 'Registered'].map((head) => (
          <th scope="col" class="govuk-table__header">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {props.reviews.map((review) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            <a class="govuk-link tl-nowrap" href={`/workspace/reviews/${review.reference}`}>
              {review.reference}
            </a>
          </th>
          <td class="govuk-table__cell" data-label="Kind">
            {review.kinds.join(', ')}
          </td>
          <td class="govuk-table__cell" data-label="Board">
            {review.boards.join(', ')}
          </td>
          <td class="govuk-table__cell" data-label="Stage">
            <StageTag stage={review.stage} />
          </td>
          <td class="govuk-table__cell" data-label="Registered">
            {dateInWords(review.registeredAt)}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
