/** Facts of a review in words, for its history. Pure. */
import { dateInWords } from '#web/components/words.ts'
import { nations, type Nation, type ReviewKind } from '#vocabulary/vocabulary.ts'
import type { Organisation } from '#identity/identity.ts'
import { factWords } from '../facts.ts'
import type { Correction, ReviewDocument } from '../register.ts'

/** Names for the ids and codes in facts. */
export interface Names {
  boards: readonly Pick<Organisation, 'id' | 'name'>[]
  kinds: readonly Pick<ReviewKind, 'code' | 'label'>[]
}

/** “Nation: England → England, Wales”. */
export function correctionInWords(one: Pick<Correction, 'fact' | 'before' | 'after'>, names: Names): string {
  return `${factWords[one.fact]}: ${valueInWords(one.before, names)} → ${valueInWords(one.after, names)}`
}

function valueInWords(value: unknown, names: Names): string {
  if (value === null || value === '') return 'nothing'
  if (Array.isArray(value)) return value.map((one) => valueInWords(one, names)).join(', ') || 'nothing'
  if (typeof value === 'object') return (value as ReviewDocument).label
  const words = String(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(words)) return dateInWords(words)
  if (Object.hasOwn(nations, words)) return nations[words as Nation]
  return (
    names.boards.find((board) => board.id === words)?.name ??
    names.kinds.find((kind) => kind.code === words)?.label ??
    (/^[0-9a-f-]{36}$/.test(words) ? 'another board' : words)
  )
}
