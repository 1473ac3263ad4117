import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { CommanderError } from 'commander';
import type { CommandOutput } from './command.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { explainFailure } from './explain-failure.js';
import { migrate } from './migrate.js';
import { createProgram, type Invocation } from './program.js';
import { runCommand } from './run-command.js';
import { runDoctor } from './run-doctor.js';
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
  const caller = { operatingSystemUser: userInfo().username };
  if (invocation.kind === 'doctor') {
    const { output, exitCode } = await runDoctor(caller, process.env);
    print(output, invocation.json);
    return exitCode;
  }
  const output =
    invocation.kind === 'migrate'
      ? await migrate(process.env)
      : await runCommand(invocation.name, invocation.args, caller, process.env);
  print(output, invocation.json);
  return exitCodes.done;
}

function print({ text, json }: CommandOutput, asJson: boolean): void {
  process.stdout.write(`${asJson ? JSON.stringify(json, null, 2) : text}\n`);
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
