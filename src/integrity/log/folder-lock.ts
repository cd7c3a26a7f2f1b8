/** One process at a time on a folder. A killed process leaves the file behind; the next one sees that nobody holds it. */
import { randomBytes } from 'node:crypto'
import { link, open, readFile, rename, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { CannotStart } from '#platform/cannot-start.ts'

/** A held folder. */
export interface FolderLock {
  /** @throws when somebody has taken the folder meanwhile, which must never happen */
  confirm(): Promise<void>
  release(): Promise<void>
}

/** Takes the folder. @throws CannotStart when a living process holds it */
export async function holdFolder(folder: string): Promise<FolderLock> {
  const path = `${folder}/running`
  const mine = `${process.pid} ${startOf(process.pid) ?? '-'} ${randomBytes(8).toString('hex')}\n`
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await created(path, mine)) {
      return {
        async confirm() {
          if ((await readFile(path, 'utf8').catch(() => '')) !== mine) throw new Error('The folder was taken over.')
        },
        async release() {
          if ((await readFile(path, 'utf8').catch(() => '')) === mine) await rm(path, { force: true })
        },
      }
    }
    const theirs = await readFile(path, 'utf8').catch(() => null)
    if (theirs === null) continue
    if (isAlive(theirs)) throw new CannotStart(`Another log signer is running on ${folder}.`)
    await setAside(path, theirs)
  }
  throw new CannotStart(`The folder ${folder} is being taken by several log signers at once.`)
}

async function created(path: string, text: string): Promise<boolean> {
  // Written beside and linked, so that nobody ever reads half of it.
  const part = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(part, 'wx', 0o600)
  await file.writeFile(text)
  await file.close()
  try {
    await link(part, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(part, { force: true })
  }
}

/** Removes a dead process's file, and only that: if another took the place meanwhile, theirs is put back. */
async function setAside(path: string, dead: string): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  await rename(path, aside).catch(() => undefined)
  const moved = await readFile(aside, 'utf8').catch(() => null)
  if (moved !== null && moved !== dead) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}

function isAlive(text: string): boolean {
  const [pid, start] = text.split(' ')
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  // The number may have been given to another process since: in containers it nearly always is.
  return start === (startOf(Number(pid)) ?? '-')
}

/** When a process started, in the system's own ticks; null where that cannot be told. Linux: proc(5), field 22. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}
