/**
 * The working file of `throughline sealed-text root`: a report with its seeds, a disclosure, or both. Test vectors have
 * this form, so keys beside these three are left alone; inside them nothing is forgiven. Pure.
 */
import { fromBase64, isBase64Of32Bytes, toBase64 } from './base64.ts'
import { disclosureFaultWords, rootOfDisclosure } from './disclosure.ts'
import { isBlockKind, sealedRoot, textFault, type Block, type TextFault } from './sealed-text.ts'
import { jsonFaultWords, readStrictJson } from './strict-json.ts'

const textFaultWords: Record<TextFault, string> = {
  'not-text': 'its text is missing',
  surrogate: 'its text has half a surrogate pair',
  'not-normalised': 'its text is not in Unicode NFC',
  'forbidden-character': 'its text has U+0000 or a line break',
  'reserved-bracket': 'its text has a bracket that is reserved for replacements',
}

/**
 * The roots, in base64, of what a file holds: first that of its text, then that of its disclosure.
 * @returns one or two roots, or in words what is malformed
 */
export function rootsOfFile(bytes: Uint8Array): { roots: string[] } | { refused: string } {
  const json = readStrictJson(bytes)
  if ('refused' in json) return { refused: `Malformed: ${jsonFaultWords[json.refused]}.` }
  const file = json.value
  if (!isRecord(file)) return { refused: 'Malformed: the file is not a JSON object.' }
  const hasText = 'blocks' in file || 'seeds' in file
  if (!hasText && !('disclosure' in file)) {
    return { refused: 'Malformed: the file has neither "blocks" with "seeds" nor a "disclosure".' }
  }
  const roots: string[] = []
  for (const root of [
    ...(hasText ? [rootOfText(file['blocks'], file['seeds'])] : []),
    ...('disclosure' in file ? [rootOfShown(file['disclosure'])] : []),
  ]) {
    if (typeof root !== 'string') return root
    roots.push(root)
  }
  return { roots }
}

function rootOfText(blocks: unknown, seeds: unknown): string | { refused: string } {
  if (!Array.isArray(blocks) || !Array.isArray(seeds))
    return { refused: 'Malformed: "blocks" or "seeds" is not a list.' }
  if (blocks.length !== seeds.length) return { refused: 'Malformed: there must be one seed for each block.' }
  for (const [i, block] of (blocks as unknown[]).entries()) {
    const fault = blockFault(block)
    if (fault) return { refused: `Malformed: block ${i + 1}: ${fault}.` }
    if (!isBase64Of32Bytes(seeds[i])) return { refused: `Malformed: seed ${i + 1} is not 32 bytes in standard base64.` }
  }
  return toBase64(sealedRoot(blocks as Block[], (seeds as string[]).map(fromBase64)))
}

function blockFault(block: unknown): string | null {
  if (!isRecord(block)) return 'it is not an object'
  if (Object.keys(block).length !== 2 || !('kind' in block) || !('text' in block))
    return 'it needs "kind" and "text" only'
  if (!isBlockKind(block['kind'])) return 'it is of an unknown kind'
  const fault = textFault(block['text'])
  return fault && textFaultWords[fault]
}

function rootOfShown(disclosure: unknown): string | { refused: string } {
  const found = rootOfDisclosure(disclosure)
  if (!('refused' in found)) return toBase64(found.root)
  const subject = found.block === null ? 'the disclosure' : `block ${found.block} of the disclosure`
  return { refused: `Malformed: ${subject}: ${disclosureFaultWords[found.refused]}.` }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
