import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv, writeCsv } from './csv.ts'

test('reads what spreadsheets write', () => {
  expect(readCsv('\uFEFFName;Note\r\n"A; ""b""";x\r\n\r\n"two\r\nlines";\r\n').rows).toEqual([
    { line: 2, cells: { name: 'A; "b"', note: 'x' } },
    { line: 4, cells: { name: 'two\r\nlines', note: '' } },
  ])
  expect(readCsv('a,b\n1')).toEqual({ columns: ['a', 'b'], rows: [{ line: 2, cells: { a: '1', b: '' } }] })
  expect(readCsv('')).toEqual({ columns: [], rows: [] })
  expect(readCsv('a\n"open').rows).toEqual([{ line: 2, cells: { a: 'open' } }])
})

test.each(['=1+1', '+44 20', '-2', '@SUM(A1)', '\t=1', ' =HYPERLINK("x")'])('no spreadsheet runs %j', (cell) => {
  const written = writeCsv(['a'], [[cell]])
  const raw = written.split('\r\n')[1]!.replace(/^"/, '')
  expect(raw.startsWith("'")).toBe(true)
  expect(readCsv(written).rows[0]?.cells['a']).toBe(cell)
})

test('whatever is written is read again as it was, but for spaces around it', () => {
  const anyCell = fc.string({
    unit: fc.constantFrom('a', 'b', "'", '"', ',', ';', '\r', '\n', '=', '+', '-', '@', ' ', '\t', 'é'),
    maxLength: 8,
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(anyCell, anyCell), { maxLength: 6 }), (rows) => {
      const kept = rows
        .map(([one, two]) => ({ a: one.trim(), b: two.trim() }))
        .filter((cells) => cells.a !== '' || cells.b !== '')
      const trimmed = kept.map((cells) => [cells.a, cells.b])
      expect(readCsv(writeCsv(['a', 'b'], trimmed)).rows.map((row) => row.cells)).toEqual(kept)
    }),
  )
})
