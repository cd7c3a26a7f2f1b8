/** The public wing's pages. Nothing confidential can be reached from this file, however long the chain of imports. */
import type { FastifyInstance } from 'fastify'
import { circulationPublicPages } from '#circulation/pages/pages.ts'
import { integrityPublicPages } from '#integrity/pages/pages.ts'
import { libraryPublicPages } from '#library/pages/pages.ts'
import type { Database } from '#platform/database.ts'
import { trendsPublicPages } from '#trends/pages/pages.tsx'

/** Registers the public pages; whatever they ask the database, they ask as `public_site`. */
export async function registerPublicPages(app: FastifyInstance, publicDb: Database): Promise<void> {
  await app.register(async (wing) => {
    wing.addHook('onRequest', async (request) => {
      request.ctx = { ...request.ctx, db: publicDb }
    })
    await wing.register(libraryPublicPages)
    await wing.register(circulationPublicPages)
    await wing.register(trendsPublicPages)
    await wing.register(integrityPublicPages)
  })
}
