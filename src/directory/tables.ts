/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { Generated } from 'kysely'

export interface InterestTable {
  id: Generated<string>
  person_id: string
  kind: string
  organisation_id: string | null
  review_id: string | null
  with_whom: string
  note: string
  from_date: string
  until_date: string | null
  share: number | null
  declared_by: string
  declared_at: Date
}

export interface InterestEndTable {
  interest_id: string
  until_date: string
  why: string
  by_person: string
  at: Date
}

export interface ProfileTable {
  person_id: string
  experience: string
  methods: string
  nations: string[]
  subjects: string[]
  availability: string
  available_from: string | null
  state: string
  decided_by: string | null
  decided_at: Date | null
  decision_why: string | null
  version: Generated<number>
  changed_at: Date
}

export interface ReviewDoneTable {
  id: Generated<string>
  person_id: string
  review_id: string | null
  year: number
  title: string
  organisation_id: string | null
  added_at: Date
}

/** Tables and views of the schema `directory`, for `withTables` in its store. */
export interface DirectoryTables {
  'directory.interest': InterestTable
  'directory.interest_end': InterestEndTable
  'directory.profile': ProfileTable
  'directory.review_done': ReviewDoneTable
}
