/** Rules of keys: whose key is whose, what is signed, when a recovery may be confirmed. Pure. */
import type { Signer } from '#integrity/integrity.ts'
import type { Actor } from '#platform/context.ts'

/** As whom somebody holds a key in a review. */
export type Holder = 'author' | 'commissioner' | 'national-body' | 'second-body'

/** What decides as whom a person acts in a review. */
export interface Standing {
  readonly authorId: string | null
  readonly leadBoardId: string
  readonly boardIds: readonly string[]
}

/**
 * As whom this actor signs in this review; null when they sign nothing. The author comes first: nobody signs for both
 * sides of a contract with one account.
 */
export function holderOf(actor: Actor, review: Standing): Holder | null {
  if (actor.kind !== 'person') return null
  const holds = (roles: readonly string[], organisationId?: string) =>
    actor.grants.some(
      (grant) =>
        roles.includes(grant.role) && (organisationId === undefined || grant.organisationId === organisationId),
    )
  if (review.authorId === actor.personId && holds(['author'])) return 'author'
  if (holds(['board-chair'], review.leadBoardId)) return 'commissioner'
  if (holds(['registrar', 'editor'])) return 'national-body'
  return null
}

/**
 * Whether this actor may confirm a recovery as the second body: the chair of a board that has no part in the review, so
 * that those who could gain from another key cannot bring it in between themselves.
 */
export function isSecondBody(actor: Actor, review: Standing): boolean {
  if (actor.kind !== 'person' || holderOf(actor, review) !== null) return false
  return actor.grants.some(
    (grant) =>
      grant.role === 'board-chair' && grant.organisationId !== null && !review.boardIds.includes(grant.organisationId),
  )
}

/** How many days a recovery is announced before a second body may confirm it. */
export const recoveryDays = 14

/** The first moment at which a recovery that is announced now may be confirmed. */
export function confirmableFrom(announcedAt: Date): Date {
  return new Date(announcedAt.getTime() + recoveryDays * 24 * 60 * 60 * 1000)
}

/** Roles as the pages say them. */
export const signerWords: Record<Signer, string> = {
  author: 'the author',
  'key-sheet': 'the key sheet',
  commissioner: 'the board',
  'national-body': 'the national body',
  'second-body': 'a board that has no part in the review',
  server: 'this server',
}

/** A key's fingerprint as it is printed and compared: its 32 bytes in base64. */
export function keyFingerprint(publicKey: Uint8Array): string {
  return Buffer.from(publicKey).toString('base64')
}
