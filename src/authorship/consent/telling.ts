/**
 * Who is told of what happens to a sealed text, and how: on the worklist and by mail, in the act's own transaction.
 * No mail says a name, a word of the report or what a comment says: it holds a reference and a way to the page.
 */
import { authorOf } from '#commissioning/commissioning.ts'
import { mailPart } from '#evidence/evidence.ts'
import { accountMailOf, holdersOf } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { writeMail } from '#platform/mail.ts'
import { participantsOf, type Review } from '#register/register.ts'
import { askFor, tell } from '#worklist/worklist.ts'
import * as store from './store.ts'

/** Where somebody sees their own comments and how each was settled, also once they may no longer read the text. */
export function commentsPath(reference: string): string {
  return `/workspace/reviews/${reference}/report/comments`
}

/** Writes to one person by their account's address. */
export async function mailPerson(
  tx: Context,
  personId: string,
  mail: { subject: string; text: string; purpose: string; about: string },
): Promise<void> {
  await writeMail(tx, { ...mail, to: await accountMailOf(tx, personId) })
}

/** Where a review's sealed text is read. */
export function readingPath(reference: string): string {
  return `/workspace/reviews/${reference}/report/reading`
}

/**
 * Tells everyone who takes part, at the moment of submission, that the sealed text can be read: the boards' people, the
 * members of agencies in this review and the family's contact, all at once and from the author's hand.
 */
export async function tellReaders(tx: Context, review: Review, reportId: string, endsOn: string): Promise<void> {
  const boards = await Promise.all(
    review.boardIds.flatMap((board) =>
      (['board-chair', 'board-manager', 'panel-member'] as const).map((role) => holdersOf(tx, role, board)),
    ),
  )
  const parties = (await participantsOf(tx, review.id)).filter((one) => one.role !== 'author')
  const readers = new Set([...boards.flat().map((one) => one.id), ...parties.map((one) => one.personId)])
  for (const personId of readers) {
    await askFor(tx, {
      key: readingKey(reportId, personId),
      personId,
      title: `Read the sealed report of review ${review.reference} and comment if something is wrong`,
      link: readingPath(review.reference),
      dueOn: endsOn,
    })
    // A family's contact gets it on the next day that is not a quiet one.
    await mailPart(tx, review.id, personId, {
      subject: `The report of review ${review.reference} can be read`,
      text:
        `The author has submitted the report of review ${review.reference}. It is sealed: nobody can change it unseen. ` +
        `Everyone who takes part can read the same text from now on.\n\n` +
        `You can comment beside the text until ${endsOn}:\n${tx.siteUrl}${readingPath(review.reference)}\n`,
      purpose: 'authorship.can-be-read',
      about: reportId,
    })
  }
}

/** Key of the worklist item that asks somebody to read. */
export function readingKey(reportId: string, personId: string): string {
  return `authorship.read:${reportId}:${personId}`
}

/** What an author is told. */
export interface News {
  /** One open item on the worklist per key. */
  key: string
  /** What happened and what the author can do, in plain words and without a name. */
  title: string
  /** More than the title, for the mail; without a name. */
  words: string
  link: string
  dueOn?: string
  /** What this is about, as an id: the same is mailed once only. */
  about: string
  /** False when nothing is asked of the author: it stands under what has changed, not under what waits. */
  asks?: boolean
}

/**
 * Tells the author of something that touches their review by at least two ways: the worklist and a mail, and a second
 * mail where they gave another address. Somebody who answers for them while they are away is told as well, on the
 * worklist and by mail. Nothing happens while a review has no author.
 */
export async function tellAuthor(tx: Context, review: Review, news: News): Promise<void> {
  const author = await authorOf(tx, review.id)
  if (!author) return
  const delegates = await store.delegatesOf(tx, author.authorId)
  const second = await store.secondAddress(tx, author.authorId)
  for (const personId of [author.authorId, ...delegates]) {
    const item = { key: newsKey(news.key, personId), personId, title: news.title, link: news.link }
    if (news.asks === false) await tell(tx, item)
    else await askFor(tx, { ...item, ...(news.dueOn ? { dueOn: news.dueOn } : {}) })
    await mailNews(tx, await accountMailOf(tx, personId), news, personId)
  }
  if (second) await mailNews(tx, second, news, `${author.authorId}:second`)
}

/** Key of the worklist item that tells one person of news. */
export function newsKey(key: string, personId: string): string {
  return `${key}:${personId}`
}

async function mailNews(tx: Context, to: string, news: News, toWhom: string): Promise<void> {
  await writeMail(tx, {
    to,
    subject: news.title,
    text: `${news.words}\n\n${tx.siteUrl}${news.link}\n`,
    purpose: `authorship.${news.key.split(':')[0]?.replace('authorship.', '') ?? 'news'}`,
    about: `${news.about}:${toWhom}`,
  })
}
