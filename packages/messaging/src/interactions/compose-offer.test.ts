import { expect, test } from '@jest/globals';
import { composeOffer } from './compose-offer.js';

test('A4: a closed conversation is not called one to reply in', () => {
  const context = { anySender: () => true };
  const codeOf = (state: 'work_in_progress' | 'closed_complete' | 'closed_abandoned') =>
    composeOffer({ type: 'messaging', state }, context).code;
  expect(codeOf('work_in_progress')).toBe('interaction_is_messaging');
  expect(codeOf('closed_complete')).toBe('interaction_closed');
  expect(codeOf('closed_abandoned')).toBe('interaction_closed');
});
