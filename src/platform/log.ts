/**
 * The operators' log: JSON lines of an event's name with ids and numbers. Its type accepts nothing else, so that
 * no name, address or report text can reach it. It is not the integrity log and is never joined with it.
 */

/** What an event may carry. Strings must be ids or fixed words: spaces are refused at run time. */
export type LogFields = Record<string, number | boolean | Id | undefined>
type Id = string

/** Writes events by severity. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

const severities = ['debug', 'info', 'warn', 'error'] as const
const idPattern = /^[A-Za-z0-9._:/#-]{1,120}$/

/**
 * Makes a log.
 * @param least least severity written; `silent` writes nothing
 * @param write takes one finished line
 */
export function openLog(least: (typeof severities)[number] | 'silent', write: (line: string) => void): Log {
  const from = least === 'silent' ? severities.length : severities.indexOf(least)
  const at =
    (severity: (typeof severities)[number]) =>
    (event: string, fields: LogFields = {}) => {
      if (severities.indexOf(severity) < from) return
      const safe = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, safeValue(value)]))
      write(JSON.stringify({ at: new Date().toISOString(), severity, event, ...safe }) + '\n')
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** A string that is no id might be text: it is replaced, not written. */
function safeValue(value: number | boolean | string | undefined) {
  return typeof value !== 'string' || idPattern.test(value) ? value : 'withheld'
}

/**
 * What may be said of a thrown error: its class and code and the places in our code, never its message, since a
 * database error quotes the row it refused.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: 'unknown' }
  const code = (error as { code?: unknown }).code
  const where = /((?:src|dist)\/[\w./-]+:\d+)/.exec(error.stack ?? '')?.[1]
  return { error: error.name, code: typeof code === 'string' ? code : undefined, where }
}
