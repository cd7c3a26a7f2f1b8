import { describe, expect, it } from 'vitest'
import { deidentify } from './deidentify.ts'
import { proposeSpans } from './engine.ts'
import { loadWeights } from './load-weights.ts'

const model = loadWeights()

/** Sentences in the manner of reviews, invented; what identifies stands in square brackets. */
const sentences: readonly string[] = [
  // Welsh, Irish, Scottish
  '[Angharad Prydderch] lived with her son [Gruffydd] in [Llanfair Caereinion], and [Mrs Prydderch] declined the visit.',
  'The family support worker, [Eleri ap Rhys], told [Ysgol Bro Hafren] that [Gruff] was tired.',
  '[Caoimhe Nic Giolla Bhríde] and her brother [Oisín] were seen by [Dr Ó Súilleabháin] in [Strabane].',
  'When [Mr McIlwraith] died, [Eilidh McIlwraith]’s school in [Kirkintilloch] was not told.',
  '[Siobhán Ní Fhloinn] said that [Tadhg] “was grand”, and [Garda Breen] closed the call.',
  // South Asian
  '[Harpreet Kaur Dhaliwal] moved to [Smethwick] with [Gurdeep], and [Ms Dhaliwal] spoke with the midwife.',
  'His aunt, [Shabnam Akhtar], and the imam, [Maulana Qasim], came to the [Noor Street Mosque].',
  'The GP, [Dr Venkataraman], wrote to [Lakshmi Iyer] about [Anoushka].',
  // Polish, Romanian, West African
  '[Małgorzata Wiśniewska] worked nights; her partner [Krzysztof] was not assessed.',
  'The interpreter, [Ioana Dumitrescu], rang [Mrs Wisniewska] and [Wiśniewska]’s landlord.',
  '[Oluwaseun Adebayo-Coker] was placed with [Mrs Efua Mensah-Boateng], and [Seun] ran away.',
  '[Kwabena] told his teacher, [Mr Asamoah], that [Auntie Abena] shouted.',
  // nicknames, initials, possessives, lower case, words that are names
  'Known as “[Spud]”, [Darren Tattersall] was arrested, and [Tattersall]’s mother, [Linda], wept.',
  'In a text, [Jade Holroyd] wrote that [jade]’s baby was fine and [darren] was “doing her head in”.',
  '[Grace Mottram] and [Hope Mottram] were twins; [Grace] was quiet and [Hope] was not.',
  '[J. R. Catterall] signed the form, and [Catterall] left before [PC 2281 Nuttall] came.',
  // numbers, places, dates
  'She was moved to [14 Copse Hill Road, Ashby Parva], on [3 March 2019], aged [sixteen].',
  'Call [01632 960 441] or write to [jmottram@valehomes.example] about case [LX/2019/00431].',
  'He boxed at [Thornley Amateur Boxing Club] and attended [St Aelred’s Primary School] in [Thornley].',
  'At [the Queen’s Infirmary, Thornley], on [Tuesday 5 March], a nurse, [Blessing Okonkwo], noticed the bruise.',
]

type Marked = { readonly text: string; readonly marks: readonly (readonly [number, number])[] }

function marked(sentence: string): Marked {
  let text = ''
  const marks: [number, number][] = []
  for (const part of sentence.split(/(\[[^\]]*\])/)) {
    if (part.startsWith('[')) marks.push([text.length, text.length + part.length - 2])
    text += part.replace(/^\[|\]$/g, '')
  }
  return { text, marks }
}

const missed = ({ text, marks }: Marked): string[] => {
  const covered = new Uint8Array(text.length)
  for (const { start, end } of proposeSpans(text, { model })) covered.fill(1, start, end)
  return marks
    .filter(([start, end]) =>
      [...text.slice(start, end).matchAll(/[\p{L}\p{N}]+/gu)].some(
        (word) => covered[start + word.index] === 0 && !/^(?:the|of|a|and|s)$/i.test(word[0]),
      ),
    )
    .map(([start, end]) => text.slice(start, end))
}

describe('names of many origins, in the manner of reviews', () => {
  it.each(sentences)('%s', (sentence) => expect(missed(marked(sentence))).toEqual([]))

  it('are found across a line break, in capitals and with one letter wrong, once met in full', () => {
    const text =
      'Angharad Prydderch was met at home.\nMs PRYDDERCH said no. A worker saw Pryd-\nderch again, and Prydderh rang.'
    const found = proposeSpans(text, { model }).map(({ start, end }) => text.slice(start, end))
    expect(found).toEqual(expect.arrayContaining(['Angharad Prydderch', 'Ms PRYDDERCH', 'Pryd-\nderch', 'Prydderh']))
  })

  it('seeded, survive in no form', () => {
    const text = marked(sentences.join('\n')).text
    const seeds = ['Grace Mottram', 'Hope Mottram', 'Darren Tattersall', 'Spud', 'Jade Holroyd'].map((name) => ({
      text: name,
    }))
    const { replaced, left } = deidentify(text, { seeds })
    expect(replaced).not.toMatch(/mottram|tattersall|holroyd|\bspud\b|\bjade\b|\bdarren\b/i)
    expect(left).toEqual([])
  })
})

describe('what a reader needs stays', () => {
  it.each([
    'Social Worker 1 and the health visitor agreed that the mother needed help under Section 17.',
    'The Panel heard that practitioners were afraid of him, and that managers were not told.',
    'Recommendation 3: the partnership should review how agencies share information about fathers.',
    'The will to act was missing, and the key to the house was not found.',
  ])('%s', (text) => {
    expect(proposeSpans(text, { model }).map(({ start, end }) => text.slice(start, end))).toEqual([])
  })
})
