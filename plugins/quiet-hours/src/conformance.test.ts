import type { AvailabilitySituation } from '@hailpoint/kernel';
import { describeAvailabilityPolicy } from '@hailpoint/testkit';
import plugin from './index.js';

const situation = (at: string, person: Partial<AvailabilitySituation['person'] & object>): AvailabilitySituation => ({
  channel: 'sms',
  at: new Date(at),
  sender: { id: 'support', address: '+12025550100' },
  recipientId: '+12025550143',
  person: { reference: { source: 'hailpoint', id: 'ada' }, ...person },
  countries: [{ source: 'user', country: person.country ?? 'US' }],
  lastInboundAt: null,
  template: null,
});

describeAvailabilityPolicy(
  'quiet-hours',
  {
    plugin: { definition: plugin, config: { start: '21:00', end: '08:00' } },
    available: [
      situation('2026-01-05T17:00:00Z', { timeZone: 'America/New_York' }),
      situation('2026-07-05T10:00:00Z', { timeZone: 'Europe/Berlin' }),
    ],
    unavailable: [
      situation('2026-01-05T03:00:00Z', { timeZone: 'America/New_York' }),
      situation('2026-01-05T14:00:00Z', { country: 'US' }),
      situation('2026-03-28T23:30:00Z', { timeZone: 'Europe/Berlin' }),
    ],
  },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
