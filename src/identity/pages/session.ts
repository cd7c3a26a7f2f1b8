/** Sessions in the database, and who acts in a request. */
import fastifySession from '@fastify/session'
import connectPgSimple from 'connect-pg-simple'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { Context } from '#platform/context.ts'
import { actorOf } from '../identity.ts'

declare module 'fastify' {
  interface Session {
    /** Set once every factor has been passed. */
    personId?: string
    /** Who has passed the first factor only. */
    pendingPersonId?: string
    /** A second-factor secret shown but not yet proven. */
    pendingSecret?: string
    /** Where to go after signing in. */
    then?: string
    /** Shown once on the next page. */
    message?: string | null
    /** Recovery codes, shown once. */
    recoveryCodes?: string[] | null
    /** Moment of signing in, in milliseconds: a session ends 12 hours later whatever happens. */
    since?: number
  }
}

/** What the session plugin needs. */
export interface SessionOptions {
  pool: pg.Pool
  secret: string
  secureCookies: boolean
  base: Omit<Context, 'actor' | 'requestId'>
}

/** A session ends after 2 hours without use and in any case after 12. */
const idleMinutes = 120
const longestHours = 12

/** Registers sessions and `request.ctx`. */
export async function attachSessions(app: FastifyInstance, options: SessionOptions): Promise<void> {
  const Store = connectPgSimple(fastifySession as never) as unknown as new (settings: object) => never
  await app.register(fastifySession, {
    secret: options.secret,
    cookieName: 'throughline',
    cookie: { secure: options.secureCookies, httpOnly: true, sameSite: 'lax', path: '/', maxAge: idleMinutes * 60_000 },
    saveUninitialized: false,
    rolling: true,
    store: new Store({
      pool: options.pool,
      schemaName: 'identity',
      tableName: 'session',
      ttl: idleMinutes * 60,
      pruneSessionInterval: 900,
      // An expired session may hold somebody's name: errors of pruning are not printed by the library.
      errorLog: () => undefined,
    }),
  })
  app.decorateRequest('ctx', null as never)
  app.addHook('onRequest', async (request) => {
    request.ctx = { ...options.base, actor: { kind: 'visitor' }, requestId: request.id }
    const personId = request.session.get('personId')
    if (!personId) return
    const tooOld = Date.now() - (request.session.get('since') ?? 0) > longestHours * 3_600_000
    const actor = tooOld ? null : await actorOf(request.ctx, personId)
    if (actor) request.ctx = { ...request.ctx, actor }
    else await request.session.destroy()
  })
}

/** `request.ctx` without sessions, for a process that serves the public wing alone. */
export function attachVisitors(app: FastifyInstance, base: Omit<Context, 'actor' | 'requestId'>): void {
  app.decorateRequest('ctx', null as never)
  app.addHook('onRequest', async (request) => {
    request.ctx = { ...base, actor: { kind: 'visitor' }, requestId: request.id }
  })
}

/** Starts the signed-in session under a new id, so that one planted before signing in is worth nothing. */
export async function signInSession(request: FastifyRequest, personId: string): Promise<string> {
  const then = request.session.get('then') ?? '/workspace'
  await request.session.regenerate()
  request.session.set('personId', personId)
  request.session.set('since', Date.now())
  return safePath(then)
}

/** A path of this site, never an address elsewhere. */
export function safePath(path: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/workspace'
}

/** Ends the session. */
export async function signOutSession(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await request.session.destroy()
  return reply.redirect('/', 303)
}
