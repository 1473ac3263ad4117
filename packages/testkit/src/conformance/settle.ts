/** How a promise ended; `late`: not in time. */
export type Settled<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'threw'; readonly error: unknown }
  | { readonly kind: 'late'; readonly afterMs: number };

/** Waits so many milliseconds at most, and never throws. */
export function settle<T>(work: () => T | Promise<T>, limitMs: number): Promise<Settled<T>> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ kind: 'late', afterMs: limitMs }), limitMs);
    const end = (settled: Settled<T>) => {
      clearTimeout(timer);
      resolve(settled);
    };
    const run = async () => work();
    run().then(
      (value) => end({ kind: 'answered', value }),
      (error: unknown) => end({ kind: 'threw', error }),
    );
  });
}
