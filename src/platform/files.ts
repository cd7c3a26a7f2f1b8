/** Where the package's own files are, whether run from source or from the build. */
import { fileURLToPath } from 'node:url'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { randomBytes } from 'node:crypto'

/** Root of the package: holds package.json, db/ and dist/. Both src/platform/ and dist/platform/ lie two below it. */
export const packageFolder = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '')

/** Writes a file so that a crash leaves the old one or the new one, never half of one. */
export async function writeWhole(path: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.${randomBytes(6).toString('hex')}.part`
  const file = await open(part, 'w', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, path)
  // The new name is in the folder, and a folder is flushed by itself.
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** The secret kept in the data folder, made on first use: 48 random bytes as base64url. */
export async function keptSecret(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const secret = randomBytes(48).toString('base64url')
    await writeWhole(path, secret + '\n')
    return secret
  }
}
