/** The words of the census's mails. Pure. */
import { dateInWords, quarterInWords } from '#web/components/words.ts'
import { answerBy, type Quarter } from './figures.ts'

/** “July to September 2026”. */
export function quarterName(one: Quarter): string {
  return quarterInWords(one.year, one.quarter as 1 | 2 | 3 | 4)
}

/** Asks a board's manager for a quarter's census; `late` after its day. @param link the page that answers it */
export function censusMail(one: Quarter, late: boolean, link: string): { subject: string; text: string } {
  const quarter = quarterName(one)
  return {
    subject: late ? `The census for ${quarter} is late` : `The census for ${quarter}`,
    text: [
      late
        ? `Your board has not answered the census for ${quarter}. It was due by ${dateInWords(answerBy(one))}.`
        : `Please answer the census for ${quarter} by ${dateInWords(answerBy(one))}.`,
      'If there is nothing to report, one button says so. It takes a minute.',
      `Answer here:\n${link}`,
    ].join('\n\n'),
  }
}
