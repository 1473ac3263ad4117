import { describe, expect, test } from '@jest/globals';
import { storyLines } from '../testing/story-lines.js';
import { preflightOf } from '../testing/story-preflight.js';
import type { EntryFacts, InteractionFacts, MessageFacts, StoryFacts } from './story-facts.js';
import { tellStory } from './tell-story.js';

const day = '2026-03-02';
/** A moment of the day, such as `at('09:00:01.300')`. */
const at = (time: string) =>
  new Date(`${day}T${time}${time.length === 5 ? ':00' : ''}${time.includes('.') ? '' : '.000'}Z`);
const alex = { id: 'alex', name: 'Alex Reed' };
const maria = { id: 'maria', name: 'Maria Lopez' };

const conversation: InteractionFacts = {
  id: 'c1',
  number: 'IMS0000031',
  type: 'messaging',
  state: 'work_in_progress',
  channel: 'sms',
  person: maria,
  assignedTo: alex,
  virtualAgent: false,
  source: 'IMS0000029',
  context: null,
  continuedIn: null,
  liveGroup: [{ ...alex, addedAt: at('09:00') }],
  closeReason: null,
  scheduled: { next: null, needAttention: 0 },
  openedAt: at('09:00'),
  closedAt: null,
  virtualAgentStopped: null,
};

const record: InteractionFacts = {
  ...conversation,
  id: 'r1',
  number: 'IMS0000029',
  type: 'phone',
  channel: null,
  source: null,
  liveGroup: [],
  openedAt: at('08:40'),
};

const message: MessageFacts = {
  id: 'm1',
  conversation: 'IMS0000031',
  source: 'IMS0000029',
  direction: 'outbound',
  author: { kind: 'agent', ...alex },
  person: 'Maria Lopez',
  channel: 'sms',
  plugin: 'sms-twilio',
  characters: 42,
  attachments: 0,
  encoding: 'gsm7',
  segments: 1,
  state: 'queued',
  cause: null,
  stateAt: at('09:00'),
  carrierMessageId: null,
  dueAt: null,
  expiresAt: null,
  createdAt: at('09:00'),
  preflight: preflightOf(),
  attempts: [],
  lookUps: [],
  receipts: [],
  behind: null,
};

const accepted = {
  attempt: 1,
  plugin: 'sms-twilio',
  startedAt: at('09:00:00.100'),
  endedAt: at('09:00:00.400'),
  outcome: 'accepted',
  code: null,
  reason: null,
  settledAt: null,
} as const;
const receipt = (state: 'sent' | 'delivered' | 'undelivered', carrier: string, received = carrier) =>
  ({
    eventId: `${state}-${received}`,
    state,
    code: null,
    reason: null,
    carrierTime: at(carrier),
    receivedAt: at(received),
  }) as const;

const facts = (more: Partial<StoryFacts>): StoryFacts => ({
  now: at('12:00'),
  message: null,
  interaction: conversation,
  messages: [],
  entries: [],
  names: { alex: 'Alex Reed', noor: 'Noor Haddad' },
  carried: () => true,
  span: { from: null, until: null },
  nextCursor: null,
  ...more,
});
const ofMessage = (more: Partial<MessageFacts>) =>
  storyLines(tellStory(facts({ message: 'm1', messages: [{ ...message, ...more }] })));
const entry = (event: EntryFacts['event'], time: string, user: EntryFacts['user'] = alex): EntryFacts => ({
  id: time,
  at: at(time),
  message: null,
  user,
  event,
});

