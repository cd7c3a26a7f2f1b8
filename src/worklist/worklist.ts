/**
 * Worklist: what waits for whom. Every verb pushes into it within its own transaction; the home pages read it.
 * Owns schema `worklist`. Invariant: a title says what is to be done, and never a name of a case's person.
 */
import type { Context } from '#platform/context.ts'
import * as store from './store.ts'

/** Something that waits: for the holders of a role (at one organisation, or any), or for one person. */
export interface Waiting {
  /** Unique while open, `release.sign-off:ID`: asking twice makes one item. */
  key: string
  role?: string
  organisationId?: string
  personId?: string
  /** What to do, in plain words, without a case person's name: “Accept the terms of engagement for K7QX-22MD”. */
  title: string
  /** Path of the page where it is done. */
  link: string
  /** 'YYYY-MM-DD' */
  dueOn?: string
}

/** An open item as its reader sees it. */
export interface WorkItem {
  id: string
  key: string
  title: string
  link: string
  since: Date
  dueOn: string | null
}

/** Puts something on a list, in the caller's transaction. */
export async function askFor(tx: Context, waiting: Waiting): Promise<void> {
  await store.addItem(tx, waiting)
}

/** Takes it off again, once done. Nothing happens when it was not there. */
export async function settle(tx: Context, key: string): Promise<void> {
  await store.closeItem(tx, key, tx.actor.kind === 'person' ? tx.actor.personId : null)
}

/** What waits for the person who asks: due first, then oldest; at most 200. */
export async function waitingFor(ctx: Context): Promise<WorkItem[]> {
  return ctx.actor.kind === 'person' ? store.itemsFor(ctx, ctx.actor.personId, ctx.actor.grants) : []
}
