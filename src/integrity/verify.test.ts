import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBase64 } from './base64.ts'
import { disclose, type OpenBlock } from './disclosure.ts'
import { readEdition, sealedEdition, unsealedEdition, type EditionDetails } from './edition.ts'
import { sealedRoot, type Block } from './sealed-text.ts'
import { exitCodes, verifyEdition, verifyEditionFile } from './verify.ts'

const details: EditionDetails = {
  edition: '5b0c8a52-3a0e-4a54-9d0f-2b8e4b0d3c11',
  title: 'Not asked: a fictional review',
  volume: { label: 'Volume 3', date: '2026-10-01' },
  notice: 'Fictional demonstration.',
}
const blocks: Block[] = [
  { kind: 'title', text: 'Not asked' },
  { kind: 'paragraph', text: 'The mother, Sarah Fictional, said that nobody had asked her.' },
  { kind: 'quote', text: 'I would have told them.' },
]
const seeds = blocks.map((_, i) => new Uint8Array(32).fill(i + 1))
const root = toBase64(sealedRoot(blocks, seeds))
const disclosure = disclose(blocks, seeds, [[], [{ start: 12, end: 27, label: 'Mother' }], []])
const edition = sealedEdition(details, disclosure)
const bytesOf = (file: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(file))

function withWords(change: (text: string) => string): unknown {
  const [title, second, third] = disclosure as readonly OpenBlock[]
  const parts = second!.parts.map((part) => ('text' in part ? { ...part, text: change(part.text) } : part))
  return { ...edition, disclosure: [title, { ...second, parts }, third] }
}

describe('a true edition', () => {
  test('is verified against the fingerprint that the reader has from elsewhere', () => {
    const verdict = verifyEditionFile(bytesOf(edition), root)
    expect(verdict).toMatchObject({ state: 'verified', fingerprint: root, comparedWithGiven: true, block: null })
    expect(verdict.headline).toBe('Every word that was not replaced is as it was sealed at submission.')
    expect(verdict.established).toContain('1 passage was replaced: 3 of 35 words, spaces and marks.')
  })

  test('without it, claims no more than that the file agrees with itself', () => {
    const verdict = verifyEditionFile(bytesOf(edition))
    expect(verdict).toMatchObject({ state: 'verified', comparedWithGiven: false })
    expect(verdict.headline).toBe('The words agree with the fingerprint in the file.')
    expect(verdict.notEstablished.join(' ')).toContain('compare it with the one on the edition’s page')
  })

  test('never claims the author’s signature, nor the words outside the seal', () => {
    for (const given of [undefined, root]) {
      const { notEstablished } = verifyEdition(edition, given)
      expect(notEstablished.join(' ')).toMatch(/not signed with a key of the author’s own/)
      expect(notEstablished.join(' ')).toMatch(/labels in brackets, are not the author’s sealed words/)
    }
  })

  test('white space around the fingerprint that was given does not matter', () => {
    expect(verifyEdition(edition, ` ${root}\n`).state).toBe('verified')
  })

  test('says how many blocks were left out', () => {
    const withheld = sealedEdition(details, disclose(blocks, seeds, [[], 'withhold', []]))
    expect(verifyEdition(withheld, root).established).toContain('Blocks left out whole: 1.')
    expect(verifyEdition(withheld, root).established).toContain('No passage was replaced.')
  })
})

describe('a wrong edition', () => {
  test('with one softened word is wrong, and the block is named', () => {
    const softened = withWords((text) => text.replace('nobody', 'few'))
    expect(softened).not.toEqual(edition)
    expect(verifyEdition(softened)).toMatchObject({
      state: 'wrong',
      block: 2,
      headline: 'Block 2 is not what was sealed under the fingerprint in the file.',
    })
  })

  test('rewritten with every fingerprint in the file made to agree is found by the one given', () => {
    const rewritten = blocks.with(2, { kind: 'quote', text: 'They did what they could.' })
    const forged = sealedEdition(
      details,
      disclose(rewritten, seeds, [[], [{ start: 12, end: 27, label: 'Mother' }], []]),
    )
    expect(verifyEdition(forged).state).toBe('verified')
    expect(verifyEdition(forged, root)).toMatchObject({ state: 'wrong', comparedWithGiven: true })
  })

  test('with its own fingerprint or block list changed is wrong', () => {
    const other = toBase64(new Uint8Array(32))
    expect(verifyEdition({ ...edition, reportRoot: other })).toMatchObject({ state: 'wrong', block: null })
    expect(verifyEdition({ ...edition, blockRoots: [] }).state).toBe('wrong')
    const listed = 'blockRoots' in edition ? edition.blockRoots : []
    expect(verifyEdition({ ...edition, blockRoots: [...listed, other] }).state).toBe('wrong')
    expect(verifyEdition({ ...edition, blockRoots: listed.with(0, other) }).state).toBe('wrong')
  })

  test('with a block dropped, doubled or moved is wrong', () => {
    for (const changed of [disclosure.slice(1), [...disclosure, disclosure[0]!], disclosure.toReversed()]) {
      expect(verifyEdition({ ...edition, disclosure: changed }, root).state).toBe('wrong')
    }
  })

  test('with a part missing names the block whose seal is broken', () => {
    const [title, second, third] = disclosure as readonly OpenBlock[]
    const changed = [title, { ...second, parts: second!.parts.slice(1) }, third]
    const verdict = verifyEdition({ ...edition, disclosure: changed })
    expect(verdict).toMatchObject({ state: 'wrong', block: 2, fingerprint: null })
    expect(verdict.headline).toMatch(/^The seal is broken at block 2: /)
  })
})

