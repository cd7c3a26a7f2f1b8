/** Pages of the register. */
import type { FastifyInstance } from 'fastify'
import type { Child } from 'hono/jsx'
import type { Context } from '#platform/context.ts'
import type { Review } from '../register.ts'
import { boardRoutes } from './boards.tsx'
import { correctRoutes } from './correct.tsx'
import { decisionRoutes } from './decisions.tsx'
import { dueRoutes } from './due.tsx'
import { holidayRoutes } from './holidays.tsx'
import { newReviewRoutes } from './new-review.tsx'
import { reviewRoutes } from './review.tsx'
import { reviewListRoutes } from './review-list.tsx'

/** What another folder shows on a review's page: `main/` fills these in. Null when it has nothing to say. */
export type ReviewSlot = (ctx: Context, review: Review) => Promise<{ title: string; body: Child } | null>

/** Registers them. */
export function registerPages(options: { slots: readonly ReviewSlot[] }) {
  return async (app: FastifyInstance): Promise<void> => {
    reviewListRoutes(app)
    newReviewRoutes(app)
    dueRoutes(app)
    boardRoutes(app)
    holidayRoutes(app)
    reviewRoutes(app, options.slots)
    correctRoutes(app)
    decisionRoutes(app)
  }
}
