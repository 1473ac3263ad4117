/** Where in the code an unexpected error came from: class, code and stack frames. Not its message, which can hold an address or a text. */
export function describeFailure(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 12);
  return {
    error: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    frames,
    ...(error.cause === undefined ? {} : { cause: describeFailure(error.cause) }),
  };
}
