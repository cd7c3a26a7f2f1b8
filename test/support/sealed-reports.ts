/** Random sealed reports for property tests. */
import fc from 'fast-check'
import { blockKinds, textFault, type Block } from '#integrity/sealed-text.ts'

/** Thirty-two random bytes. */
export const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })

const words = fc.constantFrom(
  'She',
  ' ',
  '’',
  'Łukasz',
  '—',
  'café',
  '😀',
  '3',
  '-',
  '(',
  'o',
  '\t',
  '、',
  'ﬁ',
  '\u0301',
)

/** Any text that can be sealed, with plenty of separators, joined letters, pairs and combining marks. */
export const anyText = fc
  .oneof(
    fc.array(words, { maxLength: 40 }).map((list) => list.join('')),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  )
  .map((text) => text.normalize('NFC'))
  .filter((text) => textFault(text) === null)

/** Any block. */
export const anyBlock: fc.Arbitrary<Block> = fc.record({ kind: fc.constantFrom(...blockKinds), text: anyText })

/** A report of up to six blocks, each with its seed and with passages to replace, or withheld. */
export const anyTreatedReport = fc.array(
  fc.tuple(anyBlock, bytes32).chain(([block, seed]) =>
    fc
      .oneof(
        { weight: 1, arbitrary: fc.constant('withhold' as const) },
        {
          weight: 5,
          arbitrary:
            block.text === '' ? fc.constant([]) : fc.array(anyReplacement(block.text.length), { maxLength: 4 }),
        },
      )
      .map((treatment) => ({ block, seed, treatment })),
  ),
  { minLength: 1, maxLength: 6 },
)

function anyReplacement(length: number): fc.Arbitrary<{ start: number; end: number; label: string }> {
  return fc
    .tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 8 }), fc.constantFrom('Mother', '⟦Father⟧', 'day 0'))
    .map(([start, size, label]) => ({ start, end: Math.min(start + size, length), label }))
}
