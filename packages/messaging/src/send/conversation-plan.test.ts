import { readFileSync } from 'node:fs';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { loadInteractions } from '../interactions/interaction-view.js';
import { viewContext } from '../interactions/view-context.js';
import { loadMessages } from '../messages/message-view.js';
import type { Actor } from '../messaging.js';
import { ComposeWorld, start } from '../testing/compose-world.js';

const recipientId = '+12025550143';

type ProfileBefore = 'none' | 'guest' | 'own' | 'other';
type ConversationBefore = 'none' | 'virtual agent' | 'mine' | "another agent's" | "another agent's, with me" | 'nobody';

interface Situation {
  readonly profile: ProfileBefore;
  readonly conversation: ConversationBefore;
  readonly elsewhere: boolean;
}

interface Expected {
  readonly row: string;
  readonly workflow: string;
  readonly closes: '-' | 'it' | 'all';
  readonly assignedTo: 'me' | 'unchanged';
  readonly profileIs: 'created' | 'linked' | 'kept' | 'replaced';
}

/** SEED.md's names of the rows. */
const seedNames: Record<string, string> = {
  1: 'B4 (row 1)',
  2: 'B1 (row 2)',
  3: 'B3 (row 3)',
  4: 'B2 (row 4)',
  5: 'row 5',
};

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const cell = (text: string) => `\\| *(${text}) *`;
const line = new RegExp(
  `^${cell('none|guest|own|other')}${cell('[^|]*?')}${cell('[1-5]')}${cell('\\w+')}${cell('-|it|all')}${cell('me|unchanged')}${cell('\\w+')}\\|$`,
  'gm',
);
const table = [...readme.matchAll(line)].map(
  ([, profile, conversation, row, workflow, closes, assignedTo, profileIs]) => ({
    situation: { profile, conversation } as Omit<Situation, 'elsewhere'>,
    expected: { row, workflow, closes, assignedTo, profileIs } as Expected,
  }),
);
const situations = table.flatMap(({ situation, expected }) =>
  [false, true].map((elsewhere) => ({ name: seedNames[expected.row], expected, ...situation, elsewhere })),
);

test('the README has the whole table: every profile with every conversation', () => {
  expect(new Set(table.map(({ situation }) => `${situation.profile}/${situation.conversation}`)).size).toBe(24);
  expect(table).toHaveLength(24);
});

