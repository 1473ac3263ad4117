import { expect, test } from '@jest/globals';
import { whyNotAgain } from './why-not-again.js';

test('only where a person can reply, a message can be sent again', () => {
  for (const state of ['new', 'work_in_progress', 'on_hold', 'wrap_up'] as const) {
    expect(whyNotAgain({ state, virtualAgent: false })).toBeNull();
    expect(whyNotAgain({ state, virtualAgent: true })).toContain('take over');
  }
  for (const state of ['closed_complete', 'closed_abandoned'] as const) {
    expect(whyNotAgain({ state, virtualAgent: false })).toContain('closed');
  }
});
