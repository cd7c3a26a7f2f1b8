/**
 * Runs other programs so that none of them outlives us: each leads its own process group, which ends with it, when we
 * are asked to stop, and (by a watcher that notices our end of a pipe closing) even when we are killed.
 */
import { spawn } from 'node:child_process'

const posix = process.platform !== 'win32'
const groups = new Set()

let stopping = false

/** Listening is only while children run: with none, a signal is for the program that we have become. */
const handlers = Object.entries({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }).map(([signal, number]) => ({
  signal,
  handler: () => {
    stopping = true
    for (const pid of groups) killGroup(pid, 'SIGTERM')
    const end = () => process.exit(128 + number)
    setTimeout(end, 5000)
    setInterval(() => groups.size === 0 && end(), 20)
  },
}))

process.on('exit', () => {
  for (const pid of groups) killGroup(pid, 'SIGKILL')
})

function enter(pid) {
  if (groups.size === 0) for (const { signal, handler } of handlers) process.on(signal, handler)
  groups.add(pid)
}

function leave(pid) {
  groups.delete(pid)
  // A little later: a stop that was asked for still has to end us.
  setImmediate(() => {
    if (groups.size === 0) for (const { signal, handler } of handlers) process.off(signal, handler)
  })
}

/**
 * Runs a program to its end.
 * @param options.quiet collects what it prints instead of showing it
 * @returns its exit code (1 when it could not be started or was killed) and, with `quiet`, what it printed
 */
export function run(command, args, { quiet = false, env = process.env, cwd } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      detached: posix,
    })
    let output = ''
    child.stdout?.on('data', (bytes) => (output += bytes))
    child.stderr?.on('data', (bytes) => (output += bytes))
    const watcher = child.pid && posix ? watch(child.pid) : undefined
    if (child.pid) enter(child.pid)
    child.on('error', (error) => end(1, `${output}${error.message}\n`))
    child.on('exit', () => killGroup(child.pid, 'SIGKILL'))
    child.on('close', (code) => end(code ?? 1, output))

    function end(code, printed) {
      leave(child.pid)
      watcher?.kill('SIGKILL')
      // What was asked to stop must not go on to its next step.
      if (!stopping) done({ code, output: printed })
    }
  })
}

function watch(pid) {
  const script =
    'while read -r _; do :; done; kill -s TERM -- "-$1" 2>/dev/null; sleep 3; kill -s KILL -- "-$1" 2>/dev/null'
  const watcher = spawn('/bin/sh', ['-c', script, 'throughline-step-watcher', String(pid)], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.on('error', () => {})
  watcher.unref()
  watcher.stdin.unref()
  return watcher
}

function killGroup(pid, signal) {
  try {
    if (pid) process.kill(posix ? -pid : pid, signal)
  } catch {
    // the whole group has ended already
  }
}
