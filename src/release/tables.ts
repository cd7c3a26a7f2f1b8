/** Made by `npm run schema` from db/migrations: change those, not this. */

export interface EditionLinkTable {
  library_edition_id: string
  work_id: string
  review_id: string
  released_at: Date
  released_by: string | null
}

export interface ThemeCodeTable {
  work_id: string
  theme: string
  confirmed_by: string
  confirmed_at: Date
}

/** Tables and views of the schema `release`, for `withTables` in its store. */
export interface ReleaseTables {
  'release.edition_link': EditionLinkTable
  'release.theme_code': ThemeCodeTable
}
