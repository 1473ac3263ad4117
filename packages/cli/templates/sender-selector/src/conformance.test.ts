import type { SelectableSender, SenderSituation } from '@hailpoint/kernel';
import { describeSenderSelector } from '@hailpoint/testkit';
import myPlugin from './index.js';

const sender = (id: string, address: string): SelectableSender => ({
  id,
  address,
  name: 'Support',
  country: 'US',
  group: 'default',
  plugin: 'carrier',
  health: { circuit: 'closed', failuresInARow: 0, waitMs: 0 },
});

const situation = (running: string | null): SenderSituation => ({
  channel: 'sms',
  at: new Date('2026-01-05T12:00:00Z'),
  recipient: { recipientId: '+12025550143', country: 'US' },
  person: { reference: { source: 'hailpoint', id: 'ada' }, country: 'US' },
  senders: [sender('support', '+12025550100'), sender('sales', '+12025550101')],
  running,
  lastUsed: running,
});

describeSenderSelector(
  'my-plugin',
  {
    plugin: { definition: myPlugin, config: { preferred: ['sales', 'support'] } },
    situations: [situation(null), situation('support')],
  },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
