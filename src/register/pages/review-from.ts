import type { FastifyRequest } from 'fastify'
import { NotFound, pathOf } from '#web/site.ts'
import { may, type ActRule } from '#platform/permission.ts'
import { reviewByReference, type Review } from '../register.ts'

/** The review that the path names. @throws NotFound when the reader may not see it, or may not do this to it */
export async function reviewFrom(request: FastifyRequest, rule: ActRule): Promise<Review> {
  const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
  if (!review || !may(request.ctx.actor, rule, review.scope)) throw new NotFound()
  return review
}
