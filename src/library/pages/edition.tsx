import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { themes } from '#vocabulary/vocabulary.ts'
import type { Context } from '#platform/context.ts'
import type { Shell } from '#web/shell.tsx'
import {
  edition,
  editionFile,
  editionText,
  packOfEdition,
  volumeManifest,
  type EditionPage,
  type PublicOutput,
} from '../library.ts'
import { readingOf } from '../reading.ts'
import { ReadingPage } from './reading-page.tsx'
import { TombstonePage } from './tombstone-page.tsx'
import { isId } from './words.ts'

/** The edition that a request is about. */
export async function editionFor(request: FastifyRequest): Promise<EditionPage> {
  const id = pathOf(request, 'edition')
  const found = isId(id) ? await edition(request.ctx, id) : null
  if (!found) throw new NotFound()
  return found
}

/** The reading page and the downloads. What was withdrawn answers 410 in every form (RFC 9110 section 15.5.11). */
export function editionRoutes(app: FastifyInstance): void {
  app.get('/library/editions/:edition', { config: { rule: 'anyone' } }, async (request, reply) => {
    const found = await editionFor(request)
    if (found.status === 'withdrawn') return gone(request, reply, found)
    return sendPage(reply, await readingPage(request.ctx, await shellOf(request, reply, 'public'), found))
  })
  app.get('/library/editions/:edition/text', { config: { rule: 'anyone' } }, async (request, reply) => {
    const found = await editionFor(request)
    if (found.status === 'withdrawn') return gone(request, reply, found)
    const text = await editionText(request.ctx, found.id)
    return download(reply, found, 'txt', 'text/plain; charset=utf-8').send(text)
  })
  app.get('/library/editions/:edition/json', { config: { rule: 'anyone' } }, async (request, reply) => {
    const found = await editionFor(request)
    const file = await editionFile(request.ctx, found.id)
    if (!file) return gone(request, reply, found)
    return download(reply, found, 'json', 'application/json; charset=utf-8').send(JSON.stringify(file))
  })
}

/** The pack and the manifest: what proves an edition, and the files made of it, without this site. */
export function proofRoutes(app: FastifyInstance): void {
  app.get('/library/editions/:edition/pack', { config: { rule: 'anyone' } }, async (request, reply) => {
    const found = await editionFor(request)
    if (found.status === 'withdrawn') return gone(request, reply, found)
    const pack = await packOfEdition(request.ctx, found.id)
    if (!pack) throw new NotFound()
    return download(reply, found, 'zip', 'application/zip').send(Buffer.from(pack))
  })
  app.get('/library/volumes/:volume/manifest', { config: { rule: 'anyone' } }, async (request, reply) => {
    const id = pathOf(request, 'volume')
    const manifest = isId(id) ? await volumeManifest(request.ctx, id) : null
    if (manifest === null) throw new NotFound()
    return reply.type('text/plain; charset=utf-8').send(manifest)
  })
}

async function gone(request: FastifyRequest, reply: FastifyReply, found: EditionPage) {
  const shell = await shellOf(request, reply, 'public')
  return sendPage(reply, <TombstonePage shell={shell} edition={found} address={addressOf(request.ctx, found)} />, 410)
}

async function readingPage(ctx: Context, shell: Shell, found: EditionPage) {
  return (
    <ReadingPage
      shell={shell}
      edition={found}
      reading={readingOf(found.blocks)}
      themes={new Map((await themes(ctx)).map((theme) => [theme.code, theme.label]))}
      address={addressOf(ctx, found)}
    />
  )
}

/** The reading page as a visitor gets it, as bytes. */
export async function editionPageOutput(ctx: Context, id: string): Promise<PublicOutput[]> {
  const found = await edition(ctx, id)
  if (!found || found.status === 'withdrawn') return []
  const path = `/library/editions/${id}`
  const shell: Shell = { viewer: { kind: 'visitor' }, wing: 'public', demonstration: ctx.demonstration, path }
  const page = await readingPage(ctx, shell, found)
  return [{ name: path, bytes: new TextEncoder().encode(`<!DOCTYPE html>${String(page)}`) }]
}

function addressOf(ctx: Context, found: EditionPage): string {
  return `${ctx.siteUrl}/library/editions/${found.id}`
}

/** Nothing of an edition carries a time finer than its volume's date. */
function download(reply: FastifyReply, found: EditionPage, ending: string, type: string): FastifyReply {
  return reply
    .type(type)
    .header('last-modified', new Date(`${found.publishedOn}T00:00:00Z`).toUTCString())
    .header('x-robots-tag', 'noindex')
    .header('content-disposition', `attachment; filename="edition-${found.id}.${ending}"`)
}
