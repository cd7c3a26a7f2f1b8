/**
 * Reads a mail file as our own mail folder holds it: headers, and the text and HTML parts (RFC 5322, RFC 2045 to 2047).
 * Pure. Not a reader for mail from strangers.
 */

/** A mail as a page shows it. */
export interface MailRead {
  to: string
  subject: string
  date: Date | null
  text: string
  html: string | null
}

interface Part {
  headers: Map<string, string>
  body: string
}

/** Reads one mail. @param raw the whole file, as written by the folder transport: ASCII */
export function readMail(raw: string): MailRead {
  const whole = split(raw.replaceAll('\r\n', '\n'))
  const parts = leaves(whole)
  const of = (type: string) => parts.find((part) => typeOf(part).startsWith(type))
  const date = new Date(whole.headers.get('date') ?? '')
  const html = of('text/html')
  return {
    to: words(whole.headers.get('to') ?? ''),
    subject: words(whole.headers.get('subject') ?? ''),
    date: Number.isNaN(date.getTime()) ? null : date,
    text: decoded(of('text/plain') ?? { headers: new Map(), body: '' }).trimEnd(),
    html: html ? decoded(html) : null,
  }
}

function split(raw: string): Part {
  const end = raw.indexOf('\n\n')
  const head = (end < 0 ? raw : raw.slice(0, end)).replaceAll(/\n[ \t]+/g, ' ')
  const headers = new Map<string, string>()
  for (const line of head.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  return { headers, body: end < 0 ? '' : raw.slice(end + 2) }
}

function typeOf(part: Part): string {
  return (part.headers.get('content-type') ?? 'text/plain').toLowerCase()
}

function leaves(part: Part): Part[] {
  if (!typeOf(part).startsWith('multipart/')) return [part]
  const boundary = /boundary="?([^";]+)"?/i.exec(part.headers.get('content-type') ?? '')?.[1]
  if (!boundary) return []
  const inside = `\n${part.body}`.split(`\n--${boundary}`).slice(1)
  return inside.filter((one) => !one.startsWith('--')).flatMap((one) => leaves(split(one.replace(/^[ \t]*\n/, ''))))
}

function decoded(part: Part): string {
  const encoding = (part.headers.get('content-transfer-encoding') ?? '7bit').toLowerCase()
  if (encoding === 'base64') return Buffer.from(part.body, 'base64').toString('utf8')
  if (encoding === 'quoted-printable') return bytesOf(part.body.replaceAll(/=[ \t]*\n/g, '')).toString('utf8')
  return part.body
}

/** `=C3=BC` as bytes; everything else as it stands. */
function bytesOf(text: string): Buffer {
  const pieces = text.split(/((?:=[0-9A-Fa-f]{2})+)/)
  return Buffer.concat(
    pieces.map((piece, i) =>
      i % 2 === 1 ? Buffer.from(piece.replaceAll('=', ''), 'hex') : Buffer.from(piece, 'utf8'),
    ),
  )
}

/** Encoded words (RFC 2047 section 2). White space between two of them is not part of the text (section 6.2). */
function words(header: string): string {
  const joined = header.replaceAll(/(\?=)\s+(=\?)/g, '$1$2')
  return joined.replaceAll(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) => {
    const bytes = [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, kind, body]) =>
      kind?.toLowerCase() === 'b' ? Buffer.from(body ?? '', 'base64') : bytesOf((body ?? '').replaceAll('_', ' ')),
    )
    return Buffer.concat(bytes).toString('utf8')
  })
}
