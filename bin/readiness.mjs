/**
 * What must be true before Throughline can run from a checkout: a Node that is new enough, the packages of
 * package-lock.json installed, and dist/ built from the present source. Uses only what Node brings.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './children.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const installStamp = join(root, 'node_modules', '.throughline-installed')
const buildStamp = join(root, 'dist', '.built-from')

/** Ends the process with a plain message on a Node that cannot run Throughline. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major >= 22 || (major === 20 && minor >= 19)) return
  stop(`Throughline needs Node 20.19 or later, or 22 or later. This is Node ${process.versions.node}.`)
}

/** Installs the packages when they are missing or other than package-lock.json says. */
export async function ensureInstalled() {
  const wanted = installFingerprint()
  if (existsSync(installStamp) && readFileSync(installStamp, 'utf8') === wanted) return
  if (!installedByHand()) {
    say('Installing the packages that Throughline uses. This takes about a minute, once.')
    // Install scripts are not needed (the launcher of the database makes its own links) and so not trusted.
    // Development packages are: the build uses them, whatever NODE_ENV says.
    const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    const { code } = await npm(args)
    if (code !== 0) stop('The packages could not be installed: see npm’s message above. Is the network reachable?')
  }
  writeFileSync(installStamp, wanted)
}

/** Builds when dist/ was made from other source than stands here now. */
export async function ensureBuilt() {
  if (existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === buildFingerprint()) return
  say('Building.')
  const { code } = await run(process.execPath, [join(root, 'bin', 'build.mjs')])
  if (code !== 0) stop('The build failed: see above.')
}

/** For bin/build.mjs: forgets the last build; returns what records the new one, taken before it began. */
export function beginBuild() {
  const fingerprint = buildFingerprint()
  mkdirSync(dirname(buildStamp), { recursive: true })
  writeFileSync(buildStamp, '')
  return () => writeFileSync(buildStamp, fingerprint)
}

/** Prints a sentence to the person at the keyboard. */
export function say(message) {
  process.stdout.write(`${message}\n`)
}

/** Prints why it cannot go on, and ends. */
export function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

function installFingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const machine = `${process.platform}-${process.arch}-${process.versions.modules}`
  return `${createHash('sha256').update(lock).digest('hex')} ${machine}\n`
}

/** npm writes its hidden lock file at the end of an installation; a developer's own one is not thrown away. */
function installedByHand() {
  const hidden = statSync(join(root, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false })
  const complete = existsSync(join(root, 'node_modules', 'typescript', 'package.json'))
  return complete && !!hidden && hidden.mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
}

function npm(args) {
  // Under `npm start` the npm that runs is named here; it is JavaScript and needs no shell to find it.
  const cli = process.env.npm_execpath
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], { cwd: root })
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: root })
}

/** Names, sizes and times of everything the build reads: quick, and any edit changes it. */
function buildFingerprint() {
  const hash = createHash('sha256')
  const files = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'bin/build.mjs',
    'bin/styles.mjs',
  ]
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  for (const path of [...files.map((file) => join(root, file)), ...sources.sort()]) {
    const stat = statSync(path, { throwIfNoEntry: false })
    hash.update(`${path} ${stat?.size} ${stat?.mtimeMs}\n`)
  }
  return hash.digest('hex')
}
