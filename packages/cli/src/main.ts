import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { CommanderError } from 'commander';
import type { CommandCaller, CommandOutput } from './command.js';
import { CommandError } from './command-error.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { createProgram, type Invocation } from './program.js';

/**
 * Runs one command line; answers the exit code. Results go to stdout, all else to stderr. What carries it out is loaded when it is asked for:
 * the whole house takes seconds, which a command that a running server carries out need not wait for.
 */
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
    const { message, exitCode, details } = await inWords(error);
    const json = invocation && 'json' in invocation && invocation.json;
    if (json) process.stdout.write(`${JSON.stringify({ error: { message, ...details } })}\n`);
    process.stderr.write(`hailpoint: ${message}\n`);
    return exitCode;
  }
}

async function inWords(error: unknown): Promise<Pick<CommandError, 'message' | 'exitCode' | 'details'>> {
  // What a running server refuses needs no more words.
  if (error instanceof CommandError) return error;
  return (await import('./explain-failure.js')).explainFailure(error);
}

async function carryOut(invocation: Invocation): Promise<ExitCode> {
  if (invocation.kind === 'start') return (await import('./start.js')).start(process.env);
  const caller = { operatingSystemUser: userInfo().username };
  if (invocation.kind === 'doctor') {
    const { runDoctor } = await import('./run-doctor.js');
    const { output, exitCode } = await runDoctor(caller, process.env);
    print(output, invocation.json);
    return exitCode;
  }
  print(await outputOf(invocation, caller), invocation.json);
  return exitCodes.done;
}

async function outputOf(
  invocation: Exclude<Invocation, { kind: 'start' | 'doctor' }>,
  caller: CommandCaller,
): Promise<CommandOutput> {
  switch (invocation.kind) {
    case 'migrate':
      return (await import('./migrate.js')).migrate(process.env);
    case 'create plugin':
      return (await import('./create-plugin/create-plugin.js')).createPlugin(invocation.plugin);
    case 'command': {
      const { runCommand } = await import('./run-command.js');
      return runCommand(invocation.name, invocation.args, caller, process.env);
    }
  }
}

function print({ text, json }: CommandOutput, asJson: boolean): void {
  process.stdout.write(`${asJson ? JSON.stringify(json, null, 2) : text}\n`);
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
