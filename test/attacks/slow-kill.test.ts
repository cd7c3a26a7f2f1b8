/** 21: SIGKILL at any step to sequencer, signer and database. `node bin/kill-rounds.mjs 1000` is the whole of it. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'

const isBuilt = existsSync('dist/main/throughline.js')
if (!isBuilt) process.stdout.write('skipped: kill rounds need what `npm run build` builds\n')

test.skipIf(!isBuilt)(
  'a handful of rounds: no two roots at one size, no acknowledged entry lost',
  () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/kill-rounds.mjs', '3'], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toMatchObject({ rounds: 3, forks: 0, lost: 0 })
    expect(status).toBe(0)
  },
  170_000,
)