describe('the story of a message', () => {
  test('delivered', () => {
    const story = ofMessage({
      state: 'delivered',
      attempts: [accepted],
      receipts: [receipt('sent', '09:00:01'), receipt('delivered', '09:00:02.300')],
    });
    expect(story).toEqual([
      'A message from Alex Reed to Maria Lopez over SMS, in IMS0000031: delivered.',
      '09:00 Alex Reed composed a message to Maria Lopez from IMS0000029, over SMS: 42 characters, 1 segment.',
      '09:00 Nothing stood in the way. A new conversation, IMS0000031, was started and assigned to Alex Reed.',
      '09:00:00.100 Hailpoint handed it to the carrier through sms-twilio, which accepted it 0.3 seconds later.',
      '09:00:01 The carrier reported that it had sent it on.',
      '09:00:02.300 The carrier reported that it was delivered.',
      'Now delivered: The carrier reported its delivery at 09:00:02.300.',
    ]);
  });

  test('rejected by the carrier', () => {
    const reason = 'The carrier says that the number is not in use.';
    const story = ofMessage({
      state: 'failed',
      cause: { code: '21211', reason },
      stateAt: at('09:00:00.400'),
      attempts: [{ ...accepted, outcome: 'rejected', code: '21211', reason }],
    });
    expect(story).toEqual([
      'A message from Alex Reed to Maria Lopez over SMS, in IMS0000031: it was not sent.',
      '09:00 Alex Reed composed a message to Maria Lopez from IMS0000029, over SMS: 42 characters, 1 segment.',
      '09:00 Nothing stood in the way. A new conversation, IMS0000031, was started and assigned to Alex Reed.',
      '09:00:00.100 Hailpoint handed it to the carrier through sms-twilio, which refused it 0.3 seconds later: The carrier says that the number is not in use.',
      'Now failed: The carrier says that the number is not in use.',
      'Next: It is not tried again. To reach the customer, write again once the reason is gone.',
    ]);
  });

  test('unknown, then late receipts, out of order and twice', () => {
    const reason = 'The carrier did not answer in time; it may have the message.';
    const story = ofMessage({
      state: 'delivered',
      attempts: [{ ...accepted, endedAt: at('09:00:10.100'), outcome: 'unknown', code: 'provider_late', reason }],
      receipts: [
        receipt('delivered', '09:00:04', '09:06:30'),
        receipt('sent', '09:00:02', '09:06:31'),
        receipt('delivered', '09:00:05', '09:07'),
      ],
    });
    expect(story).toEqual([
      'A message from Alex Reed to Maria Lopez over SMS, in IMS0000031: delivered.',
      '09:00 Alex Reed composed a message to Maria Lopez from IMS0000029, over SMS: 42 characters, 1 segment.',
      '09:00 Nothing stood in the way. A new conversation, IMS0000031, was started and assigned to Alex Reed.',
      '09:00:00.100 Hailpoint handed it to the carrier through sms-twilio and, 10 seconds later, did not know what had become of it: The carrier did not answer in time; it may have the message.',
      '09:06:30 The carrier reported that it was delivered. So the message did go out. The report was 6 minutes on its way to us.',
      '09:06:31 The carrier reported that it had sent it on. The message was known to be delivered already, so nothing changed. The report was 6 minutes on its way to us.',
      '09:07 The carrier reported that it was delivered. This was known already, so nothing changed. The report was 7 minutes on its way to us.',
      'Now delivered: The carrier reported its delivery at 09:00:04.',
    ]);
  });

  test('unknown, looked up and absent, sent again, then late reports', () => {
    const reason = 'The carrier did not answer in time; it may have the message.';
    const asked = { attempt: 1, user: null, code: null, reason: null } as const;
    const story = ofMessage({
      state: 'delivered',
      attempts: [
        {
          ...accepted,
          endedAt: at('09:00:10.100'),
          outcome: 'unknown',
          code: 'provider_late',
          reason,
          settledAt: at('09:02:10'),
        },
        { ...accepted, attempt: 2, startedAt: at('09:02:11'), endedAt: at('09:02:11.400') },
      ],
      lookUps: [
        { ...asked, at: at('09:00:20'), outcome: 'absent_early', nextAt: at('09:02:10') },
        { ...asked, at: at('09:02:10'), outcome: 'absent', nextAt: null },
      ],
      receipts: [
        receipt('delivered', '09:02:13', '09:20'),
        receipt('sent', '09:02:12', '09:20:01'),
        receipt('delivered', '09:02:13', '09:45'),
      ],
    });
    expect(story).toEqual([
      'A message from Alex Reed to Maria Lopez over SMS, in IMS0000031: delivered.',
      '09:00 Alex Reed composed a message to Maria Lopez from IMS0000029, over SMS: 42 characters, 1 segment.',
      '09:00 Nothing stood in the way. A new conversation, IMS0000031, was started and assigned to Alex Reed.',
      '09:00:00.100 Hailpoint handed it to the carrier through sms-twilio and, 10 seconds later, did not know what had become of it: The carrier did not answer in time; it may have the message.',
      '09:00:20 Hailpoint asked the carrier what had become of it: the carrier does not have it so far, but may still get it. The carrier was to be asked again at 09:02:10.',
      '09:02:10 Hailpoint asked the carrier what had become of it: the carrier does not have it. So nothing can arrive twice, and it is sent again.',
      '09:02:11 Hailpoint handed it to the carrier again through sms-twilio, which accepted it 0.4 seconds later.',
      '09:20 The carrier reported that it was delivered. The report was 18 minutes on its way to us.',
      '09:20:01 The carrier reported that it had sent it on. The message was known to be delivered already, so nothing changed. The report was 18 minutes on its way to us.',
      '09:45 The carrier reported that it was delivered. This was known already, so nothing changed. The report was 43 minutes on its way to us.',
      'Now delivered: The carrier reported its delivery at 09:02:13.',
    ]);
  });

  test('unknown, and the carrier has it; or nothing settles it and an agent sends it again', () => {
    const asked = { attempt: 1, code: null, reason: null, nextAt: null } as const;
    const attempt = { ...accepted, outcome: 'unknown', code: 'provider_late', reason: 'No answer.' } as const;
    const found = ofMessage({
      state: 'sent',
      attempts: [attempt],
      lookUps: [{ ...asked, at: at('09:01'), user: 'Noor Haddad', outcome: 'found' }],
    });
    const unclear = { ...asked, user: null, outcome: 'inconclusive', reason: 'Two messages fit.' } as const;
    const open = ofMessage({
      state: 'unknown',
      attempts: [attempt],
      lookUps: [
        { ...unclear, at: at('09:01'), nextAt: at('09:06') },
        { ...asked, user: null, at: at('09:06'), outcome: 'late', reason: null },
        { ...asked, user: null, at: at('09:07'), outcome: 'paused', reason: null, nextAt: at('12:30') },
      ],
    });
    const given = ofMessage({ state: 'unknown', attempts: [attempt], lookUps: [{ ...unclear, at: at('09:01') }] });
    expect([found.slice(4), open.slice(4), given.slice(-1)]).toEqual([
      [
        '09:01 Noor Haddad had Hailpoint ask the carrier what had become of it: the carrier has it.',
        'Now sent: The carrier took it, and has not reported more.',
        'Next: A report of its delivery is expected; not every network sends one.',
      ],
      [
        '09:01 Hailpoint asked the carrier what had become of it, and the answer did not settle it. Two messages fit. The carrier was to be asked again at 09:06.',
        '09:06 Hailpoint asked the carrier what had become of it, and had no usable answer.',
        '09:07 Hailpoint wanted to ask the carrier what had become of it, but gives it a rest after several failures. The carrier was to be asked again at 12:30.',
        'Now unknown: It is not known whether the carrier has it.',
        'Next: It is not sent again blindly, because the customer may have it. The carrier is asked about it at 12:30.',
      ],
      [
        'Next: It is not sent again blindly, because the customer may have it. A report of the carrier would settle it; an agent can have the carrier asked again, or decide to send it again.',
      ],
    ]);
  });

  test('not taken at first, and undeliverable in the end; the earlier reason counts', () => {
    const story = ofMessage({
      state: 'undelivered',
      cause: { code: '30003', reason: 'The handset is switched off.' },
      attempts: [
        { ...accepted, outcome: 'not_sent', code: '20429', reason: 'Too many requests.' },
        { ...accepted, attempt: 2, startedAt: at('09:00:02'), endedAt: at('09:00:02.030') },
      ],
      receipts: [
        { ...receipt('undelivered', '09:01', '09:01:01'), code: '30005', reason: 'The number is not known.' },
        { ...receipt('undelivered', '09:00:50', '09:01:02'), code: '30003', reason: 'The handset is switched off.' },
      ],
    });
    expect(story).toEqual([
      'A message from Alex Reed to Maria Lopez over SMS, in IMS0000031: it could not be delivered.',
      '09:00 Alex Reed composed a message to Maria Lopez from IMS0000029, over SMS: 42 characters, 1 segment.',
      '09:00 Nothing stood in the way. A new conversation, IMS0000031, was started and assigned to Alex Reed.',
      '09:00:00.100 Hailpoint tried to hand it to the carrier through sms-twilio, and it surely did not go out: Too many requests.',
      '09:00:02 Hailpoint handed it to the carrier again through sms-twilio, which accepted it less than a tenth of a second later.',
      '09:01:01 The carrier reported that it could not be delivered: The number is not known.',
      '09:01:02 The carrier reported that it could not be delivered: The handset is switched off. It is the earlier of two such reports, so its reason counts.',
      'Now undelivered: The handset is switched off.',
      'Next: It is not tried again. To reach the customer, write again once the reason is gone.',
    ]);
  });

  test('waiting behind one of unknown outcome', () => {
    const behind = { id: 'm0', state: 'unknown', stateAt: at('11:59'), createdAt: at('11:58') } as const;
    expect(ofMessage({ behind, expiresAt: at('13:00') }).slice(-2)).toEqual([
      'Now queued: It has not been handed to the carrier yet.',
      'Next: It waits behind the message of 11:58, of which it is not known whether it was sent: until 12:09, or until that is settled. It is given up if it has not gone out by 13:00.',
    ]);
  });

  test('waiting: for a plugin, for an earlier one, for another try, for its turn', () => {
    const next = (more: Partial<MessageFacts>, rest: Partial<StoryFacts> = {}) =>
      tellStory(facts({ message: 'm1', messages: [{ ...message, ...more }], ...rest })).present.next;
    const behind = { id: 'm0', state: 'sending', stateAt: at('11:59'), createdAt: at('11:58') } as const;
    expect([
      next({}, { carried: () => false }),
      next({ behind }),
      next({ dueAt: at('12:05') }),
      next({ dueAt: at('11:05') }),
    ]).toEqual([
      'It waits until the plugin sms-twilio is switched on again.',
      'It waits until the message of 2026-03-02T11:58:00.000Z has gone out, so that both arrive in order.',
      'It is tried at 2026-03-02T12:05:00.000Z.',
      'It goes out as soon as it is its turn.',
    ]);
  });

  test('canceled, and given up', () => {
    const reason = 'The number belongs to someone else now.';
    const canceled = ofMessage({
      state: 'canceled',
      cause: { code: 'recipient_reassigned', reason },
      stateAt: at('09:01'),
    });
    const expired = { code: 'expired', reason: 'It waited longer than it is worth sending, and was not sent.' };
    const failed = ofMessage({ state: 'failed', cause: expired, stateAt: at('10:00') });
    expect([canceled.slice(-3), failed.slice(-3)]).toEqual([
      [
        '09:01 It was cancelled before it went out: The number belongs to someone else now.',
        'Now canceled: The number belongs to someone else now.',
        'Next: It will not be sent.',
      ],
      [
        '10:00 It was given up: It waited longer than it is worth sending, and was not sent.',
        'Now failed: It waited longer than it is worth sending, and was not sent.',
        'Next: It is not tried again. To reach the customer, compose it anew: preflight says which sender it would go out from, and why.',
      ],
    ]);
  });

  test('details: why this person, address and sender; every contribution with what it said; what was agreed to', () => {
    const { chapters } = tellStory(facts({ message: 'm1', messages: [message] }));
    expect(chapters.map(({ details }) => details.map(({ label, value }) => `${label}: ${value}`))).toEqual([
      [
        'To: +12025550143 (Written in international form)',
        'Why this person: Maria Lopez (The consumer of the record)',
        'From: Support, +12025550100 (The only sender of this channel)',
        'Asked by: Alex Reed in the workspace',
        'Preflight: The outcome had been shown before, and was what happened',
      ],
      [
        'Outcome: A new conversation (row 2 of the conversation plan)',
        'Who the recipient is: AgentMessagingInteractionUserDocument of user-document-interaction answered (2 ms)',
        'Whether the channel may be used: QuietHours of quiet-hours had no objection (under 1 ms)',
      ],
    ]);
  });

  test('details: when it was expected to go out, where it had to wait', () => {
    const at = '2026-03-02T09:12:00.000Z';
    const expected = (precision: 'about' | 'not_before') => {
      const preflight = preflightOf({ expectedSend: { at, precision, segmentsAhead: 720, explanation: 'Later.' } });
      const [asked] = tellStory(facts({ message: 'm1', messages: [{ ...message, preflight }] })).chapters;
      return asked?.details.at(-1);
    };
    const label = 'Expected to go out';
    expect([expected('about'), expected('not_before')]).toEqual([
      { label, value: `about ${at}, 720 message segments before it` },
      { label, value: `not before ${at}, 720 message segments before it` },
    ]);
  });
});

