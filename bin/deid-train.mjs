/** Trains the de-identification tagger from the corpora and writes its weights. */
import { register } from 'tsx/esm/api'

register()
const { writeWeights } = await import('../src/deidentification/engine/training/train.ts')

writeWeights()
