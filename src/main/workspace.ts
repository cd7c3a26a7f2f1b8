/** The workspace's pages: everything behind sign-in, and sign-in itself. */
import type { FastifyInstance } from 'fastify'
import type { Context } from '#platform/context.ts'
import { identityPages } from '#identity/pages/pages.ts'
import { demonstrationAccounts } from '#demonstration/demonstration.ts'
import type { Installation } from './installation.ts'

/** Registers the workspace's pages. */
export async function registerWorkspacePages(
  app: FastifyInstance,
  installation: Installation,
  base: Omit<Context, 'actor' | 'requestId'>,
): Promise<void> {
  await app.register(identityPages({ box: installation.box, demonstrationAccounts: base.demonstration ? demonstrationAccounts : [] }))
}
