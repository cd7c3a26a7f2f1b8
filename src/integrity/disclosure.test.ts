import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText, anyTreatedReport, bytes32 } from '../../test/support/sealed-reports.ts'
import { fromBase64, toBase64 } from './base64.ts'
import {
  disclose,
  readerBlocks,
  rootOfDisclosure,
  type Disclosure,
  type DisclosureFault,
  type OpenBlock,
} from './disclosure.ts'
import { sealedRoot, tokensOf, type Block } from './sealed-text.ts'

const seed = new Uint8Array(32).fill(7)
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

/** The root in base64, or why the disclosure was refused. */
function rootOf(disclosure: unknown): string {
  const found = rootOfDisclosure(disclosure)
  return 'refused' in found ? found.refused : toBase64(found.root)
}

function disclosureOf(
  report: { block: Block; seed: Uint8Array; treatment: Parameters<typeof disclose>[2][number] }[],
): {
  disclosure: Disclosure
  root: string
} {
  const blocks = report.map(({ block }) => block)
  const seeds = report.map((item) => item.seed)
  const disclosure = disclose(
    blocks,
    seeds,
    report.map(({ treatment }) => treatment),
  )
  return { disclosure, root: toBase64(sealedRoot(blocks, seeds)) }
}

describe('an honest disclosure', () => {
  test('gives the sealed root, through JSON, whatever was replaced or withheld', () => {
    fc.assert(
      fc.property(anyTreatedReport, (report) => {
        const { disclosure, root } = disclosureOf(report)
        expect(rootOf(JSON.parse(JSON.stringify(disclosure)))).toBe(root)
      }),
      { numRuns: 300 },
    )
  })

  test('tiles the text: kept words are the author’s, and every asked passage is hidden whole', () => {
    fc.assert(
      fc.property(anyTreatedReport, (report) => {
        const { disclosure } = disclosureOf(report)
        report.forEach(({ block, treatment }, i) => {
          const shown = disclosure[i]!
          expect('root' in shown).toBe(treatment === 'withhold')
          if (treatment === 'withhold' || 'root' in shown) return
          const visible = shown.parts.map((part) => ('text' in part ? part.text : '\u0000'.repeat(part.hidden)))
          const tokens = tokensOf(block.text)
          const tokensShown = visible.flatMap((text) => (text.startsWith('\u0000') ? text.split('') : tokensOf(text)))
          expect(tokensShown.map((token, t) => (token === '\u0000' ? tokens[t] : token))).toEqual(tokens)
          const unitsHidden = tokens
            .map((token, t) => (tokensShown[t] === '\u0000' ? 'x' : '.').repeat(token.length))
            .join('')
          for (const { start, end } of treatment) expect(unitsHidden.slice(start, end)).not.toContain('.')
        })
      }),
      { numRuns: 300 },
    )
  })

  test('holds neither a hidden word nor a seed from which one could be guessed', () => {
    const blocks = [paragraph('The mother, Sarah Fictional, spoke.')]
    const disclosure = disclose(blocks, [seed], [[{ start: 12, end: 27, label: 'Mother' }]])
    const written = JSON.stringify(disclosure)
    expect(written).not.toMatch(/Sarah|Fictional/)
    expect(written).not.toContain(toBase64(seed))
    const [block] = disclosure as readonly OpenBlock[]
    expect(block!.parts.map((part) => ('text' in part ? part.tokens : part.hidden))).toEqual([5, 3, 4])
  })
})

