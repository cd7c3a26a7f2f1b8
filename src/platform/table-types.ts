/**
 * Makes the TypeScript of a schema's tables from the migrated database, so that a store whose SQL disagrees with the
 * migrations does not compile.
 */
import pg from 'pg'
import { FOREIGN_SCHEMAS } from './schema-dump.ts'

type Column = {
  schema: string
  table: string
  kind: 'table' | 'view'
  column: string
  type: string
  array: boolean
  labels: string[] | null
  nullable: boolean
  /** `always`: the database writes it; `default`: it does when we do not */
  given: 'always' | 'default' | 'no'
}

/**
 * The text of `tables.ts` for each schema that has tables or views, by schema name; not yet formatted.
 * Types are those that `openDatabase` reads: bigint as number, date as 'YYYY-MM-DD', timestamptz as Date, numeric as
 * string, bytea as Buffer. JSON is read as unknown and written as its text.
 * @throws when a column's type has no line in the table below
 */
export async function tableTypes(url: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Column>(COLUMNS)
    return new Map(
      [...groupBy(rows, (row) => row.schema)].map(([schema, columns]) => [schema, fileOf(schema, columns)]),
    )
  } finally {
    await client.end()
  }
}

function fileOf(schema: string, columns: Column[]): string {
  const tables = [...groupBy(columns, (column) => column.table)]
  const interfaces = tables.map(
    ([table, own]) => `
      export interface ${typeName(table)}Table {
        ${own.map((column) => `${column.column}: ${columnType(column)}`).join('\n')}
      }`,
  )
  const body = `${interfaces.join('\n')}

    /** Tables and views of the schema \`${schema}\`, for \`withTables\` in its store. */
    export interface ${typeName(schema)}Tables {
      ${tables.map(([table]) => `'${schema}.${table}': ${typeName(table)}Table`).join('\n')}
    }`
  const used = ['ColumnType', 'Generated', 'GeneratedAlways'].filter((name) => new RegExp(`: ${name}<`).test(body))
  const imports = used.length > 0 ? `import type { ${used.join(', ')} } from 'kysely'\n` : ''
  return `/** Made by \`npm run schema\` from db/migrations: change those, not this. */\n${imports}${body}\n`
}

function columnType(column: Column): string {
  const missing = column.nullable ? ' | null' : ''
  if (column.type === 'json' || column.type === 'jsonb') {
    const optional = column.nullable || column.given !== 'no' ? ' | undefined' : ''
    return `ColumnType<unknown, string${missing}${optional}, string${missing}>`
  }
  const type = (column.array ? `${elementType(column)}[]` : elementType(column)) + missing
  if (column.kind === 'view') return `ColumnType<${type}, never, never>`
  if (column.given === 'always') return `GeneratedAlways<${type}>`
  return column.given === 'default' ? `Generated<${type}>` : type
}

function elementType(column: Column): string {
  if (column.labels) {
    const union = column.labels.map((label) => `'${label.replaceAll("'", "\\'")}'`).join(' | ')
    return column.array ? `(${union})` : union
  }
  const type = TYPES[column.type]
  if (!type) {
    throw new Error(`${column.schema}.${column.table}.${column.column}: no TypeScript type is known for ${column.type}`)
  }
  return type
}

const TYPES: Record<string, string> = {
  bool: 'boolean',
  bpchar: 'string',
  bytea: 'Buffer',
  date: 'string',
  float4: 'number',
  float8: 'number',
  inet: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  name: 'string',
  numeric: 'string',
  text: 'string',
  timestamptz: 'Date',
  tsvector: 'string',
  uuid: 'string',
  varchar: 'string',
}

/** `review_subject` → `ReviewSubject` */
function typeName(name: string): string {
  return name.replaceAll(/(^|_)([a-z0-9])/g, (_, _separator, letter: string) => letter.toUpperCase())
}

function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}

/** A domain stands for its base type, and may forbid null by itself. */
const COLUMNS = `
  select n.nspname as schema, c.relname as table, case when c.relkind in ('v', 'm') then 'view' else 'table' end as kind,
    a.attname as column, coalesce(item.typname, base.typname) as type, item.oid is not null as array,
    (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = coalesce(item.oid, base.oid)) as labels,
    not (a.attnotnull or t.typnotnull) as nullable,
    case when a.attidentity = 'a' or a.attgenerated <> '' then 'always'
         when a.attidentity = 'd' or a.atthasdef or t.typdefault is not null then 'default'
         else 'no' end as given
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  join pg_type base on base.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
  left join pg_type item on item.oid = base.typelem and base.typcategory = 'A'
  where ${FOREIGN_SCHEMAS} and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
  order by n.nspname collate "C", c.relname collate "C", a.attnum`
