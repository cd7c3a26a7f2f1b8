import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../test/support/database.ts'
import { openDatabase, type OpenDatabase } from './database.ts'
import { dumpSchema } from './schema-dump.ts'
import { tableTypes } from './table-types.ts'

let database: TestDatabase
let opened: OpenDatabase

beforeAll(async () => {
  database = await testDatabase()
  opened = openDatabase(database.url)
  await opened.pool.query(`
    create schema garden;
    create type garden.season as enum ('spring', 'autumn');
    create table garden.bed (
      id bigint generated always as identity primary key,
      label text not null unique,
      planted_on date,
      plants text[] not null default '{}',
      season garden.season not null,
      notes jsonb not null default '{}',
      area numeric(6, 2) check (area > 0),
      seen_at timestamptz not null
    );
    create index bed_season on garden.bed (season) where area is not null;
    create view garden.spring_bed as select id, label from garden.bed where season = 'spring';
    create function garden.water(amount int) returns int language sql as 'select amount';
    revoke all on function garden.water from public;
    grant usage on schema garden to public_site;
    grant select on garden.spring_bed to public_site;
    grant update (label) on garden.bed to public_site;
    grant execute on function garden.water to public_site;
    comment on table garden.bed is 'A bed''s plants';
  `)
})

afterAll(async () => {
  await opened.close()
  await database.close()
})

describe('the schema dump', () => {
  it('says what was made and who may do what', async () => {
    const dump = await dumpSchema(database.url)
    const garden = dump.slice(
      dump.indexOf('------ schema garden'),
      dump.indexOf('------ schema', dump.indexOf('garden')),
    )
    for (const line of [
      "create type garden.season as enum ('spring', 'autumn');",
      '  id bigint generated always as identity not null,',
      "  plants text[] default '{}'::text[] not null,",
      '  constraint bed_label_key UNIQUE (label),',
      '  constraint bed_area_check CHECK ((area > (0)::numeric))',
      'CREATE INDEX bed_season ON garden.bed USING btree (season) WHERE (area IS NOT NULL);',
      'create view garden.spring_bed as',
      'CREATE OR REPLACE FUNCTION garden.water(amount integer)',
      "comment on table garden.bed is 'A bed''s plants';",
      'grant usage on schema garden to public_site;',
      'grant select on table garden.spring_bed to public_site;',
      'grant update (label) on table garden.bed to public_site;',
      'grant execute on function garden.water(integer) to public_site;',
    ]) {
      expect(garden.split('\n')).toContain(line)
    }
    expect(garden).not.toContain('to public;')
  })

  it('is the same twice and another after a change', async () => {
    const before = await dumpSchema(database.url)
    expect(await dumpSchema(database.url)).toBe(before)
    await opened.pool.query('revoke update (label) on garden.bed from public_site')
    expect(await dumpSchema(database.url)).not.toBe(before)
  })
})

describe('table types', () => {
  it('are those that the driver reads', async () => {
    const text = (await tableTypes(database.url)).get('garden')?.replaceAll(/\n\s*/g, '\n')
    expect(text).toContain(
      [
        'export interface BedTable {',
        'id: GeneratedAlways<number>',
        'label: string',
        'planted_on: string | null',
        'plants: Generated<string[]>',
        "season: 'spring' | 'autumn'",
        'notes: ColumnType<unknown, string | undefined, string>',
        'area: string | null',
        'seen_at: Date',
        '}',
      ].join('\n'),
    )
    expect(text).toContain('label: ColumnType<string | null, never, never>')
    expect(text).toContain("'garden.bed': BedTable")
  })

  it('refuse a type that nobody decided how to read', async () => {
    await opened.pool.query('create table garden.spell (lasts interval)')
    await expect(tableTypes(database.url)).rejects.toThrow(
      'garden.spell.lasts: no TypeScript type is known for interval',
    )
    await opened.pool.query('drop table garden.spell')
  })
})
