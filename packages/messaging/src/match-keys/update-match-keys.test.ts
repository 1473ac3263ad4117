import { newId, openStore } from '@hailpoint/store';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { MatchKeyRule } from '../address/match-key-rule.js';
import { DatabaseHistoryService } from '../history/history-service.js';
import type { Actor } from '../messaging.js';
import { ComposeWorld } from '../testing/compose-world.js';
import { silentLogger } from '../testing/test-points.js';
import { keyedTables } from './keyed-tables.js';
import { updateMatchKeys } from './update-match-keys.js';

/** Today's rule, by which these numbers are two subscribers. */
const two: MatchKeyRule = { version: 1, keyOf: (_, recipientId) => recipientId };
/** Knows that 0150 to 0159 are another way to write 0140 to 0149. */
const one: MatchKeyRule = {
  version: 2,
  keyOf: (_, recipientId) => recipientId.replace(/^\+1202555015(\d)$/, '+1202555014$1'),
};
/** Takes `one` back: the numbers are two subscribers after all. */
const twoAgain: MatchKeyRule = { ...two, version: 3 };
const number = '+12025550143';
const alias = '+12025550153';
const at = new Date('2026-03-02T09:00:00.000Z');
const day = (n: number) => new Date(Date.UTC(2026, 1, n));

