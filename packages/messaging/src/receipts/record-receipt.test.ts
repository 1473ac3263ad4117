import type { ReceiptEvent } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { recordOutcome } from '../delivery/record-outcome.js';
import { LiveEventBus } from '../live/live-event-bus.js';
import { claimDue } from '../testing/claim-due.js';
import { insertConversation, insertQueued } from '../testing/conversation-rows.js';
import { silentLogger } from '../testing/test-points.js';
import { recordReceipt } from './record-receipt.js';

const clara = '+12025550143';
const now = new Date('2026-01-05T12:00:00.000Z');
const later = new Date('2026-01-05T12:00:05.000Z');

describeStores('a receipt that comes while the attempt is under way', (suite) => {
  let live: LiveEventBus;
  let id: string;
  beforeEach(async () => {
    live = new LiveEventBus(suite.store, silentLogger);
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    const claimed = await claimDue(suite.store, { now, limit: 1, owner: id, leaseMs: 1_000 });
    expect(claimed.map((message) => message.id)).toEqual([id]);
  });
  afterEach(() => live.close());

  const receive = (change: Partial<ReceiptEvent> = {}) =>
    suite.store.transaction((transaction) =>
      recordReceipt(
        transaction,
        live,
        'scripted',
        { kind: 'receipt', eventId: 'e1', messageId: id, state: 'delivered', at: now, ...change },
        later,
      ),
    );
  const attempt = () =>
    suite.store.query.selectFrom('message_attempts').selectAll().where('message_id', '=', id).executeTakeFirstOrThrow();

  test('ends it as accepted, for the node that waits for the answer may be dead', async () => {
    await receive();
    expect(await attempt()).toMatchObject({ outcome: 'accepted', ended_at: later });
  });

  test('the answer that comes after all says more', async () => {
    await receive();
    await recordOutcome(
      suite.store,
      live,
      id,
      1,
      { outcome: 'unknown', code: 'provider_failed', reason: 'Broke.' },
      later,
    );
    expect(await attempt()).toMatchObject({ outcome: 'unknown', code: 'provider_failed' });
    const message = suite.store.query.selectFrom('messages').select('state').where('id', '=', id);
    expect(await message.executeTakeFirst()).toEqual({ state: 'delivered' });
  });

  const message = () =>
    suite.store.query.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  test('that names both ids teaches the message its carrier id, so that others which name that alone find it', async () => {
    await receive({ eventId: 'early', messageId: undefined, carrierMessageId: 'C-1', state: 'delivered' });
    expect(await message()).toMatchObject({ state: 'sending', carrier_message_id: null });
    await receive({ eventId: 'both', carrierMessageId: 'C-1', state: 'sent' });
    expect(await message()).toMatchObject({ state: 'delivered', carrier_message_id: 'C-1' });
    await receive({ eventId: 'late', messageId: undefined, carrierMessageId: 'C-1', state: 'read' });
    expect(await message()).toMatchObject({ state: 'read' });
  });

  test('a further carrier id is learnt beside the first, and both lead to the message', async () => {
    await receive({ eventId: 'first', carrierMessageId: 'C-1', state: 'sent' });
    await receive({ eventId: 'second', carrierMessageId: 'C-2', state: 'sent' });
    await receive({ eventId: 'late', messageId: undefined, carrierMessageId: 'C-2', state: 'delivered' });
    expect(await message()).toMatchObject({ state: 'delivered', carrier_message_id: 'C-1' });
  });

  test('the answer that comes after it still says the segments', async () => {
    await receive({ carrierMessageId: 'C-1', state: 'sent' });
    await recordOutcome(suite.store, live, id, 1, { outcome: 'accepted', carrierMessageId: 'C-1', segments: 3 }, later);
    expect(await message()).toMatchObject({ state: 'sent', carrier_message_id: 'C-1', segments: 3 });
  });

  test('one of an earlier provider leaves the attempt of the present one open', async () => {
    const attempts = suite.store.query.selectFrom('message_attempts').select(['attempt', 'plugin_id', 'outcome']);
    await suite.store.query
      .updateTable('message_attempts')
      .set({ plugin_id: 'earlier', outcome: 'not_sent', ended_at: now })
      .execute();
    await suite.store.query
      .insertInto('message_attempts')
      .values({ message_id: id, attempt: 2, started_at: now, plugin_id: 'scripted' })
      .execute();
    await suite.store.query.updateTable('messages').set({ attempts: 2 }).where('id', '=', id).execute();
    const receipt = { kind: 'receipt', eventId: 'e1', messageId: id, state: 'delivered', at: now } as const;
    await suite.store.transaction((transaction) => recordReceipt(transaction, live, 'earlier', receipt, later));
    expect(await message()).toMatchObject({ state: 'delivered' });
    expect(await attempts.orderBy('attempt').execute()).toEqual([
      { attempt: 1, plugin_id: 'earlier', outcome: 'not_sent' },
      { attempt: 2, plugin_id: 'scripted', outcome: null },
    ]);
    // Its own answer ends it.
    const rejected = { outcome: 'rejected', code: '30003', reason: 'Not reachable.' } as const;
    await recordOutcome(suite.store, live, id, 2, rejected, later);
    expect(await attempts.where('attempt', '=', 2).execute()).toMatchObject([{ outcome: 'rejected' }]);
    expect(await message()).toMatchObject({ state: 'delivered' });
  });

  test('one whose plugin is not written down is ended, for then no other can have made it', async () => {
    await suite.store.query.updateTable('message_attempts').set({ plugin_id: null }).execute();
    await receive();
    expect(await attempt()).toMatchObject({ outcome: 'accepted', ended_at: later });
  });

  test('one of another message leaves it open', async () => {
    await receive({ messageId: '00000000-0000-7000-8000-000000000000' });
    expect(await attempt()).toMatchObject({ outcome: null, ended_at: null });
  });
});
