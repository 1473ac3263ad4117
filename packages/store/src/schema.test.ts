import { describe, expect, test } from '@jest/globals';
import { newId } from './new-id.js';
import type { Store } from './store.js';
import { describeStores } from './testing/index.js';

const RECIPIENT = '+12025550143';
const now = () => new Date();

async function newUser(store: Store): Promise<string> {
  const id = newId();
  await store.query
    .insertInto('users')
    .values({ id, external_id: id, kind: 'agent', name: 'An agent', created_at: now(), updated_at: now() })
    .execute();
  return id;
}

const conversation = (over: Record<string, unknown> = {}) => ({
  id: newId(),
  number: newId(),
  type: 'messaging' as const,
  state: 'work_in_progress' as const,
  channel: 'sms',
  sender_id: 'main',
  plugin_id: 'test',
  match_key: RECIPIENT,
  recipient_id: RECIPIENT,
  opened_at: now(),
  updated_at: now(),
  ...over,
});
const profile = (over: Record<string, unknown> = {}) => ({
  id: newId(),
  channel: 'sms',
  match_key: RECIPIENT,
  recipient_id: RECIPIENT,
  created_at: now(),
  ...over,
});
const message = (interactionId: string, over: Record<string, unknown> = {}) => ({
  id: newId(),
  interaction_id: interactionId,
  direction: 'outbound' as const,
  author_kind: 'agent' as const,
  channel: 'sms',
  plugin_id: 'test',
  sender_id: 'main',
  match_key: RECIPIENT,
  recipient_id: RECIPIENT,
  body: 'text',
  state: 'queued' as const,
  state_at: now(),
  created_at: now(),
  sender_group: 'default',
  ...over,
});

const addConversation = (store: Store, over = {}) =>
  store.transaction((transaction) => transaction.query.insertInto('interactions').values(conversation(over)).execute());
const addProfile = (store: Store, over = {}) =>
  store.transaction((transaction) =>
    transaction.query.insertInto('channel_user_profiles').values(profile(over)).execute(),
  );

/** Without any lock: what the schema alone guarantees, whatever runs at once. */
describeStores('the schema guarantees', (suite) => {
  async function race(attempts: (() => Promise<unknown>)[]) {
    const results = await Promise.allSettled(attempts.map((attempt) => attempt()));
    return {
      succeeded: results.filter(({ status }) => status === 'fulfilled').length,
      constraints: results.flatMap((result) => (result.status === 'rejected' ? [result.reason.constraint] : [])),
    };
  }

  test('one conversation of a channel, sender and match key, when 12 are opened at once', async () => {
    expect(await race(Array.from({ length: 12 }, () => () => addConversation(suite.store)))).toEqual({
      succeeded: 1,
      constraints: Array(11).fill('one_conversation'),
    });
    const open = await suite.store.query.selectFrom('interactions').selectAll().execute();
    expect(open).toHaveLength(1);
  });

  test('a second one on another sender, channel or number, and after the first was closed', async () => {
    const { store } = suite;
    await addConversation(store);
    for (const over of [{ sender_id: 'other' }, { channel: 'whatsapp' }, { match_key: '+12025550144' }])
      await addConversation(store, over);
    const closed = { state: 'closed_complete', closed_at: now() };
    await addConversation(store, closed);
    await addConversation(store, { ...closed, state: 'closed_abandoned' });
    await expect(addConversation(store, { state: 'on_hold' })).rejects.toMatchObject({
      constraint: 'one_conversation',
    });
    const reopened = store.query
      .updateTable('interactions')
      .set({ state: 'new', closed_at: null })
      .where('closed_at', 'is not', null);
    await expect(reopened.execute()).rejects.toMatchObject({ constraint: 'one_conversation' });
  });

  test('one active profile of a channel and match key, when 12 are made at once; any number of former ones', async () => {
    expect(await race(Array.from({ length: 12 }, () => () => addProfile(suite.store)))).toEqual({
      succeeded: 1,
      constraints: Array(11).fill('one_active_profile'),
    });
    const former = { active: false, deactivated_at: now() };
    await addProfile(suite.store, former);
    await addProfile(suite.store, former);
    await addProfile(suite.store, { channel: 'whatsapp' });
  });

  test('a profile is active exactly as long as it was not deactivated', async () => {
    await expect(addProfile(suite.store, { active: false })).rejects.toMatchObject({ code: '23514' });
    await expect(addProfile(suite.store, { deactivated_at: now() })).rejects.toMatchObject({ code: '23514' });
  });

  test('a conversation is never with the virtual agent and a live agent at once', async () => {
    const agent = await newUser(suite.store);
    await expect(addConversation(suite.store, { virtual_agent: true, assigned_to_id: agent })).rejects.toMatchObject({
      code: '23514',
    });
    await addConversation(suite.store, { virtual_agent: true });
  });

  test('a messaging interaction has its channel, sender and recipient; no other has', async () => {
    for (const over of [
      { channel: null },
      { sender_id: null },
      { match_key: null },
      { recipient_id: null },
      { type: 'phone' },
    ]) {
      await expect(addConversation(suite.store, over)).rejects.toMatchObject({ code: '23514' });
    }
  });

  test('closed is closed at a time', async () => {
    await expect(addConversation(suite.store, { state: 'closed_complete' })).rejects.toMatchObject({ code: '23514' });
    await expect(addConversation(suite.store, { closed_at: now() })).rejects.toMatchObject({ code: '23514' });
  });

  test('a message that is being sent has a lease, and only an inbound one was received', async () => {
    const { store } = suite;
    const interaction = conversation();
    await store.query.insertInto('interactions').values(interaction).execute();
    const add = (over: Record<string, unknown>) =>
      store.query.insertInto('messages').values(message(interaction.id, over)).execute();
    await add({});
    await expect(add({ state: 'sending' })).rejects.toMatchObject({ code: '23514' });
    await expect(add({ lease_until: now() })).rejects.toMatchObject({ code: '23514' });
    await add({ state: 'sending', lease_until: now(), lease_owner: 'node' });
    await expect(add({ state: 'received' })).rejects.toMatchObject({ code: '23514' });
    await expect(add({ direction: 'inbound' })).rejects.toMatchObject({ code: '23514' });
    await add({ direction: 'inbound', state: 'received', author_kind: 'customer' });
  });

  test('an event of a carrier counts once', async () => {
    const receipt = {
      plugin_id: 'test',
      event_id: 'e1',
      message_id: null,
      state: 'sent',
      carrier_time: now(),
      received_at: now(),
    };
    const add = () =>
      suite.store.query
        .insertInto('receipts')
        .values({ ...receipt, carrier_message_id: 'c', code: null, reason: null })
        .execute();
    expect((await race(Array.from({ length: 6 }, () => add))).succeeded).toBe(1);
  });
});

describe('newId', () => {
  test('is a UUIDv7, and later ones sort after earlier ones', () => {
    const ids = Array.from({ length: 2000 }, newId);
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
      true,
    );
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(2000);
  });
});
