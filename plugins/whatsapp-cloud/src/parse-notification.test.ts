import type { ChannelEvent } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import { parseNotification } from './parse-notification.js';

const ours = '106540352242922';
const timestamp = '1772442000';
const at = new Date('2026-03-02T09:00:00.000Z');

function parse(content: object, { field = 'messages', phoneNumberId = ours, stopsAll = false } = {}) {
  const metadata = { display_phone_number: '1 202-555-0100', phone_number_id: phoneNumberId };
  const change = { value: { messaging_product: 'whatsapp', metadata, ...content }, field };
  return parseAll({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [change] }] }, stopsAll);
}

function parseAll(notification: unknown, stopsAll = false): readonly ChannelEvent[] {
  return parseNotification(Buffer.from(JSON.stringify(notification)), {
    senderOf: (id) => (id === ours ? 'support' : null),
    marketingOptOutStopsAll: stopsAll,
  });
}

const inbound = (message: object) =>
  parse({ messages: [{ from: '12025550143', id: 'wamid.1', timestamp, ...message }] });
const bodyOf = (message: object) => inbound(message).map((event) => event.kind === 'message' && event.body);

describe('messages of customers', () => {
  test('A15: a text, to the sender that was written to, with the time of the customer', () => {
    expect(inbound({ type: 'text', text: { body: 'Grüße' } })).toEqual([
      {
        kind: 'message',
        eventId: 'wamid.1',
        carrierMessageId: 'wamid.1',
        from: '+12025550143',
        to: 'support',
        body: 'Grüße',
        media: [],
        at,
      },
    ]);
  });

  test('a picture by its id, with its caption', () => {
    const image = { caption: 'The door', mime_type: 'image/jpeg', sha256: 'x', id: '1166846181421424' };
    expect(inbound({ type: 'image', image })).toMatchObject([
      { body: 'The door', media: [{ reference: '1166846181421424', contentType: 'image/jpeg' }] },
    ]);
    const document = { filename: 'door.png', mime_type: 'image/png', id: '2' };
    expect(inbound({ type: 'document', document })).toMatchObject([
      { body: '', media: [{ reference: '2', contentType: 'image/png' }] },
    ]);
  });

  test.each([
    [{ type: 'button', button: { text: 'Confirm', payload: 'p' } }, 'Confirm'],
    [{ type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Yes' } } }, 'Yes'],
    [{ type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: '1', title: 'Monday' } } }, 'Monday'],
    [
      { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { body: 'Sent', response_json: '{}' } } },
      'Sent',
    ],
    [
      { type: 'interactive', interactive: { type: 'other_reply' } },
      '[The customer answered in a way that cannot be shown here (other reply).]',
    ],
    [
      { type: 'location', location: { latitude: 38.9, longitude: -77.03, name: 'Office' } },
      '[The customer sent a location: Office, 38.9, -77.03.]',
    ],
    [
      { type: 'contacts', contacts: [{ name: { formatted_name: 'Bo Lind' } }] },
      '[The customer sent contact details: Bo Lind.]',
    ],
    [{ type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } }, '[The customer reacted with 👍.]'],
    [{ type: 'reaction', reaction: { message_id: 'wamid.0' } }, '[The customer took a reaction back.]'],
    [
      { type: 'audio', audio: { mime_type: 'audio/ogg; codecs=opus', id: '3' } },
      '[The customer sent a voice message, which cannot be shown here.]',
    ],
    [
      { type: 'video', video: { mime_type: 'video/mp4', id: '3', caption: 'Look' } },
      'Look\n[The customer sent a video, which cannot be shown here.]',
    ],
    [
      { type: 'document', document: { mime_type: 'application/pdf', id: '3', filename: 'contract.pdf' } },
      '[The customer sent a document (contract.pdf), which cannot be shown here.]',
    ],
    [
      { type: 'sticker', sticker: { mime_type: 'image/webp', id: '3' } },
      '[The customer sent a sticker, which cannot be shown here.]',
    ],
    [
      { type: 'unsupported', errors: [{ code: 131051 }] },
      '[The customer sent something that cannot be shown here (unsupported).]',
    ],
    [{ type: 'request_welcome' }, '[The customer sent something that cannot be shown here (request welcome).]'],
    [{ type: '<b>' }, '[The customer sent something that cannot be shown here (unknown kind).]'],
  ])('%j', (message, body) => {
    expect(bodyOf(message)).toEqual([body]);
  });

  test('a customer who hides their number is known by their user id', () => {
    const message = {
      from_user_id: 'US.13491208655302741918',
      id: 'wamid.1',
      timestamp,
      type: 'text',
      text: { body: 'Hi' },
    };
    expect(parse({ messages: [message] })).toMatchObject([{ from: 'US.13491208655302741918' }]);
  });

  test('a number that is not ours is named, for the core to set the message aside', () => {
    const message = { from: '12025550143', id: 'wamid.1', timestamp, type: 'text', text: { body: 'Hi' } };
    expect(parse({ messages: [message] }, { phoneNumberId: '999999' })).toMatchObject([{ to: '+12025550100' }]);
  });

  test('that a customer has another number now is no message of theirs', () => {
    expect(inbound({ type: 'system', system: { body: 'changed', wa_id: '12025550144' } })).toEqual([]);
  });
});

