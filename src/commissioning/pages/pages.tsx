/** Pages of commissioning: appointing an author, reading, changing and signing the terms. */
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import type { Review } from '#register/register.ts'
import type { Content } from '#web/components/params.ts'
import { Button } from '#web/components/button.tsx'
import { Details } from '#web/components/details.tsx'
import { counted } from '#web/components/words.ts'
import type { Pages } from '#web/site.ts'
import { independenceOf, termsOf, type Appointment, type Independence } from '../commissioning.ts'
import { commissioningActs } from '../permissions.ts'
import { appointRoutes } from './appoint.tsx'
import { circumstancesRoutes } from './circumstances.tsx'
import { clauseRoutes } from './clause.tsx'
import { IndependenceList } from './independence.tsx'
import { partyWords, termsRoutes, type SigningSlot } from './terms.tsx'

/** Registers them. */
export function commissioningPages(options: { signing: SigningSlot }): Pages {
  return (app) => {
    appointRoutes(app)
    termsRoutes(app, options.signing)
    clauseRoutes(app)
    circumstancesRoutes(app)
  }
}

/** What a review's own page shows of its author and terms. */
export async function commissioningSlot(
  ctx: Context,
  review: Review,
): Promise<{ title: string; body: Content } | null> {
  const appointment = await termsOf(ctx, review.id)
  const circumstances = may(ctx.actor, commissioningActs.readIndependence, review.scope)
  if (appointment) {
    const independence = await independenceOf(ctx, review.id, appointment.authorId)
    return {
      title: 'Author and terms',
      body: (
        <>
          <p class="govuk-body">
            Author: {appointment.authorName}.{' '}
            <a class="govuk-link" href={`/workspace/terms/${appointment.id}`}>
              Terms of engagement
            </a>
            : {stateWords(appointment)}
          </p>
          {independence && <IndependenceDetails independence={independence} />}
          {circumstances && <CircumstancesLink review={review} />}
        </>
      ),
    }
  }
  const early = review.stage === 'notified' || review.stage === 'decided'
  if (!circumstances || !early) return null
  return {
    title: 'Author',
    body: (
      <>
        <CircumstancesLink review={review} />
        {may(ctx.actor, commissioningActs.appointAuthor) && (
          <Button text="Appoint an author" href={`/workspace/reviews/${review.reference}/author`} />
        )}
      </>
    ),
  }
}

const CircumstancesLink = (props: { review: Review }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={`/workspace/reviews/${props.review.reference}/circumstances`}>
      Agencies and panel
    </a>
  </p>
)

const IndependenceDetails = (props: { independence: Independence }) => {
  const { outcomes, open } = props.independence
  const overridden = outcomes.filter((one) => one.outcome === 'not-met').length - open.length
  const unknown = outcomes.filter((one) => one.outcome === 'unknown').length
  const said =
    open.length > 0
      ? `${counted(open.length, 'test')} not met`
      : overridden > 0
        ? `${counted(overridden, 'test')} not met and overridden`
        : unknown > 0
          ? `${counted(unknown, 'test')} cannot be told yet, the others are met`
          : 'every test is met'
  return (
    <Details summaryText={`Independence: ${said}`} open={open.length > 0}>
      <IndependenceList independence={props.independence} />
    </Details>
  )
}

function stateWords(appointment: Appointment): string {
  if (appointment.state === 'accepted') return 'signed by all three'
  return appointment.next ? `waiting for ${partyWords[appointment.next]}` : appointment.state
}
