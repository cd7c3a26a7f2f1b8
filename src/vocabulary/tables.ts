/** Made by `npm run schema` from db/migrations: change those, not this. */

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
  'vocabulary.review_kind': ReviewKindTable
  'vocabulary.theme': ThemeTable
}
