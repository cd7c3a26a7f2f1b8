/** Go, for the tools that judge the log: golang's own Merkle and note code. Installed in CI; elsewhere used if it is there. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { run } from './children.mjs'
import { say } from './readiness.mjs'

/** Installs Go in CI where that is one command that we may run. Without it the tests that need it say so and are skipped. */
export async function ensureGo() {
  if (process.env.CI !== 'true' || isThere() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  say('Installing Go for the log’s judges: apt-get install -y golang-go golang-golang-x-mod-dev')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await run('apt-get', ['update', '-q'], { env, quiet: true })
  const packages = ['golang-go', 'golang-golang-x-mod-dev']
  if (updated.code === 0)
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env, quiet: true })
  if (!isThere()) say('Go could not be installed: the log’s judges are skipped.')
}

function isThere() {
  return spawnSync('go', ['version']).status === 0 && existsSync('/usr/share/gocode/src/golang.org/x/mod')
}
