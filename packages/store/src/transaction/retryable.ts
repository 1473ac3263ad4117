// Serialization failure and deadlock: the database undid the transaction so that another could go on; the same work may succeed now.
const RETRYABLE = new Set(['40001', '40P01']);

/** Whether running the transaction again makes sense. Looks through causes, because the domain may have wrapped the database's error. */
export function isRetryable(error: unknown): boolean {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    if (RETRYABLE.has((current as { code?: string }).code ?? '')) return true;
    current = current.cause;
  }
  return false;
}

/** How long to wait before the given retry (from 1), in milliseconds: with jitter, so that two that met do not meet again. */
export function retryDelay(retry: number, random: () => number = Math.random): number {
  return 5 * 2 ** retry * (0.5 + random());
}
