/** `npm start`: installs and builds what is missing, then becomes `throughline start`. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt, ensureInstalled, requireNode, root } from './readiness.mjs'

requireNode()
await ensureInstalled()
await ensureBuilt()
// In this process, so that a signal reaches the server itself.
process.argv = [process.argv[0], process.argv[1], 'start', ...process.argv.slice(2)]
await import(pathToFileURL(join(root, 'dist', 'main', 'throughline.js')).href)
