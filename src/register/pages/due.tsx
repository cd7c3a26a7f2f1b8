import type { FastifyInstance } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { SearchForm } from '#web/components/form.tsx'
import { Pager } from '#web/components/pager.tsx'
import { Select } from '#web/components/select.tsx'
import { Tag } from '#web/components/tag.tsx'
import { counted, dateInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { queryOf, sendPage, shellOf } from '#web/site.ts'
import { nations, type Nation } from '#vocabulary/vocabulary.ts'
import { daysBetween } from '../clocks.ts'
import { registerActs } from '../permissions.ts'
import { countedUpTo, dueList, type Due, type DueListed } from '../register.ts'

/** What is overdue and what is due soon: a board's own, and all for the national body. */
export function dueRoutes(app: FastifyInstance): void {
  app.get('/workspace/due', { config: { rule: registerActs.seeOverdue } }, async (request, reply) => {
    const which = queryOf(request, 'which') === 'soon' ? ('soon' as const) : ('overdue' as const)
    const nation = queryOf(request, 'nation')
    const page = Math.max(1, Number.parseInt(queryOf(request, 'page'), 10) || 1)
    const found = await dueList(request.ctx, {
      which,
      nation: nation in nations ? (nation as Nation) : undefined,
      page,
    })
    const today = request.ctx.now().toISOString().slice(0, 10)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="What is due" width="full">
        <h1 class="govuk-heading-l">What is due</h1>
        <p class="govuk-body">
          Days come from the rule named beside each. Time in which a review is paused is given back.
        </p>
        <SearchForm action="/workspace/due" label="Choose what to show" classes="tl-filters">
          <Select
            name="which"
            id="which"
            label="Show"
            value={which}
            items={[
              { value: 'overdue', text: 'Overdue' },
              { value: 'soon', text: 'Due within 14 days' },
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
        {found.due.length === 0 ? (
          <EmptyState title={which === 'overdue' ? 'Nothing is overdue' : 'Nothing is due within 14 days'}>
            Each review’s page shows what is due next.
          </EmptyState>
        ) : (
          <DueTable due={found.due} total={found.total} today={today} />
        )}
        <Pager
          page={Math.min(page, found.pages)}
          pages={found.pages}
          hrefOf={(n) => `?${new URLSearchParams({ which, nation, page: String(n) }).toString()}`}
        />
      </Page>,
    )
  })
}

const DueTable = (props: { due: DueListed[]; total: number; today: string }) => (
  <table class="govuk-table tl-table--stacked">
    <caption class="govuk-table__caption govuk-table__caption--s">
      {props.total > countedUpTo ? `more than ${numberInWords(countedUpTo)} clocks` : counted(props.total, 'clock')}
    </caption>
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        {['Review', 'What is due', 'Board', 'Due', 'Rule'].map((head) => (
          <th scope="col" class="govuk-table__header">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {props.due.map((one) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            <a class="govuk-link tl-nowrap" href={`/workspace/reviews/${one.reference}`}>
              {one.reference}
            </a>
          </th>
          <td class="govuk-table__cell" data-label="What is due">
            {one.says}
          </td>
          <td class="govuk-table__cell" data-label="Board">
            {one.board}
          </td>
          <td class="govuk-table__cell" data-label="Due">
            {dateInWords(one.dueOn)}
            <br />
            {howLate(one.dueOn, props.today)}
          </td>
          <td class="govuk-table__cell" data-label="Rule">
            {one.basis}, since {dateInWords(one.since)}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

function howLate(dueOn: string, today: string): string {
  const left = daysBetween(today, dueOn)
  if (left === 0) return 'Today'
  return left > 0 ? `In ${counted(left, 'day')}` : `${counted(-left, 'day')} late`
}

const units = { 'working-days': 'working day', days: 'day', months: 'month' } as const

/** What is due next for a review, from which rule, since when. */
export const DueOfReview = (props: { due: Due[]; today: string }) => (
  <section aria-labelledby="due">
    <h2 class="govuk-heading-m" id="due">
      What is due
    </h2>
    {props.due.length === 0 ? (
      <p class="govuk-body">No clock that we hold runs for this kind of review at this point.</p>
    ) : (
      <ul class="govuk-list govuk-list--spaced">
        {props.due.map((one) => (
          <li>
            <strong>{one.says}</strong> <DueTag due={one} today={props.today} />
            <br />
            {dueInWords(one, props.today)}
            <br />
            <span class="govuk-hint">
              {counted(one.amount, units[one.unit])} from {dateInWords(one.since)}. {one.basis}.
              {!one.confirmed && !one.basis.includes('to be confirmed') && ' To be confirmed.'}
            </span>
          </li>
        ))}
      </ul>
    )}
  </section>
)

function dueInWords(one: Due, today: string): string {
  if (one.metOn) return `Done on ${dateInWords(one.metOn)}; it was due on ${dateInWords(one.dueOn ?? one.metOn)}`
  if (!one.dueOn) return 'The clock stands still while the review is paused'
  return `${one.dueOn < today ? 'Was due' : 'Due'} on ${dateInWords(one.dueOn)}: ${howLate(one.dueOn, today).toLowerCase()}`
}

const DueTag = (props: { due: Due; today: string }) => {
  const { dueOn, metOn } = props.due
  if (metOn)
    return metOn > (dueOn ?? metOn) ? (
      <Tag text="Done late" classes="govuk-tag--grey" />
    ) : (
      <Tag text="Done in time" classes="govuk-tag--green" />
    )
  if (!dueOn) return <Tag text="Paused" classes="govuk-tag--yellow" />
  return dueOn < props.today ? <Tag text="Overdue" classes="govuk-tag--red" /> : <Tag text="Running" />
}
