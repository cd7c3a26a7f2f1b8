/**
 * Writes dist/assets/throughline.css: GOV.UK Frontend's own compiled styles without the font, the crest and the colours
 * that belong to GOV.UK, followed by ours. Copies the icon beside it.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const sources = join(root, 'src/web/assets')

/** Takes out what is GOV.UK's alone. Throws when it was not there, so that an upgrade cannot bring it back unseen. */
export const withoutGovUkIdentity = (css) => {
  const steps = [
    ['the @font-face rules', /@font-face\{[^}]*\}/g, ''],
    ['the font family', /font-family:GDS Transport,arial,sans-serif/g, 'font-family:var(--tl-sans)'],
    ['the crest', /[^{}]*\{[^{}]*govuk-crest\.svg[^{}]*\}/g, ''],
    ['the source map', /\/\*# sourceMappingURL=[^*]*\*\//g, ''],
  ]
  let result = css
  for (const [what, pattern, replacement] of steps) {
    const next = result.replace(pattern, replacement)
    if (next === result) throw new Error(`styles: ${what} not found in govuk-frontend.min.css; has it changed?`)
    result = next
  }
  const left = /GDS Transport|govuk-crest|\/assets\//.exec(result)
  if (left) throw new Error(`styles: "${left[0]}" is still in govuk-frontend's styles`)
  return result
}

/** Builds the style sheet and icon into a folder (dist/assets unless told otherwise). */
export const buildStyles = (target = join(root, 'dist/assets')) => {
  const govuk = readFileSync(
    createRequire(import.meta.url).resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css'),
    'utf8',
  )
  mkdirSync(target, { recursive: true })
  writeFileSync(
    join(target, 'throughline.css'),
    `${withoutGovUkIdentity(govuk)}\n${readFileSync(join(sources, 'throughline.css'), 'utf8')}`,
  )
  copyFileSync(join(sources, 'throughline.svg'), join(target, 'throughline.svg'))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) buildStyles()
