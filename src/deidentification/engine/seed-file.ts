import type { Seed } from './seeds.ts'

/** A seed, and the document it holds for where there are several. */
export type SeedEntry = Seed & { readonly doc_id?: string }

/**
 * Seeds of a file: a JSON array or one a line, of strings or `{text, label?, also?, doc_id?}`; or an object from document
 * id to such an array; or plain lines. A seed without a document id holds for all documents.
 */
export function parseSeeds(text: string): SeedEntry[] {
  const trimmed = text.trim()
  const entry = (value: string | SeedEntry): SeedEntry => (typeof value === 'string' ? { text: value } : value)
  if (trimmed.startsWith('[')) return (JSON.parse(trimmed) as (string | SeedEntry)[]).map(entry)
  if (trimmed.startsWith('{') && !/^\{[^\n]*\}\n/.test(`${trimmed}\n`)) return byDocument(trimmed)
  return trimmed.split('\n').flatMap((line) => {
    if (!line.trim().startsWith('{')) return line.trim() === '' ? [] : [{ text: line.trim() }]
    const value = JSON.parse(line) as SeedEntry & { readonly seeds?: readonly (string | SeedEntry)[] }
    if (value.seeds !== undefined)
      return value.seeds.map((seed) => ({
        ...entry(seed),
        ...(value.doc_id === undefined ? {} : { doc_id: value.doc_id }),
      }))
    return value.text === undefined ? byDocument(line) : [value]
  })
}

function byDocument(json: string): SeedEntry[] {
  const value = JSON.parse(json) as Record<string, (string | SeedEntry)[]>
  return Object.entries(value).flatMap(([doc_id, seeds]) =>
    seeds.map((seed) => ({ ...(typeof seed === 'string' ? { text: seed } : seed), doc_id })),
  )
}
