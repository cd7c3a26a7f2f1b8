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
  /** Why it is due then, in plain words: the rule it follows from, and since when. */
  why?: string
}

/** An open item as its reader sees it. */
export interface WorkItem {
  id: string
  key: string
  title: string
  link: string
  since: Date
  dueOn: string | null
  why: string | null
}

/** Something that has happened and asks for nothing: for the holders of a role, or for one person. */
export interface Happened {
  /** Unique for ever: telling twice tells once. */
  key: string
  role?: string
  organisationId?: string
  personId?: string
  /** What happened, in plain words, without a case person's name. */
  title: string
  /** Path of the page where it is seen. */
  link: string
}

/** Something that happened, as its reader sees it. */
export interface NewsItem {
  title: string
  link: string
  at: Date
}

/** A look at the home page within so many minutes of the last is the same visit. */
const visitMinutes = 30

/** Puts something on a list, in the caller's transaction. What is there already takes the newer title, day and why. */
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

/** Tells what happened, in the caller's transaction. Who did it is not told. */
export async function tell(tx: Context, happened: Happened): Promise<void> {
  await store.addNews(tx, happened, tx.actor.kind === 'person' ? tx.actor.personId : null)
}

/**
 * What has happened since the reader's last visit, newest first, at most 50. Looking again within half an hour is the
 * same visit; on the first, the last 14 days are shown.
 */
export async function newsFor(ctx: Context): Promise<{ since: Date; news: NewsItem[] }> {
  const now = ctx.now()
  const fortnightAgo = new Date(now.getTime() - 14 * 86_400_000)
  if (ctx.actor.kind !== 'person') return { since: now, news: [] }
  const since = await store.visit(
    ctx,
    ctx.actor.personId,
    new Date(now.getTime() - visitMinutes * 60_000),
    fortnightAgo,
  )
  return { since, news: await store.newsFor(ctx, ctx.actor.personId, ctx.actor.grants, since) }
}
