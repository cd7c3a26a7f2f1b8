import type { FastifyInstance } from 'fastify'
import { formOf, NotFound, pathOf, queryOf, sendPage, shellOf, csrfOf } from '#web/site.ts'
import { passageAt, raiseConcern } from '../library.ts'
import { libraryActs } from '../permissions.ts'
import { ConcernPage, ConcernRaisedPage } from './concern-pages.tsx'
import { editionFor } from './edition.tsx'
import { TombstonePage } from './tombstone-page.tsx'

const anchorPattern = /^p\d{1,5}$/

/** “This could identify someone”: asks for nothing that it does not need. */
export function concernRoutes(app: FastifyInstance): void {
  const path = '/library/editions/:edition/concern'
  app.get(path, { config: { rule: 'anyone' } }, async (request, reply) => {
    const found = await editionFor(request)
    const shell = await shellOf(request, reply, 'public')
    const address = `${request.ctx.siteUrl}/library/editions/${found.id}`
    if (found.status === 'withdrawn')
      return sendPage(reply, <TombstonePage shell={shell} edition={found} address={address} />, 410)
    const anchor = anchorPattern.test(queryOf(request, 'p')) ? queryOf(request, 'p') : null
    const passage = anchor && passageAt(found, anchor)
    const chosen = anchor && passage ? { anchor, words: passage } : null
    return sendPage(
      reply,
      <ConcernPage shell={shell} csrf={await csrfOf(reply)} editionId={found.id} title={found.title} chosen={chosen} />,
    )
  })
  app.post(
    path,
    { config: { rule: libraryActs.raiseConcern, rateLimit: { max: 20, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const found = await editionFor(request)
      const form = formOf(request)
      const anchor = anchorPattern.test(form['anchor'] ?? '') ? form['anchor']! : null
      // Withdrawn meanwhile: what the reader asks for has happened, and the thanks are the same.
      await raiseConcern(request.ctx, found.id, { anchor, words: form['words'] ?? '', contact: form['contact'] ?? '' })
      return reply.redirect(`/library/editions/${found.id}/concern/raised`, 303)
    },
  )
  app.get(`${path}/raised`, { config: { rule: 'anyone' } }, async (request, reply) => {
    if (!pathOf(request, 'edition')) throw new NotFound()
    await editionFor(request)
    return sendPage(reply, <ConcernRaisedPage shell={await shellOf(request, reply, 'public')} />)
  })
}
