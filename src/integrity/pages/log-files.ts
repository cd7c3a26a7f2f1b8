import type { FastifyInstance, FastifyReply } from 'fastify'
import { NotFound, pathOf } from '#web/site.ts'
import { packPage } from '../integrity.ts'
import { checkpointFile, tileFile } from '../log/published.ts'

/** A tile never changes, whole or partial, so everything between may keep it for ever. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/** Whoever checks a whole log asks for all its tiles in one go. */
const limit = { max: 20_000, timeWindow: '1 minute' }

/** `GET /log/checkpoint` and `/log/tile/…` as in C2SP tlog-tiles. No time is sent but what the protocol itself demands. */
export function logFileRoutes(app: FastifyInstance): void {
  app.get('/log/checkpoint', { config: { rule: 'anyone', rateLimit: limit } }, async (request, reply) => {
    const checkpoint = await checkpointFile(request.ctx)
    if (!checkpoint) throw new NotFound()
    return sendBytes(reply, checkpoint, 'text/plain; charset=utf-8', 'no-cache')
  })
  app.get('/log/tile/*', { config: { rule: 'anyone', rateLimit: limit } }, async (request, reply) => {
    const tile = await tileFile(request.ctx, `tile/${pathOf(request, '*')}`)
    if (!tile) throw new NotFound()
    return sendBytes(reply, tile, 'application/octet-stream', FOR_EVER)
  })
}

/** The page that checks packs, to keep: it works without this site. */
export function packPageRoutes(app: FastifyInstance): void {
  app.get('/log/verify.html', { config: { rule: 'anyone' } }, async (_request, reply) => {
    const page = await packPage()
    if (!page) throw new NotFound()
    // Its script stands in the page itself, which this site's own policy forbids: it is to be kept and opened as a file.
    reply.header('content-disposition', 'attachment; filename="verify.html"')
    return sendBytes(reply, page, 'text/html; charset=utf-8', 'no-cache')
  })
}

function sendBytes(reply: FastifyReply, bytes: Uint8Array, type: string, caching: string): FastifyReply {
  return (
    reply
      .header('cache-control', caching)
      // Anybody's page may read the log: there is nothing in it that a cookie would open.
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .type(type)
      .send(Buffer.from(bytes))
  )
}
