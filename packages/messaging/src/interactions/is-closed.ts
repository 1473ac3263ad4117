import type { InteractionState } from '@hailpoint/store';

/** Active means not closed; closed is final. */
export function isClosed(state: InteractionState): boolean {
  return state === 'closed_complete' || state === 'closed_abandoned';
}
