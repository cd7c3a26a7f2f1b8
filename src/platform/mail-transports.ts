/**
 * The three ways mail leaves: a folder (default), SMTP, GOV.UK Notify. Each says honestly whether a failed hand-over
 * can have been taken all the same.
 */
import { access, readFile, readdir, stat } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { NotifyClient } from 'notifications-node-client'
import type { Config } from './config.ts'
import { writeWhole } from './files.ts'
import type { HandOver, MailTransport, OutgoingMail } from './mail.ts'

/** Makes the transport that the settings ask for. */
export function mailTransport(config: Config): MailTransport {
  if (config.MAIL_BY === 'smtp') return smtpTransport(config.SMTP_URL ?? '', config.MAIL_FROM)
  if (config.MAIL_BY === 'notify') {
    return notifyTransport(config.NOTIFY_API_KEY ?? '', config.NOTIFY_TEMPLATE_ID ?? '', config.NOTIFY_URL)
  }
  return folderTransport(mailFolder(config), config.MAIL_FROM)
}

/** Where the mail folder is. */
export function mailFolder(config: Config): string {
  return `${config.DATA_FOLDER}/mail`
}

/** Writes each mail as an .eml file named by its Message-ID, so that twice is once. */
export function folderTransport(folder: string, from: string): MailTransport {
  const compose = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    repeatable: true,
    async handOver(mail) {
      const path = `${folder}/${createHash('sha256').update(mail.messageId).digest('hex').slice(0, 32)}.eml`
      if (
        await access(path).then(
          () => true,
          () => false,
        )
      )
        return { outcome: 'accepted' }
      const { message } = await compose.sendMail(asNodemailer(mail, from))
      await writeWhole(path, message as Buffer)
      return { outcome: 'accepted' }
    },
  }
}

/** Names of the mails in the folder, newest first; at most `limit`. */
export async function mailsInFolder(folder: string, limit: number): Promise<{ name: string; at: Date; raw: string }[]> {
  const names = await readdir(folder).catch(() => [])
  const dated = await Promise.all(
    names
      .filter((name) => /^[0-9a-f]{32}\.eml$/.test(name))
      .map(async (name) => ({ name, at: (await stat(`${folder}/${name}`)).mtime })),
  )
  const newest = dated.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, limit)
  return Promise.all(newest.map(async (mail) => ({ ...mail, raw: await readFile(`${folder}/${mail.name}`, 'utf8') })))
}

/** Hands over by SMTP. The connection is kept and shared; time limits stay below the sweep's three minutes. */
export function smtpTransport(url: string, from: string): MailTransport {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0])
  return {
    repeatable: false,
    async handOver(mail) {
      try {
        await transport.sendMail(asNodemailer(mail, from))
        return { outcome: 'accepted' }
      } catch (error) {
        return smtpOutcome(error)
      }
    },
  }
}

/**
 * Reads an SMTP failure. A reply code means that the server said no (4xx later, 5xx never: RFC 5321 section 4.2.1).
 * Failing to reach the server, to agree on encryption or to sign in means that nothing was sent. Anything else may have been
 * taken, above all a connection that closed: nodemailer says ECONNECTION whether that was before the text or after it.
 */
export function smtpOutcome(error: unknown): { outcome: HandOver; failure: string } {
  const { responseCode, code, syscall } = error as { responseCode?: number; code?: string; syscall?: string }
  if (responseCode && responseCode >= 500) return { outcome: 'refused', failure: `SMTP ${responseCode}` }
  if (responseCode && responseCode >= 400) return { outcome: 'not-sent', failure: `SMTP ${responseCode}` }
  const before = ['ECONNREFUSED', 'EDNS', 'ENOTFOUND', 'ETLS', 'EAUTH', 'ENVELOPE', 'EENVELOPE', 'ENOAUTH']
  if (syscall === 'connect' || (code && before.includes(code)))
    return { outcome: 'not-sent', failure: code ?? 'connect' }
  return { outcome: 'unknown', failure: code ?? 'fault' }
}

/** Hands over by GOV.UK Notify, with the Message-ID as the reference. The template shows ((subject)) and ((body)). */
export function notifyTransport(key: string, templateId: string, url?: string): MailTransport {
  const client = url ? new NotifyClient(url, key) : new NotifyClient(key)
  return {
    repeatable: false,
    async handOver(mail) {
      try {
        const unsubscribe = /<(https?:[^>]+)>/.exec(mail.headers['List-Unsubscribe'] ?? '')?.[1]
        await client.sendEmail(templateId, mail.to, {
          personalisation: { subject: mail.subject, body: mail.text },
          reference: mail.messageId,
          ...(unsubscribe ? { oneClickUnsubscribeURL: unsubscribe } : {}),
        })
        return { outcome: 'accepted' }
      } catch (error) {
        return notifyOutcome(error)
      }
    },
  }
}

/** Reads a failure of Notify: an HTTP answer is a certain no (429 and 5xx later, other 4xx never); no answer is unknown. */
export function notifyOutcome(error: unknown): { outcome: HandOver; failure: string } {
  const { response, code } = error as { response?: { status?: number }; code?: string }
  const status = response?.status
  if (status === 429) return { outcome: 'not-sent', failure: 'Notify 429' }
  if (status && status >= 400 && status < 500) return { outcome: 'refused', failure: `Notify ${status}` }
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return { outcome: 'not-sent', failure: code }
  return { outcome: 'unknown', failure: status ? `Notify ${status}` : (code ?? 'fault') }
}

function asNodemailer(mail: OutgoingMail, from: string) {
  return {
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    ...(mail.html ? { html: mail.html } : {}),
    messageId: mail.messageId,
    headers: mail.headers,
    // A name or address in a mail must never be read as a path or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
