import { MessagingError } from '@hailpoint/messaging';
import { StoreError } from '@hailpoint/store';
import { CommandError } from './command-error.js';
import { type ExitCode, exitCodes } from './exit-codes.js';

/** An error as the person at the terminal reads it. */
export function explainFailure(error: unknown): {
  message: string;
  exitCode: ExitCode;
  details: Record<string, unknown>;
} {
  if (error instanceof CommandError)
    return { message: error.message, exitCode: error.exitCode, details: { ...error.details } };
  if (error instanceof MessagingError) {
    const fields = error.fields.map((field) => `\n  ${field.field}: ${field.message}`).join('');
    return {
      message: `${error.message}${fields}`,
      exitCode: exitCodes.refused,
      details: { code: error.code, ...error.extra },
    };
  }
  const { code, message } = error as { code?: unknown; message?: unknown };
  const exitCode =
    code === 'configuration_invalid'
      ? exitCodes.configuration
      : error instanceof StoreError
        ? exitCodes.database
        : exitCodes.failed;
  return { message: String(message ?? error), exitCode, details: typeof code === 'string' ? { code } : {} };
}
