import type { Reconciliation } from '../api/types.js';
import type { Tone } from '../theme/tag.js';

/** How a comparison stands, in a word. */
export function reconciliationStanding({ state, figures }: Pick<Reconciliation, 'state' | 'figures'>): {
  words: string;
  tone: Tone;
} {
  if (state === 'waiting') return { words: 'Waiting', tone: 'neutral' };
  if (state === 'running') return { words: 'Under way', tone: 'info' };
  if (state === 'failed') return { words: 'Failed', tone: 'bad' };
  const { receiptsAdded, inboundRecovered, notTaken, unknownToUs, missingAtCarrier } = figures;
  if (notTaken + unknownToUs + missingAtCarrier > 0) return { words: 'Differs', tone: 'warn' };
  if (receiptsAdded + inboundRecovered > 0) return { words: 'Put right', tone: 'good' };
  return { words: 'Agrees', tone: 'good' };
}
