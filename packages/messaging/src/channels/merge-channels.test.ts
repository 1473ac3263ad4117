import { describe, expect, test } from '@jest/globals';
import { channelName } from './channel-name.js';
import { mergeChannels } from './merge-channels.js';

const carried = new Map([['sms', ['sms-simulator', 'sms-twilio']]]);

describe('effective channel configurations', () => {
  test('C1: a channel that a provider carries is there without any configuration', () => {
    expect(mergeChannels(carried, {}, new Map())).toEqual([
      {
        channel: 'sms',
        name: 'SMS',
        active: true,
        order: 100,
        plugins: ['sms-simulator', 'sms-twilio'],
        checkActiveRecipientProfile: false,
        manualRecipientEntry: false,
        requireOptIn: false,
        consentTexts: {},
        origin: 'default',
        locked: false,
      },
    ]);
  });

  test('C4: a channel that is configured and that nothing carries is listed without plugins', () => {
    expect(mergeChannels(new Map(), { whatsapp: { order: 5 } }, new Map())).toMatchObject([
      { channel: 'whatsapp', name: 'WhatsApp', plugins: [], order: 5, origin: 'file' },
    ]);
  });

  test('default < file < override, field by field', () => {
    const file = { sms: { order: 10, manualRecipientEntry: true } };
    const override = new Map([['sms', { order: 0, active: false }]]);
    expect(mergeChannels(carried, file, override)).toMatchObject([
      { active: false, order: 0, manualRecipientEntry: true, checkActiveRecipientProfile: false, origin: 'override' },
    ]);
  });

  test('a locked channel keeps what the file says', () => {
    const file = { sms: { order: 10, locked: true } };
    const override = new Map([['sms', { order: 0 }]]);
    expect(mergeChannels(carried, file, override)).toMatchObject([{ order: 10, origin: 'file', locked: true }]);
  });

  test("A5: the admin's order counts, then the channel's name", () => {
    const all = new Map(['sms', 'whatsapp', 'email', 'line'].map((channel) => [channel, ['p']]));
    const order = mergeChannels(all, { whatsapp: { order: 1 }, email: { order: 200 } }, new Map()).map(
      ({ channel }) => channel,
    );
    expect(order).toEqual(['whatsapp', 'line', 'sms', 'email']);
  });

  test('names for people', () => {
    expect(['sms', 'whatsapp', 'apple_messages', 'x', 'constructor'].map(channelName)).toEqual([
      'SMS',
      'WhatsApp',
      'Apple messages',
      'X',
      'Constructor',
    ]);
  });
});
