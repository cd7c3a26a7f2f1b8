/**
 * Measures the de-identification engine on a gold file: npm run deid:evaluate -- GOLD.jsonl [--json] [--point strict|default|wide] [--seeds FILE]
 */
import { register } from 'tsx/esm/api'

register()
const { runEvaluation } = await import('../src/deidentification/engine/evaluate.ts')

process.exitCode = await runEvaluation(process.argv.slice(2))
