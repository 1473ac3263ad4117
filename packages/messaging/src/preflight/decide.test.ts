import type { ConversationPlan, ConversationSituation } from '@hailpoint/kernel';
import { DefaultConversationPolicy } from '@hailpoint/plugin-conversation-policy';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { noConsent } from '../consent/consent-fact.js';
import type { AskPolicy } from './ask-for-plan.js';
import { decide } from './decide.js';
import type { ConversationFact, Facts, KnownUser } from './facts.js';
import type { Gathered } from './gathered.js';

const policy = new DefaultConversationPolicy();
const by = { plugin: 'conversation-policy', contribution: 'DefaultConversationPolicy' };
const askDefault: AskPolicy = (situation) => ({ answer: policy.decide(situation), answeredBy: by });

const user = (id: string, name: string): KnownUser => ({
  id,
  name,
  kind: 'consumer',
  source: 'hailpoint',
  externalId: id,
});
const ana = user('u-ana', 'Ana');
const bea = user('u-bea', 'Bea');

const gathered: Gathered = {
  agent: { id: 'a-me', name: 'Maya' },
  source: { id: 'i-1', number: 'IMS0000001', type: 'phone', version: 3 },
  replyIn: null,
  inPlaceOf: null,
  channel: { channel: 'sms', name: 'SMS', checkActiveRecipientProfile: false, requireOptIn: false },
  person: {
    reference: { source: 'hailpoint', id: 'u-ana' },
    name: 'Ana',
    linkedUser: 'u-ana',
    addresses: [],
    explanation: 'Consumer of the interaction',
  },
  personAddresses: [],
  recipient: {
    recipientId: '+12025550143',
    matchKey: '+12025550143',
    manual: false,
    label: 'Mobile',
    derivation: { rule: 'as_written', sources: [], explanation: 'Written with a country code' },
    onRecord: true,
  },
  sender: {
    id: 'support',
    address: '+12025550100',
    name: 'Support',
    plugin: 'scripted',
    group: 'default',
    explanation: 'The only sender',
    maximumAgeMs: 1_000,
    queueLimit: null,
  },
  queue: null,
  body: 'Hello',
  template: null,
  writtenBody: 'Hello',
  attachmentIds: ['f-1'],
  text: { characters: 5, encoding: 'gsm7', segments: 1, maxLength: 1_600 },
  media: { contentTypes: ['image/png'], maxBytes: 100, maxCount: 2, needsPublicUrl: true },
  hasPublicUrl: true,
  notes: [],
  openUntil: null,
  templateOnly: false,
  degraded: false,
  blockers: [],
  verdicts: [
    {
      point: 'recipient-validator',
      plugin: 'p',
      contribution: 'c',
      verdict: 'allowed',
      code: null,
      reason: null,
      ms: 1,
    },
  ],
};

const conversation: ConversationFact = {
  id: 'c-1',
  number: 'IMS0000002',
  senderId: 'support',
  virtualAgent: false,
  assignedTo: { id: 'a-you', name: 'Noor' },
  openedFor: ana,
  liveGroup: [{ id: 'a-you', name: 'Noor' }],
  queued: 2,
};

const facts: Facts = {
  source: { id: 'i-1', number: 'IMS0000001', type: 'phone', state: 'new', version: 3, virtualAgent: false },
  personUser: ana,
  profile: { id: 'p-1', user: ana },
  conversations: [conversation],
  queuedInClosed: 0,
  attachments: [
    {
      id: 'f-1',
      uploaderId: 'a-me',
      messageId: null,
      scheduledMessageId: null,
      fileName: 'map.png',
      contentType: 'image/png',
      size: 10,
      digest: 'd-1',
      width: 1,
      height: 1,
    },
  ],
  consent: noConsent,
  waitingSegments: null,
};

