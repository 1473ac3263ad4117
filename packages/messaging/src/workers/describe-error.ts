/** Name and code only: a database's message may quote what was written. */
export function describeError(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return [name, code].filter(Boolean).join(' ');
}