describe('replacements', () => {
  const partsOf = (text: string, replacements: { start: number; end: number; label: string }[]): string[] =>
    (disclose([paragraph(text)], [seed], [replacements]) as readonly OpenBlock[])[0]!.parts.map((part) =>
      'text' in part ? part.text : `${part.label}${part.hidden}`,
    )

  test('are widened to whole tokens', () => {
    expect(partsOf('Ask Sarah now', [{ start: 5, end: 7, label: 'Mother' }])).toEqual(['Ask ', '⟦Mother⟧1', ' now'])
    expect(partsOf('O’Neill', [{ start: 1, end: 2, label: 'x' }])).toEqual(['O', '⟦x⟧1', 'Neill'])
  })

  test('that share a token become one, labelled as the wider one or with both', () => {
    const text = 'at St Fictional School today'
    const school = { start: 3, end: 22, label: 'a school' }
    expect(partsOf(text, [{ start: 6, end: 15, label: 'Town' }, school])).toEqual(['at ', '⟦a school⟧5', ' today'])
    const overlapping = [school, { start: 16, end: 28, label: 'day 0' }]
    expect(partsOf(text, overlapping)).toEqual(['at ', '⟦a school / day 0⟧7'])
    const oneWord = [
      { start: 0, end: 5, label: 'Mother' },
      { start: 5, end: 10, label: 'Father' },
    ]
    expect(partsOf('SarahLukas', oneWord)).toEqual(['⟦Mother / Father⟧1'])
  })

  test('that only touch stay two, unless they say the same', () => {
    const touching = (second: string): { start: number; end: number; label: string }[] => [
      { start: 0, end: 5, label: 'Mother' },
      { start: 5, end: 11, label: second },
    ]
    expect(partsOf('Sarah Lukas', touching('Father'))).toEqual(['⟦Mother⟧1', '⟦Father⟧2'])
    expect(partsOf('Sarah Lukas', touching('⟦Mother⟧'))).toEqual(['⟦Mother⟧3'])
  })

  test('that are empty, out of the text or without a label are a bug of the caller', () => {
    for (const [start, end, label] of [
      [2, 2, 'x'],
      [-1, 2, 'x'],
      [3, 2, 'x'],
      [0, 99, 'x'],
      [0.5, 2, 'x'],
      [0, 2, ''],
      [0, 2, '⟦⟧'],
      [0, 2, 'a⟧b'],
      [0, 2, 'a\nb'],
    ] as const) {
      expect(() => partsOf('Some text', [{ start, end, label }])).toThrow(RangeError)
    }
    expect(() => disclose([paragraph('a')], [seed], [])).toThrow(RangeError)
  })
})

test('pages see words and labels, never seeds', () => {
  const blocks = [paragraph('Ask Sarah'), { kind: 'footnote', text: 'See CR/1.' } as const]
  const disclosure = disclose(
    blocks,
    [seed, seed.map((byte) => byte + 1)],
    [[{ start: 4, end: 9, label: 'Mother' }], 'withhold'],
  )
  expect(readerBlocks(disclosure)).toEqual([
    { kind: 'paragraph', parts: [{ text: 'Ask ' }, { label: '⟦Mother⟧', tokens: 1 }] },
    { withheld: true },
  ])
})

test('what was replaced is counted', () => {
  const blocks = [paragraph('Ask Sarah Fictional'), paragraph('x')]
  const found = rootOfDisclosure(disclose(blocks, [seed, seed], [[{ start: 4, end: 19, label: 'Mother' }], 'withhold']))
  expect(found).toMatchObject({ withheldBlocks: 1, replacedPassages: 1, replacedTokens: 3, keptTokens: 2 })
})

/** One change to a disclosure: where it was made, for the failure message, and the result. */
type Change = (disclosure: unknown, pick: (below: number) => number) => { what: string; changed: unknown } | null

/** Every place in a JSON value, with the way to it. */
function placesIn(value: unknown, path: (string | number)[] = []): { path: (string | number)[]; value: unknown }[] {
  const inside =
    Array.isArray(value) || (typeof value === 'object' && value !== null)
      ? Object.entries(value).flatMap(([key, item]) =>
          placesIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : []
  return [{ path, value }, ...inside]
}

function withPlace(root: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  if (Array.isArray(root)) return root.with(Number(first), withPlace(root[Number(first)], rest, value))
  const record = root as Record<string, unknown>
  return { ...record, [first]: withPlace(record[first], rest, value) }
}

/** Changes one value anywhere by a little, whatever it is; labels are left alone, as they are not sealed. */
const changeAnyValue: Change = (disclosure, pick) => {
  const places = placesIn(disclosure).filter(({ path }) => path.at(-1) !== 'label')
  const { path, value } = places[pick(places.length)]!
  const changed = littleChange(value, pick)
  return { what: path.join('.'), changed: withPlace(disclosure, path, changed) }
}

function littleChange(value: unknown, pick: (below: number) => number): unknown {
  if (typeof value === 'number') return [value + 1, value - 1, value + 0.5, String(value), null, -value][pick(6)]
  if (typeof value === 'string') {
    const at = pick(value.length + 1)
    const inserted = ['x', ' ', 'A', '=', '\u0301', '⟦'][pick(6)]!
    return value.slice(0, at) + inserted + value.slice(at + (pick(2) && value[at] !== inserted ? 1 : 0))
  }
  if (Array.isArray(value)) {
    const at = pick(value.length)
    if (value.length === 0) return [null]
    if (pick(2)) return value.toSpliced(at, 1)
    return value.toSpliced(at, 0, value[at])
  }
  const record = value as Record<string, unknown>
  const keys = Object.keys(record)
  if (pick(2)) return { ...record, note: '' }
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== keys[pick(keys.length)]))
}