describeStores('A changed rule of match keys', (suite) => {
  let world: ComposeWorld;
  let me: Actor;
  let ana: string;

  beforeEach(async () => {
    world = new ComposeWorld(suite.store);
    await update(two);
    me = await world.agent('Maya');
    ana = await world.user('Ana');
  });

  const update = (rule: MatchKeyRule) => updateMatchKeys({ store: suite.store, logger: silentLogger, at }, rule);
  const profiles = () => suite.store.query.selectFrom('channel_user_profiles').selectAll().orderBy('id').execute();
  const profile = async (id: string) => (await profiles()).find((row) => row.id === id);
  const interaction = (id: string) =>
    suite.store.query.selectFrom('interactions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const message = (id: string) =>
    suite.store.query.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const told = (userId: string) =>
    suite.store.query
      .selectFrom('notifications')
      .select(['kind', 'body'])
      .where('user_id', '=', userId)
      .orderBy('id')
      .execute();

  async function scheduled(recipientId: string): Promise<string> {
    const id = newId();
    const { id: interaction_id } = await world.interaction();
    const row = {
      id,
      interaction_id,
      agent_id: me.userId,
      state: 'scheduled' as const,
      channel: 'sms',
      to_kind: 'manual' as const,
    };
    await suite.store.query
      .insertInto('scheduled_messages')
      .values({
        ...row,
        to_value: recipientId,
        sender_id: 'support',
        recipient_id: recipientId,
        match_key: recipientId,
        body: 'Hello',
        send_at: at,
        due_at: at,
        preflight: '{}',
        created_at: at,
        updated_at: at,
      })
      .execute();
    return id;
  }

  async function consent(action: 'opt_out' | 'opt_in', recipientId: string, given: Date, user = ana): Promise<string> {
    const id = newId();
    const subject = { channel: 'sms', sender_group: 'default', match_key: recipientId, recipient_id: recipientId };
    await suite.store.query
      .insertInto('consent_entries')
      .values({
        ...subject,
        id,
        at: given,
        action,
        source: 'admin',
        user_id: action === 'opt_in' ? user : null,
        recorded_by_id: me.userId,
        note: 'By letter',
      })
      .execute();
    if (action === 'opt_in') {
      await suite.store.query
        .insertInto('consent_opt_ins')
        .values({ ...subject, entry_id: id, user_id: user })
        .execute();
    } else {
      await suite.store.query
        .insertInto('consent_opt_outs')
        .values({ ...subject, entry_id: id })
        .execute();
    }
    return id;
  }
  const optOuts = () =>
    suite.store.query.selectFrom('consent_opt_outs').select(['match_key', 'entry_id']).orderBy('match_key').execute();
  const optIns = () => suite.store.query.selectFrom('consent_opt_ins').select(['match_key', 'entry_id']).execute();

  test('reaches every column of the schema that holds a match key', async () => {
    const { rows } = await sql<{ table: string }>`SELECT table_name AS "table" FROM information_schema.columns
      WHERE column_name = 'match_key' AND table_schema = current_schema() ORDER BY 1`.execute(suite.store.query);
    expect(rows.map(({ table }) => table)).toEqual([...keyedTables].sort());
  });

  test('every row gets its new key, and is sent to as it was written', async () => {
    const bound = await world.profile(alias, ana);
    const open = await world.conversation({ recipientId: alias, profileId: bound, user: ana });
    await world.conversation({ recipientId: alias, state: 'closed_complete' });
    await world.message(open.id, alias);
    await world.message(open.id, alias, 'sent');
    await scheduled(alias);
    await consent('opt_in', alias, day(1));
    await consent('opt_out', alias, day(2));
    const other = await world.profile('+12025550199', null);
    const address = { user_id: ana, kind: 'phone', label: 'Mobile', match_key: alias };
    for (const [position, value] of [alias, '(202) 555-0153', 'of no reading'].entries()) {
      await suite.store.query
        .insertInto('user_addresses')
        .values({ ...address, id: newId(), value, country: position === 1 ? 'US' : null, position })
        .execute();
    }
    expect(await update(one)).toEqual({ from: 1, to: 2, rows: expect.any(Number), profiles: 0, conversations: 0 });

    for (const table of keyedTables) {
      const { rows } = await sql<{ match_key: string }>`SELECT DISTINCT match_key FROM ${sql.table(table)}
        WHERE match_key IS NOT NULL AND match_key <> '+12025550199'`.execute(suite.store.query);
      // The opt-in is older than the opt-out, which ended it.
      expect([table, rows.map(({ match_key }) => match_key)]).toEqual([
        table,
        table === 'consent_opt_ins' ? [] : [number],
      ]);
    }
    expect(await interaction(open.id)).toMatchObject({ recipient_id: alias, profile_id: bound, closed_at: null });
    expect(await profile(other)).toMatchObject({ match_key: '+12025550199', active: true });
    expect(await update(one)).toBeNull();
    const audit = await suite.store.query.selectFrom('audit_entries').select(['action', 'subject']).execute();
    expect(audit).toEqual([{ action: 'match_keys.updated', subject: 'rule 2' }]);
  });

  test('keys may change places', async () => {
    const here = await world.profile(number, ana);
    const there = await world.profile(alias, null);
    const conversation = await world.conversation({ recipientId: number, profileId: here });
    const other = await world.conversation({ recipientId: alias, profileId: there });
    await consent('opt_out', number, day(1));
    const swapped: MatchKeyRule = { version: 2, keyOf: (_, id) => ({ [number]: alias, [alias]: number })[id] ?? id };
    expect(await update(swapped)).toMatchObject({ profiles: 0, conversations: 0 });
    expect((await profiles()).map((row) => [row.id, row.match_key, row.active])).toEqual([
      [here, alias, true],
      [there, number, true],
    ]);
    expect((await interaction(conversation.id)).match_key).toBe(alias);
    expect((await interaction(other.id)).match_key).toBe(number);
    expect((await optOuts()).map(({ match_key }) => match_key)).toEqual([alias]);
  });

  describe('two profiles that are of one subscriber (SEED F: duplicate people from number forms)', () => {
    test('the one that was used last stays, and the other is kept as history with its reason', async () => {
      const bo = await world.user('Bo');
      const older = await world.profile(number, ana);
      const newer = await world.profile(alias, bo);
      await world.conversation({
        recipientId: number,
        profileId: older,
        lastInboundAt: day(2),
        state: 'closed_complete',
      });
      const last = { recipientId: alias, profileId: newer, lastOutboundAt: day(3) };
      await world.conversation({ ...last, state: 'closed_complete' });
      expect(await update(one)).toMatchObject({ profiles: 1, conversations: 0 });
      expect(await profile(newer)).toMatchObject({ active: true, user_id: bo, match_key: number, recipient_id: alias });
      const ended = {
        active: false,
        user_id: ana,
        match_key: number,
        deactivation_reason: 'same_subscriber',
        deactivated_at: at,
      };
      expect(await profile(older)).toMatchObject(ended);
    });

    test('a conversation with the one who does not have the number any more is closed: nothing of it reaches the other', async () => {
      const bo = await world.user('Bo');
      const older = await world.profile(number, ana);
      const newer = await world.profile(alias, bo);
      const hers = { recipientId: number, profileId: older, user: ana, assignedTo: me.userId, lastInboundAt: day(2) };
      const lost = await world.conversation({ ...hers, senderId: 'sales' });
      const queued = await world.message(lost.id, number, 'queued', me.userId);
      const stays = await world.conversation({ recipientId: alias, profileId: newer, user: bo, lastInboundAt: day(3) });
      expect(await update(one)).toMatchObject({ profiles: 1, conversations: 1 });
      expect(await interaction(lost.id)).toMatchObject({
        state: 'closed_complete',
        close_reason: 'recipient_reassigned',
      });
      expect(await message(queued)).toMatchObject({ state: 'canceled', cause_code: 'recipient_reassigned' });
      expect(await interaction(stays.id)).toMatchObject({ closed_at: null, opened_for_id: bo });
    });

    test("a person's goes before a guest's, whose conversations become the person's", async () => {
      const person = await world.profile(number, ana);
      const guest = await world.profile(alias, null);
      const written = await world.conversation({
        recipientId: alias,
        profileId: guest,
        senderId: 'sales',
        lastInboundAt: day(9),
      });
      const queued = await world.message(written.id, alias);
      expect(await update(one)).toMatchObject({ profiles: 1, conversations: 0 });
      expect(await profile(guest)).toMatchObject({ active: false, deactivation_reason: 'same_subscriber' });
      expect(await interaction(written.id)).toMatchObject({
        closed_at: null,
        opened_for_id: ana,
        consumer_id: ana,
        profile_id: person,
      });
      expect(await message(queued)).toMatchObject({ state: 'queued', match_key: number, recipient_id: alias });
    });
  });

  describe('two running conversations that are one (SEED F: duplicate conversations)', () => {
    test('the older one is closed, History says why, what it wanted to send is canceled and its author told', async () => {
      const bob = await world.agent('Bob');
      const kept = await world.profile(number, ana);
      const other = await world.profile(alias, ana);
      const newer = await world.conversation({
        recipientId: number,
        profileId: kept,
        user: ana,
        lastInboundAt: day(8),
        assignedTo: me.userId,
      });
      const older = await world.conversation({
        recipientId: alias,
        profileId: other,
        user: ana,
        lastInboundAt: day(3),
        assignedTo: me.userId,
      });
      const waits = await world.message(newer.id, number, 'queued', bob.userId);
      const canceled = await world.message(older.id, alias, 'queued', bob.userId);
      const unknown = await world.message(older.id, alias, 'unknown', bob.userId);
      expect(await update(one)).toMatchObject({ profiles: 1, conversations: 1 });

      expect(await interaction(newer.id)).toMatchObject({ closed_at: null, match_key: number, profile_id: kept });
      expect(await interaction(older.id)).toMatchObject({
        state: 'closed_complete',
        close_reason: 'auto_closed',
        closed_at: at,
        match_key: number,
      });
      expect((await message(waits)).state).toBe('queued');
      expect(await message(canceled)).toMatchObject({ state: 'canceled', cause_code: 'auto_closed' });
      expect((await message(unknown)).state).toBe('unknown');
      const { store, points, time: clock } = world;
      const story = await new DatabaseHistoryService({ store, points, clock }).ofInteraction(me, older.number, {});
      expect(story.chapters.map(({ sentence }) => sentence)).toContain(
        `Two ways to write one number are known to be one subscriber now, so two conversations became one: ${older.number} was closed. It goes on in ${newer.number}.`,
      );
      const onward = `two conversations turned out to be with one subscriber; it goes on in ${newer.number}`;
      expect(await told(me.userId)).toEqual([
        { kind: 'conversation_closed', body: `${older.number} was closed: ${onward}.` },
      ]);
      expect(await told(bob.userId)).toEqual([
        { kind: 'send_failed', body: `A message of yours in ${older.number} was not sent, because ${onward}.` },
      ]);
    });

    test('on another sender both go on', async () => {
      const kept = await world.profile(number, ana);
      const other = await world.profile(alias, ana);
      const first = await world.conversation({
        recipientId: number,
        profileId: kept,
        user: ana,
        lastInboundAt: day(8),
      });
      const second = await world.conversation({ recipientId: alias, profileId: other, user: ana, senderId: 'sales' });
      expect(await update(one)).toMatchObject({ profiles: 1, conversations: 0 });
      for (const { id } of [first, second]) {
        expect(await interaction(id)).toMatchObject({ closed_at: null, match_key: number, profile_id: kept });
      }
    });
  });

  describe('consent (SEED F: sends to people who opted out)', () => {
    test('an opt-out of one way to write the number holds for the subscriber, and ends an older opt-in', async () => {
      const out = await consent('opt_out', alias, day(5));
      await consent('opt_in', number, day(4));
      await update(one);
      expect(await optOuts()).toEqual([{ match_key: number, entry_id: out }]);
      expect(await optIns()).toEqual([]);
    });

    test('of two opt-outs one is left, of two opt-ins of a person the newer', async () => {
      await consent('opt_out', number, day(5));
      const out = await consent('opt_out', alias, day(6));
      await consent('opt_in', alias, day(7));
      const inNow = await consent('opt_in', number, day(8));
      await update(one);
      expect(await optOuts()).toEqual([{ match_key: number, entry_id: out }]);
      expect(await optIns()).toEqual([{ match_key: number, entry_id: inNow }]);
    });

    test('where one subscriber turns out to be two, an opt-out holds for both, an opt-in for the one who gave it', async () => {
      await update(one);
      const bound = await world.profile(number, ana);
      const conversation = await world.conversation({ recipientId: alias, profileId: bound, user: ana });
      await sql`UPDATE interactions SET match_key = ${number} WHERE id = ${conversation.id}`.execute(suite.store.query);
      const inNow = await consent('opt_in', number, day(8));
      const out = await consent('opt_out', number, day(5));
      await update(twoAgain);
      expect(await optOuts()).toEqual([
        { match_key: number, entry_id: out },
        { match_key: alias, entry_id: out },
      ]);
      expect(await optIns()).toEqual([{ match_key: number, entry_id: inNow }]);
      const { match_key, profile_id, closed_at } = await interaction(conversation.id);
      expect([match_key, closed_at]).toEqual([alias, null]);
      expect(profile_id).not.toBe(bound);
      expect(await profile(profile_id!)).toMatchObject({
        match_key: alias,
        recipient_id: alias,
        user_id: ana,
        active: true,
      });
    });
  });

  test('of several that start at once one does it', async () => {
    await world.profile(number, ana);
    await world.profile(alias, null);
    const { location } = suite.store;
    // Another node, where there can be one.
    const other = suite.kind === 'postgresql' ? await openStore({ ...location }) : suite.store;
    try {
      const updates = await Promise.all(
        [suite.store, other, suite.store].map((store) => updateMatchKeys({ store, logger: silentLogger, at }, one)),
      );
      expect(updates.filter((done) => done !== null)).toHaveLength(1);
    } finally {
      if (other !== suite.store) await other.close();
    }
  });

  test('what fails half-way has changed nothing, and is done the next time', async () => {
    const bound = await world.profile(alias, ana);
    const before = await profile(bound);
    const broken: MatchKeyRule = {
      version: 2,
      keyOf: (channel, recipientId) => {
        if (recipientId === number) throw new Error('broken');
        return one.keyOf(channel, recipientId);
      },
    };
    await world.profile(number, null);
    await expect(update(broken)).rejects.toThrow('broken');
    expect(await profile(bound)).toEqual(before);
    expect(await update(one)).toMatchObject({ from: 1, to: 2, profiles: 1 });
  });

  test('rows of which no rule is noted follow none', async () => {
    await suite.store.query.deleteFrom('installation').execute();
    await world.profile(alias, ana);
    expect(await update(one)).toMatchObject({ from: null, to: 2, rows: 1 });
  });

  test('a version whose rule is older than the rows refuses to start', async () => {
    await update(one);
    await expect(update(two)).rejects.toMatchObject({ code: 'match_keys_newer' });
  });
});
