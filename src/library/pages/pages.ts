/** The library's public pages. */
import type { FastifyInstance } from 'fastify'
import type { Context } from '#platform/context.ts'
import { volume, type PublicOutput } from '../library.ts'
import { checkRoutes } from './check.tsx'
import { collectionRoutes } from './collection.tsx'
import { concernRoutes } from './concern.tsx'
import { editionPageOutput, editionRoutes, proofRoutes } from './edition.tsx'
import { coverageRoutes } from './coverage.tsx'
import { feed, feedRoutes } from './feed.ts'
import { figureRoutes } from './figures.tsx'
import { howToBeSureRoutes } from './how-to-be-sure.tsx'
import { homeRoutes } from './home.tsx'
import { volumePageText } from './volume-pages.tsx'

/** Registers them. */
export async function libraryPublicPages(app: FastifyInstance): Promise<void> {
  homeRoutes(app)
  collectionRoutes(app)
  editionRoutes(app)
  proofRoutes(app)
  concernRoutes(app)
  figureRoutes(app)
  feedRoutes(app)
  checkRoutes(app)
  howToBeSureRoutes(app)
  coverageRoutes(app)
}

/** The pages and the feed in which these editions appear, as a visitor gets them: bytes for the check before release. */
export async function renderedPublicly(
  ctx: Context,
  volumeId: string,
  editionIds: readonly string[],
): Promise<{ shared: PublicOutput[]; own: Map<string, PublicOutput[]> }> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const own = new Map<string, PublicOutput[]>()
  for (const id of editionIds) own.set(id, await editionPageOutput(ctx, id))
  const found = await volume(ctx, volumeId)
  const path = `/library/volumes/${volumeId}`
  const shared: PublicOutput[] = [{ name: '/library/feed.atom', bytes: bytes((await feed(ctx)).text) }]
  if (found) shared.push({ name: path, bytes: bytes(volumePageText(ctx, path, found)) })
  return { shared, own }
}
