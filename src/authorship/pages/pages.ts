/** Pages of the author: bringing the report in, correcting it, submitting it. */
import type { FastifyInstance } from 'fastify'
import { correctionRoutes } from './correction.tsx'
import { importRoutes } from './import.tsx'
import { reportRoutes, reportSlot } from './report.tsx'
import { submissionRoutes } from './submission.tsx'

/** Registers them. */
export async function authorshipPages(app: FastifyInstance): Promise<void> {
  reportRoutes(app)
  importRoutes(app)
  correctionRoutes(app)
  submissionRoutes(app)
}

/** What a review's own page shows of its report. */
export const authorshipSlot = reportSlot
