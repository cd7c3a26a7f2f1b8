/** The library's public pages. */
import type { FastifyInstance } from 'fastify'
import { checkRoutes } from './check.tsx'
import { collectionRoutes } from './collection.tsx'
import { concernRoutes } from './concern.tsx'
import { editionRoutes } from './edition.tsx'
import { feedRoutes } from './feed.ts'
import { homeRoutes } from './home.tsx'

/** Registers them. */
export async function libraryPublicPages(app: FastifyInstance): Promise<void> {
  homeRoutes(app)
  collectionRoutes(app)
  editionRoutes(app)
  concernRoutes(app)
  feedRoutes(app)
  checkRoutes(app)
}
