import { inspect } from 'node:util';

/** Name and message of whatever was thrown. */
export function describeError(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return inspect(error);
  const { name = 'Error', message } = error as { readonly name?: string; readonly message: unknown };
  return `${name}: ${String(message)}`;
}