describe('what cannot be checked', () => {
  test('an edition that its author never sealed says so, and is never called verified', () => {
    const legacy = unsealedEdition(details, [{ kind: 'paragraph', parts: [{ text: 'Words ' }, { label: '⟦Mother⟧' }] }])
    const verdict = verifyEditionFile(bytesOf(legacy), root)
    expect(verdict).toMatchObject({ state: 'could-not-check', fingerprint: null })
    expect(verdict.headline).toContain('not sealed by its author')
  })

  test.each<[string, unknown]>([
    ['another format', { ...edition, format: 'throughline/edition/v2' }],
    ['a register reference', { ...edition, reference: 'TL-2026-0007' }],
    ['a key missing', Object.fromEntries(Object.entries(edition).filter(([key]) => key !== 'notice'))],
    ['a volume with a time', { ...edition, volume: { ...details.volume, time: '09:00' } }],
    ['a date that is none', { ...edition, volume: { ...details.volume, date: 'October' } }],
    ['sealed and unsealed at once', { ...edition, blocks: [] }],
    ['a list', [edition]],
    ['nothing', null],
  ])('%s', (_, file) => {
    expect(verifyEdition(file).state).toBe('could-not-check')
  })

  test('a fingerprint that is none', () => {
    expect(verifyEdition(edition, 'the same as last time').state).toBe('could-not-check')
    expect(verifyEdition(edition, '').state).toBe('could-not-check')
  })

  test('bytes that two readers could read differently', () => {
    const text = JSON.stringify(edition)
    const spoilt = [
      new Uint8Array([0xff, 0xfe]),
      new TextEncoder().encode(`\ufeff${text}`),
      new TextEncoder().encode(text.slice(1)),
      new TextEncoder().encode(text.replace('"title":', '"title":"Another","title":')),
      new TextEncoder().encode(text.replace('"title":', '"ti\\u0074le":"Another","title":')),
      new TextEncoder().encode(text.replace(/"tokens":(\d+)/, '"tokens":$1.0')),
      new TextEncoder().encode(text.replace(/"tokens":(\d+)/, '"tokens":$1e0')),
    ]
    expect(spoilt.map((bytes) => verifyEditionFile(bytes).state)).toEqual(spoilt.map(() => 'could-not-check'))
  })
})

test('the file has only what the format names, whatever the caller’s object carries', () => {
  const careless = { ...details, reference: 'TL-2026-0007', volume: { ...details.volume, boardId: 'x' } }
  expect(JSON.stringify(sealedEdition(careless, disclosure))).toBe(JSON.stringify(edition))
  expect(readEdition(JSON.parse(JSON.stringify(edition)))).toEqual(edition)
})

test('no byte of the sealed part can be changed without the verdict changing', () => {
  const text = JSON.stringify(edition)
  const from = text.indexOf('"disclosure"')
  fc.assert(
    fc.property(
      fc.integer({ min: from, max: text.length - 2 }),
      fc.constantFrom('x', '1', 'A', ' ', '"'),
      (at, letter) => {
        const changed = text.slice(0, at) + letter + text.slice(at + 1)
        const start = text.lastIndexOf('"label":', at)
        const inLabel = start > from && at < text.indexOf('⟧"', start)
        const same = changed === text || (!inLabel && sameJson(changed, text))
        fc.pre(!inLabel && !same)
        expect(verifyEditionFile(new TextEncoder().encode(changed), root).state).not.toBe('verified')
      },
    ),
    { numRuns: 1000 },
  )
})

function sameJson(left: string, right: string): boolean {
  try {
    return JSON.stringify(JSON.parse(left)) === right
  } catch {
    return false
  }
}

test('the verdict names the edition that the file claims to be, so that its page can be looked up', () => {
  expect(verifyEdition(edition).edition).toBe(details.edition)
  expect(verifyEdition({ ...edition, disclosure: [] })).toMatchObject({ state: 'wrong', edition: details.edition })
  expect(verifyEdition(unsealedEdition(details, [])).edition).toBe(details.edition)
  expect(verifyEdition({}).edition).toBeNull()
})

test('each state has its own exit code', () => {
  expect(exitCodes).toEqual({ verified: 0, wrong: 1, 'could-not-check': 2 })
})
