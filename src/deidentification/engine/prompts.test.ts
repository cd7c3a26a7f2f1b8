import { describe, expect, it } from 'vitest'
import { analyse, proposeForBlocks, proposeSpans } from './engine.ts'
import { loadWeights } from './load-weights.ts'
import { packSenses, readSenses, senseOf } from './senses.ts'

const model = loadWeights()
const asked = (text: string): string[] => analyse(text, { model }).prompts.map((p) => text.slice(p.start, p.end))

describe('prompts', () => {
  it.each([
    ['He won a county prize for a poem about herons and was polite.', 'prize for a poem'],
    ['She plays the tenor horn and was seen weekly.', 'tenor horn'],
    ['The father was a steeplejack and lived elsewhere.', 'steeplejack'],
    ['Her uncle kept ferrets behind the house.', 'ferrets'],
    ['She was the only girl who spoke in the meeting.', 'the only girl'],
    ['The case was reported under a headline about the family.', 'headline'],
    ['He fell from a crane at work and was off for a month.', 'crane'],
    ['She was the first woman to conduct the choir.', 'first woman'],
  ])('%s', (text, part) => {
    const shown = [...asked(text), ...proposeSpans(text, { model }).map((p) => text.slice(p.start, p.end))]
    expect(shown.some((phrase) => phrase.includes(part))).toBe(true)
  })
  it.each([
    'The social worker told the panel that the child had been seen by the practitioner.',
    'Agencies did not share what they knew, and the assessment was closed.',
    'The health visitor recorded no concerns about the mother and the baby.',
  ])('nothing is asked about %s', (text) => expect(asked(text)).toEqual([]))
  it('are marked as prompts, belong to no entity and are proposals at the wide point only', () => {
    const blocks = [{ kind: 'paragraph', text: 'He kept ferrets behind the house.' }]
    const found = proposeForBlocks(blocks)
    expect(found.prompts).toMatchObject([{ block: 0, prompt: true, entity: '' }])
    expect(found.proposals).toEqual([])
    expect(proposeForBlocks(blocks, { point: 'wide' }).proposals).toMatchObject([{ prompt: true }])
  })
  it('never cover what is proposed already', () => {
    const text = 'Kayleigh Ogden won the Humber Bridge half-marathon in 2021 while wearing borrowed shoes.'
    const { proposals, prompts } = analyse(text, { model })
    for (const prompt of prompts)
      for (const proposal of proposals) expect(prompt.start < proposal.end && prompt.end > proposal.start).toBe(false)
  })
})

describe('senses', () => {
  it('come back as they were packed', () => {
    const words = [
      ['drayman', 18],
      ['dray', 6],
      ['pigeon', 5],
      ['great-aunt', 18],
    ] as const
    const read = readSenses(packSenses('a notice\n\nof two parts', words))
    expect(read).toEqual(new Map(words))
  })
  it('know stems', () => {
    expect(senseOf(model.senses, 'pigeons')).toBe(5)
    expect(senseOf(model.senses, 'stenographer')).toBe(18)
    expect(senseOf(model.senses, 'qyxvorn')).toBeUndefined()
  })
})
