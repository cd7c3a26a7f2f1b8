/** The way to a signer in another process: a child of this one, or one that listens on a socket. */
import { spawn, type ChildProcess } from 'node:child_process'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fromBase64 } from '../base64.ts'
import type { Signer } from './signer.ts'
import type { SigningRefusal } from './signing.ts'

/** A signer that this process talks to. */
export interface RemoteSigner extends Signer {
  /** Ends the talk; a child is waited for. */
  close(): Promise<void>
}

/** A way to a signer, with how to end it. */
interface Line {
  input: Writable
  output: Readable
  end(): Promise<void>
}

type Answer = Record<string, unknown>

/** How long one answer may take. Reading and hashing a million entries takes well under a minute. */
const ANSWER_SECONDS = 300

/**
 * Talks to a signer, opening the line when it is first needed and again when it broke.
 * @param open a new line to it
 */
function talking(open: () => Promise<Line>): RemoteSigner {
  let line: (Line & { broken: boolean; waiting: ((answer: Answer | Error) => void)[] }) | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let closed = false

  async function opened(): Promise<NonNullable<typeof line>> {
    if (line && !line.broken) return line
    const fresh = { ...(await open()), broken: false, waiting: [] as ((answer: Answer | Error) => void)[] }
    const broke = (): void => {
      fresh.broken = true
      for (const give of fresh.waiting.splice(0)) give(new Error('The log’s signer is gone.'))
    }
    createInterface({ input: fresh.output }).on('line', (text) => {
      fresh.waiting.shift()?.(JSON.parse(text) as Answer)
    })
    fresh.output.once('close', broke).once('error', broke)
    fresh.input.on('error', broke)
    line = fresh
    return fresh
  }

  async function ask(question: object): Promise<Answer> {
    if (closed) throw new Error('The log’s signer has been left.')
    const to = await opened()
    const answer = await new Promise<Answer | Error>((resolve) => {
      const timer = setTimeout(() => {
        to.broken = true
        resolve(new Error('The log’s signer does not answer.'))
        void to.end()
      }, ANSWER_SECONDS * 1000)
      to.waiting.push((given) => {
        clearTimeout(timer)
        resolve(given)
      })
      if (to.broken) to.waiting.pop()!(new Error('The log’s signer is gone.'))
      else to.input.write(`${JSON.stringify(question)}\n`)
    })
    if (answer instanceof Error) throw answer
    if ('failed' in answer) throw new Error(`The log’s signer failed: ${String(answer['failed'])}.`)
    return answer
  }

  /** Questions wait for one another, so that two callers never open two lines. */
  function inTurn(question: object): Promise<Answer> {
    const answer = turn.then(() => ask(question))
    turn = answer.catch(() => undefined)
    return answer
  }

  return {
    async status() {
      const { key, size, note } = await inTurn({ ask: 'status' })
      return { key: String(key), size: Number(size), note: typeof note === 'string' ? fromBase64(note) : null }
    },
    async sign(size) {
      const answer = await inTurn({ ask: 'sign', size })
      return 'refused' in answer
        ? { refused: answer['refused'] as SigningRefusal }
        : { note: fromBase64(String(answer['note'])) }
    },
    async close() {
      closed = true
      await turn
      await line?.end()
    },
  }
}

/**
 * A signer as a child of this process. It ends when this process does, however that ends.
 * @param started is told the process number of each child
 */
export function childSigner(
  program: string,
  args: readonly string[],
  env: Record<string, string>,
  started: (pid: number) => void = () => undefined,
): RemoteSigner {
  return talking(async () => {
    for (let attempt = 0; ; attempt += 1) {
      const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
      const line = {
        input: child.stdin,
        output: child.stdout,
        end: () => ended(child),
      }
      if (child.pid) started(child.pid)
      child.stdin.on('error', () => undefined)
      if (await isReady(child)) return line
      // The signer of a process that was killed a moment ago may not have noticed yet.
      if (attempt === 8) throw new Error('The log’s signer does not start.')
      await sleep(250)
    }
  })
}

/** The child says `{"ready":true}` before it answers. */
async function isReady(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', () => resolve(false))
    const first = (chunk: Buffer): void => {
      child.stdout!.pause()
      resolve(chunk.toString('utf8').startsWith('{"ready":true}\n'))
    }
    child.stdout!.once('data', first)
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.stdin!.end()
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await exit
  clearTimeout(timer)
}

/** A signer that runs by itself and listens on a Unix socket. */
export function socketSigner(path: string): RemoteSigner {
  return talking(async () => {
    const socket = connect(path)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return {
      input: socket,
      output: socket,
      end: async () => {
        socket.end()
      },
    }
  })
}
