/** Every role against every act, with what is theirs and what is not: printed in docs/permissions.md and compared. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { may, type ActRule } from '#platform/permission.ts'
import { roleNames, roles } from '#vocabulary/vocabulary.ts'

const root = new URL('../', import.meta.url).pathname

async function allActs(): Promise<ActRule[]> {
  const files = readdirSync(`${root}src`)
    .map((folder) => `${root}src/${folder}/permissions.ts`)
    .filter((file) => existsSync(file))
  const modules = await Promise.all(
    files.map((file) => import(file) as Promise<Record<string, Record<string, ActRule>>>),
  )
  return modules
    .flatMap((one) => Object.values(one).flatMap((acts) => Object.values(acts)))
    .toSorted((a, b) => a.act.localeCompare(b.act))
}

/** Asks the rule itself, as each role, for its own thing and for another's. */
function answer(rule: ActRule, role: string): string {
  const organisationId =
    roles[role as keyof typeof roles].heldAt === 'board' || roles[role as keyof typeof roles].heldAt === 'agency'
      ? 'mine'
      : null
  const actor = { kind: 'person' as const, personId: 'me', name: 'Fiction', grants: [{ role, organisationId }] }
  const own = may(actor, rule, { organisations: ['mine'], people: ['me'] })
  const others = may(actor, rule, { organisations: ['other'], people: ['you'] })
  if (others && !own) throw new Error('others’ but not own')
  return others ? 'any' : own ? 'own' : ''
}

test('the table of permissions is as printed', async () => {
  const acts = await allActs()
  expect(new Set(acts.map((rule) => rule.act)).size).toBe(acts.length)
  const lines = acts.map((rule) => {
    const visitor = may({ kind: 'visitor' }, rule) ? 'any' : ''
    const task = may({ kind: 'task', task: 'x' }, rule) ? 'any' : ''
    return `| ${rule.act} | ${rule.says} | ${[...roleNames.map((role) => answer(rule, role)), visitor, task].join(' | ')} |`
  })
  const head = ['act', 'what', ...roleNames.map((role) => roles[role].label), 'Public', 'Background task']
  const table = `# Who may do what\n\nMade from the rules by \`test/permissions.test.ts\` (run with UPDATE_PERMISSIONS=1 to print it anew). *own*: only what is theirs.\n\n| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|\n${lines.join('\n')}\n`
  const path = `${root}docs/permissions.md`
  if (process.env['UPDATE_PERMISSIONS']) writeFileSync(path, table)
  expect(readFileSync(path, 'utf8')).toBe(table)
})

test('a visitor and a person without a role may do nothing that no rule names', async () => {
  const acts = await allActs()
  const nobody = { kind: 'person' as const, personId: 'me', name: 'Fiction', grants: [] }
  for (const rule of acts.filter((one) => !one.visitor)) {
    expect(may({ kind: 'visitor' }, rule, { organisations: ['mine'], people: ['me'] })).toBe(false)
    expect(may(nobody, rule, { organisations: ['mine'], people: ['me'] })).toBe(false)
  }
})
