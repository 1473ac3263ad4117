import type { ScheduledMessage, ScheduledState } from '../api/types.js';
import type { Tone } from '../theme/tag.js';

export const scheduledStates: Record<ScheduledState, { words: string; tone: Tone }> = {
  scheduled: { words: 'Scheduled', tone: 'info' },
  sending: { words: 'Being sent', tone: 'info' },
  sent: { words: 'Sent', tone: 'good' },
  needs_attention: { words: 'Not sent: needs you', tone: 'bad' },
  canceled: { words: 'Canceled', tone: 'neutral' },
};

/** Whether it can still be changed or canceled. */
export function isOpen({ state }: Pick<ScheduledMessage, 'state'>): boolean {
  return state === 'scheduled' || state === 'needs_attention';
}

/** Where it is opened in Compose. */
export function composeAddress({ interaction, id }: Pick<ScheduledMessage, 'interaction' | 'id'>): string {
  return `/interactions/${interaction}?compose=1&scheduled=${id}`;
}
