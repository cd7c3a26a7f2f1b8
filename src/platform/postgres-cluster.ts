/**
 * The folder that holds the embedded PostgreSQL's data: where it may stand, whom it belongs to, how it is made.
 */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { canEnter, serverUser, type ServerUser } from './postgres-user.ts'

/** The superuser inside the cluster; its random password lies in the cluster folder, mode 0600. */
export const SUPERUSER = 'throughline'

const CLUSTER_FORMAT = [
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--text-search-config=english',
  '--data-checksums',
  '--no-instructions',
]

const PASSWORD_FILE = 'throughline-password'

const OWN_FOLDER = 'Start Throughline as root or as the user who made it, or set DATA_FOLDER to a folder of your own.'

/** Root's databases move here when the server's user may not enter the data folder. */
const SYSTEM_FOLDER = '/var/lib/throughline'

/** A place for the cluster that `user` can enter; the cluster itself may not exist yet. */
export type ClusterPlace = { folder: string; user: ServerUser }

/**
 * Settles where the cluster of `dataFolder` stands: `dataFolder/postgres`, unless root keeps the data folder where
 * no other user may enter (a home, a `mktemp -d`). Then it is a folder of the system, which the file
 * `postgres-folder.txt` in the data folder names from then on and `say` tells.
 */
export function settleCluster(dataFolder: string, say: (message: string) => void): ClusterPlace {
  const data = resolve(dataFolder)
  openDataFolder(data)
  const pointer = join(data, 'postgres-folder.txt')
  const folder = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(data, 'postgres')
  const user = serverUser(folder)
  if (canEnter(user, dirname(folder))) return { folder, user }
  if (existsSync(folder)) throw new CannotStart(`The database folder ${folder} cannot be entered by ${user.name}.`)

  const elsewhere = join(SYSTEM_FOLDER, `postgres-${randomBytes(6).toString('hex')}`)
  mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 })
  writeFileSync(pointer, `${elsewhere}\n`)
  say(`Only root may enter ${data}, and PostgreSQL does not run as root: the database is kept in ${elsewhere}`)
  return { folder: elsewhere, user }
}

/**
 * Makes the cluster unless it stands: UTF-8 with a locale that does not change with the machine's, passwords by
 * SCRAM, page checksums. Made beside its place and moved there whole, so a killed start leaves no half cluster.
 */
export function ensureCluster(place: ClusterPlace, binaries: PostgresBinaries): void {
  if (existsSync(join(place.folder, 'PG_VERSION'))) {
    refuseOtherMajor(place.folder, binaries)
    return
  }
  removeAbandonedDrafts(place.folder)
  const draft = mkdtempSync(`${place.folder}.new-`)
  const password = randomBytes(24).toString('base64url')
  try {
    initialise(place, binaries, draft, password)
    writeFileSync(join(draft, PASSWORD_FILE), password, { mode: 0o600 })
    renameSync(draft, place.folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // Another Throughline was quicker; the caller goes on to find it.
    if (!existsSync(join(place.folder, 'PG_VERSION'))) throw error
  }
}

/** Reads the superuser's password. @throws CannotStart when the cluster belongs to another user */
export function clusterPassword(folder: string): string {
  try {
    return readFileSync(join(folder, PASSWORD_FILE), 'utf8')
  } catch (cause) {
    const owner = statSync(folder, { throwIfNoEntry: false })?.uid
    if ((cause as NodeJS.ErrnoException).code !== 'EACCES') throw cause
    throw new CannotStart(`The database folder ${folder} belongs to user number ${owner}. ${OWN_FOLDER}`, { cause })
  }
}

/** The data folder is private, but the server's user must be able to pass through it to its cluster. */
function openDataFolder(data: string): void {
  const root = process.getuid?.() === 0
  try {
    mkdirSync(data, { recursive: true, mode: root ? 0o711 : 0o700 })
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new CannotStart(`The data folder ${data} cannot be written to. ${OWN_FOLDER}`, { cause })
  }
  const stat = statSync(data)
  if (root && stat.uid === 0 && (stat.mode & 0o011) !== 0o011) chmodSync(data, (stat.mode & 0o7777) | 0o011)
}

function initialise(place: ClusterPlace, binaries: PostgresBinaries, draft: string, password: string): void {
  const { uid, gid } = place.user.spawn
  const passwordFile = `${draft}.password`
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (uid !== undefined && gid !== undefined) for (const path of [draft, passwordFile]) chownSync(path, uid, gid)
    const made = spawnSync(
      binaries.initdb,
      ['-D', draft, '-U', SUPERUSER, '--pwfile', passwordFile, ...CLUSTER_FORMAT],
      { ...place.user.spawn, cwd: '/', env: serverEnvironment(), encoding: 'utf8' },
    )
    if (made.status !== 0) {
      throw new CannotStart(`The database could not be made in ${place.folder}: ${made.error?.message ?? made.stderr}`)
    }
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** Nothing of the caller's PG* variables and locale may reach the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const keep = ['PATH', 'SystemRoot', 'TEMP', 'TMP']
  return { ...Object.fromEntries(keep.map((name) => [name, process.env[name]])), LC_ALL: 'C', TZ: 'UTC' }
}

function refuseOtherMajor(folder: string, binaries: PostgresBinaries): void {
  const made = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  const present = binaries.version.split('.')[0]
  if (made === present) return
  throw new CannotStart(
    `The database in ${folder} was made by PostgreSQL ${made}, and this Throughline brings PostgreSQL ${present}. ` +
      'Back it up with the Throughline that made it and restore it here.',
  )
}

function removeAbandonedDrafts(folder: string): void {
  for (const path of abandonedDrafts(folder)) rmSync(path, { recursive: true, force: true })
}

function abandonedDrafts(folder: string): string[] {
  const hour = 3_600_000
  return readdirSync(dirname(folder))
    .filter((name) => name.startsWith(`${basename(folder)}.new-`))
    .map((name) => join(dirname(folder), name))
    .filter((path) => Date.now() - statSync(path).mtimeMs > hour)
}
