/** The analyst's page: which findings of the newest volume came back, pair by pair. */
import type { FastifyInstance } from 'fastify'
import { EmptyState } from '#web/components/empty-state.tsx'
import { ActionButton } from '#web/components/form.tsx'
import { dateInWords, listInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, sendPage, shellOf } from '#web/site.ts'
import type { PublishedFinding } from '#library/library.ts'
import { trendsActs } from '../permissions.ts'
import { judgeRecurrence, pairsToJudge } from '../trends.ts'
import { plainWords } from './found-earlier.tsx'

const path = '/workspace/recurrences'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const rule = trendsActs.judgeRecurrence

/** Registers it. */
export async function trendsPages(app: FastifyInstance): Promise<void> {
  app.get(path, { config: { rule } }, async (request, reply) => {
    const pairs = await pairsToJudge(request.ctx)
    const csrf = await csrfOf(reply)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="Found before?" width="full">
        <h1 class="govuk-heading-l">Found before?</h1>
        <p class="govuk-body tl-measure">
          Each finding of the newest volume stands beside an earlier one that a machine thinks is alike. Say “the same”
          only if the same thing was found again. Readers see your word as confirmed, and what nobody has judged as a
          suggestion.
        </p>
        {pairs.length === 0 ? (
          <EmptyState title="Nothing waits to be compared">Pairs appear here when a volume is released.</EmptyState>
        ) : (
          pairs.map(({ finding, earlier }, n) => {
            const fields = {
              edition: finding.editionId,
              anchor: finding.anchor,
              'earlier-edition': earlier.finding.editionId,
              'earlier-anchor': earlier.finding.anchor,
            }
            return (
              <section class="govuk-summary-card" aria-labelledby={`pair-${n}`}>
                <div class="govuk-summary-card__title-wrapper">
                  <h2 class="govuk-summary-card__title" id={`pair-${n}`}>
                    Pair {n + 1}: in common {listInWords(earlier.shared.slice(0, 3))}
                  </h2>
                </div>
                <div class="govuk-summary-card__content">
                  <div class="govuk-grid-row">
                    <Side heading="Now" finding={finding} />
                    <Side heading="Earlier" finding={earlier.finding} />
                  </div>
                  <div class="govuk-button-group">
                    <ActionButton csrf={csrf} action={path} text="The same" fields={{ ...fields, verdict: 'same' }} />
                    <ActionButton
                      csrf={csrf}
                      action={path}
                      text="Not the same"
                      fields={{ ...fields, verdict: 'different' }}
                      classes="govuk-button--secondary"
                    />
                  </div>
                </div>
              </section>
            )
          })
        )}
      </Page>,
    )
  })
  app.post(path, { config: { rule } }, async (request, reply) => {
    const form = formOf(request)
    const [editionId = '', earlierEditionId = ''] = [form['edition'], form['earlier-edition']]
    const answer =
      uuid.test(editionId) && uuid.test(earlierEditionId)
        ? await judgeRecurrence(request.ctx, {
            editionId,
            anchor: form['anchor'] ?? '',
            earlierEditionId,
            earlierAnchor: form['earlier-anchor'] ?? '',
            verdict: form['verdict'] === 'same' ? 'same' : 'different',
          })
        : { refused: 'not-found' as const }
    return goTo(request, reply, path, 'refused' in answer ? 'One of the two is no longer published.' : 'Kept.')
  })
}

const Side = (props: { heading: string; finding: PublishedFinding }) => (
  <div class="govuk-grid-column-one-half">
    <h3 class="govuk-heading-s">{props.heading}</h3>
    <p class="govuk-body">{plainWords(props.finding.text)}</p>
    <p class="govuk-body-s">
      <a class="govuk-link" href={`/library/editions/${props.finding.editionId}#${props.finding.anchor}`}>
        {props.finding.editionTitle}
      </a>
      , {dateInWords(props.finding.publishedOn)}
    </p>
  </div>
)
