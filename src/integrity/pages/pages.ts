/** The public log: its files under C2SP's names, and a page that says what they are. */
import type { FastifyInstance } from 'fastify'
import { logFileRoutes, packPageRoutes } from './log-files.ts'
import { logPageRoutes } from './log-page.tsx'

/** Registers them. */
export async function integrityPublicPages(app: FastifyInstance): Promise<void> {
  logFileRoutes(app)
  packPageRoutes(app)
  logPageRoutes(app)
}
