import { confirmationsOf } from './confirmations.js';
import type { PreflightView } from './use-preflight.js';

/** Whether Send can be pressed, and if not, what is missing. */
export type SendReadiness = { ready: true } | { ready: false; missing: string };

interface Situation {
  /** Nothing to ask a preflight for yet: a sentence says what is missing. */
  incomplete: string | null;
  view: PreflightView;
  /** Subjects of the confirmations that were given. */
  confirmed: ReadonlySet<string>;
  uploading: boolean;
}

export function sendReadiness({ incomplete, view, confirmed, uploading }: Situation): SendReadiness {
  const { preflight, current, error } = view;
  if (incomplete) return { ready: false, missing: incomplete };
  if (uploading) return { ready: false, missing: 'Wait until the attachment is uploaded.' };
  // When the question failed, pressing Send asks it again.
  if (error) return { ready: true };
  if (!preflight) return { ready: false, missing: 'Working out what will happen…' };
  if (current && preflight.templateOnly) {
    return { ready: false, missing: 'Choose a template: free text cannot be sent now.' };
  }
  // A field may have been put right since: then Send asks anew instead of waiting.
  const blocker = preflight.blockers.find(({ field }) => current || field === null);
  if (blocker) return { ready: false, missing: blocker.reason };
  const open = confirmationsOf(preflight).filter(({ subject }) => !confirmed.has(subject));
  if (open.length === 0) return { ready: true };
  return {
    ready: false,
    missing:
      open.length === 1 ? 'Confirm the warning first: tick its box.' : `Confirm the ${open.length} warnings first.`,
  };
}
