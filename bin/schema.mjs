/**
 * Writes db/schema.sql and src/<folder>/tables.ts from the migrations, on a throwaway database.
 * With --check it changes nothing and ends with 1 where a file says something else.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { register } from 'tsx/esm/api'

register()
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { startThrowawayPostgres } = await import('../src/platform/embedded-postgres.ts')
const { migrate } = await import('../src/platform/migrate.ts')
const { dumpSchema } = await import('../src/platform/schema-dump.ts')
const { tableTypes } = await import('../src/platform/table-types.ts')

const check = process.argv.includes('--check')
const drifted = [...(await generatedFiles())].filter(([path, text]) => readText(path) !== text)

for (const [path, text] of drifted) {
  if (check) process.stdout.write(`${relative(root, path)} differs from the migrations${firstDifference(path, text)}\n`)
  else writeFileSync(path, text)
}
if (check && drifted.length > 0) {
  process.stdout.write('Run `npm run schema` and commit what it writes.\n')
  process.exitCode = 1
}

async function generatedFiles() {
  const server = await startThrowawayPostgres()
  try {
    await migrate(server.url)
    const files = new Map([[join(root, 'db', 'schema.sql'), await dumpSchema(server.url)]])
    for (const [schema, text] of await tableTypes(server.url)) {
      const folder = join(root, 'src', schema)
      if (!existsSync(folder)) continue
      const path = join(folder, 'tables.ts')
      files.set(path, await format(text, { ...(await resolveConfig(path)), filepath: path }))
    }
    return files
  } finally {
    await server.stop()
  }
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function firstDifference(path, text) {
  const [present, expected] = [readText(path).split('\n'), text.split('\n')]
  const line = expected.findIndex((words, index) => words !== present[index])
  return line < 0
    ? ''
    : ` from line ${line + 1}:\n  is:        ${present[line] ?? '(nothing)'}\n  should be: ${expected[line]}`
}
