/** Pages of the author directory. */
import type { FastifyInstance } from 'fastify'
import { authorRoutes } from './authors.tsx'
import { interestRoutes } from './interests.tsx'
import { ownEntryRoutes } from './own-entry.tsx'

/** Registers them. */
export async function directoryPages(app: FastifyInstance): Promise<void> {
  ownEntryRoutes(app)
  authorRoutes(app)
  interestRoutes(app)
}
