/** Pages of evidence. */
import type { FastifyInstance } from 'fastify'
import { accessLogRoutes, logSlot } from './access-log.tsx'
import { familyRoutes, partSlot } from './family.tsx'
import { limitsRoutes } from './limits.tsx'
import { requestRoutes } from './request.tsx'

/** Registers them. */
export async function evidencePages(app: FastifyInstance): Promise<void> {
  accessLogRoutes(app)
  requestRoutes(app)
  limitsRoutes(app)
  familyRoutes(app)
}

/** What a review's own page shows of its access log. */
export const accessSlot = logSlot

/** What a review's own page shows of the family's part. */
export const familySlot = partSlot
