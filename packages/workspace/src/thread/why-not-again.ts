import type { Interaction } from '../api/types.js';
import { isClosed } from '../interactions/interaction-words.js';

/** Why a message of unknown outcome cannot be sent again where it stands, and what to do instead. `null`: it can be. */
export function whyNotAgain({ state, virtualAgent }: Pick<Interaction, 'state' | 'virtualAgent'>): string | null {
  if (isClosed(state)) return 'This conversation is closed: to send it again, compose it anew.';
  if (virtualAgent) return 'The virtual agent has this conversation: to send it again, compose it anew, and take over.';
  return null;
}
