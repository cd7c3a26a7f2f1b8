/** What every process of Throughline does alike: speaks to the person at the keyboard, and waits for the signal to stop. */

import type { FastifyInstance } from 'fastify'

/** Prints a line. */
export function say(line: string): void {
  process.stdout.write(line + '\n')
}

/** A request may take so long to end when the process is asked to stop; then its connection is cut. */
const graceSeconds = 5

/** Stops a server: takes nothing new, lets what runs end, and waits for nobody who has stopped reading. */
export async function closeServer(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), graceSeconds * 1000)
  await app.close()
  clearTimeout(cut)
}

/** Resolves at the first signal to stop. Ask before anything slow, so that no signal is missed. */
export function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
