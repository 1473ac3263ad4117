import { useEffect, useState } from 'react';

const EVERY_MS = 30_000;

/** The present time, in steps of half a minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  // A thing that was just made is never in the future.
  return Math.max(now, Date.now());
}
