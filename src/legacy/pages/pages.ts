/** The legacy collection's pages, and what it shows on a review's page. */
import type { FastifyInstance } from 'fastify'
import { batchRoutes } from './batches.tsx'
import { documentRoutes, documentSlot } from './document.tsx'

/** Registers them. */
export async function legacyPages(app: FastifyInstance): Promise<void> {
  batchRoutes(app)
  documentRoutes(app)
}

/** On a review's page: the files brought in with it. */
export const legacySlot = documentSlot
