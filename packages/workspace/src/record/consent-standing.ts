import type { ConsentStanding } from '../api/types.js';
import type { Tone } from '../theme/tag.js';

const standings: Readonly<Record<ConsentStanding, { words: string; tone: Tone }>> = {
  opted_out: { words: 'Opted out', tone: 'bad' },
  opted_in: { words: 'Opted in', tone: 'good' },
  unknown: { words: 'Not opted out', tone: 'neutral' },
};

/** What holds for a recipient, in a word or two. `code`: of the check, which knows whether the channel asks for an opt-in. */
export function consentStanding({ state, code }: { state: ConsentStanding; code?: string }) {
  return code === 'opt_in_required' ? { words: 'Not opted in', tone: 'warn' as const } : standings[state];
}
