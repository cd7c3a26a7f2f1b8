#!/usr/bin/env node
/** The `throughline` command line, from what `npm start` or `npm run build` built. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { requireNode, root, stop } from './readiness.mjs'

requireNode()
const program = join(root, 'dist', 'main', 'throughline.js')
if (!existsSync(join(root, 'node_modules')) || !existsSync(program)) {
  stop('Throughline is not built yet. Run `npm start` once in its folder, or `npm ci` and `npm run build`.')
}
await import(pathToFileURL(program).href)
