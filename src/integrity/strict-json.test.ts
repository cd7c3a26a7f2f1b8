import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readStrictJson } from './strict-json.ts'

const read = (text: string): unknown => readStrictJson(new TextEncoder().encode(text))

test('plain JSON of whole numbers reads as it is', () => {
  const value = { a: [1, { b: 'x:{}[]",', c: null }, true], 'a b': {}, '': [] }
  expect(read(JSON.stringify(value, null, 2))).toEqual({ value })
  const anyValue = fc.jsonValue().filter((any) => !/[-.e]\d/.test(JSON.stringify(any)))
  fc.assert(
    fc.property(anyValue, (any) => {
      expect(read(JSON.stringify(any))).toEqual({ value: JSON.parse(JSON.stringify(any)) as unknown })
    }),
  )
})

test.each([
  ['{"a":1,"a":1}', 'repeated-key'],
  ['{"a":1,"\\u0061":2}', 'repeated-key'],
  ['{"x":{"b":[{"a":1},{"a":1,"b":2,"a":3}]}}', 'repeated-key'],
  ['{"":1,"":1}', 'repeated-key'],
  ['[1.0]', 'not-whole-number'],
  ['[1e2]', 'not-whole-number'],
  ['[-1]', 'not-whole-number'],
  ['9007199254740993', 'not-whole-number'],
  ['[1,]', 'not-json'],
  ['{a:1}', 'not-json'],
  ['', 'not-json'],
  ['\ufeff{}', 'not-json'],
  ['[1] // note', 'not-json'],
])('%s is refused: %s', (text, refused) => {
  expect(read(text)).toEqual({ refused })
})

test('equal keys of different objects are no fault', () => {
  expect(read('[{"a":{"a":"a"}},{"a":[{"a":1},{"a":1}]}]')).toHaveProperty('value')
})

test('bytes that are not UTF-8 are refused', () => {
  expect(readStrictJson(new Uint8Array([0x22, 0xc3, 0x22]))).toEqual({ refused: 'not-utf8' })
})

test('a hundred thousand open brackets are read without harm', () => {
  expect(read('['.repeat(100_000) + ']'.repeat(100_000))).toHaveProperty('value')
})
