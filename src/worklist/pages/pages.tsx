/** The home page of everyone who signs in: what waits for them. */
import type { FastifyInstance } from 'fastify'
import type { Context } from '#platform/context.ts'
import { mayEver, type ActRule } from '#platform/permission.ts'
import { identityActs } from '#identity/permissions.ts'
import { isRole, roles } from '#vocabulary/vocabulary.ts'
import { EmptyState } from '#web/components/empty-state.tsx'
import { WorkCards } from '#web/components/work-cards.tsx'
import { dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { sendPage, shellOf } from '#web/site.ts'
import { waitingFor, type WorkItem } from '../worklist.ts'

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
      const waysIn = options.waysIn.filter((way) => mayEver(ctx.actor, way.rule))
      return sendPage(
        reply,
        <Page {...await shellOf(request, reply, 'workspace')} title="Your work" width="full">
          <h1 class="govuk-heading-l">Your work</h1>
          <p class="govuk-body">{roleLine(ctx)}</p>
          <h2 class="govuk-heading-m">What waits for you</h2>
          {items.length === 0 ? (
            <EmptyState title="Nothing waits for you">When something does, it appears here.</EmptyState>
          ) : (
            <WorkCards cards={items.map((item) => asCard(item, ctx.now()))} />
          )}
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

function asCard(item: WorkItem, now: Date) {
  const late = item.dueOn !== null && item.dueOn < now.toISOString().slice(0, 10)
  return {
    title: item.title,
    href: item.link,
    late,
    facts: [
      { name: 'Since', value: dateInWords(item.since) },
      ...(item.dueOn ? [{ name: late ? 'Was due' : 'Due', value: dateInWords(item.dueOn) }] : []),
    ],
  }
}
