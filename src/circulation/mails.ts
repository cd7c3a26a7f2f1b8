/** The words of circulation's mails, as text and HTML. Pure. No pictures and nothing fetched: reading leaves no trace. */
import { dateInWords } from '#web/components/words.ts'
import { headings, type Arrangement } from './arrangement.ts'
import type { Profession } from '#vocabulary/vocabulary.ts'

/** A written mail without its address. */
export interface WrittenMail {
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}

const fictionNotice = 'Fiction, made for the demonstration of Throughline.'

/** Asks to confirm by a button behind the link. @param link address of the page with the button */
export function confirmationMail(link: string, demonstration: boolean): WrittenMail {
  return letter('Confirm your subscription to Throughline', demonstration, [
    'Somebody, probably you, asked for Throughline’s bulletins of published safeguarding reviews at this address.',
    'Open this page and press the button. It is open for 14 days.',
    { href: link, words: 'Confirm my subscription' },
    'If it was not you, do nothing: no bulletin is sent and the address is forgotten.',
  ])
}

/** Tells someone who asks again that they are subscribed already. @param link address of their settings */
export function alreadySubscribedMail(link: string, demonstration: boolean): WrittenMail {
  return letter('You are subscribed to Throughline already', demonstration, [
    'Somebody, probably you, asked for Throughline’s bulletins at this address, which gets them already. Nothing has changed.',
    'You can change what you get, or unsubscribe, here.',
    { href: link, words: 'Change or end my subscription' },
  ])
}

/** A bulletin's mail. `links.unsubscribe` takes a one-click POST (RFC 8058). */
export function bulletinMail(
  volume: { label: string; publishedOn: string },
  profession: Profession,
  arrangement: Arrangement,
  links: { bulletin: string; settings: string; unsubscribe: string; edition: (id: string) => string },
  demonstration: boolean,
): WrittenMail {
  const { first, rest } = arrangement
  const written = letter(`${volume.label}: new safeguarding reviews`, demonstration, [
    `${volume.label} was published on ${dateInWords(volume.publishedOn)}.`,
    { href: links.bulletin, words: 'Read this bulletin on Throughline and say when you have read it' },
    ...(first.length > 0 ? [{ heading: headings[profession] }] : []),
    ...first.flatMap(({ edition, why }) => [
      { href: links.edition(edition.id), words: edition.title },
      edition.summary,
      why,
    ]),
    ...(rest.length > 0 ? [{ heading: first.length > 0 ? 'Also in this volume' : 'In this volume' }] : []),
    ...rest.map((edition) => ({ href: links.edition(edition.id), words: edition.title })),
    { heading: 'Your subscription' },
    { href: links.settings, words: 'Change what you get' },
    { href: links.unsubscribe, words: 'Unsubscribe' },
  ])
  return {
    ...written,
    headers: {
      'List-Unsubscribe': `<${links.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}

type Piece = string | { heading: string } | { href: string; words: string }

function letter(subject: string, demonstration: boolean, body: readonly Piece[]): WrittenMail {
  const pieces: Piece[] = [...(demonstration ? [fictionNotice] : []), ...body]
  const text = pieces.map((piece) => {
    if (typeof piece === 'string') return piece
    return 'heading' in piece ? `\n${piece.heading.toUpperCase()}` : `${piece.words}:\n${piece.href}`
  })
  const html = pieces.map((piece) => {
    if (typeof piece === 'string') return `<p>${escaped(piece)}</p>`
    if ('heading' in piece) return `<h2>${escaped(piece.heading)}</h2>`
    return `<p><a href="${escaped(piece.href)}">${escaped(piece.words)}</a></p>`
  })
  return {
    subject: subject.replaceAll(/\s+/g, ' '),
    text: `${text.join('\n\n')}\n`,
    html: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body><h1>${escaped(subject)}</h1>${html.join('\n')}</body></html>`,
    headers: {},
  }
}

/** Text made safe inside an element or a quoted attribute (HTML Living Standard, section 13.3). */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
