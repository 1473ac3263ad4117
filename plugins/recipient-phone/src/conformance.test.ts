import type { RecipientCandidate } from '@hailpoint/kernel';
import { describeRecipientValidator } from '@hailpoint/testkit';
import plugin from './index.js';

const candidate = (value: string, country = 'US'): RecipientCandidate => ({
  channel: 'sms',
  value,
  origin: 'record',
  personCountries: [{ source: 'user', country }],
  fallbackCountries: [{ source: 'sender', country: 'US' }],
});

describeRecipientValidator(
  'recipient-phone',
  {
    plugin: { definition: plugin },
    valid: [
      candidate('+1 202-555-0143'),
      candidate('(202) 555-0144'),
      candidate('020 7946 0123', 'GB'),
      { ...candidate('202 555 0145'), personCountries: [] },
    ],
    invalid: [candidate('202555'), candidate('not a number'), candidate('+12025550143 ext. 12')],
  },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
