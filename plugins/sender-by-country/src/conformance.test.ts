import { describeSenderSelector } from '@hailpoint/testkit';
import plugin from './index.js';
import { sender, situation } from './testing/sender.js';

const senders = [sender('support-us', 'US'), sender('support-de', 'DE'), sender('support-uk', 'GB')];
const resting = [sender('support-us', 'US'), sender('support-de', 'DE', { circuit: 'open' })];

describeSenderSelector(
  'sender-by-country',
  {
    plugin: {
      definition: plugin,
      config: { countries: [{ country: 'DE', senders: ['support-de', 'support-uk'] }], others: ['support-us'] },
    },
    situations: [
      situation(senders, { country: 'DE' }),
      situation(senders, { country: 'GB' }),
      situation(senders, { country: 'FR' }),
      situation(senders, { country: 'GB', running: 'support-us', lastUsed: 'support-us' }),
      situation(resting, { country: 'DE' }),
    ],
  },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
