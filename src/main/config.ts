/** The settings as every process reads them. */
import { resolve } from 'node:path'
import { readConfig, type Config } from '#platform/config.ts'

/** A message for the person at the keyboard, without a stack. */
export class PlainFailure extends Error {}

/** The settings of this process. @throws PlainFailure that lists every mistake */
export function configFrom(environment: Record<string, string | undefined>): Config {
  const read = readConfig(environment)
  if ('mistakes' in read) throw new PlainFailure(`These settings are wrong:\n  ${read.mistakes.join('\n  ')}`)
  return { ...read, DATA_FOLDER: resolve(read.DATA_FOLDER) }
}

/** Where people reach this process, without a slash at the end. */
export function addressOf(config: Config, port: number = config.PORT): string {
  const own = `http://${config.HOST === '0.0.0.0' ? 'localhost' : config.HOST}:${port}`
  return (config.PUBLIC_URL ?? own).replace(/\/$/, '')
}
