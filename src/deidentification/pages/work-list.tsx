import type { FastifyInstance } from 'fastify'
import { reviewById } from '#register/register.ts'
import { EmptyState } from '#web/components/empty-state.tsx'
import { WorkCards } from '#web/components/work-cards.tsx'
import { Page } from '#web/shell.tsx'
import { sendPage, shellOf } from '#web/site.ts'
import { workList, type WorkRow } from '../deidentification.ts'
import { deidentificationActs } from '../permissions.ts'

const stateTags: Record<WorkRow['state'], { text: string; classes: string }> = {
  open: { text: 'Being worked on', classes: 'govuk-tag--yellow' },
  'awaiting-sign-off': { text: 'Waits for a second check', classes: '' },
  'signed-off': { text: 'Waits for a volume', classes: 'govuk-tag--green' },
}

/** Everything being de-identified. What has not been started stands on each editor's own list of work. */
export function workListRoutes(app: FastifyInstance): void {
  app.get('/workspace/deidentification', { config: { rule: deidentificationActs.seeWork } }, async (request, reply) => {
    const works = await workList(request.ctx, ['open', 'awaiting-sign-off', 'signed-off'])
    const cards = []
    for (const work of works) {
      const review = await reviewById(request.ctx, work.reviewId)
      cards.push({
        title: `Review ${review?.reference ?? ''}`,
        href: `/workspace/deidentification/${work.reportId}${work.state === 'awaiting-sign-off' ? '/sign-off' : ''}`,
        tag: stateTags[work.state],
        words: work.title || 'No public title yet',
      })
    }
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="Removing names" width="full">
        <h1 class="govuk-heading-l">Removing names</h1>
        {cards.length === 0 ? (
          <EmptyState title="No report is being worked on">
            Reports to start on appear under “Your work” when their authors submit them.
          </EmptyState>
        ) : (
          <WorkCards headingLevel={2} cards={cards} />
        )}
      </Page>,
    )
  })
}