test.each([
  [{ via: 'session', planSeen: true }, 'The outcome had been shown before, and was what happened'],
  [{ via: 'token', planSeen: false }, 'Nobody had looked at the outcome before'],
  [{ via: 'schedule', planSeen: false }, 'The outcome was still the one that was found when it was scheduled'],
] as const)('what was known before, asked by %o', (asked, value) => {
  const story = tellStory(facts({ messages: [{ ...message, preflight: preflightOf({ asked }) }] }));
  expect(story.chapters.flatMap(({ details }) => details)).toContainEqual({ label: 'Preflight', value });
});

describe('the story of an interaction', () => {
  test('a refused send, told by the record', () => {
    const story = tellStory(
      facts({
        interaction: record,
        entries: [
          entry(
            {
              kind: 'send_refused',
              detail: {
                code: 'quiet_hours',
                reasons: [
                  { code: 'quiet_hours', reason: 'It is 22:40 where the customer lives; messages go out from 8:00.' },
                ],
                channel: 'sms',
                sender: 'Support',
                reply: false,
                via: 'session',
              },
            },
            '09:00',
          ),
        ],
      }),
    );
    expect(storyLines(story)).toEqual([
      'IMS0000029 is a phone call with Maria Lopez.',
      '08:40 IMS0000029 was opened: a phone call with Maria Lopez.',
      '09:00 Alex Reed wanted to send a message over SMS, and it was refused: it is 22:40 where the customer lives; messages go out from 8:00. Nothing was sent.',
      'Now work_in_progress: It is work in progress, and Alex Reed has it.',
      'Next: No message was sent from it yet.',
    ]);
    expect(story.chapters.at(-1)?.details).toEqual([
      { label: 'In the way', value: 'It is 22:40 where the customer lives; messages go out from 8:00. (quiet_hours)' },
      { label: 'From', value: 'Support' },
      { label: 'Asked by', value: 'Alex Reed in the workspace' },
    ]);
  });

  test('row 1: a number that was given to another customer', () => {
    const reassigned = preflightOf({
      planned: {
        row: '1',
        workflow: 'replaced_different_user',
        closes: [{ number: 'IMS0000011', reason: 'recipient_reassigned', queuedMessages: 1, assignedTo: null }],
        profile: { action: 'replaced', previousUser: { id: 'george', name: 'George Park' }, canceledMessages: 0 },
      },
      warnings: [
        {
          code: 'recipient_reassignment',
          message: 'This address is associated with George Park now. Sending will associate it with Maria Lopez.',
          confirmation: 'recipient_reassignment',
        },
      ],
    });
    expect(
      storyLines(
        tellStory(facts({ messages: [{ ...message, preflight: reassigned, state: 'sent', attempts: [accepted] }] })),
      ),
    ).toEqual([
      'IMS0000031 is a conversation with Maria Lopez over SMS.',
      '09:00 Alex Reed composed a message to Maria Lopez from IMS0000029, over SMS: 42 characters, 1 segment.',
      '09:00 Nothing stood in the way. The number belonged to George Park. It was given to Maria Lopez, IMS0000011 was closed, and a new conversation, IMS0000031, was started and assigned to Alex Reed. Alex Reed had agreed to this.',
      '09:00:00.100 Hailpoint handed it to the carrier through sms-twilio, which accepted it 0.3 seconds later.',
      'Now work_in_progress: It is work in progress, and Alex Reed has it.',
    ]);
    const former = {
      ...conversation,
      number: 'IMS0000011',
      person: { id: 'george', name: 'George Park' },
      source: null,
      assignedTo: null,
      liveGroup: [],
      state: 'closed_complete',
      closeReason: 'recipient_reassigned',
      openedAt: at('08:00'),
      closedAt: at('09:00'),
    } as const;
    const closed = entry(
      { kind: 'closed', detail: { state: 'closed_complete', reason: 'recipient_reassigned' } },
      '09:00',
    );
    expect(storyLines(tellStory(facts({ interaction: former, entries: [closed] })))).toEqual([
      'IMS0000011 is a conversation with George Park over SMS.',
      '08:00 IMS0000011 was started: a conversation with George Park.',
      '09:00 Alex Reed closed IMS0000011: the number was given to another customer.',
      'Now closed_complete: It was closed at 09:00: the number was given to another customer.',
      'Next: Closed is final. The next message from or to George Park over SMS starts a new conversation.',
    ]);
  });

  test('a conversation: several messages by their times, who joined, who has it now', () => {
    const story = tellStory(
      facts({
        interaction: {
          ...conversation,
          assignedTo: { id: 'noor', name: 'Noor Haddad' },
          liveGroup: [...conversation.liveGroup, { id: 'noor', name: 'Noor Haddad', addedAt: at('09:30') }],
        },
        messages: [
          { ...message, state: 'delivered', attempts: [accepted], receipts: [receipt('delivered', '09:00:02')] },
          {
            ...message,
            id: 'm2',
            direction: 'inbound',
            author: { kind: 'customer', id: null, name: null },
            state: 'received',
            createdAt: at('09:10'),
            characters: 5,
            attachments: 1,
            segments: null,
            preflight: null,
          },
          {
            ...message,
            id: 'm3',
            source: null,
            author: { kind: 'virtual_agent', id: null, name: null },
            createdAt: at('09:20'),
            preflight: null,
          },
        ],
        entries: [
          entry({ kind: 'handed_off', detail: { why: 'handed_off', plugin: 'virtual-agent-menu' } }, '09:21', null),
          entry({ kind: 'assigned', detail: { from: 'alex', to: 'noor' } }, '09:30'),
          entry({ kind: 'state_changed', detail: { from: 'work_in_progress', to: 'on_hold' } }, '09:31'),
          entry({ kind: 'edited', detail: { fields: ['shortDescription', 'consumer', 'relatedRecord'] } }, '09:32'),
        ],
      }),
    );
    expect(storyLines(story)).toEqual([
      'IMS0000031 is a conversation with Maria Lopez over SMS.',
      '09:00 Alex Reed composed a message to Maria Lopez from IMS0000029, over SMS: 42 characters, 1 segment.',
      '09:00 Nothing stood in the way. A new conversation, IMS0000031, was started and assigned to Alex Reed.',
      '09:00:00.100 Hailpoint handed the message of 09:00 to the carrier through sms-twilio, which accepted it 0.3 seconds later.',
      '09:00:02 The carrier reported that the message of 09:00 was delivered.',
      '09:10 Maria Lopez wrote over SMS: 5 characters and 1 picture.',
      '09:20 The virtual agent wrote to Maria Lopez by itself in IMS0000031, over SMS: 42 characters, 1 segment.',
      '09:21 The virtual agent handed the conversation over: it waits for an agent.',
      '09:30 Alex Reed handed IMS0000031 to Noor Haddad.',
      '09:31 Alex Reed set IMS0000031 from work in progress to on hold.',
      '09:32 Alex Reed changed the short description, the consumer and the related record.',
      'Now work_in_progress: It is work in progress, and Noor Haddad has it.',
      'Next: One message is still to be sent.',
    ]);
  });

  test('a page in the middle tells neither the opening nor what came after it', () => {
    const span = { from: at('09:30'), until: at('10:00') };
    const closed = {
      ...conversation,
      state: 'closed_complete',
      closedAt: at('11:00'),
      closeReason: 'no_response',
    } as const;
    const story = tellStory(facts({ interaction: closed, span, nextCursor: 'older' }));
    expect([story.chapters, story.nextCursor]).toEqual([[], 'older']);
    expect(storyLines(tellStory(facts({ interaction: closed })))).toEqual([
      'IMS0000031 is a conversation with Maria Lopez over SMS.',
      '09:00 IMS0000031 was started from IMS0000029: a conversation with Maria Lopez.',
      '09:00 Alex Reed joined IMS0000031.',
      '11:00 IMS0000031 was closed: the customer did not answer.',
      'Now closed_complete: It was closed at 11:00: the customer did not answer.',
      'Next: Closed is final. The next message from or to Maria Lopez over SMS starts a new conversation.',
    ]);
  });

  test('a scheduled message: set, moved, sent at its time, and one that needs attention', () => {
    const about = { scheduledMessage: 's1', sendAt: at('10:00').toISOString() };
    const reason = 'The record was closed before the message was due.';
    const story = tellStory(
      facts({
        interaction: { ...record, scheduled: { next: at('13:00'), needAttention: 1 } },
        messages: [{ ...message, createdAt: at('10:00'), preflight: null, state: 'sent' }],
        entries: [
          entry({ kind: 'message_scheduled', detail: about }, '09:00'),
          entry({ kind: 'scheduled_changed', detail: about }, '09:01'),
          entry({ kind: 'scheduled_canceled', detail: about }, '09:02'),
          entry({ kind: 'scheduled_sent', detail: { ...about, interaction: 'IMS0000031' } }, '10:00', null),
          entry(
            { kind: 'scheduled_needs_attention', detail: { ...about, code: 'interaction_closed', reason } },
            '11:00',
            null,
          ),
        ],
      }),
    );
    expect(storyLines(story)).toEqual([
      'IMS0000029 is a phone call with Maria Lopez.',
      '08:40 IMS0000029 was opened: a phone call with Maria Lopez.',
      '09:00 Alex Reed scheduled a message for 10:00.',
      '09:01 Alex Reed changed a scheduled message: it is to go out at 10:00.',
      '09:02 Alex Reed cancelled the message that was scheduled for 10:00.',
      '10:00 The time of a scheduled message, 10:00, had come: it was sent as its agent would have sent it. It is in IMS0000031.',
      '10:00 Alex Reed composed a message to Maria Lopez from IMS0000029, over SMS: 42 characters, 1 segment.',
      '11:00 The message that was scheduled for 10:00 was not sent: the record was closed before the message was due. Whoever scheduled it was told, and decides.',
      'Now work_in_progress: It is work in progress, and Alex Reed has it.',
      'Next: A message is scheduled for 13:00. A message that was scheduled was not sent, and waits for somebody to decide about it.',
    ]);
  });

  test('a kind that a newer version wrote is told as such', () => {
    const strange = entry({ kind: 'from_the_future', detail: {} } as never, '09:00');
    expect(tellStory(facts({ entries: [strange] })).chapters.map(({ sentence }) => sentence)).toContain(
      'Something happened that this version has no words for (from_the_future).',
    );
  });
});
