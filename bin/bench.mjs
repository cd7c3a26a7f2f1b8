/**
 * `npm run bench`: runs every file of test/bench, each in a process of its own, and prints what it measured. A figure is
 * given beside a named peer or limit of the same run, since machines differ. Nothing is asserted. `-- --only NAME` runs one.
 */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt, ensureInstalled, requireNode, root, say, stop } from './readiness.mjs'

requireNode()
await ensureInstalled()
await ensureBuilt()
const folder = join(root, 'test', 'bench')
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3))
const at = process.argv.indexOf('--only')
const only = at > 0 ? process.argv[at + 1] : null
if (only && !all.includes(only)) stop(`There is no bench "${only}". There are: ${all.join(', ')}.`)

for (const name of only ? [only] : all) {
  say(`\n── ${name} ──`)
  const file = pathToFileURL(join(folder, `${name}.ts`)).href
  const script = `const bench = await import(${JSON.stringify(file)})
    await bench.run((line) => console.log(line))
    process.exit()`
  // What is measured is what was built, not the source through a loader.
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) {
    say(`${name} failed`)
    process.exitCode = 1
  }
}
