import type { FastifyInstance } from 'fastify'
import { NotFound, pathOf, queryOf, sendPage, shellOf } from '#web/site.ts'
import { searchEditions, volume, volumes, type Facets, type Order } from '../library.ts'
import { longestQuestion } from '../question.ts'
import { CollectionPage } from './collection-page.tsx'
import { VolumePage, VolumesPage } from './volume-pages.tsx'
import { isId } from './words.ts'

const facetNames = ['subject', 'nation', 'theme', 'year', 'volume', 'legacy'] as const satisfies (keyof Facets)[]

/** The collection with its search, and its volumes. */
export function collectionRoutes(app: FastifyInstance): void {
  app.get('/library', { config: { rule: 'anyone' } }, async (request, reply) => {
    const q = queryOf(request, 'q')
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, longestQuestion)
    const chosen: Facets = {}
    for (const name of facetNames) {
      const value = queryOf(request, name)
      if (/^[\w-]{1,60}$/.test(value)) chosen[name] = value
    }
    if (chosen.volume && !isId(chosen.volume)) throw new NotFound()
    const order: Order = queryOf(request, 'sort') === 'newest' ? 'newest' : 'relevance'
    const page = Math.min(10_000, Math.max(1, Number.parseInt(queryOf(request, 'page'), 10) || 1))
    return sendPage(
      reply,
      <CollectionPage
        shell={await shellOf(request, reply, 'public')}
        asked={{ q, chosen, order, page }}
        found={await searchEditions(request.ctx, q, chosen, page, order)}
        volumes={await volumes(request.ctx)}
      />,
    )
  })
  app.get('/library/volumes', { config: { rule: 'anyone' } }, async (request, reply) =>
    sendPage(
      reply,
      <VolumesPage shell={await shellOf(request, reply, 'public')} volumes={await volumes(request.ctx)} />,
    ),
  )
  app.get('/library/volumes/:volume', { config: { rule: 'anyone' } }, async (request, reply) => {
    const id = pathOf(request, 'volume')
    const found = isId(id) ? await volume(request.ctx, id) : null
    if (!found) throw new NotFound()
    return sendPage(reply, <VolumePage shell={await shellOf(request, reply, 'public')} volume={found} />)
  })
}
