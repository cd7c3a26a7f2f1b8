/** “Save draft” on any form whose route names one, and the same by an island while typing. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { formOf, goTo, pathOf, typedOf } from '#web/site.ts'
import { identityActs } from '../permissions.ts'
import { saveDraft } from '../identity.ts'

/** Key of a route's draft: the form's name with the path's parts, so that two reviews' forms are two drafts. */
export function draftKey(request: FastifyRequest): string | null {
  const form = request.routeOptions.config.draft
  if (!form) return null
  const parts = Object.values((request.params ?? {}) as Record<string, string>)
  return [form, ...parts].join(':')
}

/** Saves instead of sending when the button “Save draft” was pressed. */
export function keepDrafts(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    const key = draftKey(request)
    if (!key || request.method !== 'POST' || formOf(request)['save-draft'] !== 'yes') return
    await saveDraft(request.ctx, key, typedOf(request))
    await goTo(request, reply, request.url, 'Draft saved. You can come back to it at any time.')
  })
  app.post('/workspace/drafts/:form', { config: { rule: identityActs.useWorkspace } }, async (request, reply) => {
    await saveDraft(request.ctx, pathOf(request, 'form'), typedOf(request))
    return reply.code(204).send()
  })
}
