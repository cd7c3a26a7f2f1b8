/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { Generated, GeneratedAlways } from 'kysely'

export interface ItemTable {
  id: Generated<string>
  key: string
  role: string | null
  organisation_id: string | null
  person_id: string | null
  title: string
  link: string
  since: Date
  due_on: string | null
  done_at: Date | null
  done_by: string | null
  why: string | null
}

export interface NewsTable {
  id: GeneratedAlways<number>
  key: string
  role: string | null
  organisation_id: string | null
  person_id: string | null
  title: string
  link: string
  at: Date
  by_person: string | null
}

export interface VisitTable {
  person_id: string
  at: Date
  before: Date
}

/** Tables and views of the schema `worklist`, for `withTables` in its store. */
export interface WorklistTables {
  'worklist.item': ItemTable
  'worklist.news': NewsTable
  'worklist.visit': VisitTable
}