describeStores('The conversation plan', (suite) => {
  let world: ComposeWorld;
  let me: Actor;
  let colleague: Actor;
  let customer: string;
  let otherCustomer: string;

  beforeEach(async () => {
    world = new ComposeWorld(suite.store);
    me = await world.agent('Maya');
    colleague = await world.agent('Noor');
    customer = await world.user('Ana', { phones: [recipientId] });
    otherCustomer = await world.user('Bea');
  });

  async function prepare({ profile, conversation, elsewhere }: Situation) {
    const user = { none: null, guest: null, own: customer, other: otherCustomer }[profile];
    const profileId = profile === 'none' ? null : await world.profile(recipientId, user);
    const people = {
      'virtual agent': { virtualAgent: true },
      mine: { assignedTo: me.userId, liveGroup: [me.userId] },
      "another agent's": { assignedTo: colleague.userId, liveGroup: [colleague.userId] },
      "another agent's, with me": { assignedTo: colleague.userId, liveGroup: [colleague.userId, me.userId] },
      nobody: { state: 'new' as const },
    };
    const common = { recipientId, user, profileId };
    const running = conversation === 'none' ? null : await world.conversation({ ...common, ...people[conversation] });
    const other = elsewhere
      ? await world.conversation({
          ...common,
          senderId: 'sales',
          assignedTo: colleague.userId,
          liveGroup: [colleague.userId],
        })
      : null;
    const queued: string[] = [];
    for (const one of [running, other]) if (one) queued.push(await world.message(one.id, recipientId));
    const sent = running && (await world.message(running.id, recipientId, 'sent'));
    return { user, profileId, running, other, queued, sent };
  }

  const interactionRow = (id: string) =>
    suite.store.query.selectFrom('interactions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const profileRow = (id: string) =>
    suite.store.query.selectFrom('channel_user_profiles').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const messageRow = (id: string) =>
    suite.store.query.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const liveGroup = async (id: string) => {
    const rows = await suite.store.query
      .selectFrom('live_group_profiles')
      .select('user_id')
      .where('interaction_id', '=', id)
      .execute();
    return rows.map(({ user_id }) => user_id).sort();
  };
  const notified = async () =>
    (await suite.store.query.selectFrom('notifications').selectAll().execute()).map(
      ({ user_id, kind, interaction_id }) => ({
        user_id,
        kind,
        interaction_id,
      }),
    );

  test.each(situations)(
    '$name: profile of $profile, conversation of $conversation, on another sender: $elsewhere',
    async (situation) => {
      const before = await prepare(situation);
      const { running, other } = before;
      const source = await world.interaction({ consumer: customer });
      const composition = { channel: 'sms', to: { recipientId }, from: 'support', body: 'Hello Ana' };
      const seen = await world.composing.preflight(me, source.number, composition);
      expect(seen.blockers).toEqual([]);

      const { result, replayed } = await world.composing.send(me, source.number, {
        ...composition,
        planId: seen.planId,
        confirm: seen.confirmations,
      });
      expect(replayed).toBe(false);
      // The preflight told the truth: but for measured times it is the one that the commit decided on.
      const timeless = (one: typeof seen) => ({
        ...one,
        verdicts: one.verdicts.map((verdict) => ({ ...verdict, ms: 0 })),
      });
      expect(timeless(result.preflight)).toEqual(timeless(seen));

      const { expected } = situation;
      const row1 = expected.row === '1';
      const isAppended = expected.workflow === 'appended';
      const closes = { '-': [], it: [running], all: [running, other] }[expected.closes].flatMap((one) => one ?? []);
      const closeReason = row1 ? 'recipient_reassigned' : 'taken_over_by_agent';

      // The outcome in words of the API, and the row.
      expect(seen.plan?.row).toBe(expected.row);
      const workflow = row1 && closes.length > 0 ? 'replaced_different_user' : expected.workflow;
      expect([seen.plan?.workflow, result.workflow]).toEqual([workflow, workflow]);
      expect(seen.confirmations).toEqual(row1 ? ['recipient_reassignment'] : []);
      expect(result.closed).toEqual(closes.map(({ number }) => number));

      // The conversation.
      const conversation = await interactionRow(result.interaction.id);
      expect(conversation.type).toBe('messaging');
      expect(conversation.id === running?.id).toBe(isAppended);
      expect(conversation.channel).toBe('sms');
      expect(conversation.sender_id).toBe('support');
      expect(conversation.match_key).toBe(recipientId);
      const colleagueHasIt = expected.assignedTo === 'unchanged' && situation.conversation.startsWith('another');
      expect(conversation.assigned_to_id).toBe(colleagueHasIt ? colleague.userId : me.userId);
      expect(conversation.virtual_agent).toBe(false);
      expect(conversation.state).toBe('work_in_progress');
      expect(conversation.opened_for_id).toBe(customer);
      expect(conversation.consumer_id).toBe(customer);
      expect(await liveGroup(conversation.id)).toEqual(
        [...(colleagueHasIt ? [colleague.userId] : []), me.userId].sort(),
      );
      const wasIn = situation.conversation === 'mine' || situation.conversation === "another agent's, with me";
      expect(result.liveGroup.added).toEqual(isAppended && wasIn ? [] : [{ id: me.userId, name: 'Maya' }]);
      expect(conversation.source_interaction_id).toBe(isAppended ? null : source.id);
      const tookOver = expected.row === '3';
      expect(conversation.context_interaction_id).toBe(tookOver ? running!.id : null);

      // What was closed, and what it still wanted to send.
      for (const one of [running, other]) {
        if (!one || one.id === conversation.id) continue;
        const row = await interactionRow(one.id);
        if (closes.includes(one)) {
          expect(row).toMatchObject({ state: 'closed_complete', close_reason: closeReason, closed_at: start });
        } else {
          expect(row).toMatchObject({ state: 'work_in_progress', close_reason: null, closed_at: null });
        }
      }
      for (const id of before.queued) {
        const message = await messageRow(id);
        const canceled = closes.some((one) => one.id === message.interaction_id);
        expect([message.state, message.cause_code]).toEqual(canceled ? ['canceled', closeReason] : ['queued', null]);
      }
      if (before.sent) expect((await messageRow(before.sent)).state).toBe('sent');
      expect(seen.plan?.closes.map(({ queuedMessages }) => queuedMessages)).toEqual(closes.map(() => 1));

      // The profile: at most one is active, and it is the person's.
      const active = await suite.store.query
        .selectFrom('channel_user_profiles')
        .selectAll()
        .where('match_key', '=', recipientId)
        .where('active', '=', true)
        .execute();
      expect(active).toHaveLength(1);
      expect(active[0]!.user_id).toBe(customer);
      expect(conversation.profile_id).toBe(active[0]!.id);
      expect(seen.plan?.profile.action).toBe(expected.profileIs);
      if (row1) {
        expect(await profileRow(before.profileId!)).toMatchObject({
          active: false,
          user_id: otherCustomer,
          deactivation_reason: 'recipient_reassigned',
        });
        expect(result.profile).toEqual({ activated: active[0]!.id, deactivated: before.profileId });
      } else if (situation.profile === 'none') {
        expect(result.profile).toEqual({ activated: active[0]!.id });
      } else {
        expect(active[0]!.id).toBe(before.profileId);
        expect(result.profile).toEqual({});
      }
      // A guest's conversation that goes on elsewhere is the person's now, too.
      if (other && !row1 && situation.profile === 'guest') {
        expect(await interactionRow(other.id)).toMatchObject({ opened_for_id: customer, profile_id: before.profileId });
      }

      // The message.
      const message = await messageRow(result.message.id);
      expect(message).toMatchObject({
        interaction_id: conversation.id,
        state: 'queued',
        body: 'Hello Ana',
        author_id: me.userId,
        plugin_id: 'scripted',
        recipient_id: recipientId,
        encoding: 'gsm7',
        segments: 1,
        due_at: start,
        expires_at: new Date(start.getTime() + 24 * 60 * 60_000),
      });
      expect(message.preflight).toMatchObject({ planId: seen.planId });

      // Who is told: the assignees of what was closed or appended to, and not the sender.
      const told = [
        ...closes.flatMap((one) => {
          const assignee = one === other || situation.conversation.startsWith('another');
          return assignee ? [{ user_id: colleague.userId, kind: 'conversation_closed', interaction_id: one.id }] : [];
        }),
        ...(isAppended && colleagueHasIt
          ? [{ user_id: colleague.userId, kind: 'agent_joined', interaction_id: conversation.id }]
          : []),
      ];
      const byId = (a: { interaction_id: string | null }, b: { interaction_id: string | null }) =>
        String(a.interaction_id) < String(b.interaction_id) ? -1 : 1;
      expect((await notified()).sort(byId)).toEqual(told.sort(byId));

      // The answer is what a reader would see.
      const [read] = await loadInteractions(suite.store, { ids: [conversation.id] }, viewContext(world.points, me));
      expect(result.interaction).toEqual(read);
      expect(result.message).toEqual((await loadMessages(suite.store, [message.id]))[0]);

      // Warnings that only inform.
      const codes = seen.warnings.map(({ code }) => code);
      expect(codes.includes('conversation_running')).toBe(running !== null);
      expect(codes.includes('conversation_on_other_sender')).toBe(other !== null && !row1);
    },
  );

  test('B4 (row 1): what a closed conversation still wanted to send is counted before, canceled, and its author told', async () => {
    const { profileId: profile } = await prepare({ profile: 'other', conversation: 'none', elsewhere: false });
    const common = { recipientId, user: otherCustomer, profileId: profile };
    const earlier = await world.conversation({ ...common, state: 'closed_complete' });
    const waiting = await world.message(earlier.id, recipientId, 'queued', colleague.userId);
    const confirmation = await world.message(earlier.id, recipientId);
    await suite.store.query
      .updateTable('messages')
      .set({ consent_exempt: true, author_kind: 'system' })
      .where('id', '=', confirmation)
      .execute();
    const source = await world.interaction({ consumer: customer });
    const composition = { channel: 'sms', to: { recipientId }, from: 'support', body: 'Hello Ana' };
    const seen = await world.composing.preflight(me, source.number, composition);
    expect(seen.plan?.closes).toEqual([]);
    expect(seen.plan?.profile).toMatchObject({ action: 'replaced', canceledMessages: 1 });
    const { planId, confirmations: confirm } = seen;
    await world.composing.send(me, source.number, { ...composition, planId, confirm });
    expect(await messageRow(waiting)).toMatchObject({ state: 'canceled', cause_code: 'recipient_reassigned' });
    expect(await messageRow(confirmation)).toMatchObject({ state: 'queued' });
    expect(await notified()).toEqual([{ user_id: colleague.userId, kind: 'send_failed', interaction_id: earlier.id }]);
  });

  describe('the preamble', () => {
    test.each(['none', 'guest', 'own'] as const)(
      'nobody is named, profile of %s: the profile says who it is',
      async (profile) => {
        const { profileId } = await prepare({ profile, conversation: 'nobody', elsewhere: false });
        const source = await world.interaction();
        const composition = { channel: 'sms', to: { manual: '+1 (202) 555-0143' }, from: 'support', body: 'Hello' };
        const seen = await world.composing.preflight(me, source.number, composition);
        expect(seen.person?.userId ?? null).toBe(profile === 'own' ? customer : null);
        expect(seen.plan?.row).toBe('5');
        const { result } = await world.composing.send(me, source.number, { ...composition, planId: seen.planId });
        const row = await interactionRow(result.interaction.id);
        expect(row.opened_for_id).toBe(profile === 'own' ? customer : null);
        const active = await profileRow(row.profile_id!);
        expect(active.user_id).toBe(profile === 'own' ? customer : null);
        if (profileId) expect(active.id).toBe(profileId);
      },
    );

    test("Other takes the record's person, with a warning when the number is not theirs", async () => {
      const typed = '+12025550177';
      await world.profile(typed, otherCustomer);
      const source = await world.interaction({ consumer: customer });
      const composition = { channel: 'sms', to: { manual: typed }, from: 'support', body: 'Hello' };
      const seen = await world.composing.preflight(me, source.number, composition);
      expect(seen.person?.userId).toBe(customer);
      expect(seen.plan?.row).toBe('1');
      expect(seen.warnings.map(({ code, confirmation }) => [code, confirmation])).toEqual([
        ['recipient_reassignment', 'recipient_reassignment'],
        ['number_not_on_user', null],
      ]);
      expect(seen.warnings[0]!.message).toContain('Bea');
      expect(seen.warnings[0]!.message).toContain('Ana');
    });
  });
});
