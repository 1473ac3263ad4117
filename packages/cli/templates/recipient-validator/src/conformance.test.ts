import type { RecipientCandidate } from '@hailpoint/kernel';
import { describeRecipientValidator } from '@hailpoint/testkit';
import myPlugin from './index.js';

const candidate = (value: string): RecipientCandidate => ({
  channel: 'sms',
  value,
  origin: 'record',
  personCountries: [{ source: 'user', country: 'US' }],
  fallbackCountries: [],
});

describeRecipientValidator(
  'my-plugin',
  {
    plugin: { definition: myPlugin, config: { blockedPrefixes: ['+1900'] } },
    valid: [candidate('+12025550143'), candidate(' +12025550144 ')],
    invalid: [candidate('+19005550143'), candidate('')],
  },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
