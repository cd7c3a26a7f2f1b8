/** Pages of a report: bringing it in, correcting, submitting; then reading it, commenting beside it, changing it openly. */
import type { FastifyInstance } from 'fastify'
import { awayRoutes } from './away.tsx'
import { changeRoutes } from './changes.tsx'
import { commentRoutes } from './comments.tsx'
import { correctionRoutes } from './correction.tsx'
import { familyQuestionRoutes } from './family-questions.tsx'
import { dissentRoutes } from './dissent.tsx'
import { importRoutes } from './import.tsx'
import { readingRoutes } from './reading.tsx'
import { reportRoutes, reportSlot } from './report.tsx'
import { submissionRoutes } from './submission.tsx'

/** Registers them. */
export async function authorshipPages(app: FastifyInstance): Promise<void> {
  reportRoutes(app)
  importRoutes(app)
  correctionRoutes(app)
  submissionRoutes(app)
  readingRoutes(app)
  commentRoutes(app)
  changeRoutes(app)
  dissentRoutes(app)
  awayRoutes(app)
  familyQuestionRoutes(app)
}

/** What a review's own page shows of its report. */
export const authorshipSlot = reportSlot
