import { request } from 'node:http';
import type { CommandOutput } from '../command.js';
import { CommandError } from '../command-error.js';
import type { ExitCode } from '../exit-codes.js';
import type { ControlRequest } from './control-server.js';

type Answer =
  | { readonly output: CommandOutput }
  | { readonly error: { message: string; exitCode: ExitCode; details: Record<string, unknown> } };

/** Lets the running server carry out a command. `null`: none runs. */
export function askRunningServer(socket: string, control: ControlRequest): Promise<CommandOutput | null> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: socket, method: 'POST', path: '/' }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const answer = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Answer;
        if ('output' in answer) resolve(answer.output);
        else reject(new CommandError(answer.error.message, answer.error.exitCode, answer.error.details));
      });
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else reject(error);
    });
    call.end(JSON.stringify(control));
  });
}
