import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deidentify, replaceSpans } from './deidentify.ts'
import { analyse, proposeSpans } from './engine.ts'
import { loadWeights } from './load-weights.ts'

const model = loadWeights()
const seeds = [{ text: 'Alfie Hartley-Ogden' }, { text: 'Siân Ó Murchú', also: ['Shaz'] }]

/** What reports, files and keyboards put between letters and around names. */
const odd = fc.constantFrom(
  '\u200b',
  '\u200d',
  '\u00ad',
  '\u202e',
  '\u200f',
  '\ufeff',
  '\u0000',
  '\u0301',
  '👩‍👧',
  '\ud800',
  '\udfff',
  '\r\n',
  '\t',
  '⟦',
  '⟧',
  '|',
)
const names = fc.constantFrom(
  'Alfie',
  'ALFIE',
  'alfie’s',
  'Hartley-Ogden',
  'Siân',
  'Sian',
  'Ó Murchú',
  'O Murchu',
  'Shaz',
)
const phrase = fc.constantFrom(
  'Ms Ogden was seen on 4 July 2015 at',
  'the only boy who plays the accordion in',
  '⟦Mother⟧ said',
  'Roedd y plentyn yn byw gyda ei fam yn y dref',
  'Mama powiedziała że nie było jej w domu bo była w pracy',
  'Her NHS number is 999 007 9366.',
  'علي كان في البيت مع أمه',
  'Section 47',
  '(43)',
)
const points = fc.constantFrom('strict' as const, 'default' as const, 'wide' as const)
const piece = fc.oneof(names, phrase, odd, fc.string({ maxLength: 10, unit: 'binary' }))
const texts = fc
  .array(fc.tuple(piece, fc.constantFrom(' ', '', '\n', '. ')), { maxLength: 24 })
  .map((parts) => parts.map(([part, gap]) => part + gap).join(''))

/** Replaced passages taken out, so that what is left must be the author's own text outside the spans. */
const outside = (replaced: string, inserted: readonly string[]): string => {
  let rest = replaced
  let out = ''
  for (const words of inserted) {
    const at = rest.indexOf(words)
    out += rest.slice(0, at)
    rest = rest.slice(at + words.length)
  }
  return out + rest
}

