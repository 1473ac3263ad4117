import { describe, expect, test } from '@jest/globals';
import type { Interaction } from '../api/types.js';
import { closeWords } from './close-words.js';

type Closed = Pick<Interaction, 'closeReason' | 'closedBy'>;
const alex = { id: 'a', name: 'Alex' };
const followUp = { rule: 'Customer went silent', when: 'agent_unanswered', afterMs: 2 * 86_400_000 } as const;

describe('why did this close', () => {
  test.each<[Closed, string | null]>([
    [{ closeReason: null, closedBy: null }, null],
    [{ closeReason: 'agent_ended', closedBy: null }, 'It was closed because an agent ended it.'],
    [{ closeReason: 'agent_ended', closedBy: { person: alex, followUp: null } }, 'Alex closed it.'],
    [
      { closeReason: 'taken_over_by_agent', closedBy: { person: alex, followUp: null } },
      'Alex closed it, because an agent took over from the virtual agent.',
    ],
    [
      { closeReason: 'no_response', closedBy: { person: null, followUp } },
      'The follow-up "Customer went silent" closed it: the customer had not answered for 2 days.',
    ],
    [
      {
        closeReason: 'auto_closed',
        closedBy: { person: null, followUp: { ...followUp, when: 'customer_unanswered', afterMs: 5_400_000 } },
      },
      'The follow-up "Customer went silent" closed it: the customer had waited for an answer for 90 minutes.',
    ],
  ])('%j: %s', (closed, words) => {
    expect(closeWords(closed)).toBe(words);
  });
});
