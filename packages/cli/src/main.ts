import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { CommanderError } from 'commander';
import type { CommandOutput } from './command.js';
import { createPlugin } from './create-plugin/create-plugin.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { explainFailure } from './explain-failure.js';
import { migrate } from './migrate.js';
import { createProgram, type Invocation } from './program.js';
import { runCommand } from './run-command.js';
import { start } from './start.js';

/** Runs one command line; answers the exit code. Results go to stdout, all else to stderr. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let invocation: Invocation | undefined;
  const program = createProgram(version(), async (asked) => {
    invocation = asked;
  });
  for (const part of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
    part.exitOverride();
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return invocation ? await carryOut(invocation) : exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const { message, exitCode, details } = explainFailure(error);
    const json = invocation && 'json' in invocation && invocation.json;
    if (json) process.stdout.write(`${JSON.stringify({ error: { message, ...details } })}\n`);
    process.stderr.write(`hailpoint: ${message}\n`);
    return exitCode;
  }
}

async function carryOut(invocation: Invocation): Promise<ExitCode> {
  if (invocation.kind === 'start') return start(process.env);
  const output = await outputOf(invocation);
  process.stdout.write(`${invocation.json ? JSON.stringify(output.json, null, 2) : output.text}\n`);
  return exitCodes.done;
}

function outputOf(invocation: Exclude<Invocation, { kind: 'start' }>): CommandOutput | Promise<CommandOutput> {
  switch (invocation.kind) {
    case 'migrate':
      return migrate(process.env);
    case 'create plugin':
      return createPlugin(invocation.plugin);
    case 'command':
      return runCommand(invocation.name, invocation.args, { operatingSystemUser: userInfo().username }, process.env);
  }
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
