import { useCallback, useState } from 'react';

/** State that survives a reload of this browser tab, and nothing longer: it may hold a customer's words. */
export function useStoredDraft<T extends object>(name: string, empty: T) {
  const key = `hailpoint.draft.${name}`;
  const [draft, setDraft] = useState<T>(() => read(key, empty));
  const change = useCallback(
    (part: Partial<T> | ((before: T) => Partial<T>)): void =>
      setDraft((before) => {
        const next = { ...before, ...(typeof part === 'function' ? part(before) : part) };
        write(key, next);
        return next;
      }),
    [key],
  );
  const clear = useCallback((): void => {
    write(key, null);
    setDraft(empty);
  }, [key, empty]);
  return { draft, change, clear };
}

function read<T extends object>(key: string, empty: T): T {
  try {
    const stored = window.sessionStorage.getItem(key);
    return stored === null ? empty : { ...empty, ...(JSON.parse(stored) as Partial<T>) };
  } catch {
    // Storage that is forbidden or damaged holds no draft.
    return empty;
  }
}

function write(key: string, value: object | null): void {
  try {
    if (value === null) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without storage the draft lives as long as the page.
  }
}
