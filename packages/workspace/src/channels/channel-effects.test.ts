import { expect, test } from '@jest/globals';
import type { ChannelConfiguration } from '../api/types.js';
import { channelEffects, offeredWords } from './channel-effects.js';

const channel = (name: string, part: Partial<ChannelConfiguration> = {}): ChannelConfiguration => ({
  channel: name.toLowerCase(),
  name,
  active: true,
  order: 100,
  plugins: ['some'],
  checkActiveRecipientProfile: false,
  manualRecipientEntry: false,
  requireOptIn: false,
  consentTexts: {},
  origin: 'default',
  locked: false,
  ...part,
});

test('what agents will see: active and carried ones, in their order', () => {
  const off = channel('Line', { active: false });
  const bare = channel('RCS', { plugins: [] });
  expect(offeredWords([channel('SMS'), off, bare, channel('WhatsApp')])).toBe('Agents will see SMS, then WhatsApp.');
  expect(offeredWords([off, bare])).toBe('Agents will see no channel: no message can be composed.');
});

test.each<[Partial<ChannelConfiguration>, Partial<ChannelConfiguration>, RegExp]>([
  [{}, { active: false }, /^Agents cannot start conversations on SMS/],
  [{ active: false }, {}, /^Agents can start conversations on SMS\.$/],
  [{ active: false, plugins: [] }, { plugins: [] }, /no plugin that is switched on carries it/],
  [{}, { checkActiveRecipientProfile: true }, /only to numbers with an active profile/],
  [{ checkActiveRecipientProfile: true }, {}, /without an active profile, too/],
  [{}, { manualRecipientEntry: true }, /enter a number by hand/],
  [{ manualRecipientEntry: true }, {}, /only from the numbers of the record/],
  [{}, { requireOptIn: true }, /only to people who opted in/],
  [{ requireOptIn: true }, {}, /everybody who has not opted out/],
])('from %j to %j', (then, now, words) => {
  const [, ...effects] = channelEffects([channel('SMS', then)], [channel('SMS', now)]);
  expect(effects).toEqual([expect.stringMatching(words)]);
});

test('only what differs has an effect', () => {
  expect(channelEffects([channel('SMS')], [channel('SMS')])).toEqual(['Agents will see SMS.']);
});

test('one that is switched off says what becomes of what it has in hand', () => {
  const plan = { channel: 'sms', openConversations: 2, queuedMessages: 1, scheduledMessages: 0, consequences: [] };
  const off = channel('SMS', { active: false });
  expect(channelEffects([channel('SMS')], [off], [plan]).slice(2)).toEqual([
    '2 conversations stay open.',
    '1 message that is queued is still sent.',
  ]);
  expect(channelEffects([off], [channel('SMS')], [plan])).toHaveLength(2);
});
