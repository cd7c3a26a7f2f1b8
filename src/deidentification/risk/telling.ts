/** Shapes that single a family out although every name is gone: sets of siblings, twins, sequences, odd letters. Pure. */

/** One such shape. */
export interface TellingShape {
  kind: 'siblings' | 'twins' | 'sequence' | 'odd-letter'
  words: string
}

/** Finds them in an edition as readers see it, brackets of replacements included or not. */
export function tellingShapes(text: string): TellingShape[] {
  const found: TellingShape[] = []
  const siblings = [...text.matchAll(/\b(?:Sibling|Child|Brother|Sister|Son|Daughter)s? (\d{1,2})\b/g)].map((one) =>
    Number(one[1]),
  )
  const most = Math.max(0, ...siblings)
  if (most >= 4) found.push({ kind: 'siblings', words: `A set of at least ${most} siblings is told apart` })
  const born = /\b(?:twins?|triplets?|half-(?:twin|triplet)s?)\b/i.exec(text)
  if (born) found.push({ kind: 'twins', words: `“${born[0]}” is said of somebody` })
  const letters = new Set(
    [...text.matchAll(/\b(?:Child|Adult|Young Person|Family|Baby|Mr|Mrs|Ms|Person) ([A-Z])\b/g)].map(
      (one) => one[1] ?? '',
    ),
  )
  const run = longestRun(letters)
  if (run.length >= 3)
    found.push({
      kind: 'sequence',
      words: `Letters run from ${run.at(0) ?? ''} to ${run.at(-1) ?? ''}: whoever is missing or first stands out`,
    })
  const odd = [...letters].filter((letter) => 'QXZ'.includes(letter))
  if (odd.length > 0)
    found.push({ kind: 'odd-letter', words: `The letter ${odd.join(', ')} begins few names and hints at one` })
  return found
}

function longestRun(letters: ReadonlySet<string>): string[] {
  let best: string[] = []
  let now: string[] = []
  for (let code = 65; code <= 91; code++) {
    const letter = String.fromCharCode(code)
    if (letters.has(letter)) now.push(letter)
    else {
      if (now.length > best.length) best = now
      now = []
    }
  }
  return best
}
