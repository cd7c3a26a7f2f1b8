/**
 * One Fastify server: security headers, cookies, forms, rate limits, static files, health, and one place where thrown
 * errors end. Which pages it serves and who acts are plugged in by `main/`.
 */
import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastifyCsrf from '@fastify/csrf-protection'
import fastifyFormbody from '@fastify/formbody'
import fastifyHelmet from '@fastify/helmet'
import fastifyMultipart from '@fastify/multipart'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Config } from '#platform/config.ts'
import { packageFolder } from '#platform/files.ts'
import { errorFields, type Log } from '#platform/log.ts'
import { ErrorPage } from './error-page.tsx'
import { NotFound, enforceRules, sendPage } from './site.ts'

/** What a server needs from outside. */
export interface ServerOptions {
  config: Config
  log: Log
  secret: string
  secureCookies: boolean
  /** True when the database answers; for /ready. */
  ready: () => Promise<boolean>
  /** Attaches `request.ctx`, session or none, before any page. */
  attach: (app: FastifyInstance) => Promise<void>
}

/** Makes the server; the caller registers pages on it and then listens. */
export async function openServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config, log } = options
  const app = Fastify({
    logger: false,
    trustProxy: config.TRUST_PROXY,
    genReqId: () => randomUUID(),
    bodyLimit: 2 * 1024 * 1024,
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  })
  enforceRules(app, '/sign-in')
  endErrorsHere(app, log)
  logRequests(app, log)
  await app.register(fastifyHelmet, securityHeaders(options.secureCookies))
  await app.register(fastifyCookie, { secret: options.secret })
  await app.register(fastifyFormbody, { bodyLimit: 2 * 1024 * 1024 })
  await app.register(fastifyMultipart, {
    limits: {
      fileSize: config.UPLOAD_MAX_MEGABYTES * 1024 * 1024,
      files: 1,
      fields: 30,
      fieldSize: 1024 * 1024,
      parts: 40,
    },
    throwFileSizeLimit: false,
  })
  await app.register(fastifyRateLimit, {
    max: config.RATE_LIMIT_PER_MINUTE,
    timeWindow: '1 minute',
    allowList: (request) => request.url.startsWith('/assets/'),
  })
  await app.register(fastifyCsrf, {
    sessionPlugin: '@fastify/cookie',
    cookieKey: 'throughline-form',
    cookieOpts: { signed: true, httpOnly: true, sameSite: 'lax', path: '/', secure: options.secureCookies },
    getToken: (request) => {
      const body = request.body as { _csrf?: unknown } | undefined
      const inBody = body?._csrf
      const inHeader = request.headers['x-csrf-token']
      return typeof inBody === 'string' ? inBody : typeof inHeader === 'string' ? inHeader : undefined
    },
  })
  await options.attach(app)
  requireFormTokens(app)
  await app.register(fastifyStatic, {
    root: `${packageFolder}/dist/assets`,
    prefix: '/assets/',
    immutable: false,
    maxAge: '1h',
    decorateReply: false,
    schemaHide: true,
  } as Parameters<typeof fastifyStatic>[1])
  app.get('/health', { config: { rule: 'anyone' } }, async () => ({ ok: true }))
  app.get('/ready', { config: { rule: 'anyone' } }, async (_request, reply) => {
    const ready = await options.ready().catch(() => false)
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  return app
}

/**
 * Every change by a form carries a token. Uploads are streamed, so on routes that say `upload` the token is read by
 * `takeUpload` before the file; anywhere else a multipart body has no token that we read, and is refused.
 */
function requireFormTokens(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    const { withoutCsrf, upload } = request.routeOptions.config
    if (withoutCsrf || (upload && request.isMultipart())) return
    await checkFormToken(app, request, reply)
  })
}

/** @throws with status 403 when the form's token is missing or wrong */
export async function checkFormToken(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    app.csrfProtection(request, reply, (error?: Error) => (error ? reject(error) : resolve()))
  })
}

function securityHeaders(secure: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        manifestSrc: ["'self'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' as const },
    crossOriginEmbedderPolicy: false,
  }
}

function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the address: an address may hold a token.
    log.info('request', {
      request: request.id,
      method: request.method,
      route: (request.routeOptions.url ?? 'none').replaceAll('*', ':rest'),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    })
  })
}

function endErrorsHere(app: FastifyInstance, log: Log): void {
  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    kind: 'not-found' | 'expired' | 'busy' | 'bad' | 'fault',
  ) => sendPage(reply, <ErrorPage kind={kind} requestId={request.id} />, status)
  app.setNotFoundHandler({}, (request, reply) => page(request, reply, 404, 'not-found'))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof NotFound) return page(request, reply, 404, 'not-found')
    if (error.code === 'FST_CSRF_INVALID_TOKEN' || error.code === 'FST_CSRF_MISSING_SECRET')
      return page(request, reply, 403, 'expired')
    const status = error.statusCode ?? 500
    if (status === 429) return page(request, reply, 429, 'busy')
    if (status >= 400 && status < 500) return page(request, reply, status, 'bad')
    log.error('request.failed', {
      request: request.id,
      route: request.routeOptions.url ?? 'none',
      ...errorFields(error),
    })
    return page(request, reply, 500, 'fault')
  })
}
