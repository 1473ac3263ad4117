import type { ExitCode } from './exit-codes.js';

/** A command ended without doing what was asked; the message is for the person at the terminal. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode,
    /** Printed with `--json`. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'CommandError';
  }
}