describe('for any text, with the trained model', () => {
  it('spans and prompts tile, nothing outside the spans changes, and the same comes out twice', () => {
    fc.assert(
      fc.property(texts, points, (text, point) => {
        const found = deidentify(text, { seeds, point })
        let end = 0
        let kept = ''
        for (const span of found.spans) {
          expect(span.start).toBeGreaterThanOrEqual(end)
          expect(span.end).toBeGreaterThan(span.start)
          expect(span.text).toBe(text.slice(span.start, span.end))
          kept += text.slice(end, span.start)
          end = span.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
        kept += text.slice(end)
        expect(
          outside(
            found.replaced,
            found.spans.map(({ replacement }) => `⟦${replacement}⟧`),
          ),
        ).toBe(kept)
        let last = 0
        for (const prompt of found.prompts) {
          expect(prompt.start).toBeGreaterThanOrEqual(last)
          expect(prompt.end).toBeLessThanOrEqual(text.length)
          last = prompt.end
        }
        expect(deidentify(text, { seeds, point })).toEqual(found)
      }),
      { numRuns: 60 },
    )
  })

  const sentence = fc
    .tuple(
      fc.constantFrom('Then', '“Well,” said', 'With', '- '),
      names,
      fc.constantFrom('left.', 'slept,', 'and', '(aged 3)'),
    )
    .map((parts) => parts.join(' '))
  it('twice equals once: a second pass finds nothing in what was replaced and changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(sentence, phrase), { maxLength: 8 }), points, (sentences, point) => {
        const once = deidentify(sentences.join(' '), { seeds, point }).replaced
        expect(deidentify(once, { seeds, point }).replaced).toBe(once)
      }),
      { numRuns: 40 },
    )
  })

  it('no listed name survives, however it is written', () => {
    const hidden = fc.constantFrom('', '\u200d', '\u200b', '\u00ad', '\u2060')
    fc.assert(
      fc.property(
        fc.constantFrom('Alfie', 'ALFIE', 'alfie', 'Hartley-Ogden', 'Siân', 'Sia\u0302n', 'Аlfie', 'Ａlfie'),
        hidden,
        fc.constantFrom(' left.', '’s aunt', '\n', ', who', '! '),
        (name, joiner, after) => {
          const written = name.slice(0, 2) + joiner + name.slice(2)
          const { replaced, left } = deidentify(`Then ${written}${after}`, { seeds })
          expect(replaced).not.toContain(written)
          expect(left).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a text that is', () => {
  it.each([
    ['empty', ''],
    ['one word', 'Alfie'],
    ['only spaces and line breaks', ' \n\n\t '],
    ['only zero bytes', '\u0000\u0000\u0000'],
    ['only half characters', '\ud800\udc00\ud800'],
    ['only brackets', '⟦⟦⟧⟧⟧⟦'],
    ['only emoji', '👩‍👧👨‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
  ])('%s is read without trouble', (_name, text) => {
    const { spans, replaced } = deidentify(text)
    expect(replaced).toBe(replaceSpans(text, spans))
    for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text)
  })
  it('very long, or one line of 200,000 characters, keeps every offset', () => {
    const line = 'Alfie was seen on 4 July 2015 and '.repeat(5900)
    const spans = proposeSpans(line, { seeds, model })
    expect(spans).toHaveLength(11_800)
    expect(line.slice(spans.at(-1)?.start, spans.at(-1)?.end)).toBe('4 July 2015')
    expect(proposeSpans('ab '.repeat(666_667))).toEqual([])
  }, 60_000)
})

describe('languages', () => {
  const english =
    'The mother was seen by the health visitor, who said that she had no concerns about the child and that they would meet again in a week.'
  it.each([
    [english, 'en'],
    ['Roedd y plentyn yn byw gyda ei fam yn y dref, ac nid oedd y gweithiwr wedi gweld y teulu ers mis.', 'cy'],
    ['Bhí an páiste ina chónaí leis an máthair sa bhaile agus ní raibh sé ar scoil le mí anuas ag an am sin.', 'ga'],
    ['Dziecko mieszkało z matką w domu, ale nie było go w szkole, bo matka była chora i nie mogła wyjść z domu.', 'pl'],
    ['Copilul a locuit cu mama sa în oraș și nu a fost la școală pentru că mama era bolnavă.', 'ro'],
    ['Waxaa jiray ilmo iyo hooyo oo ku noolaa magaalada, laakiin waxay ahaayeen kuwo aan la arkin.', 'so'],
    ['بچہ اپنی ماں کے ساتھ شہر میں رہتا تھا اور سکول نہیں جاتا تھا', 'ur'],
    ['ਬੱਚਾ ਆਪਣੀ ਮਾਂ ਨਾਲ ਸ਼ਹਿਰ ਵਿੱਚ ਰਹਿੰਦਾ ਸੀ', 'pa'],
    ['Дитина жила з матір’ю в місті і не ходила до школи', 'ru'],
  ])('%s is said to be %s', (text, language) => expect(analyse(text, {}).language.main).toBe(language))
  it('says which passage is not in English, and that there is too little to say of one word', () => {
    const welsh = 'Roedd y plentyn yn byw gyda ei fam yn y dref, ac nid oedd y gweithiwr wedi gweld y teulu.'
    const text = `${english}\n${welsh}\n${english}`
    const { language } = analyse(text, { model })
    expect(language.main).toBe('en')
    expect(language.others.map(({ start, end, language: code }) => [text.slice(start, end), code])).toEqual([
      [welsh, 'cy'],
    ])
    expect(analyse('Alfie', {}).language.main).toBeNull()
  })
})
