/** Words that several of the library's pages use. Pure. */
import { counted } from '#web/components/words.ts'
import { nations, subjectKinds } from '#vocabulary/vocabulary.ts'
import type { EditionListed } from '../library.ts'

/** Words a minute at which a grown-up reads silently: 238 (Brysbaert 2019, a review of 190 studies). */
const readingSpeed = 238

/** Whether part of an address can be an id at all; what cannot is not found, rather than a mistake of the database. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** "Children’s and adults’ review, England, Summer 2026". */
export function factsOf(edition: EditionListed): string {
  const kinds = edition.subjects.map((kind, n) => (n === 0 ? subjectKinds[kind] : subjectKinds[kind].toLowerCase()))
  const legacy = edition.legacy && !/legacy/i.test(edition.volumeLabel) && 'legacy collection'
  const facts = [
    kinds.length > 0 && `${kinds.join(' and ')} review`,
    edition.nation && nations[edition.nation],
    edition.volumeLabel,
    legacy,
  ]
  return facts.filter(Boolean).join(', ')
}

/** "about 25 minutes to read". */
export function readingTime(words: number): string {
  return `about ${counted(Math.max(1, Math.round(words / readingSpeed)), 'minute')} to read`
}
