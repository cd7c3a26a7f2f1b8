/** Pages of signing in, accounts and people. */
import type { FastifyInstance } from 'fastify'
import type { SecretBox } from '#platform/encryption.ts'
import { accountRoutes } from './account.tsx'
import { peopleRoutes } from './people.tsx'
import { signInRoutes } from './sign-in.tsx'
import { keepDrafts } from './drafts.ts'

/** An account listed on the sign-in page while the database holds the demonstration. */
export interface DemonstrationAccount {
  role: string
  name: string
  email: string
  password: string
}

/** What these pages need from `main/`. */
export interface IdentityPagesOptions {
  box: SecretBox
  demonstrationAccounts: readonly DemonstrationAccount[]
}

/** Registers them. */
export function identityPages(options: IdentityPagesOptions) {
  return async (app: FastifyInstance): Promise<void> => {
    signInRoutes(app, options)
    accountRoutes(app)
    peopleRoutes(app)
  }
}

/** Makes “Save draft” work on every form of the workspace: registered on the wing, before its pages. */
export function workspaceDrafts(app: FastifyInstance): void {
  keepDrafts(app)
}
