/**
 * `npm run bench`: runs every file of test/bench, each in a process of its own, and prints what it measured. A figure is
 * given beside a named peer or limit of the same run, since machines differ. Nothing is asserted. `-- --only NAME` runs one.
 */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureBuilt, ensureInstalled, requireNode, root, say, stop } from './readiness.mjs'

requireNode()
const folder = join(root, 'test', 'bench')
const [asked, which] = process.argv.slice(2)
if (asked === '--run') await (await import(fileOf(which))).run(say)
else await runEach(asked === '--only' ? which : null)
if (asked === '--run') process.exit()

async function runEach(only) {
  await ensureInstalled()
  await ensureBuilt()
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -3))
  if (only && !all.includes(only)) stop(`There is no bench "${only}". There are: ${all.join(', ')}.`)
  for (const name of only ? [only] : all) {
    say(`\n── ${name} ──`)
    // What is measured is what was built, not the source through a loader: tsx reads the bench's own file only.
    const args = ['--import', 'tsx', fileURLToPath(import.meta.url), '--run', name]
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    const code = await new Promise((resolve) => child.once('exit', resolve))
    if (code === 0) continue
    say(`${name} failed`)
    process.exitCode = 1
  }
}

function fileOf(name) {
  return pathToFileURL(join(folder, `${name}.ts`)).href
}