describe('statuses', () => {
  const status = (change: object, options = {}) =>
    parse(
      { statuses: [{ id: 'wamid.1', status: 'sent', timestamp, recipient_id: '12025550143', ...change }] },
      options,
    );

  test.each(['sent', 'delivered', 'read'])('A12: %s, with our message id', (state) => {
    expect(status({ status: state, biz_opaque_callback_data: 'hailpoint:m-1' })).toEqual([
      { kind: 'receipt', eventId: `wamid.1:${state}`, carrierMessageId: 'wamid.1', messageId: 'm-1', state, at },
    ]);
  });

  test('failed, with the reason in words; by another system, without an id of ours', () => {
    const errors = [{ code: 131047, title: 'Re-engagement message', message: 'about +12025550143' }];
    const [event] = status({ status: 'failed', errors, biz_opaque_callback_data: 'their-own-id' });
    expect(event).toMatchObject({ state: 'failed', code: '131047', reason: expect.stringMatching(/24 hours ago/) });
    expect(event).not.toHaveProperty('messageId');
    expect(JSON.stringify(event)).not.toContain('2025550143');
    expect(status({ status: 'failed' })).toMatchObject([{ state: 'failed' }]);
  });

  test('stopped marketing is an opt-out only where the administrator wants it so', () => {
    const stopped = { status: 'failed', errors: [{ code: 131050 }] };
    expect(status(stopped)[0]).not.toHaveProperty('optedOut');
    expect(status(stopped, { stopsAll: true })).toMatchObject([{ code: '131050', optedOut: true }]);
  });

  test('what we sent from a number that was taken out of `senders` since is told by our message id', () => {
    const taken = { status: 'delivered', biz_opaque_callback_data: 'hailpoint:m-1' };
    expect(status(taken, { phoneNumberId: '999999' })).toMatchObject([{ messageId: 'm-1', state: 'delivered' }]);
    expect(status({ ...taken, biz_opaque_callback_data: 'theirs' }, { phoneNumberId: '999999' })).toEqual([]);
  });

  test('what says nothing about a message of ours gives no event', () => {
    expect(status({ status: 'played' })).toEqual([]);
    expect(status({ status: 'deleted' })).toEqual([]);
    expect(status({}, { phoneNumberId: '999999' })).toEqual([]);
    expect(status({}, { field: 'message_template_status_update' })).toEqual([]);
  });

  test('a notification may hold many, of several numbers and entries', () => {
    const change = (id: string) => ({
      field: 'messages',
      value: { metadata: { phone_number_id: ours }, statuses: [{ id, status: 'read', timestamp }] },
    });
    const entry = [
      { id: '1', changes: [change('wamid.1'), change('wamid.2')] },
      { id: '2', changes: [change('wamid.3')] },
    ];
    const events = parseAll({ object: 'whatsapp_business_account', entry });
    expect(events.map(({ eventId }) => eventId)).toEqual(['wamid.1:read', 'wamid.2:read', 'wamid.3:read']);
  });
});

