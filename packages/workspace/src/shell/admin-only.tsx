import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useHasRole } from '../api/me.js';
import { EmptyState } from '../theme/empty-state.js';

/** The server refuses others anyway; this says why instead of showing empty pages. */
export function AdminOnly({ children }: { children: ReactNode }) {
  if (useHasRole('admin')) return children;
  return (
    <EmptyState icon={<IconLock size={24} stroke={1.6} />} title="For admins only">
      These pages need the role admin. Ask an admin of your company to change a channel or a plugin.
    </EmptyState>
  );
}
