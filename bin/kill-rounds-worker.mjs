/** The process that kill rounds kill: appends as verbs do, publishes as the job does, and says what it has been told. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './readiness.mjs'

const [, , url, folder] = process.argv
const load = (path) => import(join(root, 'dist', ...path.split('/')))
const { openDatabase } = await load('platform/database.js')
const { openLog } = await load('platform/log.js')
const { appendEntry } = await load('integrity/integrity.js')
const { publishLog } = await load('integrity/log/sequencer.js')
const { childSigner } = await load('integrity/log/signer-client.js')
const { publishedCheckpoint } = await load('integrity/log/store.js')

const { db } = openDatabase(url, { max: 6 })
const log = openLog('silent', () => undefined)
const ctx = { db, now: () => new Date(), actor: { kind: 'task', task: 'kill-rounds' }, requestId: 'kill-rounds', log }
const env = {
  PATH: process.env.PATH ?? '',
  DATA_FOLDER: folder,
  DATABASE_URL: url,
  LOG_ORIGIN: 'log.example/kill-rounds',
}
const program = join(root, 'dist', 'main', 'throughline.js')
const signer = childSigner(process.execPath, [program, 'signer', '--child'], env, (pid) => say('signer', pid))

// One line is one write: a line that was begun is read whole, also from a process that is dead by then.
function say(...words) {
  process.stdout.write(`${words.join(' ')}\n`)
}

async function append() {
  for (;;) {
    const entry = randomBytes(12).toString('hex')
    try {
      const { index } = await appendEntry(ctx, new TextEncoder().encode(entry))
      say('acknowledged', index, entry)
    } catch {
      await sleep(20)
    }
    await sleep(Math.random() * 15)
  }
}

async function publish() {
  for (;;) {
    try {
      const outcome = await publishLog(ctx, { signer, replica: join(folder, 'replica') })
      if ('refused' in outcome) throw new Error(outcome.refused)
      const published = await publishedCheckpoint(ctx)
      if (published) {
        const [, size, hash] = new TextDecoder().decode(published.note).split('\n')
        say('published', size, hash)
      }
    } catch (error) {
      // A refusal is never right here: nothing was rolled back, and nobody else signs.
      if (['fork', 'rollback', 'another-key', 'signer-behind', 'wrong-root'].includes(error.message)) {
        process.stderr.write(`refused: ${error.message}\n`)
        process.exit(9)
      }
      await sleep(20)
    }
    await sleep(5)
  }
}

await Promise.all([append(), append(), publish()])