const optOut = {
  at: '2026-05-03T10:00:00.000Z',
  source: 'keyword',
  keyword: 'STOP',
  recordedBy: null,
  note: null,
} as const;
const recipient = gathered.recipient!;
/** Of a sender that sends a segment a second. */
const noon = new Date('2026-05-03T12:00:00.000Z');
const queue: NonNullable<Gathered['queue']> = {
  pace: { segmentsPerSecond: 1, burst: 1, queueLimit: 60 },
  ahead: { segments: 0, complete: true, bucket: { tokens: 1, filledAt: noon } },
  at: noon,
};
const idOf = (g: Partial<Gathered> = {}, f: Partial<Facts> = {}, ask = askDefault) =>
  decide({ ...gathered, ...g }, { ...facts, ...f }, ask).preflight.planId;
const base = idOf();
const refusal = (code: string) => ({ code, reason: 'Because.', field: 'channel' as const });

describe('the identity of a plan', () => {
  test.each<[string, Partial<Gathered>, Partial<Facts>]>([
    ['person', { person: { ...gathered.person!, reference: { source: 'crm', id: 'u-ana' } } }, {}],
    ['linked user', { person: { ...gathered.person!, linkedUser: null } }, {}],
    ['recipient ID', { recipient: { ...recipient, recipientId: '+12025550144' } }, {}],
    ['channel', { channel: { ...gathered.channel, channel: 'whatsapp' } }, {}],
    [
      'sender',
      { sender: { ...gathered.sender!, id: 'sales' } },
      { conversations: [{ ...conversation, senderId: 'sales' }] },
    ],
    ['body', { body: 'Hello!' }, {}],
    ['attachments', { attachmentIds: [] }, {}],
    ['digest of an attachment', {}, { attachments: [{ ...facts.attachments[0]!, digest: 'd-2' }] }],
    ['profile', {}, { profile: { id: 'p-2', user: ana } }],
    ["profile's user", {}, { profile: { id: 'p-1', user: null } }],
    ['conversation', {}, { conversations: [{ ...conversation, id: 'c-2' }] }],
    ['assignment', {}, { conversations: [{ ...conversation, assignedTo: { id: 'a-third', name: 'Noor' } }] }],
    ['virtual agent', {}, { conversations: [{ ...conversation, assignedTo: null, virtualAgent: true }] }],
    ['taking part', {}, { conversations: [{ ...conversation, liveGroup: [{ id: 'a-me', name: 'Maya' }] }] }],
    ['consent', {}, { consent: { ...noConsent, optIns: [{ ...optOut, userId: ana.id }] } }],
    ['an opt-out', {}, { consent: { ...noConsent, optOut } }],
    ['verdict code', { blockers: [refusal('quiet_hours')] }, {}],
    ['another verdict code', { blockers: [refusal('no_window')] }, {}],
    ['a queue that is full', { sender: { ...gathered.sender!, queueLimit: 60 }, queue }, { waitingSegments: 60 }],
    ['required confirmation', { degraded: true }, {}],
  ])('changes with: %s', (_name, g, f) => {
    expect(idOf(g, f)).not.toBe(base);
  });

  test("changes with the plan's row, also when nothing else does", () => {
    const renamed: AskPolicy = (situation) => ({ answer: { ...policy.decide(situation), row: '4b' }, answeredBy: by });
    expect(idOf({}, {}, renamed)).not.toBe(base);
  });

  test('two of these changes never make the same plan', () => {
    const ids = ['quiet_hours', 'no_window'].map((code) => idOf({ blockers: [refusal(code)] }));
    expect(new Set([base, ...ids]).size).toBe(3);
  });

  test('a conversation that a reassignment closes is part of it', () => {
    const profile = { id: 'p-1', user: bea };
    const elsewhere = { ...conversation, id: 'c-3', senderId: 'sales' };
    expect(idOf({}, { profile })).not.toBe(idOf({}, { profile, conversations: [conversation, elsewhere] }));
    // Without a reassignment it goes on beside, and nothing becomes of it.
    expect(idOf({}, { conversations: [conversation, elsewhere] })).toBe(base);
  });

  test('never changes with times, traces and wording', () => {
    const text = fc.string();
    fc.assert(
      fc.property(text, text, text, fc.double(), fc.nat(), fc.nat(), (a, b, c, ms, queued, version) => {
        const ahead = { ...queue.ahead, segments: queued };
        const g: Gathered = {
          ...gathered,
          agent: { ...gathered.agent, name: a },
          source: { ...gathered.source, version },
          channel: { ...gathered.channel, name: b },
          person: { ...gathered.person!, name: a, explanation: b, timeZone: c, country: a },
          recipient: { ...recipient, label: c, derivation: { ...recipient.derivation, explanation: a } },
          sender: { ...gathered.sender!, name: c, address: a, explanation: b, maximumAgeMs: ms },
          queue: { ...queue, ahead, at: new Date(version) },
          verdicts: gathered.verdicts.map((one) => ({ ...one, plugin: a, contribution: b, reason: c, ms })),
        };
        const f: Facts = {
          ...facts,
          conversations: [{ ...conversation, number: a, queued, assignedTo: { id: 'a-you', name: b } }],
          attachments: [{ ...facts.attachments[0]!, fileName: c }],
        };
        const reworded: AskPolicy = (situation) => {
          const plan = { ...policy.decide(situation), explanation: a } as ConversationPlan;
          return { answer: plan, answeredBy: { plugin: b, contribution: c } };
        };
        expect(decide(g, f, reworded).preflight.planId).toBe(base);
      }),
    );
  });

  test('never changes with the order and the wording of verdicts, nor with when they end', () => {
    const blockers = [refusal('quiet_hours'), refusal('no_window')];
    const reworded = blockers.map((one) => ({ ...one, reason: 'Other words.', until: '2026-03-02T09:00:00.000Z' }));
    expect(idOf({ blockers })).toBe(idOf({ blockers: reworded.reverse() }));
  });
});

