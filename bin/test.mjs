/**
 * `npm test`: the one gate, the same here and in CI. Installs what is missing, runs every check to its end whatever
 * failed before, and says what failed. `--only format,lint` runs some steps.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { run } from './children.mjs'
import { ensureGo } from './go.mjs'
import { ensureInstalled, requireNode, root, say, stop } from './readiness.mjs'

/** In this order: cheap first. `after` names a step without which this one cannot tell anything. */
const steps = [
  { name: 'format', program: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'lint', program: 'oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'build', script: 'bin/build.mjs', args: [] },
  { name: 'types', program: 'typescript/bin/tsc', args: ['--pretty'] },
  {
    name: 'floorplan',
    program: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['src', '--config', '.dependency-cruiser.cjs'],
  },
  { name: 'schema', script: 'bin/schema.mjs', args: ['--check'] },
  { name: 'tests', program: 'vitest/vitest.mjs', args: ['run'], counted: true, browser: true },
  {
    name: 'journeys',
    program: 'vitest/vitest.mjs',
    args: ['run', '--config', 'vitest.journeys.config.ts'],
    counted: true,
    browser: true,
    after: 'build',
  },
]

requireNode()
const chosen = chosenSteps()
await ensureInstalled()
const chromium = chosen.some((step) => step.browser) ? await ensureChromium() : undefined
if (chosen.some((step) => step.name === 'tests')) await ensureGo()
const reports = mkdtempSync(join(tmpdir(), 'throughline-test-reports-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const results = []
for (const step of chosen) {
  const missing = results.find((result) => result.name === step.after && !result.ok)
  results.push(missing ? skipped(step) : await perform(step))
}
summarise()

async function perform(step) {
  const begun = Date.now()
  if (step.counted) say(`\n── ${step.name} ──`)
  const report = join(reports, `${step.name}.json`)
  const args = [step.program ? join(root, 'node_modules', step.program) : join(root, step.script), ...step.args]
  if (step.counted) args.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`)
  const env = { ...process.env, ...(chromium ? { THROUGHLINE_CHROMIUM: chromium } : {}) }
  const { code, output } = await run(process.execPath, args, { cwd: root, quiet: !step.counted, env })
  const seconds = (Date.now() - begun) / 1000
  const counts = step.counted ? testCounts(report, code) : { passed: 0, failed: code === 0 ? 0 : 1 }
  say(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s`)
  if (code !== 0 && output) say(output.trimEnd())
  return { name: step.name, ok: code === 0, seconds, ...counts }
}

function skipped(step) {
  say(`FAILED ${step.name}: not run, because ${step.after} failed`)
  return { name: step.name, ok: false, seconds: 0, passed: 0, failed: 1 }
}

/** A file that could not even be loaded, or a crash of the run, is at least one failure. */
function testCounts(report, code) {
  let counts
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
    counts = { passed: numPassedTests, failed: numFailedTests }
  } catch {
    counts = { passed: 0, failed: 0 }
  }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function summarise() {
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0)
  const failures = results.filter((result) => !result.ok).map((result) => result.name)
  say(`\n${results.map((result) => `${result.name} ${result.seconds.toFixed(1)} s`).join(' · ')}`)
  say(failures.length === 0 ? 'Everything passed.' : `Failed: ${failures.join(', ')}.`)
  say(`${total('passed')} passed, ${total('failed')} failed`)
  process.exitCode = failures.length === 0 ? 0 : 1
}

function chosenSteps() {
  const index = process.argv.findIndex((word) => word === '--only' || word.startsWith('--only='))
  if (index < 0) return steps
  const list = process.argv[index].startsWith('--only=')
    ? process.argv[index].slice(7)
    : (process.argv[index + 1] ?? '')
  const names = list.split(',')
  const unknown = names.find((name) => !steps.some((step) => step.name === name))
  if (unknown !== undefined) stop(`There is no step "${unknown}". Steps: ${steps.map((step) => step.name).join(', ')}.`)
  // A journey walks what was built, so a step brings along the one it needs.
  return steps.filter(
    (step) => names.includes(step.name) || steps.some((s) => s.after === step.name && names.includes(s.name)),
  )
}
