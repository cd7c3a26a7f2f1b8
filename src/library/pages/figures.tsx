import type { FastifyInstance } from 'fastify'
import { EmptyState } from '#web/components/empty-state.tsx'
import { dateInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { sendPage, shellOf } from '#web/site.ts'
import { changeClassWords, changeFigures, type ChangeFigure } from '../library.ts'

const columns: readonly { name: 'asked' | 'agreed' | 'refused' | 'imposed'; words: string }[] = [
  { name: 'asked', words: 'Asked' },
  { name: 'agreed', words: 'Agreed by the author' },
  { name: 'refused', words: 'Refused, and not made' },
  { name: 'imposed', words: 'Made without the author’s agreement' },
]

/** Changes asked of authors after submission, counted for everyone. */
export function figureRoutes(app: FastifyInstance): void {
  app.get('/library/changes', { config: { rule: 'anyone' } }, async (request, reply) => {
    const found = await changeFigures(request.ctx)
    const title = 'Changes asked of authors'
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'public')}
        title={title}
        backLink={{ href: '/library', text: 'All reviews' }}
      >
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          An author’s report is sealed when it is submitted. After that, boards and agencies may ask for other words.
          The author agrees or refuses, and saying nothing is never agreement. A board can still change a passage, but
          only in the open: the edition then says so, in red, with the author’s dissent.
        </p>
        {found ? (
          <>
            <Figures figures={found.figures} caption={captionOf(found)} />
            <p class="govuk-body-s">
              “Few” stands for a count of 1 to 4, and for others from which one of these could be worked out: small
              counts could point to one review. Each edition says on its own page whether and how it was changed.
            </p>
          </>
        ) : (
          <EmptyState title="Nothing is counted yet">Figures come with each volume.</EmptyState>
        )}
      </Page>,
    )
  })
}

function captionOf(found: { editions: number; volumeLabel: string; publishedOn: string }): string {
  return `Over ${numberInWords(found.editions)} sealed editions up to ${found.volumeLabel}, ${dateInWords(found.publishedOn)}`
}

const Figures = (props: { figures: readonly ChangeFigure[]; caption: string }) => (
  <table class="govuk-table tl-table--stacked">
    <caption class="govuk-table__caption">{props.caption}</caption>
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        <th scope="col" class="govuk-table__header">
          Reason given
        </th>
        {columns.map((column) => (
          <th scope="col" class="govuk-table__header govuk-table__header--numeric">
            {column.words}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {props.figures.map((one) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            {changeClassWords[one.reason]}
          </th>
          {columns.map((column) => (
            <td class="govuk-table__cell govuk-table__cell--numeric" data-label={column.words}>
              {one[column.name] ?? 'Few'}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
