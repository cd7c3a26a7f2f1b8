/**
 * English stems, after the published description of the Porter2 ("English") algorithm by Martin Porter
 * (snowballstem.org/algorithms/english, read 2026). Pure; our own code.
 */

const vowel = /[aeiouy]/
const doubles = /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/

/** Words that the rules would get wrong. */
const exceptions: Record<string, string> = {
  skis: 'ski',
  skies: 'sky',
  dying: 'die',
  lying: 'lie',
  tying: 'tie',
  idly: 'idl',
  gently: 'gentl',
  ugly: 'ugli',
  early: 'earli',
  only: 'onli',
  singly: 'singl',
  sky: 'sky',
  news: 'news',
  howe: 'howe',
  atlas: 'atlas',
  cosmos: 'cosmos',
  bias: 'bias',
  andes: 'andes',
}
const afterPlural = new Set(['inning', 'outing', 'canning', 'herring', 'earring', 'proceed', 'exceed', 'succeed'])

/** The stem of a lower-case word. Words of one or two letters, and words with figures, stay as they are. */
export function stem(word: string): string {
  if (word.length <= 2 || !/^[a-z']+$/.test(word)) return word
  const exception = exceptions[word]
  if (exception !== undefined) return exception
  const marked = word
    .replace(/^'/, '')
    .replace(/^y/, 'Y')
    .replaceAll(/([aeiouy])y/g, '$1Y')
  const [r1, r2] = regions(marked)
  let at = marked.replace(/('s'|'s|')$/, '')
  at = plural(at)
  if (afterPlural.has(at)) return at
  at = past(at, r1)
  at = at.replace(/(?<=.[^aeiouy])[yY]$/, 'i')
  at = longSuffixes(at, r1)
  at = longerSuffixes(at, r1, r2)
  at = lastSuffixes(at, r2)
  at = ending(at, r1, r2)
  return at.toLowerCase()
}

/** Where R1 and R2 begin: after the first non-vowel that follows a vowel, and the same again within R1. */
function regions(word: string): [number, number] {
  const special = /^(gener|commun|arsen)/.exec(word)
  const r1 = special ? special[0].length : afterVowelThenNot(word, 0)
  return [r1, afterVowelThenNot(word, r1)]
}

function afterVowelThenNot(word: string, from: number): number {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from))
  return found ? from + found.index + 2 : word.length
}

function plural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (/(ied|ies)$/.test(word)) return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1)
  if (/(us|ss)$/.test(word)) return word
  return word.endsWith('s') && vowel.test(word.slice(0, -2)) ? word.slice(0, -1) : word
}

function past(word: string, r1: number): string {
  const eed = /(eedly|eed)$/.exec(word)
  if (eed) return eed.index >= r1 ? word.slice(0, eed.index) + 'ee' : word
  const found = /(ingly|edly|ing|ed)$/.exec(word)
  if (!found || !vowel.test(word.slice(0, found.index))) return word
  const rest = word.slice(0, found.index)
  if (/(at|bl|iz)$/.test(rest)) return rest + 'e'
  // Not in words of three letters, "add", "egg": the 2021 revision of the published rules.
  if (doubles.test(rest)) return /^[aeo]..$/.test(rest) ? rest : rest.slice(0, -1)
  return r1 >= rest.length && endsShort(rest) ? rest + 'e' : rest
}

function endsShort(word: string): boolean {
  return /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word)
}

const step2: [string, string][] = [
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
]

function longSuffixes(word: string, r1: number): string {
  for (const [suffix, instead] of step2) if (word.endsWith(suffix)) return swap(word, suffix, instead, r1)
  if (word.endsWith('ogi')) return word.at(-4) === 'l' ? swap(word, 'ogi', 'og', r1) : word
  if (word.endsWith('li')) return /[cdeghkmnrt]li$/.test(word) ? swap(word, 'li', '', r1) : word
  return word
}

const step3: [string, string][] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
]

function longerSuffixes(word: string, r1: number, r2: number): string {
  for (const [suffix, instead] of step3) if (word.endsWith(suffix)) return swap(word, suffix, instead, r1)
  return word.endsWith('ative') ? swap(word, 'ative', '', r2) : word
}

const step4 = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'al',
  'er',
  'ic',
]

function lastSuffixes(word: string, r2: number): string {
  for (const suffix of step4) if (word.endsWith(suffix)) return swap(word, suffix, '', r2)
  return /[st]ion$/.test(word) ? swap(word, 'ion', '', r2) : word
}

function ending(word: string, r1: number, r2: number): string {
  if (word.endsWith('e')) {
    const at = word.length - 1
    return at >= r2 || (at >= r1 && !endsShort(word.slice(0, -1))) ? word.slice(0, -1) : word
  }
  return word.endsWith('ll') && word.length - 1 >= r2 ? word.slice(0, -1) : word
}

function swap(word: string, suffix: string, instead: string, from: number): string {
  return word.length - suffix.length >= from ? word.slice(0, -suffix.length) + instead : word
}
