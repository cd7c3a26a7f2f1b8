/** Random statements of every kind, made from the grammar itself, so that a new kind is tested without a line here. */
import fc from 'fast-check'
import { toBase64 } from '#integrity/base64.ts'
import { isLowOrder } from '#integrity/note.ts'
import { keysOf, statementKinds, type Statement, type StatementKind } from '#integrity/statement.ts'
import { bytes32 } from './sealed-reports.ts'

type Form = ReturnType<typeof keysOf>[number][1]

const anyHash = bytes32.map(toBase64)

function anyValue(form: Form): fc.Arbitrary<unknown> {
  if (typeof form !== 'string') return fc.constantFrom(...form)
  if (form === 'count') return fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
  if (form === 'hash-or-none') return fc.option(anyHash)
  if (form === 'blocks')
    return fc
      .uniqueArray(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 9 })
      .map((numbers) => numbers.toSorted((a, b) => a - b))
  return form === 'key' ? bytes32.filter((bytes) => !isLowOrder(bytes)).map(toBase64) : anyHash
}

/** Any statement of this kind. */
export function anyStatementOf(kind: StatementKind): fc.Arbitrary<Statement> {
  const entries = keysOf(kind).map(([key, form]) => [key, anyValue(form)] as const)
  return fc.record({ kind: fc.constant(kind), ...Object.fromEntries(entries) }) as unknown as fc.Arbitrary<Statement>
}

/** Any statement. */
export const anyStatement: fc.Arbitrary<Statement> = fc.oneof(...statementKinds.map(anyStatementOf))
