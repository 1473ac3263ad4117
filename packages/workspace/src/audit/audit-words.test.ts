import { expect, test } from '@jest/globals';
import { auditPlace, auditWords } from './audit-words.js';

const impact = { channels: ['sms'], senders: [], openConversations: 2, queuedMessages: 0 };

test.each<[Record<string, unknown>, string]>([
  [{ enabled: false }, 'Switched off'],
  [{ enabled: true, order: 5 }, 'Switched on; order set to 5'],
  [{ config: { senders: [], level: null } }, 'Configuration set: senders; configuration taken back: level'],
  [{ contributionOrders: { One: 5, Two: null } }, 'Order of One set to 5; order of Two taken back'],
  [{ reset: ['order'] }, 'Taken back to the file'],
  [{ undo: 'an-id' }, 'Earlier change undone'],
  [{}, 'Plugin changed'],
])('a change of a plugin: %j', (change, what) => {
  expect(auditWords({ action: 'plugin.changed', detail: { change } }).what).toBe(what);
});

test('what a change of a plugin came to; no value of its configuration', () => {
  const change = { config: { token: '$' + '{TOKEN}' } };
  const actions = [{ plugin: 'crm', action: 'stop_sending' }];
  const words = auditWords({
    action: 'plugin.changed',
    detail: { change, before: {}, after: change, actions, impact },
  });
  expect(words.details).toEqual([
    { label: 'crm', value: 'stopped sending' },
    { label: 'Channels that nothing carries', value: 'sms' },
    { label: 'Open conversations', value: '2' },
  ]);
  expect(JSON.stringify(words)).not.toContain('TOKEN');
  const refused = { actions: [{ plugin: 'crm', action: 'reconfigure', problem: 'configuration_invalid' }], impact: {} };
  expect(auditWords({ action: 'plugin.change_refused', detail: refused })).toEqual({
    what: 'Change of a plugin refused',
    details: [{ label: 'crm', value: 'configuration invalid' }],
  });
});

test('a channel: only what differs, with what it was', () => {
  const detail = { active: false, order: 100, before: { order: 100 } };
  expect(auditWords({ action: 'channel.configured', detail })).toEqual({
    what: 'Channel configured',
    details: [{ label: 'Active', value: 'off (was not set here before)' }],
  });
  expect(auditWords({ action: 'channel.reset', detail: { before: { active: false } } }).details).toEqual([
    { label: 'Active', value: 'before: off' },
  ]);
});

test('others, and ones that nobody knows', () => {
  expect(auditWords({ action: 'user.signed_in', detail: { with: 'link' } })).toEqual({
    what: 'Signed in',
    details: [{ label: 'With', value: 'link' }],
  });
  expect(auditWords({ action: 'access_token_created', detail: { operatingSystemUser: 'root' } })).toEqual({
    what: 'Access token made',
    details: [{ label: "Operating system's user", value: 'root' }],
  });
  expect(auditWords({ action: 'thing.done_so', detail: { counts: { fromFile: 2 }, note: null } })).toEqual({
    what: 'Thing done so',
    details: [{ label: 'Counts', value: 'from file: 2' }],
  });
});

test.each([
  ['plugin.changed', './plugins/mine.mjs', '/admin/plugins/.%2Fplugins%2Fmine.mjs'],
  ['channel.configured', 'sms', '/admin/channels'],
  ['message_sent_by_command', 'IMS0000001', '/interactions/IMS0000001'],
  ['configuration_file.used', 'hailpoint.yaml', null],
])('where %s leads', (action, subject, place) => {
  expect(auditPlace({ action, subject })).toBe(place);
});
