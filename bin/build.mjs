/**
 * Builds dist/ from src/: JavaScript by tsc, the browser's islands by esbuild, the styles, and what the code reads
 * beside itself. db/ stays where it is.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { run } from './children.mjs'
import { beginBuild, root, stop } from './readiness.mjs'

const source = join(root, 'src')
const dist = join(root, 'dist')
const recordBuild = beginBuild()

removeLeftovers()
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const compiled = await run(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--pretty'])
if (compiled.code !== 0) stop('The types are wrong: nothing was built.')
await bundleIslands()
if (existsSync(join(root, 'bin', 'styles.mjs'))) (await import('./styles.mjs')).buildStyles()
copyAssets()
buildVerifyPage()
recordBuild()

/** What an earlier build made of a file that is gone would still be found by an import. */
function removeLeftovers() {
  if (!existsSync(dist)) return
  for (const path of filesIn(dist)) {
    const name = relative(dist, path)
    if (!name.endsWith('.js') || name.startsWith(`assets`)) continue
    const stem = join(source, name.slice(0, -'.js'.length))
    // tsc trusts its record of what it wrote: without the record it writes everything again.
    if (!existsSync(`${stem}.ts`) && !existsSync(`${stem}.tsx`)) rmSync(path)
  }
  const record = join(dist, '.tsbuildinfo')
  if (!existsSync(join(dist, 'main', 'throughline.js'))) rmSync(record, { force: true })
}

async function bundleIslands() {
  const islands = filesIn(source).filter((path) => path.endsWith('.island.ts'))
  const names = islands.map((path) => basename(path, '.island.ts'))
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) stop(`Two islands are called ${twice}: they would overwrite each other in dist/assets.`)
  const { build } = await import('esbuild')
  await build({
    entryPoints: Object.fromEntries(islands.map((path, index) => [names[index], path])),
    outdir: join(dist, 'assets'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    conditions: ['throughline-source'],
    logLevel: 'warning',
  })
}

/** The page that checks packs in one file: a pack carries it, and it must work with nothing beside it. */
function buildVerifyPage() {
  const script = readFileSync(join(dist, 'assets', 'pack-page.js'), 'utf8')
  if (script.includes('</script')) stop('The script of the page that checks packs would end its own element.')
  const page = readFileSync(join(source, 'integrity', 'pages', 'verify.html'), 'utf8')
  writeFileSync(
    join(dist, 'integrity', 'verify.html'),
    page.replace('/* {{SCRIPT}} */', () => script.trim()),
  )
}

/** Only what changed, so that a rebuild is quick. */
function copyAssets() {
  for (const path of filesIn(source).filter((name) => /\.(json|md|bin)$/.test(name))) {
    const target = join(dist, relative(source, path))
    const [from, to] = [statSync(path), statSync(target, { throwIfNoEntry: false })]
    if (to && to.mtimeMs >= from.mtimeMs && to.size === from.size) continue
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(path, target)
  }
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}
