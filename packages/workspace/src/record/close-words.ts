import type { Interaction } from '../api/types.js';
import { closeReasonWords } from '../interactions/interaction-words.js';
import { durationWords } from '../shell/duration-words.js';

/** Why a record was closed, and by whom: one sentence. `null`: nobody knows any more. */
export function closeWords({ closeReason, closedBy }: Pick<Interaction, 'closeReason' | 'closedBy'>): string | null {
  const followUp = closedBy?.followUp;
  if (followUp) {
    const silence = durationWords(followUp.afterMs);
    return followUp.when === 'agent_unanswered'
      ? `The follow-up "${followUp.rule}" closed it: the customer had not answered for ${silence}.`
      : `The follow-up "${followUp.rule}" closed it: the customer had waited for an answer for ${silence}.`;
  }
  if (closeReason === null) return null;
  const person = closedBy?.person;
  if (!person) return `It was closed because ${closeReasonWords[closeReason]}.`;
  if (closeReason === 'agent_ended') return `${person.name} closed it.`;
  return `${person.name} closed it, because ${closeReasonWords[closeReason]}.`;
}
