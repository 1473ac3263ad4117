import { useLayoutEffect, useRef, useState } from 'react';

type Wanted = { index: number } | 'add' | null;

/** Keeps the focus in a list whose entries come and go. */
export function useItemFocus() {
  const list = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<Wanted>(null);
  useLayoutEffect(() => {
    if (wanted === null) return;
    setWanted(null);
    const item = wanted === 'add' ? null : list.current?.children[wanted.index];
    const first = item?.querySelector<HTMLElement>('input, textarea, select, button');
    const add = list.current?.querySelector<HTMLElement>(':scope > div > [data-add]');
    (first ?? add)?.focus();
  }, [wanted]);
  return {
    list,
    /** On the entry that comes to this place. */
    on: (index: number): void => setWanted({ index }),
    /** After the entry of this place went. */
    after: (index: number): void => setWanted(index === 0 ? 'add' : { index: index - 1 }),
  };
}
