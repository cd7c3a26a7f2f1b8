import { expect, test } from 'vitest'
import { publicFigures } from './figures.ts'

const none = { asked: 0, agreed: 0, refused: 0, imposed: 0 }

test('small counts are left out, and those from which one could be worked out', () => {
  const [first, second] = publicFigures([
    { reason: 'defamation', asked: 31, agreed: 20, refused: 8, imposed: 3 },
    { reason: 'other', asked: 40, agreed: 25, refused: 9, imposed: 6 },
  ])
  expect(first?.asked).toBe(31)
  expect(first?.imposed).toBeNull()
  // Not alone: with the row's total one number could be worked out from the others.
  expect([first?.agreed, first?.refused].filter((one) => one === null)).toHaveLength(1)
  expect([second?.agreed, second?.refused, second?.imposed].filter((one) => one === null).length).toBeGreaterThan(0)
})

test('zeros are shown: they are nobody', () => {
  expect(publicFigures([{ reason: 'other', ...none }])).toEqual([{ reason: 'other', ...none }])
})
