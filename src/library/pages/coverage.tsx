import type { FastifyInstance } from 'fastify'
import { CensusFiguresView } from '#web/components/census-figures.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { dateInWords, quarterInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { sendPage, shellOf } from '#web/site.ts'
import { publishedCensus } from '../library.ts'

/** How complete the register is and what waits unpublished: the census's figures, newest quarter first. */
export function coverageRoutes(app: FastifyInstance): void {
  app.get('/coverage', { config: { rule: 'anyone' } }, async (request, reply) => {
    const published = await publishedCensus(request.ctx)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'public')} title="What is not published" width="full">
        <h1 class="govuk-heading-l">What is not published</h1>
        <p class="govuk-body">
          Each board says once a quarter what it did, also when it did nothing, and the answers are compared with the
          national register. These are counts of reviews by nation and kind. More reviews do not mean worse practice.
        </p>
        <p class="govuk-body">
          A count from 1 to 4 is left out, since it could point to a family, and so is any count from which one could be
          worked out.
        </p>
        {published.length === 0 ? (
          <EmptyState title="Nothing published yet">The first figures appear here after the first census.</EmptyState>
        ) : (
          published.map((one) => (
            <section>
              <h2 class="govuk-heading-m">{quarterInWords(one.year, one.quarter)}</h2>
              <p class="govuk-hint">Published on {dateInWords(one.publishedOn)}, as the register stood on that day.</p>
              <CensusFiguresView figures={one.figures} />
            </section>
          ))
        )}
      </Page>,
    )
  })
}
