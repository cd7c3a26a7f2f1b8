/** The census's pages in the workspace. */
import type { FastifyInstance } from 'fastify'
import { answerRoutes } from './answer.tsx'
import { quarterRoutes } from './quarter.tsx'

/** Registers them. */
export async function censusPages(app: FastifyInstance): Promise<void> {
  quarterRoutes(app)
  answerRoutes(app)
}