/** Two blocks, or two parts of one block, in the other order. */
const swapNeighbours: Change = (disclosure, pick) => {
  const lists = placesIn(disclosure).filter(({ value }) => Array.isArray(value) && value.length > 1)
  if (lists.length === 0) return null
  const { path, value } = lists[pick(lists.length)]!
  const list = value as unknown[]
  const at = pick(list.length - 1)
  const swapped = list.with(at, list[at + 1]).with(at + 1, list[at])
  return JSON.stringify(swapped) === JSON.stringify(list)
    ? null
    : { what: `order of ${path.join('.')}`, changed: withPlace(disclosure, path, swapped) }
}

/** The boundary between two parts moved by one token, counts and text made to agree. */
const moveBoundary: Change = (disclosure, pick) => {
  const blocks = placesIn(disclosure).filter(
    ({ path, value }) => path.at(-1) === 'parts' && (value as unknown[]).length > 1,
  )
  if (blocks.length === 0) return null
  const { path, value } = blocks[pick(blocks.length)]!
  const parts = value as OpenBlock['parts']
  const moved = parts.map((part, i) => {
    const by = i === 0 ? -1 : i === 1 ? 1 : 0
    if ('text' in part && by < 0)
      return { ...part, tokens: part.tokens - 1, text: tokensOf(part.text).slice(0, -1).join('') }
    if ('text' in part && by > 0) return { ...part, tokens: part.tokens + 1, text: ` ${part.text}` }
    return 'hidden' in part ? { ...part, hidden: part.hidden + by } : part
  })
  return { what: 'a boundary', changed: withPlace(disclosure, path, moved) }
}

/** A replacement passed off as the author's own words. */
const passLabelAsText: Change = (disclosure, pick) => {
  const hidden = placesIn(disclosure).filter(
    ({ value }) => typeof value === 'object' && value !== null && 'hidden' in value,
  )
  if (hidden.length === 0) return null
  const { path, value } = hidden[pick(hidden.length)]!
  const { label, hashes } = value as { label: string; hashes: string[] }
  const text = label.slice(1, -1)
  return {
    what: 'a label as text',
    changed: withPlace(disclosure, path, { text, tokens: tokensOf(text).length, seeds: hashes }),
  }
}

describe('a disclosure changed in one place', () => {
  for (const [name, change, runs] of [
    ['any value', changeAnyValue, 2000],
    ['order', swapNeighbours, 300],
    ['a boundary between parts', moveBoundary, 300],
    ['a label passed off as words', passLabelAsText, 300],
  ] as const) {
    test(`${name}: refused, or another root`, () => {
      let tried = 0
      fc.assert(
        fc.property(anyTreatedReport, fc.infiniteStream(fc.nat(1_000_000)), (report, picks) => {
          const { disclosure, root } = disclosureOf(report)
          const pick = (below: number): number => (below <= 0 ? 0 : picks.next().value! % below)
          const result = change(disclosure, pick)
          if (result === null || JSON.stringify(result.changed) === JSON.stringify(disclosure)) return
          tried += 1
          expect({ what: result.what, root: rootOf(result.changed) }).not.toEqual({ what: result.what, root })
        }),
        { numRuns: runs },
      )
      expect(tried).toBeGreaterThan(runs / 4)
    })
  }

  test('every character of kept text counts', () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => text !== ''),
        bytes32,
        fc.nat(),
        (text, random, at) => {
          const [block] = disclose([paragraph(text)], [random], [[]]) as readonly OpenBlock[]
          const [part] = block!.parts
          const characters = Array.from(text)
          const place = at % characters.length
          const changed = characters.with(place, characters[place] === 'e' ? 'a' : 'e').join('')
          const forged = [{ ...block, parts: [{ ...part, text: changed }] }]
          expect(rootOf(forged)).not.toBe(toBase64(sealedRoot([paragraph(text)], [random])))
        },
      ),
    )
  })
})