describe('decide', () => {
  test('is pure: the same facts give the same answer, and are not touched', () => {
    const before = structuredClone({ gathered, facts });
    expect(decide(gathered, facts, askDefault)).toEqual(decide(gathered, facts, askDefault));
    expect({ gathered, facts }).toEqual(before);
  });

  test('the policy sees keys only', () => {
    let seen: ConversationSituation | null = null;
    decide(gathered, facts, (situation) => {
      seen = situation;
      return askDefault(situation);
    });
    expect(seen).toEqual({
      agent: 'a-me',
      person: 'u-ana',
      profile: { id: 'p-1', person: 'u-ana' },
      conversation: {
        id: 'c-1',
        number: 'IMS0000002',
        senderId: 'support',
        virtualAgent: false,
        assignedTo: 'a-you',
        liveGroup: ['a-you'],
      },
      otherConversations: [],
    });
  });

  const blockerCodes = (g: Partial<Gathered>, f: Partial<Facts> = {}, ask = askDefault) =>
    decide({ ...gathered, ...g }, { ...facts, ...f }, ask).preflight.blockers.map(({ code }) => code);

  test('a policy that throws, or none that decides, is a refusal', () => {
    const throws: AskPolicy = () => {
      throw new Error('broken');
    };
    expect(blockerCodes({}, {}, throws)).toEqual(['conversation_policy_failed']);
    expect(blockerCodes({}, {}, () => null)).toEqual(['conversation_undecided']);
    const refuses: AskPolicy = () => ({
      answer: { action: 'refuse', row: '9', code: 'vip_only', reason: 'Only for her own agent.' },
      answeredBy: by,
    });
    expect(blockerCodes({}, {}, refuses)).toEqual(['vip_only']);
  });

  test('a plan that cannot be carried out is a refusal, and not an error of the database', () => {
    const answers =
      (answer: Partial<ConversationPlan>): AskPolicy =>
      (situation) => ({
        answer: { ...policy.decide(situation), ...answer } as ConversationPlan,
        answeredBy: by,
      });
    const create = { action: 'create', workflow: 'created', closes: [] } as const;
    expect(blockerCodes({}, {}, answers(create))).toEqual(['conversation_plan_impossible']);
    const closesUnknown = { ...create, closes: [{ id: 'c-9', number: 'IMS0000009', reason: 'agent_ended' as const }] };
    expect(blockerCodes({}, { conversations: [] }, answers(closesUnknown))).toEqual(['conversation_plan_impossible']);
    expect(blockerCodes({}, {}, answers({ conversation: 'c-9' } as never))).toEqual(['conversation_plan_impossible']);
    expect(blockerCodes({ replyIn: 'c-1' }, {}, answers(create))).toEqual(['reply_not_possible']);
  });

  test('C2: check if active recipient profile exists, whoever it belongs to', () => {
    const channel = { ...gathered.channel, checkActiveRecipientProfile: true };
    expect(blockerCodes({ channel })).toEqual([]);
    expect(blockerCodes({ channel }, { profile: { id: 'p-1', user: bea } })).toEqual([]);
    expect(blockerCodes({ channel }, { profile: { id: 'p-1', user: null } })).toEqual([]);
    expect(blockerCodes({ channel }, { profile: null })).toEqual(['no_active_profile']);
  });

  test('a degraded resolver needs a confirmation, and blocks a reassignment', () => {
    const { preflight } = decide({ ...gathered, degraded: true }, facts, askDefault);
    expect(preflight.confirmations).toEqual(['resolver_degraded']);
    expect(preflight.sendable).toBe(true);
    expect(blockerCodes({ degraded: true }, { profile: { id: 'p-1', user: bea } })).toEqual(['resolver_degraded']);
  });

  test('a document that names nobody of our own directory is a blocker', () => {
    expect(blockerCodes({}, { personUser: null })).toEqual(['person_unknown']);
    const person = { ...gathered.person!, linkedUser: null, reference: { source: 'crm', id: '7' } };
    expect(blockerCodes({ person }, { personUser: null, profile: null })).toEqual([]);
  });

  test('blockers come in the order of the form', () => {
    const blockers = [refusal('quiet_hours'), { code: 'x', reason: 'y', field: 'from' as const }];
    expect(blockerCodes({ body: '', attachmentIds: [], blockers: blockers.reverse() })).toEqual([
      'quiet_hours',
      'x',
      'body_empty',
    ]);
  });

  test('a queue at its limit refuses, says how much waits and how long that takes; below it takes the message', () => {
    const sender = { ...gathered.sender!, queueLimit: 60 };
    const about = (waitingSegments: number | null, limit: number | null = 60) =>
      decide(
        { ...gathered, queue, sender: { ...sender, queueLimit: limit } },
        { ...facts, waitingSegments },
        askDefault,
      ).preflight;
    expect(about(60).blockers).toEqual([
      {
        code: 'sender_queue_full',
        reason: expect.stringContaining('60 message segments or more, which take about 1 minute'),
        until: '2026-05-03T12:01:00.000Z',
        field: 'from',
      },
    ]);
    const rested = { ...queue, ahead: { ...queue.ahead, bucket: { tokens: 90, filledAt: noon } } };
    const held = decide({ ...gathered, queue: rested, sender }, { ...facts, waitingSegments: 60 }, askDefault);
    expect(held.preflight.blockers).toEqual([
      {
        code: 'sender_queue_full',
        reason: expect.stringContaining('60 message segments or more. Choose'),
        field: 'from',
      },
    ]);
    expect([about(59), about(null), about(60, null)].map(({ sendable }) => sendable)).toEqual([true, true, true]);
  });

  test('when it is expected to go out is said only where it has to wait and is not refused', () => {
    const waits = { ...queue, ahead: { ...queue.ahead, segments: 30 } };
    const expected = (g: Partial<Gathered>, f: Partial<Facts> = {}) =>
      decide({ ...gathered, ...g }, { ...facts, ...f }, askDefault).preflight.expectedSend?.at;
    expect(expected({ queue: waits })).toBe('2026-05-03T12:00:30.000Z');
    expect(expected({ queue })).toBeUndefined();
    expect(expected({ queue: null })).toBeUndefined();
    expect(expected({ queue: waits, sender: null })).toBeUndefined();
    const limited = { queue: waits, sender: { ...gathered.sender!, queueLimit: 60 } };
    expect(expected(limited, { waitingSegments: 59 })).toBe('2026-05-03T12:00:30.000Z');
    expect(expected(limited, { waitingSegments: 60 })).toBeUndefined();
  });

  test('without a recipient nothing is planned', () => {
    const { plan, preflight } = decide({ ...gathered, recipient: null, blockers: [refusal('r')] }, facts, askDefault);
    expect(plan).toBeNull();
    expect([preflight.plan, preflight.recipient, preflight.sendable]).toEqual([null, null, false]);
  });
});

