/** The public pages of trends. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasErrors, type FormState } from '#web/components/form.tsx'
import { csrfOf, formOf, NotFound, pathOf, queryOf, sendPage, shellOf } from '#web/site.ts'
import { trendsActs } from '../permissions.ts'
import { foundEarlier, longestQuestion, overview, recurrenceOf, themeTrend, type Recurrence } from '../trends.ts'
import { FoundBeforePage } from './found-before.tsx'
import { FoundEarlierPage } from './found-earlier.tsx'
import { trendsPages as judgingPages } from './judging.tsx'
import { OverviewPage } from './overview.tsx'
import { ThemePage } from './theme.tsx'

const isId = (word: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(word)

/** The analyst's page, in the workspace. */
export const trendsPages = judgingPages

/** Registers them. */
export async function trendsPublicPages(app: FastifyInstance): Promise<void> {
  app.get('/trends', { config: { rule: trendsActs.readTrends } }, async (request, reply) => {
    const seen = await overview(request.ctx)
    return sendPage(reply, <OverviewPage shell={await shellOf(request, reply, 'public')} seen={seen} />)
  })
  app.get('/trends/themes/:code', { config: { rule: trendsActs.readTrends } }, async (request, reply) => {
    const seen = await themeTrend(request.ctx, pathOf(request, 'code'))
    if (!seen) throw new NotFound()
    return sendPage(reply, <ThemePage shell={await shellOf(request, reply, 'public')} seen={seen} />)
  })
  foundBeforeRoutes(app)
}

function foundBeforeRoutes(app: FastifyInstance): void {
  const path = '/trends/found-before'
  const page = async (request: FastifyRequest, reply: FastifyReply, form: FormState, answer: Recurrence | null) =>
    sendPage(
      reply,
      <FoundBeforePage
        shell={await shellOf(request, reply, 'public')}
        csrf={await csrfOf(reply)}
        form={form}
        answer={answer}
      />,
      hasErrors(form.errors) ? 422 : 200,
    )
  app.get(path, { config: { rule: trendsActs.askFoundBefore } }, async (request, reply) => {
    const edition = queryOf(request, 'edition')
    if (edition === '') return page(request, reply, { values: {}, errors: {} }, null)
    // From a report's page: ids only, so that no words stand in an address.
    const seen = isId(edition) ? await foundEarlier(request.ctx, edition, queryOf(request, 'passage')) : null
    if (!seen) throw new NotFound()
    return sendPage(reply, <FoundEarlierPage shell={await shellOf(request, reply, 'public')} seen={seen} />)
  })
  // By POST, so that what is asked stands in no address and no log. Fewer than other pages: it reads every finding.
  app.post(
    path,
    { config: { rule: trendsActs.askFoundBefore, rateLimit: { max: 30, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const text = formOf(request)['text'] ?? ''
      const mistake =
        text === ''
          ? 'Enter a finding or a recommendation'
          : text.length > longestQuestion
            ? `The text must be ${longestQuestion.toLocaleString('en-GB')} characters or fewer`
            : null
      if (mistake) return page(request, reply, { values: { text }, errors: { text: mistake } }, null)
      return page(request, reply, { values: { text }, errors: {} }, await recurrenceOf(request.ctx, text))
    },
  )
}
