/**
 * JSON read so that every reader sees the same: where two programs could read one file differently, it is refused.
 * `JSON.parse` alone keeps the last of two equal keys, rounds long numbers and cannot tell 8 from 8.0.
 */

/** Why a file is not taken as JSON. */
export type JsonFault = 'not-utf8' | 'not-json' | 'repeated-key' | 'not-whole-number'

/** The faults in words. */
export const jsonFaultWords: Record<JsonFault, string> = {
  'not-utf8': 'the file is not text in UTF-8',
  'not-json': 'the file is not JSON',
  'repeated-key': 'the file says the same thing twice, so it could be read in two ways',
  'not-whole-number': 'the file has a number that is not a plain whole one',
}

/**
 * Reads the bytes of a JSON file.
 * @returns its value, or the first fault: other bytes than UTF-8, a byte order mark, bad JSON, a key repeated in one
 * object, a number that is negative, written with a point or exponent, or too large to be exact
 */
export function readStrictJson(bytes: Uint8Array): { value: unknown } | { refused: JsonFault } {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { refused: 'not-utf8' }
  }
  try {
    const value: unknown = JSON.parse(text)
    const refused = ambiguityIn(text)
    return refused ? { refused } : { value }
  } catch {
    return { refused: 'not-json' }
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/** Looks through a text that is known to be JSON. */
function ambiguityIn(text: string): JsonFault | null {
  /** The keys of each object that is open, innermost last; null for an array. */
  const open: (Set<string> | null)[] = []
  let string = ''
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (token === ':') {
      const keys = open.at(-1)!
      const key = JSON.parse(string) as string
      if (keys.has(key)) return 'repeated-key'
      keys.add(key)
    } else if (token.startsWith('"')) string = token
    else if (/^[-\d]/.test(token) && !isPlainWhole(token)) return 'not-whole-number'
  }
  return null
}

function isPlainWhole(token: string): boolean {
  return /^\d+$/.test(token) && Number.isSafeInteger(Number(token))
}
