import { exactDurationWords } from '../time/exact-duration-words.js';
import type { FollowUpRule } from './follow-up-rule.js';

/** "the customer has waited for an answer for 30 minutes", and the like. */
export function silenceWords({ when, afterMs }: Pick<FollowUpRule, 'when' | 'afterMs'>): string {
  const words = exactDurationWords(afterMs);
  return when === 'customer_unanswered'
    ? `the customer has waited for an answer for ${words}`
    : `the customer has not answered for ${words}`;
}
