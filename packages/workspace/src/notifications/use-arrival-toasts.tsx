import { notifications as toasts } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import type { Notification } from '../api/types.js';

const SHOWN_FOR_MS = 8_000;

/** Says briefly what has just arrived, unless the page that is open shows it already. The bell keeps it. */
export function useArrivalToasts(items: Notification[] | undefined): void {
  const known = useRef<Set<string> | null>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    if (!items) return;
    const before = known.current;
    known.current = new Set(items.map(({ id }) => id));
    if (before === null) return;
    for (const { id, body, interaction, read } of items) {
      if (before.has(id) || read || (interaction && pathname.includes(interaction))) continue;
      toasts.show({
        id,
        autoClose: SHOWN_FOR_MS,
        withBorder: true,
        message: interaction ? (
          <Link to={`/interactions/${interaction}`} onClick={() => toasts.hide(id)}>
            {body}
          </Link>
        ) : (
          body
        ),
        closeButtonProps: { 'aria-label': 'Close this message' },
      });
    }
  }, [items, pathname]);
}
