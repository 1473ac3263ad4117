/**
 * Does `work` with a signal that is aborted after so many milliseconds, or with `closing`; `work` must end with it. In place of `AbortSignal.any` over an
 * `AbortSignal.timeout`: Node 20 collects the latter as garbage while nothing else refers to it, and then it never ends anything.
 */
export async function withinTime<T>(
  milliseconds: number,
  closing: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const abort = () => limit.abort();
  const timer = setTimeout(abort, milliseconds);
  closing.addEventListener('abort', abort, { once: true });
  if (closing.aborted) abort();
  try {
    return await work(limit.signal);
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', abort);
  }
}
