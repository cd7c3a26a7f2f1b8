import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { proposeSpans } from './engine.ts'
import { loadWeights } from './load-weights.ts'
import { evaluate } from './metrics.ts'
import type { GoldDocument } from './metrics.ts'

const data = process.env['THROUGHLINE_DATA'] ?? resolve(import.meta.dirname, '../../../../shared/data')
const reference = resolve(data, '../tools/deid-eval/eval.mjs')
const read = (name: string): GoldDocument[] =>
  readFileSync(resolve(data, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldDocument)
type Reference = {
  evaluate: (
    gold: GoldDocument[],
    spans: Map<string, readonly (readonly [number, number])[]>,
  ) => { res: Record<string, number> }
}

const mention = (text: string, part: string, id: string, kind: 'DIRECT' | 'QUASI' | 'NO_MASK') => {
  const start = text.indexOf(part)
  return {
    start_offset: start,
    end_offset: start + part.length,
    entity_type: 'PERSON',
    entity_id: id,
    identifier_type: kind,
  }
}

describe('measures', () => {
  const text = 'Anna Low met the Bright family in Hull.'
  const gold: GoldDocument = {
    doc_id: 'a',
    text,
    annotations: {
      one: {
        entity_mentions: [mention(text, 'Anna Low', 'p', 'DIRECT'), mention(text, 'the Bright family', 'q', 'QUASI')],
      },
    },
  }
  it('count an entity only when all its words but the article are masked', () => {
    expect(
      evaluate([gold], () => [
        [0, 8],
        [17, 30],
      ]),
    ).toMatchObject({ direct: 1, quasi: 1, tokenPrecision: 1 })
    expect(evaluate([gold], () => [[0, 4]])).toMatchObject({ direct: 0, quasi: 0, tokenPrecision: 1 })
    expect(
      evaluate([gold], () => [
        [0, 8],
        [34, 38],
      ]),
    ).toMatchObject({ direct: 1, quasi: 0, tokenPrecision: 0.667 })
  })
  it('are null where nothing was masked', () =>
    expect(evaluate([gold], () => [])).toMatchObject({ tokenPrecision: null, direct: 0 }))

  for (const name of ['reports/gold_plain.jsonl', 'tab/tab144_dev.jsonl']) {
    const missing = !existsSync(reference) || !existsSync(resolve(data, name))
    it.skipIf(missing)(
      `equal the reference tool's on ${name}${missing ? ' (skipped: the corpus is not here)' : ''}`,
      async () => {
        const tool = (await import(pathToFileURL(reference).href)) as Reference
        const documents = read(name)
        const spans = new Map(
          documents.map((document) => [
            document.doc_id,
            proposeSpans(document.text, { model: loadWeights() }).map(({ start, end }) => [start, end] as const),
          ]),
        )
        const theirs = tool.evaluate(documents, spans).res
        const ours = evaluate(documents, (document) => spans.get(document.doc_id) ?? [])
        expect([ours.direct, ours.quasi, ours.tokenRecall, ours.tokenPrecision]).toEqual([
          theirs['ER_direct'],
          theirs['ER_quasi'],
          theirs['token_recall'],
          theirs['token_precision'],
        ])
      },
    )
  }
})
