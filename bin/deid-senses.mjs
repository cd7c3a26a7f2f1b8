/** Makes the de-identification engine's senses.bin from a folder of WordNet 3.1 files. */
import { register } from 'tsx/esm/api'

register()
const { writeSenses } = await import('../src/deidentification/engine/training/pack-senses.ts')

const folder = process.argv[2]
if (folder === undefined) {
  process.stderr.write('Usage: node bin/deid-senses.mjs FOLDER\n')
  process.exitCode = 2
} else writeSenses(folder)
