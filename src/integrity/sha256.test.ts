import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256 } from './sha256.ts'

const reference = (message: Uint8Array): string => createHash('sha256').update(message).digest('hex')
const ours = (message: Uint8Array): string => Buffer.from(sha256(message)).toString('hex')

test('every length up to five blocks, where padding takes one block more or less', () => {
  for (let length = 0; length <= 320; length += 1) {
    const message = randomBytes(length)
    expect(ours(message)).toBe(reference(message))
  }
})

test('two hundred random messages of up to 100,000 bytes', () => {
  for (let i = 0; i < 200; i += 1) {
    const message = randomBytes(Math.floor(Math.random() * 100_000))
    expect(ours(message)).toBe(reference(message))
  }
})

test('the million letters of FIPS 180-4’s examples', () => {
  expect(ours(Buffer.alloc(1_000_000, 'a'))).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0')
})

test('only the bytes asked for are taken in, and an earlier result is left alone', () => {
  const message = randomBytes(100)
  const first = sha256(message, 70)
  const copy = Uint8Array.from(first)
  sha256(randomBytes(100))
  expect(first).toEqual(copy)
  expect(Buffer.from(first).toString('hex')).toBe(reference(message.subarray(0, 70)))
})
