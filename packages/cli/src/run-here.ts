import type { Configuration } from '@hailpoint/server/configuration';
import type { CommandArguments, CommandCaller, CommandOutput } from './command.js';
import { commands } from './commands/index.js';
import { openHailpoint } from './hailpoint.js';

/** Runs a command in this process, which opens the database. */
export async function runHere(
  name: string,
  args: CommandArguments,
  caller: CommandCaller,
  configuration: Configuration,
  environment: NodeJS.ProcessEnv,
): Promise<CommandOutput> {
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new Error(`There is no command "${name}".`);
  const hailpoint = await openHailpoint(configuration, {
    plugins: command.needs === 'plugins',
    serve: false,
    environment,
  });
  try {
    return await command.run(hailpoint, args, caller);
  } finally {
    await hailpoint.close();
  }
}
