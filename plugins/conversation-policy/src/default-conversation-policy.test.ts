import { readFileSync } from 'node:fs';
import type { ConversationPlan, ConversationSituation, ConversationSummary } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import plugin, { DefaultConversationPolicy } from './index.js';

const me = 'agent-me';
const policy = new DefaultConversationPolicy();

function conversation(more: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id: 'c1',
    number: 'IMS0000011',
    senderId: 'sender-1',
    virtualAgent: false,
    assignedTo: null,
    liveGroup: [],
    ...more,
  };
}

const conversations = {
  none: null,
  virtual: conversation({ virtualAgent: true }),
  mine: conversation({ assignedTo: me, liveGroup: [me] }),
  theirs: conversation({ assignedTo: 'agent-other', liveGroup: ['agent-other'] }),
  theirsWithMe: conversation({ assignedTo: 'agent-other', liveGroup: ['agent-other', me] }),
  nobodys: conversation(),
} as const;

const others = [
  conversation({ id: 'c2', number: 'IMS0000012', senderId: 'sender-2', assignedTo: 'agent-other' }),
  conversation({ id: 'c3', number: 'IMS0000013', senderId: 'sender-3', virtualAgent: true }),
];

/** Which row decides, for every profile (and its user), recipient and conversation. Columns as in `conversations`. */
const table: readonly [profile: 'none' | 'guest' | string, person: string | null, rows: string][] = [
  ['none', null, '2 3 4 4 4 5'],
  ['none', 'ana', '2 3 4 4 4 5'],
  ['guest', null, '2 3 4 4 4 5'],
  ['guest', 'ana', '2 3 4 4 4 5'],
  ['ana', null, '2 3 4 4 4 5'],
  ['ana', 'ana', '2 3 4 4 4 5'],
  ['bea', 'ana', '1 1 1 1 1 1'],
];

function profileOf(name: string): ConversationSituation['profile'] {
  if (name === 'none') return null;
  return { id: 'p1', person: name === 'guest' ? null : name };
}

const combinations = table.flatMap(([profile, person, rows]) =>
  Object.entries(conversations).flatMap(([name, running], column) =>
    [0, 1, 2].map((otherCount) => ({
      profile,
      person: person ?? 'unknown',
      conversation: name,
      otherCount,
      row: rows.split(' ')[column],
      situation: {
        agent: me,
        person,
        profile: profileOf(profile),
        conversation: running,
        otherConversations: others.slice(0, otherCount),
      } satisfies ConversationSituation,
    })),
  ),
);

const numbers = (plan: ConversationPlan) => (plan.action === 'create' ? plan.closes.map((one) => one.number) : []);

describe('DefaultConversationPolicy', () => {
  test.each(combinations)(
    'B1-B4, row 5: profile of $profile, recipient $person, conversation $conversation, $otherCount elsewhere: row $row',
    ({ situation, row }) => {
      const plan = policy.decide(situation);
      const running = situation.conversation;
      expect(plan.row).toBe(row);
      const shape = { ...plan, explanation: undefined };
      switch (row) {
        case '1': {
          const all = [...(running ? [running] : []), ...situation.otherConversations];
          expect(shape).toEqual({
            action: 'create',
            row,
            workflow: all.length > 0 ? 'replaced_different_user' : 'created',
            closes: all.map(({ id, number }) => ({ id, number, reason: 'recipient_reassigned' })),
            profile: 'replace',
            confirmations: ['recipient_reassignment'],
          });
          return;
        }
        case '2':
          expect(shape).toEqual({
            action: 'create',
            row,
            workflow: 'created',
            closes: [],
            profile: 'ensure',
            confirmations: [],
          });
          return;
        case '3':
          expect(shape).toEqual({
            action: 'create',
            row,
            workflow: 'replaced_virtual_agent',
            closes: [{ id: 'c1', number: 'IMS0000011', reason: 'taken_over_by_agent' }],
            profile: 'ensure',
            contextFrom: 'c1',
            confirmations: [],
          });
          return;
        default:
          expect(shape).toEqual({
            action: 'append',
            row,
            workflow: 'appended',
            conversation: 'c1',
            assign: row === '5',
            profile: 'ensure',
            confirmations: [],
          });
      }
    },
  );

  test('B1-B4, row 5: what the agent reads', () => {
    const base = { agent: me, person: 'ana', profile: null, otherConversations: [] };
    const words = (more: Partial<ConversationSituation>) => {
      const plan = policy.decide({ ...base, conversation: null, ...more });
      return plan.action === 'refuse' ? plan.reason : plan.explanation;
    };
    const elsewhere = { id: 'p1', person: 'bea' };
    expect(words({ profile: elsewhere })).toBe(
      "The recipient's address belongs to another customer. Sending gives the address to the person you write to, and starts a new conversation that is assigned to you.",
    );
    expect(words({ profile: elsewhere, conversation: conversations.mine })).toContain(
      " That customer's conversation IMS0000011 is closed. ",
    );
    expect(words({ profile: elsewhere, conversation: conversations.mine, otherConversations: others })).toContain(
      " That customer's conversations IMS0000011, IMS0000012 and IMS0000013 are closed. ",
    );
    expect(words({})).toBe('A new conversation is started and assigned to you.');
    expect(words({ conversation: conversations.virtual })).toBe(
      'You take over from the virtual agent: its conversation IMS0000011 is closed, and a new one is started and assigned to you, with the transcript at hand.',
    );
    expect(words({ conversation: conversations.mine })).toBe(
      'The message is added to the running conversation IMS0000011, which is assigned to you.',
    );
    expect(words({ conversation: conversations.theirs })).toBe(
      'The message is added to the running conversation IMS0000011, which stays assigned to the agent who has it; you join it.',
    );
    expect(words({ conversation: conversations.theirsWithMe })).toBe(
      'The message is added to the running conversation IMS0000011, which stays assigned to the agent who has it; you already take part in it.',
    );
    expect(words({ conversation: conversations.nobodys })).toBe(
      'The message is added to the running conversation IMS0000011, which nobody has; it is assigned to you.',
    );
  });

  test('the README says what it does', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const situations: Record<string, Partial<ConversationSituation>> = {
      'the address belongs to a different known person, with running conversations': {
        profile: { id: 'p1', person: 'bea' },
        conversation: conversations.mine,
        otherConversations: others,
      },
      'the address belongs to a different known person, nothing running': { profile: { id: 'p1', person: 'bea' } },
      'no conversation': {},
      'the virtual agent has the conversation': { conversation: conversations.virtual },
      'a live agent has the conversation': { conversation: conversations.theirs },
      'nobody has the conversation': { conversation: conversations.nobodys },
    };
    const rows = readme
      .split('\n')
      .filter((line) => /^\|\s*\d\s*\|/.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    expect(rows.map((row) => row[1])).toEqual(Object.keys(situations));
    for (const [row, situation, action, workflow, closes, assigned, profile, confirmation] of rows) {
      const plan = policy.decide({
        agent: me,
        person: 'ana',
        profile: null,
        conversation: null,
        otherConversations: [],
        ...situations[situation!],
      });
      if (plan.action === 'refuse') throw new Error('the default policy never refuses');
      expect([
        plan.row,
        plan.action,
        plan.workflow,
        { 0: '-', 1: 'it', 3: 'all' }[numbers(plan).length],
        plan.action === 'create' || plan.assign ? 'yes' : 'unchanged',
        plan.profile,
        plan.confirmations.join() || '-',
      ]).toEqual([row, action, workflow, closes, assigned, profile, confirmation]);
    }
  });

  test('the plugin contributes it to the extension point', () => {
    const contributed: unknown[] = [];
    plugin.register({ contribute: (...entry) => contributed.push(entry.slice(0, 2)), provide: () => undefined });
    expect(plugin.id).toBe('conversation-policy');
    expect(contributed).toEqual([[expect.objectContaining({ id: 'conversation-policy' }), DefaultConversationPolicy]]);
  });
});

