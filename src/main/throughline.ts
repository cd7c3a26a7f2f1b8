/** The command line. Each command is one line here and a function of the folder whose work it is. */
import { deidentifyFile } from '#deidentification/commands.ts'
import { sealedTextRoot, verifyFile } from '#integrity/commands.ts'
import { PlainFailure } from './installation.ts'

const io = {
  out: (line: string) => void process.stdout.write(line),
  err: (line: string) => void process.stderr.write(line),
}

interface Command {
  says: string
  run(args: string[]): Promise<number>
}

const commands: Record<string, Command> = {
  start: {
    says: 'start [--empty]            serve the site; --empty does not load the demonstration',
    run: async (args) => {
      const { serve } = await import('./serve.ts')
      await serve(process.env, { empty: args.includes('--empty') })
      return 0
    },
  },
  migrate: {
    says: 'migrate                    bring the database to this version, then stop',
    run: async () => {
      const { openInstallation } = await import('./installation.ts')
      await (await openInstallation(process.env)).close()
      return 0
    },
  },
  deidentify: {
    says: 'deidentify FILE [--out …]  propose what could identify someone in a report; needs no database',
    run: async (args) => deidentifyFile(args, io),
  },
  signer: {
    says: 'signer                     sign the public log, as a process of its own beside the servers',
    run: async (args) => (await import('./signer.ts')).runSigner(process.env, args),
  },
  log: {
    says: 'log check ADDRESS|FOLDER   check a whole public log: 0 sound, 1 wrong, 2 could not check; log restore FOLDER',
    run: async (args) => (await import('./signer.ts')).runLog(process.env, args, io),
  },
  import: {
    says: 'import boards [FILE]       take a list of boards (CSV), the one that comes with Throughline if none is named;\n                             --preview only says what would change\n  import holidays FILE       add bank holidays (CSV)',
    run: async ([what, ...args]) => {
      const { importBoards, importHolidays } = await import('#register/commands.ts')
      const importers = { boards: importBoards, holidays: importHolidays }
      if (!what || !(what in importers)) return 2
      const { withInstallation } = await import('./serve.ts')
      return withInstallation(process.env, (ctx) => importers[what as keyof typeof importers](ctx, args, io))
    },
  },
  verify: {
    says: 'verify FILE|PACK           check a downloaded edition or a pack: 0 verified, 1 wrong, 2 could not check',
    run: async (args) => verifyFile(args, io, await (await import('./signer.ts')).pinnedKey(process.env)),
  },
  'sealed-text': {
    says: 'sealed-text root FILE      print the report root of a file of sealed text',
    run: async ([verb, ...args]) => (verb === 'root' ? sealedTextRoot(args, io) : 2),
  },
}

async function main(): Promise<number> {
  const [name = 'help', ...args] = process.argv.slice(2)
  const command = commands[name]
  if (!command) {
    process.stdout.write(
      `throughline COMMAND\n\n${Object.values(commands)
        .map((one) => `  ${one.says}`)
        .join('\n')}\n`,
    )
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

process.exitCode = await main()
