/**
 * The demonstration's data folder, loaded once for all journeys: each journey starts from a copy of its own, so that none
 * sees what another did and none waits for the demonstration to load again.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startService } from './service.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    demonstrationFolder: string
  }
}

/** Vitest's global set-up for the journeys. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const folder = openFolder('throughline-demonstration-')
  const service = await startService(folder)
  await service.stop()
  project.provide('demonstrationFolder', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}

/** A copy for one journey; owners and modes are kept, because the database insists on them. */
export function copyOf(folder: string): string {
  const copy = openFolder('throughline-journey-')
  execFileSync('cp', ['-a', `${folder}/.`, copy])
  return copy
}

/**
 * Others may pass through it: in a folder that only root may enter, the database would be kept elsewhere, and every copy
 * would lead to the same one.
 */
function openFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(folder, 0o755)
  return folder
}
