/**
 * Configuration: one documented schema, read once in `main/` and passed down.
 * Nothing else in the project reads the environment. All mistakes are reported together.
 */
import { z } from 'zod'

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((word) => word === 'true' || word === '1' || word === 'yes')

/** Every setting: its environment name, what it does, its default. `docs/operations/configuration.md` is made from this. */
export const settings = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(3000)
    .describe('Port the site listens on. 0 picks a free one.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address the site listens on. 0.0.0.0 for all.'),
  PUBLIC_URL: z.url().optional().describe('Address that people use, for links in mail. Default: http://HOST:PORT.'),
  DATA_FOLDER: z
    .string()
    .min(1)
    .default('data')
    .describe('Folder of the embedded database, secrets and the mail folder.'),
  DATABASE_URL: z
    .string()
    .startsWith('postgres')
    .optional()
    .describe('A PostgreSQL 15 or later. When absent an embedded one is started in DATA_FOLDER.'),
  APP_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'At least 32 characters: signs cookies, encrypts second-factor secrets. Default: made once, kept in DATA_FOLDER.',
    ),
  PUBLIC_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'At least 32 characters, for `throughline public` only: signs the tokens of public forms; the same in every such process. Default: made once, kept in DATA_FOLDER.',
    ),
  WORKSPACE_URL: z
    .url()
    .optional()
    .describe(
      'Address of the workspace, for `throughline public` only: where “Sign in” leads. Default: the same site.',
    ),
  SECURE_COOKIES: flag
    .optional()
    .describe('Send cookies over HTTPS only. Default: yes when PUBLIC_URL begins with https, otherwise no.'),
  TRUST_PROXY: flag.default(false).describe('Believe X-Forwarded-For from the proxy in front. Only behind a proxy.'),
  MAIL_BY: z
    .enum(['folder', 'smtp', 'notify'])
    .default('folder')
    .describe('How mail leaves: a folder of .eml files with a page that shows them, SMTP, or GOV.UK Notify.'),
  MAIL_FROM: z.string().default('Throughline <noreply@throughline.example>').describe('Sender of every mail.'),
  SMTP_URL: z
    .string()
    .startsWith('smtp')
    .optional()
    .describe('smtp://user:password@host:port, needed when MAIL_BY=smtp.'),
  NOTIFY_API_KEY: z.string().optional().describe('Key of GOV.UK Notify, needed when MAIL_BY=notify.'),
  NOTIFY_TEMPLATE_ID: z
    .string()
    .optional()
    .describe('Notify template with ((subject)) and ((body)), needed when MAIL_BY=notify.'),
  NOTIFY_URL: z.url().optional().describe('Another address for Notify, for tests.'),
  LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/)
    .optional()
    .describe('Name of the public log, stated when its key is made and kept ever after. Default: a random one.'),
  LOG_KEY: z
    .string()
    .optional()
    .describe('Public key of the log in one line, which pages and packs are checked against. Default: the signer’s.'),
  LOG_REPLICA: z
    .string()
    .min(1)
    .optional()
    .describe('Folder for a copy of the published log, on another disk if possible. Default: log in DATA_FOLDER.'),
  LOG_SIGNER_SOCKET: z
    .string()
    .min(1)
    .optional()
    .describe('Socket of a signer that runs by itself. Default: the signer is a child of the server.'),
  LOG_WITNESSES: z
    .string()
    .default('')
    .describe('Witnesses of the log, separated by commas: each its public key, a space and its address.'),
  LOG_WITNESS_QUORUM: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('How many witnesses must have cosigned a checkpoint before pages call it witnessed.'),
  DEMONSTRATION: z
    .enum(['auto', 'off'])
    .default('auto')
    .describe('auto loads the fictional demonstration into an empty database; off never does.'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn').describe('Least severe line to log.'),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(600).describe('Requests a minute from one address.'),
  UPLOAD_MAX_MEGABYTES: z.coerce.number().min(1).max(200).default(50).describe('Largest report file taken.'),
})

/** Settings after reading, with defaults filled in. */
export type Config = z.infer<typeof settings>

/**
 * Reads the settings.
 * @param environment names to words, usually `process.env`
 * @returns the settings, or every mistake as a sentence that names the setting and never its value
 */
export function readConfig(environment: Record<string, string | undefined>): Config | { mistakes: string[] } {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = settings.safeParse(given)
  if (!read.success) {
    return { mistakes: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) }
  }
  const mistakes: string[] = []
  if (read.data.MAIL_BY === 'smtp' && !read.data.SMTP_URL) mistakes.push('SMTP_URL: needed when MAIL_BY=smtp')
  if (read.data.MAIL_BY === 'notify' && !(read.data.NOTIFY_API_KEY && read.data.NOTIFY_TEMPLATE_ID)) {
    mistakes.push('NOTIFY_API_KEY, NOTIFY_TEMPLATE_ID: both needed when MAIL_BY=notify')
  }
  return mistakes.length > 0 ? { mistakes } : read.data
}
