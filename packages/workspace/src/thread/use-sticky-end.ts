import { useLayoutEffect, useRef } from 'react';

const NEAR_PX = 120;

/** Keeps a scrolled list at its newest end when it was there, and in place when older items appear above. */
export function useStickyEnd(first: string | undefined, last: string | undefined) {
  const box = useRef<HTMLElement>(null);
  const before = useRef<{ height: number; first?: string; last?: string; atEnd: boolean }>({ height: 0, atEnd: true });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const was = before.current;
    const firstSeen = was.last === undefined && last !== undefined;
    if (firstSeen || (was.last !== last && was.atEnd)) element.scrollTop = element.scrollHeight;
    else if (was.first !== first) element.scrollTop += element.scrollHeight - was.height;
    before.current = { ...was, height: element.scrollHeight, ...(first ? { first } : {}), ...(last ? { last } : {}) };
  });
  const onScroll = (): void => {
    const element = box.current;
    if (!element) return;
    before.current.atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
  };
  /** A picture that has just been loaded pushes the end away. */
  const onLoad = (): void => {
    const element = box.current;
    if (element && before.current.atEnd) element.scrollTop = element.scrollHeight;
  };
  return { box, onScroll, onLoad };
}
