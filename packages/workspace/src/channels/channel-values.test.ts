import { expect, test } from '@jest/globals';
import type { ChannelConfiguration } from '../api/types.js';
import { changesOf, editedChannels, undoOf } from './channel-values.js';

const channel = (name: string, part: Partial<ChannelConfiguration> = {}): ChannelConfiguration => ({
  channel: name,
  name,
  active: true,
  order: 100,
  plugins: [],
  checkActiveRecipientProfile: false,
  manualRecipientEntry: false,
  requireOptIn: false,
  consentTexts: {},
  origin: 'default',
  locked: false,
  ...part,
});
const channels = [channel('a'), channel('b', { origin: 'override', order: 200 }), channel('c', { order: 300 })];

test('only what differs is saved', () => {
  const edited = { a: { active: true, order: 250 }, b: { active: true } };
  expect(changesOf(channels, edited)).toEqual([{ channel: 'a', values: { order: 250 } }]);
  expect(editedChannels(channels, edited).map((one) => one.channel)).toEqual(['b', 'a', 'c']);
});

test('undone is what was saved: taken back where nothing was set before', () => {
  const changes = [
    { channel: 'a', values: { order: 250 } },
    { channel: 'b', values: { active: false } },
  ];
  expect(undoOf(channels, changes)).toEqual([
    { channel: 'a', reset: true },
    { channel: 'b', values: { active: true } },
  ]);
});

test('what was taken back is set again', () => {
  expect(undoOf(channels, [{ channel: 'b', reset: true }])).toEqual([
    {
      channel: 'b',
      values: {
        active: true,
        order: 200,
        checkActiveRecipientProfile: false,
        manualRecipientEntry: false,
        requireOptIn: false,
      },
    },
  ]);
});
