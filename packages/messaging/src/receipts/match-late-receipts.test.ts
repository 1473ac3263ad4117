import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { LiveEventBus } from '../live/live-event-bus.js';
import { insertConversation, insertQueued } from '../testing/conversation-rows.js';
import { silentLogger } from '../testing/test-points.js';
import { matchLateReceipts } from './match-late-receipts.js';

const clara = '+12025550143';
const now = new Date('2026-01-05T12:00:00.000Z');

describeStores('receipts that are stored while their message learns its carrier id', (suite) => {
  let live: LiveEventBus;
  beforeEach(async () => {
    live = new LiveEventBus(suite.store, silentLogger);
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    const sent = { state: 'sent', carrier_message_id: 'C-1' } as const;
    await suite.store.query.updateTable('messages').set(sent).where('id', '=', id).execute();
  });
  afterEach(() => live.close());

  const arrive = async (minutesAgo: number, optedOut: boolean) => {
    const at = new Date(now.getTime() - minutesAgo * 60_000);
    await sql`INSERT INTO receipts (plugin_id, event_id, carrier_message_id, state, carrier_time, received_at, opted_out)
              VALUES ('scripted', 'e1', 'C-1', 'undelivered', ${at}, ${at}, ${optedOut})`.execute(suite.store.query);
  };

  test('are found for an hour; older ones are not looked at again and again', async () => {
    await arrive(61, false);
    expect(await matchLateReceipts(suite.store, live, now)).toBe(0);
    expect(await matchLateReceipts(suite.store, live, new Date(now.getTime() - 2 * 60_000))).toBe(1);
  });

  test('are found however old they are, when they tell of an opt-out', async () => {
    await arrive(24 * 60, true);
    expect(await matchLateReceipts(suite.store, live, now)).toBe(1);
    expect(await matchLateReceipts(suite.store, live, now)).toBe(0);
  });
});
