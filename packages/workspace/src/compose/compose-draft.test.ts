import { describe, expect, test } from '@jest/globals';
import type { ComposeChannel, ComposeOptions, ComposeRecipient } from '../api/types.js';
import { examplePreflight } from '../testing/example-preflight.js';
import { completeDraft, compositionOf, emptyDraft, OTHER, shownSender } from './compose-draft.js';

function recipient(parts: Partial<ComposeRecipient>): ComposeRecipient {
  return {
    recipientId: '+12025550143',
    written: '+12025550143',
    label: 'Mobile',
    derivation: null,
    available: true,
    reasons: [],
    currentOwner: null,
    defaultSender: null,
    defaultSenderExplanation: null,
    consents: [],
    ...parts,
  };
}

function channel(parts: Partial<ComposeChannel> = {}): ComposeChannel {
  return {
    channel: 'sms',
    name: 'SMS',
    order: 100,
    available: true,
    reasons: [],
    recipients: [recipient({})],
    manualEntry: true,
    senders: [{ id: 'care', address: '+12025550100', name: 'Care', plugin: 'sms-simulator', group: 'default' }],
    defaultSender: 'care',
    text: { maxLength: 1600, encoding: 'sms' },
    attachments: null,
    ...parts,
  };
}

function options(...channels: ComposeChannel[]): ComposeOptions {
  return {
    interaction: 'IMS0000001',
    person: null,
    personExplanation: '',
    channels,
    runningConversations: [],
    warnings: [],
    timeZones: { recipient: null, agent: null },
  };
}

describe('the defaults of the compose form', () => {
  test('A5: the first channel that can be used', () => {
    const blocked = channel({ channel: 'whatsapp', available: false });
    expect(completeDraft(emptyDraft, options(blocked, channel())).channel).toBe('sms');
  });

  test('A6: the first recipient that is not blocked', () => {
    const offered = channel({
      recipients: [recipient({ available: false }), recipient({ recipientId: '+12025550144' })],
    });
    expect(completeDraft(emptyDraft, options(offered)).to).toBe('+12025550144');
  });

  test('A8: Other only when the channel allows it', () => {
    const without = channel({ recipients: [], manualEntry: false });
    expect(completeDraft(emptyDraft, options(channel({ recipients: [] }))).to).toBe(OTHER);
    expect(completeDraft({ ...emptyDraft, to: OTHER }, options(without)).to).toBe('');
  });

  test('a recipient that is no longer offered is not kept', () => {
    const draft = { ...emptyDraft, channel: 'sms', to: '+12025550199' };
    expect(completeDraft(draft, options(channel())).to).toBe('+12025550143');
  });
});

describe('what is sent', () => {
  test('A9: a sender only when it was chosen by hand', () => {
    const offered = channel();
    const draft = completeDraft({ ...emptyDraft, body: 'Hello' }, options(offered));
    const sent = { channel: 'sms', to: { recipientId: '+12025550143' }, body: 'Hello' };
    expect(compositionOf(draft, offered).composition).toEqual(sent);
    expect(compositionOf({ ...draft, from: 'care' }, offered).composition).toEqual({ ...sent, from: 'care' });
  });

  test('A8: a typed number goes as it was typed', () => {
    const draft = { ...emptyDraft, channel: 'sms', to: OTHER, manual: ' 0202 555 0143 ', body: 'Hello' };
    expect(compositionOf(draft, channel()).composition).toEqual({
      channel: 'sms',
      to: { manual: '0202 555 0143' },
      body: 'Hello',
    });
  });

  test('without a number there is nothing to ask, and it says so', () => {
    const draft = { ...emptyDraft, channel: 'sms', to: OTHER };
    expect(compositionOf(draft, channel())).toEqual({
      composition: null,
      incomplete: 'Enter the number to send to.',
    });
  });
});

describe('the sender that is shown', () => {
  const offered = channel({
    recipients: [recipient({ defaultSender: 'uk', defaultSenderExplanation: 'Of the country' })],
  });
  const draft = completeDraft(emptyDraft, options(offered));
  const sender = { ...examplePreflight().sender!, id: 'us', explanation: 'The other is given a rest' };

  test('the one of the recipient, with the reason', () => {
    expect(shownSender(draft, offered, undefined)).toEqual({ id: 'uk', why: 'Of the country' });
  });

  test('the preflight knows better, as far as it is about this recipient', () => {
    expect(shownSender(draft, offered, examplePreflight({ sender }))).toEqual({
      id: 'us',
      why: 'The other is given a rest',
    });
    const ofAnother = { ...examplePreflight().recipient!, recipientId: '+12025550144' };
    expect(shownSender(draft, offered, examplePreflight({ sender, recipient: ofAnother })).id).toBe('uk');
    expect(shownSender(draft, offered, examplePreflight({ sender, channel: 'whatsapp' })).id).toBe('uk');
  });

  test('a typed number: what the preflight says, else the first', () => {
    const typed = { ...draft, to: OTHER, manual: '+12025550144' };
    expect(shownSender(typed, offered, undefined)).toEqual({ id: 'care', why: null });
    expect(shownSender(typed, offered, examplePreflight({ sender })).id).toBe('us');
  });

  test('one that was chosen by hand needs no reason', () => {
    expect(shownSender({ ...draft, from: 'care' }, offered, examplePreflight({ sender }))).toEqual({
      id: 'care',
      why: null,
    });
  });
});

test('a recipient kept back only by what ends by itself can be chosen: the message can be sent later', () => {
  const night = { code: 'quiet_hours', reason: 'Night.', until: '2026-03-03T13:00:00.000Z' };
  const chosen = (reasons: ComposeRecipient['reasons']) =>
    completeDraft(
      emptyDraft,
      options(channel({ manualEntry: false, recipients: [recipient({ available: false, reasons })] })),
    ).to;
  expect(chosen([night])).toBe('+12025550143');
  expect(chosen([night, { code: 'opted_out', reason: 'They said stop.' }])).toBe('');
  expect(chosen([])).toBe('');
});
