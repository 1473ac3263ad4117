import { AvailabilityPolicy, type AvailabilitySituation } from '@hailpoint/kernel';
import { createTestHost } from '@hailpoint/testkit';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CustomerServiceWindow } from './customer-service-window.js';
import whatsAppCloud from './index.js';
import { WhatsAppCloudConfig, WhatsAppTemplateConfig } from './whatsapp-cloud-config.js';

const template = Object.assign(new WhatsAppTemplateConfig(), { name: 'reminder', language: 'en', body: 'Hello' });
const policy = windowWith([template]);

function windowWith(templates: WhatsAppTemplateConfig[]): CustomerServiceWindow {
  return new CustomerServiceWindow(Object.assign(new WhatsAppCloudConfig(), { templates }));
}

function ask(at: string | Date, lastInboundAt: string | Date | null, more: Partial<AvailabilitySituation> = {}) {
  return policy.isChannelAvailable({
    channel: 'whatsapp',
    at: new Date(at),
    sender: { id: 'support', address: '+12025550100' },
    recipientId: '+12025550143',
    person: null,
    countries: [],
    lastInboundAt: lastInboundAt === null ? null : new Date(lastInboundAt),
    template: null,
    ...more,
  });
}

describe('the customer service window', () => {
  test('is for WhatsApp only', () => {
    expect(policy.isValidForChannel('whatsapp')).toBe(true);
    expect(policy.isValidForChannel('sms')).toBe(false);
  });

  test.each([
    // [the customer's last message, the moment of ours, free text goes, why this row]
    ['2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000Z', true, 'at once'],
    ['2026-03-02T09:00:00.000Z', '2026-03-03T08:59:58.000Z', true, 'two seconds before its end'],
    ['2026-03-02T09:00:00.000Z', '2026-03-03T08:59:59.000Z', true, 'a second before its end'],
    ['2026-03-02T09:00:00.000Z', '2026-03-03T08:59:59.999Z', true, 'a millisecond before its end'],
    ['2026-03-02T09:00:00.000Z', '2026-03-03T09:00:00.000Z', false, 'at its end exactly'],
    ['2026-03-02T09:00:00.000Z', '2026-03-03T09:00:01.000Z', false, 'a second after its end'],
    ['2026-03-02T09:00:00.500Z', '2026-03-03T09:00:00.000Z', true, 'half a second is counted'],
    ['2026-03-02T23:59:59.000Z', '2026-03-03T23:59:58.000Z', true, 'over midnight, a second before'],
    ['2026-03-02T23:59:59.000Z', '2026-03-03T23:59:59.000Z', false, 'over midnight, at its end'],
    // New York: 2026-03-08 has 23 hours and 2026-11-01 has 25, and the window 24 in both.
    [
      '2026-03-07T12:00:00-05:00',
      '2026-03-08T12:59:59-04:00',
      true,
      'clocks forward: the day is shorter, not the window',
    ],
    ['2026-03-07T12:00:00-05:00', '2026-03-08T13:00:00-04:00', false, 'clocks forward, at its end'],
    ['2026-10-31T12:00:00-04:00', '2026-11-01T10:59:59-05:00', true, 'clocks back: the day is longer, not the window'],
    ['2026-10-31T12:00:00-04:00', '2026-11-01T11:00:00-05:00', false, 'clocks back, at its end'],
    // London, in the hour that comes twice.
    ['2026-10-25T01:30:00+01:00', '2026-10-26T00:29:59+00:00', true, 'from the first half past one'],
    ['2026-10-25T01:30:00+01:00', '2026-10-26T00:30:00+00:00', false, 'from the first half past one, at its end'],
    ['2026-10-25T01:30:00+00:00', '2026-10-26T01:29:59+00:00', true, 'from the second half past one'],
    // Leap day, and a year that has none.
    ['2028-02-28T10:00:00Z', '2028-02-29T09:59:59Z', true, 'into the leap day'],
    ['2028-02-28T10:00:00Z', '2028-02-29T10:00:00Z', false, 'into the leap day, at its end'],
    ['2028-02-29T10:00:00Z', '2028-03-01T09:59:59Z', true, 'out of the leap day'],
    ['2028-02-29T10:00:00Z', '2028-03-01T10:00:00Z', false, 'out of the leap day, at its end'],
    ['2027-02-28T10:00:00Z', '2027-03-01T09:59:59Z', true, 'no leap day'],
    ['2027-02-28T10:00:00Z', '2027-03-01T10:00:00Z', false, 'no leap day, at its end'],
    ['2026-12-31T23:59:59Z', '2027-01-01T23:59:58Z', true, 'over new year'],
    ['2026-12-31T23:59:59Z', '2027-01-01T23:59:59Z', false, 'over new year, at its end'],
  ])('last message %s, ours %s: open %s (%s)', (last, at, open) => {
    const answer = ask(at, last);
    expect(answer.available).toBe(open);
    if (!answer.available) expect(answer.code).toBe('outside_window');
    else expect(answer.until).toEqual(new Date(new Date(last).getTime() + 86_400_000));
  });

  test('property: open exactly while fewer than 24 hours have passed, whatever the clocks of any place do', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: -3, max: 90_000 }),
        (last, seconds) => {
          const at = new Date(last.getTime() + seconds * 1_000);
          expect(ask(at, last).available).toBe(seconds < 86_400);
        },
      ),
    );
  });

  test('inside of it the agent is told what holds, and until when', () => {
    expect(ask('2026-03-03T08:59:59Z', '2026-03-02T09:00:00Z')).toEqual({
      available: true,
      note: 'WhatsApp takes free text for 24 hours after the customer’s last message; after that, only a template.',
      until: new Date('2026-03-03T09:00:00Z'),
    });
  });

  test('an approved template goes at any time, and nobody in particular has no window', () => {
    expect(ask('2026-03-09T09:00:00Z', '2026-03-02T09:00:00Z', { template: 'reminder:en' })).toEqual({
      available: true,
    });
    expect(ask('2026-03-09T09:00:00Z', null, { template: 'reminder:en' })).toEqual({ available: true });
    expect(ask('2026-03-09T09:00:00Z', null, { recipientId: null })).toEqual({ available: true });
  });

  test('outside of it the agent reads why, and that a template is the way', () => {
    const late = ask('2026-03-09T09:00:00Z', '2026-03-02T09:00:00Z');
    const never = ask('2026-03-09T09:00:00Z', null);
    expect(late).toEqual({
      available: false,
      code: 'outside_window',
      reason:
        'The customer last wrote to this WhatsApp number 24 hours ago or more, so no free text can be sent. Choose an approved template; when the customer answers, free text can be sent for 24 hours.',
    });
    expect(never).toMatchObject({
      available: false,
      reason: expect.stringMatching(
        /^The customer has not written to this WhatsApp number yet, so .* approved template/,
      ),
    });
    expect(windowWith([]).isChannelAvailable({ ...situationOf(late), template: null })).toMatchObject({
      reason: expect.stringMatching(/none is set up: ask your administrator/),
    });
  });

  test('refuses through the extension point, with the plugin as it is configured', async () => {
    const host = await createTestHost({
      plugins: [whatsAppCloud],
      config: {
        'whatsapp-cloud': {
          accessToken: '$' + '{T}',
          appSecret: '$' + '{T}',
          verifyToken: '$' + '{T}',
          senders: [{ phoneNumberId: '106540352242922', address: '+12025550100', name: 'Support' }],
        },
      },
      environment: { T: 'text' },
    });
    const { refusals } = await host.points.veto(
      AvailabilityPolicy,
      (one) => one.isValidForChannel('whatsapp'),
      (one, context) => one.isChannelAvailable(situationOf(null), context),
    );
    expect(refusals).toMatchObject([{ plugin: 'whatsapp-cloud', code: 'outside_window' }]);
    await host.stop();
  });
});

function situationOf(_: unknown): AvailabilitySituation {
  return {
    channel: 'whatsapp',
    at: new Date('2026-03-09T09:00:00Z'),
    sender: { id: 'support', address: '+12025550100' },
    recipientId: '+12025550143',
    person: null,
    countries: [],
    lastInboundAt: null,
    template: null,
  };
}
