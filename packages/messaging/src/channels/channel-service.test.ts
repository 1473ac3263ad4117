import { ChannelProvider } from '@hailpoint/kernel';
import { ManualTime } from '@hailpoint/kernel/host';
import { openStore } from '@hailpoint/store';
import { describeStores, openTestStore } from '@hailpoint/store/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Actor, MessagingSettings } from '../messaging.js';
import { insertConversation, insertQueued } from '../testing/conversation-rows.js';
import { eventually } from '../testing/eventually.js';
import { adminActor, agentActor } from '../testing/people.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { testPoints } from '../testing/test-points.js';
import { ChannelConfigurations } from './channel-configurations.js';
import { DatabaseChannelService } from './channel-service.js';

const points = testPoints([{ point: ChannelProvider, plugin: 'scripted', instance: new ScriptedCarrier() }]);

describeStores('channel configurations', (suite) => {
  let clock: ManualTime;
  let ada: Actor;
  const open: ChannelConfigurations[] = [];

  const node = (channels: MessagingSettings['channels'] = {}) => {
    const settings = { channels };
    const configurations = new ChannelConfigurations({ store: suite.store, points, settings, clock });
    open.push(configurations);
    return new DatabaseChannelService({ store: suite.store, clock, settings, configurations });
  };

  beforeEach(async () => {
    clock = new ManualTime();
    ada = await adminActor(suite.store);
  });

  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });

  test('a plan says in numbers what a change means for what is under way, and changes nothing', async () => {
    const channels = node();
    const { id } = await insertConversation(suite.store, { recipientId: '+12025550143' });
    await insertQueued(suite.store, { interactionId: id, recipientId: '+12025550143' });
    expect(await channels.plan(ada, 'sms', { active: false, order: 3 })).toEqual({
      channel: 'sms',
      openConversations: 1,
      queuedMessages: 1,
      scheduledMessages: 0,
      consequences: [
        'Agents can neither start conversations on SMS nor answer in them.',
        '1 conversation stays open: what customers write is still taken.',
        '1 message that is queued is still sent.',
      ],
    });
    expect((await channels.plan(ada, 'sms', { active: true, order: 3 })).consequences).toEqual([]);
    expect(await channels.list()).toMatchObject([{ channel: 'sms', active: true }]);
    await expect(channels.plan({ ...ada, roles: [] }, 'sms', {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(node({ sms: { locked: true } }).plan(ada, 'sms', {})).rejects.toMatchObject({
      code: 'channel_locked',
    });
  });

  test('C1, C3: an administrator changes a channel, which shows at once and is audited', async () => {
    const channels = node({ sms: { order: 10 } });
    expect(await channels.list()).toMatchObject([
      { channel: 'sms', order: 10, manualRecipientEntry: false, origin: 'file' },
    ]);
    expect(await channels.put(ada, 'sms', { manualRecipientEntry: true })).toMatchObject({
      manualRecipientEntry: true,
      order: 10,
      origin: 'override',
    });
    expect(await channels.put(ada, 'sms', { order: 3 })).toMatchObject({ manualRecipientEntry: true, order: 3 });
    expect(await channels.list()).toMatchObject([{ manualRecipientEntry: true, order: 3 }]);
    const audit = await suite.store.query
      .selectFrom('audit_entries')
      .select(['action', 'subject', 'user_id', 'detail'])
      .orderBy('id')
      .execute();
    expect(audit).toEqual([
      {
        action: 'channel.configured',
        subject: 'sms',
        user_id: ada.userId,
        detail: { manualRecipientEntry: true, before: {} },
      },
      {
        action: 'channel.configured',
        subject: 'sms',
        user_id: ada.userId,
        detail: { order: 3, before: { manualRecipientEntry: true } },
      },
    ]);
  });

  test('C1: a channel that nobody carries yet can be added', async () => {
    const channels = node();
    expect(await channels.put(ada, 'whatsapp', {})).toMatchObject({
      channel: 'whatsapp',
      plugins: [],
      active: true,
      origin: 'override',
    });
    expect((await channels.list()).map(({ channel }) => channel)).toEqual(['sms', 'whatsapp']);
  });

  test('a reset makes file and defaults hold again', async () => {
    const channels = node({ sms: { order: 10 } });
    await channels.put(ada, 'sms', { order: 3 });
    expect(await channels.reset(ada, 'sms')).toMatchObject({ order: 10, origin: 'file' });
    await channels.put(ada, 'whatsapp', {});
    expect(await channels.reset(ada, 'whatsapp')).toBeNull();
    expect(await channels.reset(ada, 'nothing')).toBeNull();
  });

  test('two administrators who change different fields at once both get their way', async () => {
    const channels = node();
    await Promise.all([
      channels.put(ada, 'sms', { order: 3 }),
      channels.put(ada, 'sms', { active: false }),
      channels.put(ada, 'sms', { manualRecipientEntry: true }),
    ]);
    expect(await channels.list()).toMatchObject([{ order: 3, active: false, manualRecipientEntry: true }]);
  });

  test('a channel that the file locks is not changed here', async () => {
    const channels = node({ sms: { locked: true, order: 10 } });
    await expect(channels.put(ada, 'sms', { order: 3 })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'channel_locked',
    });
    await expect(channels.reset(ada, 'sms')).rejects.toMatchObject({ code: 'channel_locked' });
    expect(await channels.list()).toMatchObject([{ order: 10, locked: true }]);
  });

  test('only administrators configure', async () => {
    const ana = await agentActor(suite.store);
    await expect(node().put(ana, 'sms', { order: 3 })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test.each([
    ['SMS', {}, '/channel'],
    ['', {}, '/channel'],
    ['sms', { order: 1.5 }, '/order'],
    ['sms', { order: 1e9 }, '/order'],
    ['sms', { active: 'yes' as unknown as boolean }, '/active'],
  ])('%j with %j is refused', async (channel, input, field) => {
    await expect(node().put(ada, channel, input)).rejects.toMatchObject({
      code: 'invalid_fields',
      fields: [{ field }],
    });
  });

  test('overrides are kept in memory for a second, and not for ever', async () => {
    const channels = node();
    await channels.list();
    // Written behind our back, as by a node whose word was lost.
    const row = { kind: 'channel' as const, name: 'sms', value: '{"order":7}', updated_at: clock.now() };
    await suite.store.query
      .insertInto('configuration_overrides')
      .values({ ...row, updated_by: null })
      .execute();
    clock.advance(999);
    expect(await channels.list()).toMatchObject([{ order: 100 }]);
    clock.advance(1);
    expect(await channels.list()).toMatchObject([{ order: 7 }]);
  });

  test('a change that is announced during a reading is read as well', async () => {
    const settings = { channels: {} };
    const reads: (() => void)[] = [];
    const store = { query: slowly(suite.store.query, reads), wake: () => {}, onWake: () => () => {} };
    const configurations = new ChannelConfigurations({ store, points, settings, clock });
    const listing = configurations.effectiveChannels();
    await eventually(async () => (reads.length === 1 ? true : undefined));
    const row = { kind: 'channel' as const, name: 'sms', value: '{"order":7}', updated_at: clock.now() };
    await suite.store.query
      .insertInto('configuration_overrides')
      .values({ ...row, updated_by: null })
      .execute();
    configurations.announceChange();
    reads[0]!();
    await eventually(async () => (reads.length === 2 ? true : undefined));
    reads[1]!();
    expect(await listing).toMatchObject([{ order: 7 }]);
  });
});

/** A query builder whose selections, once made, are handed out only when the test says so. */
function slowly<Query extends object>(query: Query, reads: (() => void)[]): Query {
  return new Proxy(query, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === 'execute') {
        return async () => {
          const rows = await (value as () => Promise<unknown>).call(target);
          await new Promise<void>((resolve) => reads.push(resolve));
          return rows;
        };
      }
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const result: unknown = value.apply(target, args);
        return typeof result === 'object' && result !== null ? slowly(result, reads) : result;
      };
    },
  });
}

const onPostgresql = process.env['HAILPOINT_TEST_DATABASE_URL'] ? describe : describe.skip;

onPostgresql('channel configurations of two nodes', () => {
  test('a change on one node is known on the other without waiting for the second to pass', async () => {
    const here = await openTestStore('postgresql');
    const there = await openStore(here.location);
    const clock = new ManualTime();
    const settings = { channels: {} };
    const ada = await adminActor(here);
    const ours = new ChannelConfigurations({ store: here, points, settings, clock });
    const theirs = new ChannelConfigurations({ store: there, points, settings, clock });
    expect(await theirs.effectiveChannels()).toMatchObject([{ order: 100 }]);
    await new DatabaseChannelService({ store: here, clock, settings, configurations: ours }).put(ada, 'sms', {
      order: 7,
    });
    // The clock stands still: only the other node's word can bring it.
    await eventually(async () => ((await theirs.effectiveChannels())[0]?.order === 7 ? true : undefined));
    await there.close();
    await here.close();
  });
});
