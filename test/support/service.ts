/** The built service as a process of its own, the way a person starts it. */
import { spawn, type ChildProcess } from 'node:child_process'

/** The project's folder, ending in a slash. */
export const root = new URL('../../', import.meta.url).pathname

/** A service that runs and listens. */
export interface Service {
  address: string
  process: ChildProcess
  /** Ends it as Ctrl-C would and waits until it is gone. */
  stop(): Promise<void>
}

/**
 * Starts `throughline start` on a free port and waits until it is ready.
 * @param environment settings beside PORT and DATA_FOLDER
 * @throws with the last words of the service when it ends instead
 */
export async function startService(dataFolder: string, environment: Record<string, string> = {}): Promise<Service> {
  const child = spawn(process.execPath, ['dist/main/throughline.js', 'start'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_FOLDER: dataFolder, RATE_LIMIT_PER_MINUTE: '100000', ...environment },
  })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    const listen = (piece: Buffer) => {
      said += piece.toString()
      const ready = /ready at (\S+)/.exec(said)
      if (ready?.[1]) resolve(ready[1])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => reject(new Error(`the service stopped: ${said.slice(-2000)}`)))
  })
  return {
    address,
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
