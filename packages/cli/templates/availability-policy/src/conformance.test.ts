import type { AvailabilitySituation } from '@hailpoint/kernel';
import { describeAvailabilityPolicy } from '@hailpoint/testkit';
import myPlugin from './index.js';

const situation = (at: string): AvailabilitySituation => ({
  channel: 'sms',
  at: new Date(at),
  sender: { id: 'support', address: '+12025550100' },
  recipientId: '+12025550143',
  person: { reference: { source: 'hailpoint', id: 'ada' }, country: 'US' },
  countries: [{ source: 'user', country: 'US' }],
  lastInboundAt: null,
  template: null,
});

describeAvailabilityPolicy(
  'my-plugin',
  {
    plugin: { definition: myPlugin, config: { holidays: ['2026-12-25', '2026-12-26'] } },
    available: [situation('2026-12-24T12:00:00Z')],
    unavailable: [situation('2026-12-25T12:00:00Z'), situation('2026-12-26T23:59:59Z')],
  },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
