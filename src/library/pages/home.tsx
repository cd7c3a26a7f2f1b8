import type { FastifyInstance } from 'fastify'
import { sendPage, shellOf } from '#web/site.ts'
import { figures, newestVolumes } from '../library.ts'
import { HomePage } from './home-page.tsx'
import { PlainPage, plainPages } from './plain-pages.tsx'

/** The home page and the pages of plain words. */
export function homeRoutes(app: FastifyInstance): void {
  app.get('/', { config: { rule: 'anyone' } }, async (request, reply) => {
    const newest = await newestVolumes(request.ctx, 20)
    return sendPage(
      reply,
      <HomePage
        shell={await shellOf(request, reply, 'public')}
        latest={newest.find((one) => !one.legacy) ?? newest[0] ?? null}
        figures={await figures(request.ctx)}
      />,
    )
  })
  for (const page of plainPages) {
    app.get(page.path, { config: { rule: 'anyone' } }, async (request, reply) =>
      sendPage(reply, <PlainPage shell={await shellOf(request, reply, 'public')} page={page} />),
    )
  }
}