describe('malformed in any way is refused, with the block named', () => {
  const blocks = [paragraph('x'), paragraph('Ask Sarah now')]
  const [first, second] = disclose(
    blocks,
    [seed, seed],
    [[], [{ start: 4, end: 9, label: 'Mother' }]],
  ) as readonly OpenBlock[]
  const [kept, hidden, end] = second!.parts
  const secondWith = (change: object): unknown => [first, { ...second, ...change }]
  const partWith = (part: object): unknown => secondWith({ parts: [kept, part, end] })
  const hash = toBase64(seed)
  const looseHash = `${hash.slice(0, 42)}d=` // the same 32 bytes, with bits set that count for nothing
  const dropped = <T extends object>(value: T, key: keyof T): object =>
    Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))

  test.each<[string, unknown, DisclosureFault]>([
    ['not a list', { 0: first }, 'not-a-list'],
    ['no block at all', [first, null], 'wrong-keys'],
    ['a list as a block', [first, [second]], 'wrong-keys'],
    ['a key too many', secondWith({ note: '' }), 'wrong-keys'],
    ['a root beside words', secondWith({ root: hash }), 'wrong-keys'],
    ['a withheld block with a kind', [first, { root: hash, kind: 'quote' }], 'wrong-keys'],
    ['a key missing', [first, dropped(second!, 'kindSeed')], 'wrong-keys'],
    ['own __proto__', [first, JSON.parse(`{"root":"${hash}","__proto__":{}}`)], 'wrong-keys'],
    ['inherited keys', [first, Object.create({ root: hash })], 'wrong-keys'],
    ['unknown kind', secondWith({ kind: 'Paragraph' }), 'unknown-kind'],
    ['leaves in words', secondWith({ leaves: '6' }), 'wrong-count'],
    ['leaves too few', secondWith({ leaves: 5 }), 'parts-do-not-tile'],
    ['leaves too many', secondWith({ leaves: 7 }), 'parts-do-not-tile'],
    ['leaves beyond counting', secondWith({ leaves: 2 ** 53 }), 'wrong-count'],
    ['parts not a list', secondWith({ parts: {} }), 'parts-do-not-tile'],
    ['no parts', secondWith({ parts: [] }), 'parts-do-not-tile'],
    ['a part with both', partWith({ ...hidden, ...kept }), 'wrong-keys'],
    ['an empty kept part', partWith({ text: '', tokens: 0, seeds: [] }), 'wrong-count'],
    ['an empty hidden part', partWith({ hidden: 0, label: '⟦x⟧', hashes: [] }), 'wrong-count'],
    ['a fraction hidden', partWith({ ...hidden, hidden: 0.5 }), 'wrong-count'],
    ['a label without brackets', partWith({ ...hidden, label: 'Mother' }), 'wrong-label'],
    ['a label with brackets inside', partWith({ ...hidden, label: '⟦a⟧ wept ⟦b⟧' }), 'wrong-label'],
    ['an empty label', partWith({ ...hidden, label: '⟦⟧' }), 'wrong-label'],
    ['a label of two lines', partWith({ ...hidden, label: '⟦a\nb⟧' }), 'wrong-label'],
    ['a label of one bracket', partWith({ ...hidden, label: '⟦' }), 'wrong-label'],
    ['a hash too many', partWith({ ...hidden, hashes: [hash, hash] }), 'wrong-hash'],
    ['no hash', partWith({ ...hidden, hashes: [] }), 'wrong-hash'],
    ['a short hash', partWith({ ...hidden, hashes: [toBase64(seed.subarray(1))] }), 'wrong-hash'],
    ['base64 with loose bits', partWith({ ...hidden, hashes: [looseHash] }), 'wrong-hash'],
    ['base64 without padding', partWith({ ...hidden, hashes: [hash.slice(0, 43)] }), 'wrong-hash'],
    ['base64 with a line end', partWith({ ...hidden, hashes: [`${hash}\n`] }), 'wrong-hash'],
    ['base64 for addresses', partWith({ ...hidden, hashes: [`_${hash.slice(1)}`] }), 'wrong-hash'],
    ['a withheld root of another length', [first, { root: toBase64(seed.subarray(16)) }], 'wrong-hash'],
    ['a kind seed that is no text', secondWith({ kindSeed: 7 }), 'wrong-hash'],
    [
      'two kept parts together',
      secondWith({ leaves: 3, parts: [keptToken('a', 1), keptToken('b', 1)] }),
      'adjacent-kept-parts',
    ],
    ['text with a bracket', secondWith({ leaves: 2, parts: [keptToken('⟦', 1)] }), 'wrong-text'],
    ['text not normalised', secondWith({ leaves: 2, parts: [keptToken('cafe\u0301', 1)] }), 'wrong-text'],
    ['text with half a pair', secondWith({ leaves: 2, parts: [keptToken('\ud83d', 1)] }), 'wrong-text'],
    ['text with a line break', secondWith({ leaves: 2, parts: [keptToken('\u2028', 1)] }), 'wrong-text'],
    ['more tokens claimed than there are', secondWith({ leaves: 3, parts: [keptToken('a', 2)] }), 'wrong-count'],
  ])('%s', (_, disclosure, refused) => {
    const block = refused === 'not-a-list' ? null : 2
    expect(rootOfDisclosure(disclosure)).toEqual({ refused, block })
  })

  function keptToken(text: string, tokens: number): object {
    return { text, tokens, seeds: [toBase64(seed)] }
  }

  test('looseHash stands for the same bytes, so only its spelling is refused', () => {
    expect(looseHash).not.toBe(hash)
    expect(fromBase64(looseHash)).toEqual(fromBase64(hash))
  })
})
