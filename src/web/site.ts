/**
 * The site as every folder's pages see it: request context, the rule every route must carry, sending pages, forms,
 * messages after a redirect, uploads. The session plugin that says who acts lives in `identity/pages`.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import type { Context } from '#platform/context.ts'
import { mayEver, type ActRule } from '#platform/permission.ts'
import type { Place, Wing } from './navigation.ts'
import type { Shell } from './shell.tsx'

declare module 'fastify' {
  interface FastifyRequest {
    /** Database, clock and actor for this request. The public wing's speaks to the database as `public_site`. */
    ctx: Context
  }
  interface FastifyContextConfig {
    /** Who may come in at all. `anyone` is for public pages. No route starts without one. */
    rule?: ActRule | 'anyone'
    /** True for machines that cannot hold a token, whose link is the credential (one-click unsubscribe). */
    withoutCsrf?: boolean
    /** True for routes that take a file by `takeUpload`, which checks the form's token; nothing else takes multipart. */
    upload?: boolean
    /** Name of the form whose fields are kept when “Save draft” is pressed. */
    draft?: string
  }
}

/** A folder's pages as a Fastify plugin. */
export type Pages = (app: FastifyInstance) => Promise<void> | void

/** Words of a form by field name. Only the last of a repeated field; `manyOf` gives all. */
export type FormValues = Record<string, string>

/** Mistakes by field name, each a sentence that says what to do. */
export type Mistakes = Record<string, string>

/** The request's body as words by field name, trimmed at the ends, never undefined. */
export function formOf(request: FastifyRequest): FormValues {
  const body = (request.body ?? {}) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const last: unknown = Array.isArray(value) ? value.at(-1) : value
      return [name, typeof last === 'string' ? last.trim() : '']
    }),
  )
}

/** Every value of a repeated field, such as checkboxes. */
export function manyOf(request: FastifyRequest, name: string): string[] {
  const value = ((request.body ?? {}) as Record<string, unknown>)[name]
  const list: unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value]
  return list.filter((item): item is string => typeof item === 'string')
}

/** The whole form as typed: one string a field, a list where a field was sent several times. To show it again, or keep it. */
export function typedOf(request: FastifyRequest): Record<string, string | string[]> {
  const many = Object.keys((request.body ?? {}) as Record<string, unknown>)
    .map((name) => [name, manyOf(request, name)] as const)
    .filter(([, values]) => values.length > 1)
  return { ...formOf(request), ...Object.fromEntries(many) }
}

/** A word of the query string; empty when absent. */
export function queryOf(request: FastifyRequest, name: string): string {
  const value = ((request.query ?? {}) as Record<string, unknown>)[name]
  const last: unknown = Array.isArray(value) ? value.at(-1) : value
  return typeof last === 'string' ? last : ''
}

/** A part of the path. */
export function pathOf(request: FastifyRequest, name: string): string {
  return ((request.params ?? {}) as Record<string, string>)[name] ?? ''
}

/** Sends a page. A form with mistakes is 422, so that machines can tell (RFC 9110 section 15.5.21). */
export function sendPage(reply: FastifyReply, page: Child, status = 200): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(`<!DOCTYPE html>${String(page)}`)
}

/** Goes to another page after a form was taken (303), with a message shown there once. */
export function goTo(request: FastifyRequest, reply: FastifyReply, path: string, message?: string): FastifyReply {
  if (message && 'session' in request && request.session) request.session.set('message', message)
  return reply.redirect(path, 303)
}

/** The message left by `goTo`, once. */
export function messageOf(request: FastifyRequest): string | null {
  if (!('session' in request) || !request.session) return null
  const message = request.session.get('message')
  if (!message) return null
  request.session.set('message', null)
  return message
}

/**
 * The token that a form must carry in the field `_csrf`.
 */
export async function csrfOf(reply: FastifyReply): Promise<string> {
  return reply.generateCsrf()
}

/** What every page of this request has in common: spread it into `Page`. Takes the message left by `goTo`. */
export async function shellOf(
  request: FastifyRequest,
  reply: FastifyReply,
  wing: Wing,
): Promise<Shell & { message: string | null }> {
  const { actor, demonstration } = request.ctx
  const person = actor.kind === 'person'
  return {
    viewer: person
      ? { kind: 'person', name: actor.name, roles: actor.grants.map((grant) => grant.role) }
      : { kind: 'visitor' },
    wing,
    demonstration,
    path: request.url.split('?')[0] ?? '/',
    // Only for people: a visitor who reads is given no cookie.
    csrf: person ? await csrfOf(reply) : undefined,
    message: messageOf(request),
    ...(person && wing === 'workspace' ? { places: placesFor(actor) } : {}),
  }
}

/** Where a signed-in person may go, by their roles; `main/` states the whole list once with `offerPlaces`. */
let offered: readonly { text: string; href: string; rule?: ActRule }[] = []

/** States the workspace's places with the rule that opens each. */
export function offerPlaces(places: readonly { text: string; href: string; rule?: ActRule }[]): void {
  offered = places
}

function placesFor(actor: Context['actor']): Place[] {
  return offered.filter((place) => !place.rule || mayEver(actor, place.rule)).map(({ text, href }) => ({ text, href }))
}

/** The page for "there is nothing here", also for what the reader may not see: it says nothing of what it hides. */
export class NotFound extends Error {
  constructor() {
    super('not found')
  }
}

/** Refuses routes without a rule at start, and people without any right to a route before anything is looked up. */
export function enforceRules(app: FastifyInstance, signInPath: string): void {
  app.addHook('onRoute', (route) => {
    // The static plugin states its own route: files under /assets/ are the site's own styles and scripts.
    if (route.url.startsWith('/assets/')) route.config = { ...route.config, rule: 'anyone' }
    if (!route.config?.rule) throw new Error(`route ${String(route.method)} ${route.url} has no rule`)
  })
  app.addHook('preValidation', async (request, reply) => {
    const rule = request.routeOptions.config.rule
    if (!rule || rule === 'anyone' || mayEver(request.ctx.actor, rule)) return
    if (request.ctx.actor.kind === 'visitor' && request.method === 'GET') {
      await reply.redirect(`${signInPath}?then=${encodeURIComponent(request.url)}`, 303)
      return
    }
    if (request.ctx.actor.kind === 'visitor') {
      await reply.redirect(signInPath, 303)
      return
    }
    throw new NotFound()
  })
}
