/** Prints the de-identification engine's cross-validated figures. */
import { register } from 'tsx/esm/api'

register()
const { crossValidate } = await import('../src/deidentification/engine/training/cross-validate.ts')

crossValidate((line) => process.stdout.write(`${line}\n`))
