import { useCallback, useState } from 'react';

/** State that survives a reload of this browser tab, and nothing longer: it may hold a customer's words. */
export function useStoredDraft<T extends object>(name: string, empty: T) {
  const [draft, setDraft] = useState<T>(() => readDraft(name, empty));
  const change = useCallback(
    (part: Partial<T> | ((before: T) => Partial<T>)): void =>
      setDraft((before) => {
        const next = { ...before, ...(typeof part === 'function' ? part(before) : part) };
        writeDraft(name, next);
        return next;
      }),
    [name],
  );
  const clear = useCallback((): void => {
    writeDraft(name, null);
    setDraft(empty);
  }, [name, empty]);
  return { draft, change, clear };
}

const keyOf = (name: string): string => `hailpoint.draft.${name}`;

export function readDraft<T extends object>(name: string, empty: T): T {
  try {
    const stored = window.sessionStorage.getItem(keyOf(name));
    return stored === null ? empty : { ...empty, ...(JSON.parse(stored) as Partial<T>) };
  } catch {
    // Storage that is forbidden or damaged holds no draft.
    return empty;
  }
}

/** `null`: none. */
export function writeDraft(name: string, value: object | null): void {
  try {
    if (value === null) window.sessionStorage.removeItem(keyOf(name));
    else window.sessionStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // Without storage the draft lives as long as the page.
  }
}
