import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  levelOf,
  limitsSection,
  mayNext,
  reasonWords,
  stateOf,
  type CountedRequest,
  type ReasonClass,
  type RequestEvent,
} from './access.ts'
import { isQuiet } from './quiet.ts'

const event = (name: RequestEvent['event'], reasonClass: ReasonClass | null = null, words = ''): RequestEvent => ({
  event: name,
  reasonClass,
  words,
  by: 'Somebody Named',
  at: new Date(0),
})
const asked = (events: RequestEvent[], more: Partial<CountedRequest> = {}): CountedRequest => ({
  dueOn: '2026-11-10',
  events,
  kind: 'person',
  named: 'a police force',
  answerDays: 10,
  ...more,
})
const before = '2026-11-10'
const after = '2026-11-11'

test('a request waits until its day has passed, and then it has no answer', () => {
  expect(stateOf(asked([]), before)).toBe('waits')
  expect(stateOf(asked([]), after)).toBe('no-answer')
  expect(stateOf(asked([event('escalated-to-board'), event('said')]), after)).toBe('no-answer')
  expect(stateOf(asked([event('refused', 'other'), event('escalated-to-board'), event('granted')]), after)).toBe(
    'granted',
  )
})

test('it goes to the board first, then to the national body, and no further', () => {
  expect(mayNext(asked([]), before)).toEqual(['answer', 'withdraw'])
  expect(mayNext(asked([]), after)).toContain('escalate')
  const board = asked([event('refused', 'other'), event('escalated-to-board')])
  expect(levelOf(board)).toBe('board')
  expect(mayNext(board, before)).toEqual(expect.arrayContaining(['answer', 'escalate', 'say']))
  const national = asked([...board.events, event('escalated-to-national')])
  expect(levelOf(national)).toBe('national')
  expect(mayNext(national, before)).not.toContain('escalate')
  expect(mayNext(asked([event('granted'), event('happened')]), before)).toEqual([])
  expect(mayNext(asked([event('withdrawn')]), before)).toEqual([])
})

test.each<[string, CountedRequest, string, RegExp]>([
  [
    'a refusal, with the kind of reason',
    asked([event('refused', 'proceedings', 'DC Smith is a witness')]),
    before,
    /This was refused\. The reason given: there were proceedings\.$/,
  ],
  [
    'a refusal taken to the national body',
    asked([event('refused', 'other'), event('escalated-to-board'), event('escalated-to-national')]),
    before,
    /took it to the board and to the national body\.$/,
  ],
  ['a silence', asked([]), after, /no answer within 10 working days, nor later\.$/],
  ['not answered yet', asked([]), before, /no answer before the report was submitted\.$/],
  ['granted and not come about', asked([event('granted')]), before, /granted and had not come about/],
  ['granted and failed', asked([event('granted'), event('not-happened')]), before, /It did not come about\.$/],
  [
    'refused and failed',
    asked([event('refused', 'health'), event('not-happened')]),
    before,
    /refused and did not come about\. The reason given: the person’s health\.$/,
  ],
])('%s', (_case, request, today, words) => {
  const [, , totals, item] = limitsSection([request], [], today).generated
  expect(totals?.text).toContain('asked to speak with one person: no conversations took place.')
  expect(item?.text).toMatch(words)
  expect(item?.text).toContain('a police force')
})

test('what came about is counted and is no limit; what was taken back is not counted', () => {
  const done = asked([event('granted'), event('happened')])
  const record = asked([event('granted')], { kind: 'record', named: 'a housing service' })
  const { generated } = limitsSection([done, record, asked([event('withdrawn')])], [], after)
  expect(generated).toHaveLength(3)
  expect(generated[2]?.text).toBe(
    'The author asked to speak with one person: one conversation took place. The author asked to see one record: one was seen.',
  )
})

test('nothing asked for, nothing said', () => {
  expect(limitsSection([], ['A comment'], after)).toEqual({ generated: [], comment: [] })
})

test('nobody’s words and no name come into the generated part, whatever happened; the author’s stand after it', () => {
  const anyEvent = fc
    .tuple(
      fc.constantFrom<RequestEvent['event']>(
        'granted',
        'refused',
        'escalated-to-board',
        'said',
        'happened',
        'not-happened',
        'withdrawn',
      ),
      fc.constantFrom(...(Object.keys(reasonWords) as ReasonClass[])),
    )
    .map(([name, reason]) => event(name, name === 'refused' ? reason : null, 'WORDS of Marlpit'))
  fc.assert(
    fc.property(fc.array(fc.array(anyEvent, { maxLength: 5 }), { minLength: 1, maxLength: 6 }), (lists) => {
      const requests = lists.map((events) => asked(events))
      const { generated, comment } = limitsSection(requests, ['Mine'], after)
      const text = generated.map((block) => block.text).join('\n')
      expect(text).not.toMatch(/WORDS|Marlpit|Somebody Named|undefined|null/)
      expect(comment.at(-1)?.text).toBe(generated.length > 0 ? 'Mine' : undefined)
      const refused = requests.filter((one) => stateOf(one, after) === 'refused').length
      expect(text.split('This was refused.').length - 1).toBe(refused)
    }),
  )
})

test('quiet dates: every year or once, and the 29th of February on the 28th where there is none', () => {
  const birthday = { month: 2, day: 29, onlyYear: null }
  expect(isQuiet('2028-02-29', [birthday])).toBe(true)
  expect(isQuiet('2027-02-28', [birthday])).toBe(true)
  expect(isQuiet('2028-02-28', [birthday])).toBe(false)
  const trial = { month: 3, day: 9, onlyYear: 2027 }
  expect(isQuiet('2027-03-09', [trial])).toBe(true)
  expect(isQuiet('2028-03-09', [trial])).toBe(false)
})
