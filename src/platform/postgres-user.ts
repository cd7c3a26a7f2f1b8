/**
 * Which user the embedded PostgreSQL runs as. PostgreSQL refuses to run as root, so a Throughline started by root
 * starts its database as a user without rights.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { CannotStart } from './cannot-start.ts'

/** `spawn` holds what child_process needs to become that user: nothing where it is the user we already are. */
export type ServerUser = { name: string; spawn: { uid?: number; gid?: number } }

/**
 * Promises a user that may own `cluster`: the present one, or as root the owner of an existing cluster, else
 * `postgres`, else `nobody`. @throws CannotStart when root finds neither.
 */
export function serverUser(cluster: string): ServerUser {
  if (process.getuid?.() !== 0) return { name: 'this user', spawn: {} }

  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) {
    return { name: `user number ${owner.uid}`, spawn: { uid: owner.uid, gid: owner.gid } }
  }
  for (const name of ['postgres', 'nobody']) {
    const entry = passwdEntry(name)
    if (entry) return { name: `the user ${name}`, spawn: entry }
  }
  throw new CannotStart(
    'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor a user "nobody". ' +
      'Start Throughline as an ordinary user, or set DATABASE_URL.',
  )
}

/** Whether `user` can enter `folder`: asked of the system, which also knows about access lists and mounts. */
export function canEnter(user: ServerUser, folder: string): boolean {
  if (user.spawn.uid === undefined) return true
  const trial = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...user.spawn, cwd: '/', stdio: 'ignore' })
  return trial.status === 0
}

function passwdEntry(name: string): { uid: number; gid: number } | null {
  const line = passwd()
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  // macOS gives `nobody` the number -2, which the system calls take as an unsigned one.
  return uid && gid ? { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 } : null
}

function passwd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8')
  } catch {
    return ''
  }
}
