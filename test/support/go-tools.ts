/** The judges in tools/tlogcheck, built where Debian's Go and golang.org/x/mod are installed. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const source = new URL('../../tools/tlogcheck/', import.meta.url).pathname

/** What a judge says: its exit code (0 verified, 1 wrong, 2 could not check) and its one line. */
export interface Judgement {
  code: number
  says: Record<string, unknown>
}

/** The judges, or why they are not to be had. */
export type GoTools =
  { tlogcheck: (...args: string[]) => Judgement; notecheck: (...args: string[]) => number } | { skipped: string }

/** Builds them once for a version of their source. */
export function goTools(): GoTools {
  if (spawnSync('go', ['version']).status !== 0)
    return { skipped: 'Go is not installed: apt-get install -y golang-go golang-golang-x-mod-dev' }
  if (!existsSync('/usr/share/gocode/src/golang.org/x/mod') && !process.env['GOCODE'])
    return { skipped: 'golang.org/x/mod is not installed: apt-get install -y golang-golang-x-mod-dev' }
  const hash = createHash('sha256')
  for (const file of ['main.go', 'notecheck/main.go']) hash.update(readFileSync(join(source, file)))
  const built = join(tmpdir(), `throughline-judges-${hash.digest('hex').slice(0, 16)}-${process.getuid?.() ?? 0}`)
  const [tlogcheck, notecheck] = [`${built}-tlogcheck`, `${built}-notecheck`]
  if (!existsSync(tlogcheck) || !existsSync(notecheck)) {
    const env = { ...process.env, OUT: `${tlogcheck}.part`, OUT2: notecheck, GOCACHE: join(tmpdir(), 'throughline-go') }
    execFileSync('sh', [join(source, 'build.sh')], { env, stdio: 'pipe' })
    execFileSync('mv', [`${tlogcheck}.part`, tlogcheck])
  }
  return {
    tlogcheck(...args) {
      const { status, stdout } = spawnSync(tlogcheck, args, { encoding: 'utf8' })
      return { code: status ?? 2, says: JSON.parse(stdout || '{}') as Record<string, unknown> }
    },
    notecheck: (...args) => spawnSync(notecheck, args).status ?? 2,
  }
}