describe('rules for text and attachments', () => {
  const codes = (g: Partial<Gathered>, f: Partial<Facts> = {}) =>
    decide({ ...gathered, ...g }, { ...facts, ...f }, askDefault).preflight.blockers.map(
      ({ code, field }) => `${field}: ${code}`,
    );
  const file = facts.attachments[0]!;

  test('a text may be empty only with a picture', () => {
    expect(codes({ body: ' \n' })).toEqual([]);
    expect(codes({ body: ' \n', attachmentIds: [] })).toEqual(['body: body_empty']);
    expect(codes({ body: 'x'.repeat(1_600) })).toEqual([]);
    expect(codes({ body: 'x'.repeat(1_601) })).toEqual(['body: body_too_long']);
    expect(codes({ body: 'a\0b' })).toEqual(['body: body_not_text']);
  });

  test('beside a file fewer characters may fit, and the preflight says how many', () => {
    const caption = { media: { ...gathered.media!, maxTextLength: 10 } };
    const told = (g: Partial<Gathered>) => {
      const { blockers, text } = decide({ ...gathered, ...caption, ...g }, facts, askDefault).preflight;
      return { reasons: blockers.map(({ reason }) => reason), maxLength: text.maxLength };
    };
    expect(told({ body: 'x'.repeat(10) })).toEqual({ reasons: [], maxLength: 10 });
    expect(told({ body: 'x'.repeat(11) })).toEqual({
      reasons: ['The message is 1 character too long: 10 fit beside a file.'],
      maxLength: 10,
    });
    expect(told({ body: 'x'.repeat(11), attachmentIds: [] })).toEqual({ reasons: [], maxLength: 1_600 });
    const more = { ...gathered.media!, maxTextLength: 2_000 };
    expect(told({ media: more, body: 'x'.repeat(1_601) })).toMatchObject({ maxLength: 1_600 });
  });

  test.each<[string, Partial<Gathered>, Partial<Facts>, string[]]>([
    ['one that does not exist', {}, { attachments: [] }, ['attachment_unknown']],
    ["another agent's", {}, { attachments: [{ ...file, uploaderId: 'a-you' }] }, ['attachment_unknown']],
    ['one that was sent', {}, { attachments: [{ ...file, messageId: 'm-1' }] }, ['attachment_used']],
    [
      'a type that the channel does not take',
      {},
      { attachments: [{ ...file, contentType: 'image/gif' }] },
      ['attachment_type'],
    ],
    ['too large', {}, { attachments: [{ ...file, size: 101 }] }, ['attachment_too_large']],
    ['as large as allowed', {}, { attachments: [{ ...file, size: 100 }] }, []],
    ['too many', { media: { ...gathered.media!, maxCount: 0 } }, {}, ['attachment_too_many']],
    ['twice the same', { attachmentIds: ['f-1', 'f-1'] }, {}, ['attachment_twice']],
    ['a channel of text only', { media: null }, {}, ['attachments_not_supported']],
    ['no public address', { hasPublicUrl: false }, {}, ['public_url_missing']],
    ['none is needed', { hasPublicUrl: false, media: { ...gathered.media!, needsPublicUrl: false } }, {}, []],
    ['none is needed without a file', { hasPublicUrl: false, attachmentIds: [] }, {}, []],
  ])('A11: %s', (_name, g, f, expected) => {
    expect(codes(g, f)).toEqual(expected.map((code) => `attachmentIds: ${code}`));
  });
});
