/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { Generated } from 'kysely'

export interface BulletinTable {
  id: Generated<string>
  volume_id: string
  made_at: Date
  finished_at: Date | null
}

export interface DeliveryTable {
  id: Generated<string>
  bulletin_id: string
  subscriber_id: string
  mail_id: string | null
  made_at: Date
  fetched_at: Date | null
  read_at: Date | null
}

export interface DiscussionTable {
  id: Generated<string>
  delivery_id: string
  team_size: string
  held_on: string
  recorded_at: Date
}

export interface LinkTable {
  token_hash: string
  purpose: string
  subscriber_id: string
  delivery_id: string | null
  made_at: Date
}

export interface SubscriberTable {
  id: Generated<string>
  email: string | null
  profession: string
  nation: string | null
  interests: string[]
  subjects: string[]
  state: string
  asked_at: Date
  confirmed_at: Date | null
  unsubscribed_at: Date | null
}

/** Tables and views of the schema `circulation`, for `withTables` in its store. */
export interface CirculationTables {
  'circulation.bulletin': BulletinTable
  'circulation.delivery': DeliveryTable
  'circulation.discussion': DiscussionTable
  'circulation.link': LinkTable
  'circulation.subscriber': SubscriberTable
}
