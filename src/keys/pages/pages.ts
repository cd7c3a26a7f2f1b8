/** Pages of keys: one's own signing key, signing the terms, and what happens to a key in a review. */
import type { FastifyInstance } from 'fastify'
import { keyringRoutes } from './keyring.tsx'
import { recoveryRoutes } from './recovery.tsx'
import { reviewKeyRoutes } from './review-key.tsx'
import { keysOfReviewSlot, signingSlot, termsSignatureRoutes } from './terms-signature.tsx'

/** Registers them. */
export async function keysPages(app: FastifyInstance): Promise<void> {
  keyringRoutes(app)
  termsSignatureRoutes(app)
  reviewKeyRoutes(app)
  recoveryRoutes(app)
}

/** What a review's own page shows of its keys. */
export const keysSlot = keysOfReviewSlot

/** What the page of the terms shows to who may sign them with a key. */
export const termsSigningSlot = signingSlot
