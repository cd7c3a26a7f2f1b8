/** Pages of the crosswalk: when each identity map will be destroyed, and a review's own map for its editors. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SecretBox } from '#platform/encryption.ts'
import { may } from '#platform/permission.ts'
import { reviewById } from '#register/register.ts'
import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { ErrorSummaryFor, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { spanKinds } from '#web/components/span-mark.tsx'
import { dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { holdMap, readMap, schedule, type CrosswalkRefusal, type MapRow, type Retention } from '../crosswalk.ts'
import { crosswalkActs } from '../permissions.ts'

const refusalWords: Record<CrosswalkRefusal, string> = {
  'not-found': 'Only the editors of that review may read its map',
  destroyed: 'The key of this map was destroyed: nobody can read it any more',
  'reason-missing': 'Say why it must be kept longer',
  'no-such-day': 'Enter the day as year, month and day, for example 2029-03-31',
}
const list = '/workspace/identity-maps'

/** Registers them. @param box opens the reviews' keys */
export const crosswalkPages =
  ({ box }: { box: SecretBox }) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get(list, { config: { rule: crosswalkActs.seeSchedule } }, async (request, reply) =>
      schedulePage(request, reply, { values: {}, errors: {} }),
    )
    app.post(`${list}/:review/hold`, { config: { rule: crosswalkActs.holdMap } }, async (request, reply) => {
      const form = formOf(request)
      const answer = await holdMap(request.ctx, pathOf(request, 'review'), form['until'] ?? '', form['why'] ?? '')
      const message = 'refused' in answer ? `${refusalWords[answer.refused]}.` : 'It is kept until that day.'
      return goTo(request, reply, list, message)
    })
    app.post(`${list}/:review`, { config: { rule: crosswalkActs.readMap } }, async (request, reply) =>
      mapPage(request, reply, box),
    )
  }

async function schedulePage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const { maps, retention } = await schedule(request.ctx)
  const references = new Map<string, string>()
  for (const map of maps) references.set(map.reviewId, (await reviewById(request.ctx, map.reviewId))?.reference ?? '')
  const csrf = await csrfOf(reply)
  const mayHold = may(request.ctx.actor, crosswalkActs.holdMap)
  const asksToRead =
    request.ctx.actor.kind === 'person' && request.ctx.actor.grants.some((one) => one.role === 'editor')
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'workspace')} title="Identity maps" width="full">
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Identity maps</h1>
      <p class="govuk-body">{keptWords(retention)}</p>
      {maps.length === 0 && (
        <EmptyState title="There is no identity map yet">
          One is kept for each review a few minutes after its edition is signed off.
        </EmptyState>
      )}
      <ul class="govuk-list govuk-list--spaced">
        {maps.map((map) => (
          <li class="tl-line">
            <h2 class="govuk-heading-s">Review {references.get(map.reviewId)}</h2>
            <p class="govuk-body">
              {map.entries} names and details. {stateWords(map, retention)}
            </p>
            {asksToRead && map.destroyedAt === null && (
              <Form csrf={csrf} action={`${list}/${map.reviewId}`}>
                <Button text="Read it: this is recorded" classes="govuk-button--secondary" />
              </Form>
            )}
            {mayHold && map.destroyedAt === null && (
              <Form csrf={csrf} action={`${list}/${map.reviewId}/hold`}>
                <Input
                  id={`until-${map.reviewId}`}
                  name="until"
                  label="Keep it until (year-month-day)"
                  classes="govuk-input--width-10"
                />
                <Input id={`why-${map.reviewId}`} name="why" label="Why" />
                <Button text="Keep it longer" classes="govuk-button--secondary" />
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

function keptWords(retention: Retention): string {
  return (
    `A review’s map of who is who is kept for ${retention.months} months after its edition is signed off` +
    `${retention.toBeConfirmed ? ' (this time is to be confirmed)' : ''}. It then stands on this list for ` +
    `${retention.listedDays} days before its key is destroyed, and nobody can read it any more, in backups neither.`
  )
}

function stateWords(map: MapRow, retention: Retention): string {
  if (map.destroyedAt) return `Destroyed on ${dateInWords(map.destroyedAt)}.`
  const held = map.heldUntil ? ` Kept until ${dateInWords(map.heldUntil)}: ${map.heldWhy ?? ''}.` : ''
  if (map.listedOn === null) return `Due on ${dateInWords(map.dueOn)}.${held}`
  const day = new Date(Date.parse(map.listedOn) + retention.listedDays * 86_400_000).toISOString().slice(0, 10)
  return `Will be destroyed on ${dateInWords(day)}.${held}`
}

async function mapPage(request: FastifyRequest, reply: FastifyReply, box: SecretBox) {
  const reviewId = pathOf(request, 'review')
  if (!/^[0-9a-f-]{36}$/.test(reviewId)) throw new NotFound()
  const answer = await readMap(request.ctx, box, reviewId)
  if ('refused' in answer) return goTo(request, reply, list, `${refusalWords[answer.refused]}.`)
  const reference = (await reviewById(request.ctx, reviewId))?.reference ?? ''
  return sendPage(
    reply.header('cache-control', 'no-store'),
    <Page {...await shellOf(request, reply, 'workspace')} title={`Identity map of review ${reference}`} backLink={list}>
      <h1 class="govuk-heading-l">Identity map of review {reference}</h1>
      <p class="govuk-body">This reading is recorded under your name.</p>
      <table class="govuk-table tl-table--stacked">
        <caption class="govuk-visually-hidden">Who is who</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {['In the report', 'Kind', 'In the edition'].map((head) => (
              <th scope="col" class="govuk-table__header">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {answer.map((one) => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                {one.words}
              </th>
              <td class="govuk-table__cell">{spanKinds[one.label].words}</td>
              <td class="govuk-table__cell">{one.replacement}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Page>,
  )
}