describe('properties of the conversation plan', () => {
  const someone = fc.constantFrom('ana', 'bea', 'cai');
  const agents = fc.constantFrom(me, 'agent-2', 'agent-3');
  const anyConversation = fc
    .record({
      id: fc.uuid(),
      number: fc.integer({ min: 1, max: 9_999_999 }).map((n) => `IMS${String(n).padStart(7, '0')}`),
      senderId: fc.constantFrom('sender-1', 'sender-2'),
      holder: fc.oneof(fc.constant('virtual' as const), fc.constant(null), agents),
      liveGroup: fc.uniqueArray(agents),
    })
    .map(
      ({ holder, ...rest }): ConversationSummary => ({
        ...rest,
        virtualAgent: holder === 'virtual',
        assignedTo: holder === 'virtual' ? null : holder,
      }),
    );
  const anySituation: fc.Arbitrary<ConversationSituation> = fc.record({
    agent: agents,
    person: fc.option(someone),
    profile: fc.option(fc.record({ id: fc.uuid(), person: fc.option(someone) })),
    conversation: fc.option(anyConversation),
    otherConversations: fc.array(anyConversation, { maxLength: 4 }),
  });

  test('it always has an answer, of one of the five rows, and never refuses', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const plan = policy.decide(situation);
        expect(['1', '2', '3', '4', '5']).toContain(plan.row);
        expect(plan.action).not.toBe('refuse');
      }),
    );
  });

  test('row 1 comes first: exactly when the profile is of another known person, and nothing else asks for a confirmation', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const { person, profile } = situation;
        const other = Boolean(person && profile?.person && person !== profile.person);
        const plan = policy.decide(situation);
        expect(plan.row === '1').toBe(other);
        expect(plan.action !== 'refuse' && plan.confirmations.length > 0).toBe(other);
        expect(plan.action !== 'refuse' && plan.profile === 'replace').toBe(other);
      }),
    );
  });

  test('what is appended to is the running conversation and stays open; what is created leaves none running beside it', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const plan = policy.decide(situation);
        if (plan.action === 'append') {
          expect(plan.conversation).toBe(situation.conversation?.id);
          expect(situation.conversation?.virtualAgent).toBe(false);
          expect(plan).not.toHaveProperty('closes');
          expect(plan.assign).toBe(situation.conversation?.assignedTo === null);
        } else if (plan.action === 'create') {
          const closed = plan.closes.map((one) => one.id);
          expect(situation.conversation === null || closed.includes(situation.conversation.id)).toBe(true);
          expect(plan).not.toHaveProperty('assign');
          expect(plan.workflow === 'created').toBe(closed.length === 0);
        }
      }),
    );
  });

  test('a live agent is never taken off a conversation that stays, and only row 1 touches other senders', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const plan = policy.decide(situation);
        if (plan.row === '1' || plan.action !== 'create') return;
        expect(situation.conversation?.assignedTo ?? null).toBeNull();
        expect(plan.closes.map((one) => one.id)).toEqual(situation.conversation ? [situation.conversation.id] : []);
      }),
    );
  });

  test('it is pure: the same facts give the same plan, and the facts are not touched', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const before = structuredClone(situation);
        expect(policy.decide(situation)).toEqual(policy.decide(structuredClone(situation)));
        expect(situation).toEqual(before);
      }),
    );
  });
});
