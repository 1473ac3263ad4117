import { loadConfiguration } from '@hailpoint/server/configuration';
import type { CommandArguments, CommandCaller, CommandOutput } from './command.js';
import { askRunningServer } from './control/control-client.js';
import { socketsOf } from './control/socket-path.js';

/** Through the running server's socket where one runs on this data directory; else with the database opened here. */
export async function runCommand(
  name: string,
  args: CommandArguments,
  caller: CommandCaller,
  environment: NodeJS.ProcessEnv,
): Promise<CommandOutput> {
  const configuration = await loadConfiguration({ environment });
  for (const socket of socketsOf(configuration.database)) {
    const answer = await askRunningServer(socket, { command: name, args, caller });
    if (answer) return answer;
  }
  const { runHere } = await import('./run-here.js');
  return runHere(name, args, caller, configuration, environment);
}
