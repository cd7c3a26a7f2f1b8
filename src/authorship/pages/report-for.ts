/** Which report a request is about. */
import type { FastifyRequest } from 'fastify'
import { reviewByReference, type Review } from '#register/register.ts'
import { NotFound, pathOf } from '#web/site.ts'
import { reportOf, type Report } from '../authorship.ts'

/** The report that a request is about, or the page that says nothing of what it hides. */
export async function reportFor(request: FastifyRequest): Promise<Report> {
  const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
  const report = review && (await reportOf(request.ctx, review.id))
  if (!report) throw new NotFound()
  return report
}

/** Path of a review's report. */
export function reportPath(review: Review): string {
  return `/workspace/reviews/${review.reference}/report`
}

/** An id that stands in the path; what cannot be one is not found, rather than a mistake of the database. */
export function idOf(request: FastifyRequest, name: string): string {
  const id = pathOf(request, name)
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new NotFound()
  return id
}
