/** The words of the register's mails. Pure. They name a review by its reference only. */
import { dateInWords } from '#web/components/words.ts'
import type { Reminder } from './clocks.ts'

/** A mail without its address. */
export interface RegisterMail {
  subject: string
  text: string
}

const openings: Record<Reminder, string> = {
  soon: 'This is due within the next two weeks.',
  'very-soon': 'This is due within the next three days.',
  late: 'The day for this has passed.',
  'late-14': 'The day for this passed more than two weeks ago.',
  'late-45': 'The day for this passed more than six weeks ago.',
  'late-90': 'The day for this passed more than three months ago. This is the last reminder.',
}

/** Reminds of one clock. @param link the review's page */
export function reminderMail(
  reminder: Reminder,
  about: { reference: string; says: string; dueOn: string; since: string; basis: string },
  link: string,
): RegisterMail {
  const late = reminder.startsWith('late')
  return {
    subject: `${late ? 'Overdue' : 'Due soon'}: ${about.says.toLowerCase()}, review ${about.reference}`,
    text: [
      openings[reminder],
      `Review ${about.reference}: ${about.says}.`,
      `${late ? 'It was due' : 'Due'} on ${dateInWords(about.dueOn)}. The clock started on ${dateInWords(about.since)}. Rule: ${about.basis}.`,
      'If the review stands still for a trial, an inquest or another reason, record the pause: it gives the days back.',
      `Open the review:\n${link}`,
    ].join('\n\n'),
  }
}

/** Tells the author and the national body that a review is withheld, on which ground and why. */
export function withheldMail(about: { reference: string; ground: string; why: string }, link: string): RegisterMail {
  return {
    subject: `Review ${about.reference} is withheld from publication`,
    text: [
      `It was decided today to withhold review ${about.reference} from publication.`,
      `Ground: ${about.ground}.`,
      `Reasons given:\n${about.why}`,
      `Open the review:\n${link}`,
    ].join('\n\n'),
  }
}
