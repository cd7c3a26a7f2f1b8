/** The command line. Each command is one line here and a function of the folder whose work it is. */
import { sealedTextRoot, verifyFile } from '#integrity/commands.ts'
import { importFile } from '#documents/commands.ts'
import { inviteAdministrator, whyNotInvite } from '#identity/commands.ts'
import { PlainFailure } from './config.ts'

const io = {
  out: (line: string) => void process.stdout.write(line),
  err: (line: string) => void process.stderr.write(line),
}

interface Command {
  usage: string
  says: string
  run(args: string[]): Promise<number>
}

const commands: Record<string, Command> = {
  start: {
    usage: 'start [--empty] [--without-worker]',
    says: 'serve the site; --empty does not load the demonstration',
    run: async (args) => {
      const { serve } = await import('./serve.ts')
      await serve(process.env, { empty: args.includes('--empty'), withoutWorker: args.includes('--without-worker') })
      return 0
    },
  },
  public: {
    usage: 'public',
    says: 'serve the public site alone, as a process of its own',
    run: async () => {
      const { servePublic } = await import('./public.ts')
      await servePublic(process.env)
      return 0
    },
  },
  worker: {
    usage: 'worker',
    says: 'do the background work alone, as a process of its own',
    run: async () => {
      const { work } = await import('./serve.ts')
      await work(process.env)
      return 0
    },
  },
  migrate: {
    usage: 'migrate',
    says: 'bring the database to this version, then stop',
    run: async () => {
      const { openInstallation } = await import('./installation.ts')
      await (await openInstallation(process.env)).close()
      return 0
    },
  },
  demo: {
    usage: 'demo',
    says: 'load the fictional demonstration into an empty database, then stop',
    run: async () => {
      const { loadDemo } = await import('./serve.ts')
      await loadDemo(process.env)
      return 0
    },
  },
  invite: {
    usage: 'invite EMAIL "NAME"',
    says: 'invite the first administrator; prints the link that sets their password',
    run: async (args) => {
      const wrong = whyNotInvite(args)
      if (wrong) io.err(wrong)
      if (wrong) return 2
      const { withInstallation } = await import('./serve.ts')
      return withInstallation(process.env, async (ctx) => inviteAdministrator(ctx, args, io))
    },
  },
  import: {
    usage: 'import FILE [--json]',
    says: 'show what bringing in a Word or PDF file would give; needs no database; import boards|holidays FILE: lists (CSV); import legacy FOLDER: reviews of the past',
    run: async (args) => {
      const [what = '', ...others] = args
      const [{ importBoards, importHolidays }, { importLegacy }] = await Promise.all([
        import('#register/commands.ts'),
        import('#legacy/commands.ts'),
      ])
      const lists = new Map([
        ['boards', importBoards],
        ['holidays', importHolidays],
        ['legacy', importLegacy],
      ])
      const importList = lists.get(what)
      if (!importList) return importFile(args, io)
      const { withInstallation } = await import('./serve.ts')
      return withInstallation(process.env, (ctx) => importList(ctx, others, io))
    },
  },
  deidentify: {
    usage: 'deidentify FILE [--out …]',
    says: 'propose what could identify someone in a report; needs no database',
    run: async (args) => {
      const { deidentifyFile } = await import('#deidentification/commands.ts')
      return deidentifyFile(args, io)
    },
  },
  signer: {
    usage: 'signer',
    says: 'sign the public log, as a process of its own beside the servers',
    run: async (args) => (await import('./signer.ts')).runSigner(process.env, args),
  },
  log: {
    usage: 'log check ADDRESS|FOLDER',
    says: 'check a whole public log: 0 sound, 1 wrong, 2 could not check; log restore FOLDER',
    run: async (args) => (await import('./signer.ts')).runLog(process.env, args, io),
  },
  verify: {
    usage: 'verify FILE|PACK',
    says: 'check a downloaded edition or a pack: 0 verified, 1 wrong, 2 could not check',
    run: async (args) => verifyFile(args, io, await (await import('./signer.ts')).pinnedKey(process.env)),
  },
  'sealed-text': {
    usage: 'sealed-text root FILE',
    says: 'print the report root of a file of sealed text',
    run: async ([verb, ...args]) => (verb === 'root' ? sealedTextRoot(args, io) : 2),
  },
}

async function main(): Promise<number> {
  const [name = 'help', ...args] = process.argv.slice(2)
  const command = commands[name]
  if (!command) {
    process.stdout.write(help())
    return name === 'help' ? 0 : 2
  }
  try {
    return await command.run(args)
  } catch (error) {
    if (error instanceof PlainFailure || (error instanceof Error && error.name === 'CannotStart')) {
      process.stderr.write(`${error.message}\n`)
      return 1
    }
    throw error
  }
}

function help(): string {
  const width = Math.max(...Object.values(commands).map((command) => command.usage.length))
  const lines = Object.values(commands).map(({ usage, says }) => `  ${usage.padEnd(width)}  ${says}`)
  return ['throughline COMMAND', '', ...lines, '', 'Exit codes and examples: docs/operations/command-line.md', ''].join(
    '\n',
  )
}

process.exitCode = await main()
