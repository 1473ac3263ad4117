import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import type { Command, CommandArguments, CommandCaller } from '../command.js';
import { CommandError } from '../command-error.js';
import { explainFailure } from '../explain-failure.js';
import type { Hailpoint } from '../hailpoint.js';

export interface ControlRequest {
  readonly command: string;
  readonly args: CommandArguments;
  readonly caller: CommandCaller;
}

/** Answers the command line on a socket that only its owner can open. The lock of the data directory, or the process id in its name, tells that a socket file that is left over is nobody's. */
export async function startControlServer(
  path: string,
  hailpoint: Hailpoint,
  commands: readonly Command[],
): Promise<() => Promise<void>> {
  const server = createServer(async (request, response) => {
    const answer = await carryOut(request, hailpoint, commands).catch((error: unknown) => {
      const { message, exitCode, details } = explainFailure(error);
      return { error: { message, exitCode, details } };
    });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  });
  if (process.platform !== 'win32') {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    rmSync(path, { force: true });
  }
  // Created closed to others, not closed afterwards.
  const umask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
  } finally {
    process.umask(umask);
  }
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  return () =>
    new Promise((resolve) => {
      // Commands under way are finished first.
      server.close(() => resolve());
      server.closeIdleConnections();
    });
}

async function carryOut(request: IncomingMessage, hailpoint: Hailpoint, commands: readonly Command[]) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { command: name, args, caller } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as ControlRequest;
  const command = commands.find((candidate) => candidate.name === name);
  if (!command)
    throw new CommandError(`The running server does not know the command "${name}"; is it another version?`, 1);
  return { output: await command.run(hailpoint, args, caller) };
}
