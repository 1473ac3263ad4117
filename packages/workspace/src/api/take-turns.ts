/**
 * Begins something in one tab of this browser at a time; the next one begins when that tab has gone, or `ended` is aborted there.
 *
 * @param begin with whether another tab had it before
 * @returns whether the tabs know of each other; where they do not, as over plain HTTP from another machine, each begins at once
 */
export function takeTurns(name: string, ended: AbortSignal, begin: (hasWaited: boolean) => void): boolean {
  if (!('locks' in navigator)) {
    begin(false);
    return false;
  }
  const holdUntilEnded = (hasWaited: boolean): Promise<void> | undefined => {
    if (ended.aborted) return undefined;
    begin(hasWaited);
    return new Promise((resolve) => ended.addEventListener('abort', () => resolve(), { once: true }));
  };
  const wait = (): Promise<void> => navigator.locks.request(name, { signal: ended }, () => holdUntilEnded(true));
  navigator.locks
    .request(name, { ifAvailable: true }, (lock) => (lock ? holdUntilEnded(false)?.then(() => true) : false))
    .then((hadIt) => (hadIt === false ? wait() : undefined))
    .catch(() => {
      // Where the browser refuses locks, too many are better than none.
      if (!ended.aborted) begin(false);
    });
  return true;
}
