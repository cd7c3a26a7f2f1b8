/** Made by `npm run schema` from db/migrations: change those, not this. */

export interface DataKeyTable {
  review_id: string
  wrapped: string | null
  made_at: Date
  destroyed_at: Date | null
}

export interface IdentityMapTable {
  review_id: string
  work_id: string
  sealed: string
  entries: number
  sealed_at: Date
  due_on: string
  listed_on: string | null
  held_until: string | null
  held_why: string | null
  held_by: string | null
}

export interface RetentionTable {
  from_date: string
  months: number
  listed_days: number
  to_be_confirmed: boolean
}

/** Tables and views of the schema `crosswalk`, for `withTables` in its store. */
export interface CrosswalkTables {
  'crosswalk.data_key': DataKeyTable
  'crosswalk.identity_map': IdentityMapTable
  'crosswalk.retention': RetentionTable
}
