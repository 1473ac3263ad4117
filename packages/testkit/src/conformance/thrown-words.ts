import { inspect } from 'node:util';

/** Name and message of whatever was thrown, for the author of the adapter: it is no log of an installation. */
export function thrownWords(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return inspect(error);
  const { name = 'Error', message } = error as { readonly name?: string; readonly message: unknown };
  return `${name}: ${String(message)}`;
}
