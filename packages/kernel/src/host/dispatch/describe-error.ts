/**
 * What may be logged of an error that a plugin threw: its class, its code and where, never its message, which can hold an
 * address, a message text or a secret.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = errorCode(error);
  const frames = (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 3);
  return {
    error: error.constructor.name,
    ...(code === undefined ? {} : { code }),
    ...(frames.length > 0 ? { frames } : {}),
  };
}

/** An error's code, if it looks like one and not like a sentence. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(code) ? code : undefined;
}
