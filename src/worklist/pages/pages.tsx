/** The home page of everyone who signs in: what waits for them. */
import type { FastifyInstance } from 'fastify'
import type { Context } from '#platform/context.ts'
import { mayEver, type ActRule } from '#platform/permission.ts'
import { identityActs } from '#identity/permissions.ts'
import { isRole, roles } from '#vocabulary/vocabulary.ts'
import { EmptyState } from '#web/components/empty-state.tsx'
import { WorkCards } from '#web/components/work-cards.tsx'
import { dateInWords, dateTimeInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { sendPage, shellOf } from '#web/site.ts'
import { newsFor, waitingFor, type NewsItem, type WorkItem } from '../worklist.ts'

/** A way in, offered to whom its rule allows: `main/` states them. */
export interface WayIn {
  title: string
  href: string
  words: string
  rule: ActRule
}

/** Registers it. */
export function worklistPages(options: { waysIn: readonly WayIn[] }) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/workspace', { config: { rule: identityActs.useWorkspace } }, async (request, reply) => {
      const { ctx } = request
      const items = await waitingFor(ctx)
      const today = ctx.now().toISOString().slice(0, 10)
      const late = items.filter((item) => item.dueOn !== null && item.dueOn < today)
      const rest = items.filter((item) => !late.includes(item))
      const { since, news } = await newsFor(ctx)
      const waysIn = options.waysIn.filter((way) => mayEver(ctx.actor, way.rule))
      return sendPage(
        reply,
        <Page {...await shellOf(request, reply, 'workspace')} title="Your work" width="full">
          <h1 class="govuk-heading-l">Your work</h1>
          <p class="govuk-body">{roleLine(ctx)}</p>
          {late.length > 0 && (
            <>
              <h2 class="govuk-heading-m">Late</h2>
              <WorkCards cards={late.map((item) => asCard(item, true))} />
            </>
          )}
          <h2 class="govuk-heading-m">{late.length > 0 ? 'What else waits for you' : 'What waits for you'}</h2>
          {rest.length === 0 ? (
            <EmptyState title={late.length > 0 ? 'Nothing else waits for you' : 'Nothing waits for you'}>
              When something does, it appears here.
            </EmptyState>
          ) : (
            <WorkCards cards={rest.map((item) => asCard(item, false))} />
          )}
          <h2 class="govuk-heading-m">What has changed since you were here</h2>
          <News since={since} news={news} />
          {waysIn.length > 0 && (
            <>
              <h2 class="govuk-heading-m">Go to</h2>
              <ul class="govuk-list tl-ways">
                {waysIn.map((way) => (
                  <li>
                    <a class="govuk-link govuk-!-font-weight-bold" href={way.href}>
                      {way.title}
                    </a>
                    <br />
                    {way.words}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Page>,
      )
    })
  }
}

function roleLine(ctx: Context): string {
  if (ctx.actor.kind !== 'person') return ''
  const held = [
    ...new Set(ctx.actor.grants.map((grant) => (isRole(grant.role) ? roles[grant.role].label : grant.role))),
  ]
  return `Signed in as ${ctx.actor.name}: ${held.join(', ')}`
}

function asCard(item: WorkItem, late: boolean) {
  return {
    title: item.title,
    href: item.link,
    late,
    facts: [
      { name: 'Since', value: dateInWords(item.since) },
      ...(item.dueOn ? [{ name: late ? 'Was due' : 'Due', value: dateInWords(item.dueOn) }] : []),
      ...(item.why ? [{ name: 'Why', value: item.why }] : []),
    ],
  }
}

const News = (props: { since: Date; news: NewsItem[] }) =>
  props.news.length === 0 ? (
    <p class="govuk-body">Nothing since {dateTimeInWords(props.since)}.</p>
  ) : (
    <>
      <p class="govuk-body">Since {dateTimeInWords(props.since)}, newest first.</p>
      <ul class="govuk-list govuk-list--spaced">
        {props.news.map((item) => (
          <li>
            <a class="govuk-link" href={item.link}>
              {item.title}
            </a>
            <br />
            <span class="govuk-hint">{dateTimeInWords(item.at)}</span>
          </li>
        ))}
      </ul>
    </>
  )
