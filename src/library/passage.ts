/** Which passage of an edition answers a question, and what of it is shown. Pure. */
import { wordsIn, type Word } from './terms.ts'

/** Characters of a passage that are shown under a result. */
const shownLength = 260

/** A piece of a shown passage; `match` where it is one of the words looked for. */
export interface Piece {
  text: string
  match: boolean
}

/** Where each term stands in an edition. */
export interface Standing {
  term: string
  blocks: readonly number[]
}

/**
 * The blocks most worth looking at, best first: those with the rarest and the most of the terms.
 * @param weights how telling each term is
 */
export function likelyBlocks(standing: readonly Standing[], weights: ReadonlyMap<string, number>, most = 4): number[] {
  const scores = new Map<number, number>()
  for (const { term, blocks } of standing)
    for (const block of blocks) scores.set(block, (scores.get(block) ?? 0) + (weights.get(term) ?? 0))
  return [...scores]
    .toSorted(([n, score], [m, other]) => other - score || n - m)
    .slice(0, most)
    .map(([n]) => n)
}

/**
 * Of some blocks the one that answers best: with the most terms close together, rather a passage than a heading.
 * @returns its number and what is shown of it; null when none has any of the terms
 */
export function bestPassage(
  blocks: readonly { n: number; kind: string; text: string }[],
  weights: ReadonlyMap<string, number>,
): { n: number; pieces: Piece[] } | null {
  let best: { n: number; text: string; window: Window; score: number } | null = null
  for (const { n, kind, text } of blocks) {
    const window = densestWindow(text, weights)
    if (!window) continue
    const score = window.score * (kind.startsWith('heading') || kind === 'title' || text.length < 60 ? 0.6 : 1)
    if (!best || score > best.score) best = { n, text, window, score }
  }
  return best && { n: best.n, pieces: piecesOf(best.text, best.window) }
}

/** A stretch of a text from the first to the last of some hits; `all` are the hits of the whole text. */
interface Window {
  first: Word
  last: Word
  all: Word[]
  score: number
}

function densestWindow(text: string, weights: ReadonlyMap<string, number>): Window | null {
  const hits = wordsIn(text).filter((word) => weights.has(word.term))
  let best: Window | null = null
  hits.forEach((first, at) => {
    const inside = hits.slice(at).filter((hit) => hit.end - first.start <= shownLength - 60)
    const distinct = new Set(inside.map((hit) => hit.term))
    const score = [...distinct].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0)
    if (!best || score > best.score) best = { first, last: inside.at(-1)!, all: hits, score }
  })
  return best
}

/** Labels are kept whole and are never marked as matches: they are not the author's words. */
function piecesOf(text: string, { first, last, all }: Window): Piece[] {
  const labels = [...text.matchAll(/⟦[^⟧]*⟧/g)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }))
  const around = (at: number) => labels.find((label) => label.start < at && at < label.end)
  const spare = Math.max(0, shownLength - (last.end - first.start))
  const begin = startNear(text, first.start, spare)
  const from = around(begin)?.start ?? begin
  const end = endNear(text, Math.max(last.end, from + shownLength))
  const to = around(end)?.end ?? end
  const pieces: Piece[] = []
  let at = from
  const shown = all.filter((one) => one.start >= from && one.end <= to && !around(one.start + 1) && !around(one.start))
  for (const hit of shown) {
    if (hit.start > at) pieces.push({ text: text.slice(at, hit.start), match: false })
    pieces.push({ text: text.slice(hit.start, hit.end), match: true })
    at = hit.end
  }
  if (to > at) pieces.push({ text: text.slice(at, to), match: false })
  if (from > 0) pieces.unshift({ text: '… ', match: false })
  if (to < text.length) pieces.push({ text: ' …', match: false })
  return pieces
}

/** Rather the beginning of the sentence that the first match stands in, if it is near; else of a word. */
function startNear(text: string, at: number, spare: number): number {
  const earliest = Math.max(0, at - spare)
  if (earliest === 0) return 0
  const sentence = /^[\s\S]*[.!?]\s+/.exec(text.slice(earliest, at))
  if (sentence) return earliest + sentence[0].length
  const space = text.indexOf(' ', Math.max(earliest, at - 80))
  return space >= 0 && space < at ? space + 1 : at
}

function endNear(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  return space > 0 ? space : at
}
