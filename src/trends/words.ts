/** How trends reads text: sentences, words, and endings taken off so that forms of one word meet. Pure. */

const stopWords = new Set(
  (
    'a about after all also am an and any are as at be because been before being between both but by can could did do does ' +
    'doing down each every for from had has have having he her here hers him his how i if in into is it its me more most my ' +
    'no nor not of off on once one only or other our out over own same she should so some such than that the their them then ' +
    'there these they this those through to too two under until up upon very was we were what when where which while who ' +
    'whom why will with would you your may might must shall'
  ).split(' '),
)

/** A word of a text with the stem under which its forms meet. */
export interface Word {
  word: string
  stem: string
}

/** Every word in order, stop words too, so that phrases can be found. */
export function wordsOf(text: string): Word[] {
  return [
    ...text
      .toLowerCase()
      .replaceAll('’', "'")
      .matchAll(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu),
  ].map(([found]) => {
    const word = found.replace(/'s$/, '')
    return { word, stem: stemOf(word) }
  })
}

/** The words that carry something: neither stop words nor bare numbers. */
export function tellingWords(text: string): Word[] {
  return wordsOf(text).filter(({ word }) => word.length > 1 && !stopWords.has(word) && !/^\d+$/.test(word))
}

/**
 * A light stem: plurals, -ed, -ing, -ly and a few noun endings. Coarser than the search's Porter2 on purpose, since
 * comparing passages gains when "assessed" and "assessment" meet.
 */
export function stemOf(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word
  let stem = word.replace(/ies$/, 'y').replace(/(ss|sh|ch|x)es$/, '$1')
  if (/[^su]s$/.test(stem)) stem = stem.slice(0, -1)
  for (const ending of endings) {
    if (stem.endsWith(ending) && stem.length - ending.length >= 4) {
      stem = stem.slice(0, -ending.length)
      break
    }
  }
  if (/(bb|dd|gg|mm|nn|pp|rr|tt)$/.test(stem)) stem = stem.slice(0, -1)
  return stem.length > 3 ? stem.replace(/[ey]$/, '') : stem
}

const endings = ['ments', 'ment', 'ation', 'ness', 'ing', 'ally', 'ly', 'ion', 'ed', 'al']

/** Sentences of a paragraph. Initials and "e.g." do not end one. */
export function sentencesOf(text: string): string[] {
  return text
    .replaceAll(/\s+/g, ' ')
    .split(/(?<=[.!?]["”’)]?)(?<!\b(?:\p{L}|e\.g|i\.e|Mr|Mrs|Ms|Dr|para|no)\.)\s(?=["“‘(⟦]?[\p{Lu}\p{N}])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}
