/**
 * The demonstration's data folder, loaded once for all journeys: each journey starts from a copy of its own, so that none
 * sees what another did and none waits for the demonstration to load again.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
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
  const folder = mkdtempSync(join(tmpdir(), 'throughline-demonstration-'))
  const service = await startService(folder)
  await service.stop()
  project.provide('demonstrationFolder', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}

/** A copy for one journey; owners and modes are kept, because the database insists on them. */
export function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'throughline-journey-'))
  execFileSync('cp', ['-a', `${folder}/.`, copy])
  return copy
}
