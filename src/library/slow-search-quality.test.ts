/**
 * How well search ranks, on two public test collections with people's judgements, through the verbs that pages use.
 * The data is not part of the project: without it these tests are skipped.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import { testContext } from '../../test/support/context.ts'
import { publishVolume, searchEditions, type EditionToPublish } from './library.ts'

const data = process.env['THROUGHLINE_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))

/** Lowest mean nDCG@10 that passes: what BM25 with these stems reaches, less a hundredth. */
const expected = { cranfield: 0.43, cisi: 0.4 }

for (const name of ['cranfield', 'cisi'] as const) {
  const folder = `${data}/search/${name}`
  const here = existsSync(`${folder}/corpus.jsonl`)
  if (!here) process.stdout.write(`${name} is not here (set THROUGHLINE_DATA): its test is skipped\n`)
  test.skipIf(!here)(`ranks ${name} as well as BM25 should`, { timeout: 240_000 }, async () => {
    const score = await meanNdcg(folder)
    process.stdout.write(`${name}: mean nDCG@10 ${score.toFixed(3)}\n`)
    expect(score).toBeGreaterThan(expected[name])
  })
}

async function meanNdcg(folder: string): Promise<number> {
  const t = await testContext()
  try {
    const texts = lines<{ _id: string; title: string; text: string }>(`${folder}/corpus.jsonl`)
    const { editionIds } = await inTransaction(t.ctx, (tx) =>
      publishVolume(tx, { label: 'Test collection', publishedOn: '2026-01-15', editions: texts.map(asEdition) }),
    )
    const idOf = new Map(editionIds.map((id, n) => [id, texts[n]!._id]))
    const judged = judgements(`${folder}/qrels.tsv`)
    const scores: number[] = []
    for (const { _id, text } of lines<{ _id: string; text: string }>(`${folder}/queries.jsonl`)) {
      const wanted = judged.get(_id)
      if (!wanted) continue
      const { results } = await searchEditions(t.publicCtx, text, {})
      scores.push(
        ndcg(
          results.map(({ id }) => idOf.get(id) ?? ''),
          wanted,
        ),
      )
    }
    return scores.reduce((sum, one) => sum + one, 0) / scores.length
  } finally {
    await t.close()
  }
}

function asEdition(one: { title: string; text: string }): EditionToPublish {
  return {
    title: one.title,
    summary: '',
    warning: '',
    subjects: ['child'],
    nation: null,
    themes: [],
    blocks: [{ kind: 'paragraph', parts: [{ text: one.text }] }],
    disclosure: null,
    reportRoot: null,
    legacy: true,
  }
}

function lines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)
}

function judgements(path: string): Map<string, Map<string, number>> {
  const judged = new Map<string, Map<string, number>>()
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [query = '', text = '', grade = ''] = line.trim().split('\t')
    if (!/^\d+$/.test(grade)) continue
    judged.set(query, (judged.get(query) ?? new Map<string, number>()).set(text, Number(grade)))
  }
  return judged
}

/** Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002), with the grades as gain. */
function ndcg(ranked: readonly string[], wanted: ReadonlyMap<string, number>): number {
  const gain = (grades: readonly number[]) =>
    grades.slice(0, 10).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0)
  const best = gain([...wanted.values()].toSorted((a, b) => b - a))
  return best === 0 ? 0 : gain(ranked.map((id) => wanted.get(id) ?? 0)) / best
}
