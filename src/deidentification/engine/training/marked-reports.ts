import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Label } from '../candidate.ts'
import { findCandidates } from '../engine.ts'
import type { GoldDocument, GoldMention } from '../metrics.ts'
import { readingCopy } from '../text.ts'

type Mark = { readonly start: number; readonly end: number; readonly published: string }

/** A report's text as its author wrote it, and the passages that its edition generalises. Pure. */
export function markedText(raw: string): { readonly text: string; readonly marks: readonly Mark[] } {
  const body = raw.replace(/^---[\s\S]*?---\n/, '').replace(/[*#>_]/g, ' ')
  const marks: Mark[] = []
  let text = ''
  let at = 0
  for (const match of body.matchAll(/⟦([^|⟧]*)\|?([^⟧]*)⟧/g)) {
    const [whole, written = '', published = ''] = match
    text += body.slice(at, match.index)
    marks.push({ start: text.length, end: text.length + written.length, published })
    text += written
    at = match.index + whole.length
  }
  return { text: text + body.slice(at), marks }
}

/**
 * The demonstration's fictional reports as documents to learn from. Their marks carry no kind, which is taken from the
 * rules or from the words published instead; and they leave most times and figures alone, which the reviews' annotator did
 * not, so that times and figures found by rule count as marked.
 */
export function markedReports(): GoldDocument[] {
  const folder = resolve(import.meta.dirname, '../../../demonstration/reports')
  return readdirSync(folder)
    .toSorted()
    .map((name) => goldOf(name, readFileSync(resolve(folder, name), 'utf8')))
}

function goldOf(name: string, raw: string): GoldDocument {
  const { text, marks } = markedText(raw)
  const rules = findCandidates(readingCopy(text), [])
  const mention = (start: number, end: number, label: Label): GoldMention => ({
    start_offset: start,
    end_offset: end,
    entity_type: label,
    entity_id: `${label} ${text.slice(start, end).toLowerCase()}`,
    identifier_type: label === 'PERSON' || label === 'CODE' ? 'DIRECT' : 'QUASI',
  })
  const marked = marks.map(({ start, end, published }) => {
    const hit = rules.find((rule) => rule.start < end && rule.end > start && rule.end - rule.start > (end - start) / 2)
    return mention(
      start,
      end,
      hit === undefined || hit.label === 'MISC' ? kindOf(text.slice(start, end), published) : hit.label,
    )
  })
  const counted = rules
    .filter(
      (rule) =>
        (rule.label === 'DATETIME' || rule.label === 'QUANTITY') &&
        rule.probability >= 0.5 &&
        !marks.some(({ start, end }) => rule.start < end && rule.end > start),
    )
    .map((rule) => mention(rule.start, rule.end, rule.label))
  return { doc_id: name, text, annotations: { edition: { entity_mentions: [...marked, ...counted] } } }
}

/** The kind of a passage that no rule found, by how it is written and what was published instead. */
function kindOf(written: string, published: string): Label {
  if (/\d{2}|month|year|week|spring|summer|autumn|winter/i.test(published) && /\d/.test(written)) return 'DATETIME'
  if (/\b(?:hospital|school|panel|partnership|team|service|firm|board|charity|club|centre|home)\b/i.test(published))
    return 'ORG'
  if (/\b(?:town|village|street|road|area|county|city|place|house|flat)\b/i.test(published) && /^\p{Lu}/u.test(written))
    return 'LOC'
  if (/^\p{Lu}/u.test(written) && /^\p{Lu}/u.test(published)) return 'PERSON'
  if (/\b(?:worker|driver|trade|work|job|faith|condition|background|age)\b/i.test(published)) return 'DEM'
  return 'MISC'
}
