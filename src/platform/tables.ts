/** Made by `npm run schema` from db/migrations: change those, not this. */
import type { ColumnType, Generated } from 'kysely'

export interface InstallationTable {
  key: string
  value: string
}

export interface MigrationTable {
  name: string
  hash: string
  applied_at: Generated<Date>
}

export interface OutgoingMailTable {
  id: Generated<string>
  message_id: string
  to_address: string
  subject: string
  body_text: string
  body_html: string | null
  headers: ColumnType<unknown, string | undefined, string>
  state: Generated<string>
  attempts: Generated<number>
  queued_at: Generated<Date>
  sending_since: Date | null
  settled_at: Date | null
  settled_by: string | null
  failure: string | null
}

export interface WorkerTable {
  worker_id: string
  process_lock: number
}

/** Tables and views of the schema `platform`, for `withTables` in its store. */
export interface PlatformTables {
  'platform.installation': InstallationTable
  'platform.migration': MigrationTable
  'platform.outgoing_mail': OutgoingMailTable
  'platform.worker': WorkerTable
}
