import type { FastifyInstance } from 'fastify'
import { volumes } from '../library.ts'

/** An Atom feed of volumes (RFC 4287). Ids are tag URIs (RFC 4151); no date is finer than a volume's. */
export function feedRoutes(app: FastifyInstance): void {
  app.get('/library/feed.atom', { config: { rule: 'anyone' } }, async (request, reply) => {
    const all = await volumes(request.ctx)
    const { siteUrl } = request.ctx
    const entries = all.map(
      (one) =>
        `<entry><id>tag:throughline.example,2026:volume:${one.id}</id><title>${escaped(one.label)}</title>` +
        `<updated>${one.publishedOn}T00:00:00Z</updated><link href="${escaped(`${siteUrl}/library/volumes/${one.id}`)}"/>` +
        `<summary>${one.editions} editions</summary></entry>`,
    )
    return reply
      .type('application/atom+xml; charset=utf-8')
      .send(
        `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>tag:throughline.example,2026:volumes</id>` +
          `<title>Throughline: new volumes</title><author><name>Throughline</name></author><updated>${all[0]?.publishedOn ?? '2026-01-01'}T00:00:00Z</updated>` +
          `<link rel="self" href="${escaped(siteUrl)}/library/feed.atom"/>${entries.join('')}</feed>`,
      )
  })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
