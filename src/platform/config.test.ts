import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { packageFolder } from './files.ts'
import { readConfig, settings } from './config.ts'

const path = `${packageFolder}/docs/operations/configuration.md`

/** The page, made from the schema. */
function page(): string {
  const rows = Object.entries(settings.shape).map(([name, schema]) => {
    const read = schema.safeParse(undefined)
    const standard = read.success && read.data !== undefined ? `\`${String(read.data)}\`` : ''
    return `| \`${name}\` | ${schema.description ?? ''} | ${standard} |`
  })
  return [
    '# Configuration',
    '',
    'Settings are environment variables, read once at start. Every mistake is reported before anything else happens, without the value.',
    '',
    'This page is made from `src/platform/config.ts`: `UPDATE_DOCS=1 npx vitest run src/platform/config.test.ts`.',
    '',
    '| Setting | What it does | Default |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

test('the page of settings says what the schema says', () => {
  if (process.env['UPDATE_DOCS']) writeFileSync(path, page())
  expect(readFileSync(path, 'utf8')).toBe(page())
})

test('every setting is described', () => {
  const undescribed = Object.entries(settings.shape).filter(
    ([, schema]) => !/^.{15,}\.$/s.test(schema.description ?? ''),
  )
  expect(undescribed.map(([name]) => name)).toEqual([])
})

test('all mistakes are told at once, by name and without the value', () => {
  const read = readConfig({ PORT: 'ninety', APP_SECRET: 'short-and-secret', MAIL_BY: 'smtp' })
  const mistakes = 'mistakes' in read ? read.mistakes : []
  expect(mistakes.map((mistake) => mistake.split(':')[0])).toEqual(['PORT', 'APP_SECRET'])
  expect(mistakes.join()).not.toContain('short-and-secret')
  expect(readConfig({ MAIL_BY: 'smtp' })).toEqual({ mistakes: ['SMTP_URL: needed when MAIL_BY=smtp'] })
})

test('an empty word is as good as none', () => {
  expect(readConfig({ PORT: '', APP_SECRET: '' })).toMatchObject({ PORT: 3000 })
})
