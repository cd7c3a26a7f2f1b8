import type { FastifyInstance } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { SearchForm } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Pager } from '#web/components/pager.tsx'
import { Select } from '#web/components/select.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { queryOf, sendPage, shellOf } from '#web/site.ts'
import { mayEver } from '#platform/permission.ts'
import { nations, type Nation } from '#vocabulary/vocabulary.ts'
import { registerActs } from '../permissions.ts'
import { reviews, type ReviewListed } from '../register.ts'
import { stageWords, type Stage } from '../stages.ts'
import { StageTag } from './stage-tag.tsx'

/** The list of reviews that a person may see. */
export function reviewListRoutes(app: FastifyInstance): void {
  app.get('/workspace/reviews', { config: { rule: registerActs.readReview } }, async (request, reply) => {
    const stage = queryOf(request, 'stage')
    const nation = queryOf(request, 'nation')
    const reference = queryOf(request, 'reference').trim()
    const page = Math.max(1, Number.parseInt(queryOf(request, 'page'), 10) || 1)
    const found = await reviews(request.ctx, {
      stage: stage in stageWords ? (stage as Stage) : undefined,
      nation: nation in nations ? (nation as Nation) : undefined,
      reference: reference || undefined,
      page,
    })
    const query = (n: number) => `?${new URLSearchParams({ stage, nation, reference, page: String(n) }).toString()}`
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="Reviews" width="full">
        <h1 class="govuk-heading-l">Reviews</h1>
        {mayEver(request.ctx.actor, registerActs.registerReview) && (
          <Button text="Register a review" href="/workspace/reviews/new" />
        )}
        <SearchForm action="/workspace/reviews" label="Find a review" classes="tl-filters">
          <Input
            name="reference"
            id="reference"
            label="Reference"
            value={reference}
            classes="govuk-input--width-10"
            spellcheck={false}
          />
          <Select
            name="stage"
            id="stage"
            label="Stage"
            value={stage}
            items={[
              { value: '', text: 'All stages' },
              ...Object.entries(stageWords).map(([value, text]) => ({ value, text })),
            ]}
          />
          <Select
            name="nation"
            id="nation"
            label="Nation"
            value={nation}
            items={[
              { value: '', text: 'All nations' },
              ...Object.entries(nations).map(([value, text]) => ({ value, text })),
            ]}
          />
          <Button text="Show" classes="govuk-button--secondary" />
        </SearchForm>
        {found.reviews.length === 0 ? (
          <NoReviews filtered={Boolean(stage || nation || reference)} />
        ) : (
          <ReviewTable reviews={found.reviews} total={found.total} />
        )}
        {found.pages > 1 && <Pager page={page} pages={found.pages} hrefOf={query} />}
      </Page>,
    )
  })
}

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
    <caption class="govuk-table__caption govuk-table__caption--s">{counted(props.total, 'review')}</caption>
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
