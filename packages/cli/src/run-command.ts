import { loadConfiguration } from '@hailpoint/server';
import type { CommandArguments, CommandCaller, CommandOutput } from './command.js';
import { commands } from './commands/index.js';
import { askRunningServer } from './control/control-client.js';
import { socketsOf } from './control/socket-path.js';
import { openHailpoint } from './hailpoint.js';

/** Through the running server's socket where one runs on this data directory; else with the database opened here. */
export async function runCommand(
  name: string,
  args: CommandArguments,
  caller: CommandCaller,
  environment: NodeJS.ProcessEnv,
): Promise<CommandOutput> {
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new Error(`There is no command "${name}".`);
  const configuration = await loadConfiguration({ environment });
  for (const socket of socketsOf(configuration.database)) {
    const answer = await askRunningServer(socket, { command: name, args, caller });
    if (answer) return answer;
  }
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