test.each([
  ['{"object":"page"}', 'object'],
  ['[]', 'JSON'],
  ['not JSON', 'JSON'],
  ['{"object":"whatsapp_business_account","entry":{}}', 'entry'],
])('%s is refused by name', (body, field) => {
  const reader = { senderOf: () => null, marketingOptOutStopsAll: false };
  expect(() => parseNotification(Buffer.from(body), reader)).toThrow(
    expect.objectContaining({ code: 'invalid_notification', field }),
  );
});

test.each([
  [{ from: '12025550143', id: 'wamid.1', type: 'text', text: { body: 'Hi' } }, 'timestamp'],
  [{ from: '12025550143', timestamp, type: 'text', text: { body: 'Hi' } }, 'id'],
  [{ from: 12025550143, id: 'wamid.1', timestamp, type: 'text', text: { body: 'Hi' } }, 'from'],
  [{ from: '1; DROP', id: 'wamid.1', timestamp, type: 'text', text: { body: 'Hi' } }, 'from'],
  [{ id: 'wamid.1', timestamp, type: 'text', text: { body: 'Hi' } }, 'from_user_id'],
  [{ from: '12025550143', id: 'wamid.1', timestamp, type: 'image', image: { mime_type: 'image/png' } }, 'id'],
])('a message without what Meta documents is refused by name: %j', (message, field) => {
  expect(() => parse({ messages: [message] })).toThrow(expect.objectContaining({ field }));
});

describe('what cannot be read keeps nothing else from being read', () => {
  const stop = { from: '12025550144', id: 'wamid.2', timestamp, type: 'text', text: { body: 'STOP' } };
  const unreadable = {
    from: '12025550143',
    id: 'wamid.1',
    timestamp,
    type: 'image',
    image: { mime_type: 'image/png' },
  };
  const status = { id: 'wamid.3', status: 'read', timestamp };
  const metadata = { display_phone_number: '1 202-555-0100', phone_number_id: ours };
  const value = { messaging_product: 'whatsapp', metadata, messages: [stop] };
  const change = { field: 'messages', value };

  /** Its events are those that could be read. */
  function thrownBy(read: () => unknown): unknown {
    try {
      return read();
    } catch (error) {
      return error;
    }
  }

  test('a message beside others and their statuses', () => {
    expect(thrownBy(() => parse({ messages: [unreadable, stop], statuses: [status, {}] }))).toMatchObject({
      code: 'partly_unreadable',
      events: [{ eventId: 'wamid.2', body: 'STOP' }, { eventId: 'wamid.3:read' }],
      cause: { code: 'invalid_notification', field: 'id' },
    });
  });

  test.each([
    [
      'a message that is none',
      [{ id: '1', changes: [{ field: 'messages', value: { ...value, messages: [7, stop] } }] }],
    ],
    ['statuses that are no list', [{ id: '1', changes: [{ field: 'messages', value: { ...value, statuses: {} } }] }]],
    ['a change without a value', [{ id: '1', changes: [{ field: 'messages' }, change] }]],
    [
      'changes that are no list',
      [
        { id: '1', changes: 7 },
        { id: '2', changes: [change] },
      ],
    ],
    ['an entry that is none', [null, { id: '2', changes: [change] }]],
  ])('%s', (_what, entry) => {
    expect(thrownBy(() => parseAll({ object: 'whatsapp_business_account', entry }))).toMatchObject({
      code: 'partly_unreadable',
      events: [{ eventId: 'wamid.2', body: 'STOP' }],
    });
  });

  test('where nothing can be read, it is refused by name', () => {
    expect(thrownBy(() => parse({ messages: [unreadable] }))).toMatchObject({ code: 'invalid_notification' });
  });
});
