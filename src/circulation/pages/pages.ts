/** The pages of circulation: for subscribers on the public site, for officers in the workspace. */
import type { FastifyInstance } from 'fastify'
import type { Pages } from '#web/site.ts'
import { bulletinRoutes } from './bulletin.tsx'
import { deskRoutes } from './desk.tsx'
import { mailFolderRoutes } from './mail-folder.tsx'
import { settingsRoutes } from './settings.tsx'
import { subscribeRoutes } from './subscribe.tsx'

/** Subscribing, settings, unsubscribing, and reading a bulletin. */
export const circulationPublicPages: Pages = (app: FastifyInstance) => {
  // A link is a credential: it is not kept by caches and not listed by search engines.
  app.addHook('onSend', async (request, reply) => {
    if (!/\/(subscribe|unsubscribe|bulletin)\//.test(request.routeOptions.url ?? '')) return
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
  })
  subscribeRoutes(app)
  settingsRoutes(app)
  bulletinRoutes(app)
}

/**
 * The circulation desk, and the mail folder where mail goes to one.
 * @param options.mailFolder where mails are written; null when mail leaves by SMTP or Notify
 */
export function circulationPages(options: { mailFolder: string | null }): Pages {
  return (app) => {
    deskRoutes(app)
    if (options.mailFolder) mailFolderRoutes(app, options.mailFolder)
  }
}
