/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { Generated } from 'kysely'

export interface BankHolidayTable {
  nation: string
  day: string
  name: string
  confirmed: boolean
}

export interface ClockRuleTable {
  code: string
  kind: string
  says: string
  starts: string
  ends: string
  amount: number
  unit: string
  basis: string
  confirmed: boolean
  valid_from: string
  valid_to: string | null
}

export interface ReviewKindTable {
  code: string
  label: string
  short: string
  nation: string | null
  subjects: string[]
  basis: string
  confirmed: boolean
  valid_from: string | null
  valid_to: string | null
  statutory: Generated<boolean>
}

export interface ThemeTable {
  code: string
  label: string
  definition: string
  terms: string[]
  valid_from: string
  valid_to: string | null
}

/** Tables and views of the schema `vocabulary`, for `withTables` in its store. */
export interface VocabularyTables {
  'vocabulary.bank_holiday': BankHolidayTable
  'vocabulary.clock_rule': ClockRuleTable
  'vocabulary.review_kind': ReviewKindTable
  'vocabulary.theme': ThemeTable
}
