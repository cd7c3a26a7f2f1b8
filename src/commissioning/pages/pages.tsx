/** Pages of commissioning: appointing an author, reading, changing and signing the terms. */
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import type { Review } from '#register/register.ts'
import type { Content } from '#web/components/params.ts'
import { Button } from '#web/components/button.tsx'
import type { Pages } from '#web/site.ts'
import { termsOf, type Appointment } from '../commissioning.ts'
import { commissioningActs } from '../permissions.ts'
import { appointRoutes } from './appoint.tsx'
import { clauseRoutes } from './clause.tsx'
import { partyWords, termsRoutes, type SigningSlot } from './terms.tsx'

/** Registers them. */
export function commissioningPages(options: { signing: SigningSlot }): Pages {
  return (app) => {
    appointRoutes(app)
    termsRoutes(app, options.signing)
    clauseRoutes(app)
  }
}

/** What a review's own page shows of its author and terms. */
export async function commissioningSlot(
  ctx: Context,
  review: Review,
): Promise<{ title: string; body: Content } | null> {
  const appointment = await termsOf(ctx, review.id)
  if (appointment) {
    return {
      title: 'Author and terms',
      body: (
        <p class="govuk-body">
          Author: {appointment.authorName}.{' '}
          <a class="govuk-link" href={`/workspace/terms/${appointment.id}`}>
            Terms of engagement
          </a>
          : {stateWords(appointment)}
        </p>
      ),
    }
  }
  if (!may(ctx.actor, commissioningActs.appointAuthor) || (review.stage !== 'notified' && review.stage !== 'decided'))
    return null
  return {
    title: 'Author',
    body: <Button text="Appoint an author" href={`/workspace/reviews/${review.reference}/author`} />,
  }
}

function stateWords(appointment: Appointment): string {
  if (appointment.state === 'accepted') return 'signed by all three'
  return appointment.next ? `waiting for ${partyWords[appointment.next]}` : appointment.state
}
