import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { proposeSpans } from './engine.ts'
import { FEATURE_BITS } from './features.ts'
import { loadWeights } from './load-weights.ts'
import { evaluate } from './metrics.ts'
import type { GoldDocument } from './metrics.ts'
import { fit } from './training/fit.ts'
import { exampleOf, PRIVACY_LABELS } from './training/corpora.ts'
import { packWeights, readWeights } from './weights.ts'

const reports = resolve(import.meta.dirname, '../../demonstration/reports')
const data = process.env['THROUGHLINE_DATA'] ?? resolve(import.meta.dirname, '../../../../shared/data')

/** Passages marked ⟦as written|as published⟧ in the demonstration's fictional reports, on the text as written. */
function markedReport(file: string): { text: string; marks: { start: number; end: number; name: boolean }[] } {
  const raw = readFileSync(resolve(reports, file), 'utf8')
    .replace(/^---[\s\S]*?---\n/, '')
    .replace(/[*#>_]/g, ' ')
  const marks: { start: number; end: number; name: boolean }[] = []
  let text = ''
  let at = 0
  for (const match of raw.matchAll(/⟦([^|⟧]*)\|?([^⟧]*)⟧/g)) {
    const [whole, written = '', published = ''] = match
    text += raw.slice(at, match.index)
    marks.push({
      start: text.length,
      end: text.length + written.length,
      name: /^\p{Lu}/u.test(written) && /^\p{Lu}/u.test(published),
    })
    text += written
    at = match.index + whole.length
  }
  return { text: text + raw.slice(at), marks }
}

describe('the tagger’s weights', () => {
  it('are at most 3 MB, the senses of words among them', () => {
    const sizes = ['weights.bin', 'senses.bin'].map((name) => statSync(resolve(import.meta.dirname, name)).size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000)
  })
  it('come back from the file as they were packed', () => {
    const dense = new Float32Array(3 * (1 << FEATURE_BITS))
    dense.set([0.5, -1.27, 0], 3 * 7)
    dense.set([0, 0, 0.9], 3 * 900_000)
    const { crf, header } = readWeights(
      packWeights(['O', 'B-PERSON', 'I-PERSON'], new Float64Array(9), dense, ['a test'], 1),
    )
    expect(header.rows).toBe(2)
    const scores = new Float64Array(3)
    crf.addScores(7, scores, 0)
    crf.addScores(900_000, scores, 0)
    crf.addScores(8, scores, 0)
    expect([...scores].map((score) => Number(score.toFixed(2)))).toEqual([0.5, -1.27, 0.9])
  })
  it('are refused when damaged', () => {
    expect(() => readWeights(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9]))).toThrow('not a weights file')
  })
})

describe('learning', () => {
  it('learns from a few marked sentences, the same each time', () => {
    const sentence = (name: string): GoldDocument => {
      const text = `The applicant lived with ${name} in the flat.`
      const start = text.indexOf(name)
      return {
        doc_id: name,
        text,
        annotations: {
          a: {
            entity_mentions: [
              {
                start_offset: start,
                end_offset: start + name.length,
                entity_type: 'PERSON',
                entity_id: 'p',
                identifier_type: 'DIRECT',
              },
            ],
          },
        },
      }
    }
    const examples = ['Qyx Vorn', 'Zed Harl', 'Mur Tosk', 'Pell Drox'].map((name) =>
      exampleOf(sentence(name), 1, new Map()),
    )
    const settings = { labels: PRIVACY_LABELS, epochs: 20, rate: 0.1, ridge: 0.0001, leastCount: 1 }
    const { crf, weights } = fit(examples, settings)
    const unseen = sentence('Brel Quon').text
    const model = {
      crf,
      header: { labels: PRIVACY_LABELS, transitions: [], unit: 1, rows: 0, sources: [] },
      senses: new Map(),
    }
    expect(proposeSpans(unseen, { model }).map(({ start, end }) => unseen.slice(start, end))).toContain('Brel Quon')
    const again = fit(examples, settings).weights
    expect(again.every((weight, index) => weight === weights[index])).toBe(true)
  })
})

describe('the engine with its weights', () => {
  const model = loadWeights()
  it('masks the names and most other marked passages of the demonstration’s reports', () => {
    const counts = { all: 0, hit: 0, names: 0, nameHits: 0 }
    for (const file of readdirSync(reports)) {
      const { text, marks } = markedReport(file)
      const covered = new Uint8Array(text.length)
      for (const { start, end } of proposeSpans(text, { model })) covered.fill(1, start, end)
      for (const { start, end, name } of marks) {
        let left = ''
        for (let at = start; at < end; at++) if (covered[at] === 0) left += text.charAt(at)
        const hit = !(left.match(/\p{L}{2,}|\d+/gu) ?? []).some(
          (word) => !/^(?:the|an|of|and|in|to|on|at|by|mrs?|ms|his|her|their)$/i.test(word),
        )
        counts.all++
        if (hit) counts.hit++
        if (name) counts.names++
        if (name && hit) counts.nameHits++
      }
    }
    expect(counts.nameHits / counts.names).toBeGreaterThan(0.98)
    expect(counts.hit / counts.all).toBeGreaterThan(0.94)
  })
  it('leaves neutral words of a review alone', () => {
    const text =
      'The practitioners and agencies of the review met. Social Worker 2 told the Panel, under Section 47 of the Children Act 1989, that the safeguarding practitioner D agreed with Working Together 2018.'
    expect(proposeSpans(text, { model }).map(({ start, end }) => text.slice(start, end))).toEqual([])
  })
  /** Direct, indirect, precision. The tagger was trained on these texts: the figures say that nothing broke, not how well it does. */
  const held = [
    ['reports/gold_plain.jsonl', 0.99, 0.97, 0.9],
    ['tab/tab144_dev.jsonl', 0.99, 0.96, 0.81],
  ] as const
  for (const [name, direct, quasi, precision] of held) {
    const gold = resolve(data, name)
    it.skipIf(!existsSync(gold))(
      `holds its figures on ${name}${existsSync(gold) ? '' : ' (skipped: the corpus is not here)'}`,
      () => {
        const documents = readFileSync(gold, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as GoldDocument)
        const result = evaluate(documents, (document) =>
          proposeSpans(document.text, { model }).map(({ start, end }) => [start, end] as const),
        )
        expect(result.direct).toBeGreaterThanOrEqual(direct)
        expect(result.quasi).toBeGreaterThanOrEqual(quasi)
        expect(result.tokenPrecision).toBeGreaterThanOrEqual(precision)
      },
    )
  }
})
