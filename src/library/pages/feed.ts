import type { FastifyInstance } from 'fastify'
import type { Context } from '#platform/context.ts'
import { newestVolumes } from '../library.ts'

/** Volumes in the feed: two years of quarters. */
const volumesInFeed = 8

/**
 * An Atom feed of volumes and their editions (RFC 4287). Ids are tag URIs (RFC 4151) of the site's own host name.
 * No date is finer than a volume's, and the editions of a volume stand in the order of their random ids.
 */
export function feedRoutes(app: FastifyInstance): void {
  app.get('/library/feed.atom', { config: { rule: 'anyone' } }, async (request, reply) => {
    const { text, updated } = await feed(request.ctx)
    return reply
      .type('application/atom+xml; charset=utf-8')
      .header('last-modified', new Date(`${updated}T00:00:00Z`).toUTCString())
      .send(text)
  })
}

/** The feed as it is now, and the day of its newest volume. */
export async function feed(ctx: Context): Promise<{ text: string; updated: string }> {
  const { siteUrl } = ctx
  const volumes = await newestVolumes(ctx, volumesInFeed)
  const tag = `tag:${new URL(siteUrl).hostname},2026:`
  const entries = volumes.flatMap((one) => [
    entry({
      id: `${tag}volume:${one.id}`,
      title: one.label,
      on: one.publishedOn,
      href: `${siteUrl}/library/volumes/${one.id}`,
      summary: `${one.editions} ${one.editions === 1 ? 'edition' : 'editions'}`,
    }),
    ...one.list.map((edition) =>
      entry({
        id: `${tag}edition:${edition.id}`,
        title: edition.title,
        on: one.publishedOn,
        href: `${siteUrl}/library/editions/${edition.id}`,
        summary: edition.summary,
      }),
    ),
  ])
  const updated = volumes[0]?.publishedOn ?? '2026-01-01'
  const text =
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">' +
    `<id>${xml(`${tag}library`)}</id><title>Throughline: new volumes and editions</title>` +
    `<author><name>Throughline</name></author><updated>${updated}T00:00:00Z</updated>` +
    `<link rel="self" href="${xml(`${siteUrl}/library/feed.atom`)}"/><link href="${xml(`${siteUrl}/library`)}"/>` +
    `${entries.join('')}</feed>\n`
  return { text, updated }
}

function entry(one: { id: string; title: string; on: string; href: string; summary: string }): string {
  return (
    `\n<entry><id>${xml(one.id)}</id><title>${xml(one.title)}</title><updated>${one.on}T00:00:00Z</updated>` +
    `<link href="${xml(one.href)}"/><summary>${xml(one.summary)}</summary></entry>`
  )
}

/** Escaped, and without the control characters that XML 1.0 cannot hold (section 2.2). */
function xml(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
