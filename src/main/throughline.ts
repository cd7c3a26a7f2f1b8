/** The command line. Each command is one line here and a function of the folder whose work it is. */
import { PlainFailure } from './installation.ts'

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
}

async function main(): Promise<number> {
  const [name = 'help', ...args] = process.argv.slice(2)
  const command = commands[name]
  if (!command) {
    process.stdout.write(`throughline COMMAND\n\n${Object.values(commands).map((one) => `  ${one.says}`).join('\n')}\n`)
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
