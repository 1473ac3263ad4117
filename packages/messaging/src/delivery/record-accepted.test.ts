import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LiveEventBus } from '../live/live-event-bus.js';
import type { LiveEvent } from '../model/live-event.js';
import { recordReceipt } from '../receipts/record-receipt.js';
import { claimDue } from '../testing/claim-due.js';
import { insertConversation, insertQueued } from '../testing/conversation-rows.js';
import { silentLogger } from '../testing/test-points.js';
import { OutcomeRecorder } from './outcome-recorder.js';
import { recordAccepted } from './record-accepted.js';
import { recordOutcome } from './record-outcome.js';

const began = new Date('2026-01-05T12:00:00.000Z');
const at = new Date('2026-01-05T12:00:02.500Z');

describeStores('attempts that the carrier accepted', (suite) => {
  let live: LiveEventBus;
  let heard: LiveEvent[];
  let numbers: string[];
  let ids: string[];
  beforeEach(async () => {
    live = new LiveEventBus(suite.store, silentLogger);
    heard = [];
    live.subscribe((event) => heard.push(event));
    numbers = [];
    ids = [];
    for (const recipientId of ['+12025550141', '+12025550142', '+12025550143']) {
      const { id: interactionId, number } = await insertConversation(suite.store, { recipientId });
      numbers.push(number);
      ids.push(await insertQueued(suite.store, { interactionId, recipientId }));
    }
    await claimDue(suite.store, { now: began, plugins: ['scripted'], limit: 3, owner: 'node', leaseMs: 40_000 });
  });
  afterEach(() => live.close());

  const accepted = (index: number, attempt = 1) => ({
    messageId: ids[index] as string,
    attempt,
    carrierMessageId: `C-${index}`,
    at,
  });
  const message = (index: number) =>
    suite.store.query
      .selectFrom('messages')
      .selectAll()
      .where('id', '=', ids[index] as string)
      .executeTakeFirstOrThrow();
  const attempts = (index: number) =>
    suite.store.query
      .selectFrom('message_attempts')
      .selectAll()
      .where('message_id', '=', ids[index] as string)
      .orderBy('attempt')
      .execute();
  const receive = (change: { messageId?: string; carrierMessageId?: string }) =>
    suite.store.transaction((transaction) =>
      recordReceipt(
        transaction,
        live,
        'scripted',
        { kind: 'receipt', eventId: 'early', state: 'delivered', at, ...change },
        at,
      ),
    );

  test('are sent, with what the carrier said, and open pages hear of each conversation', async () => {
    const batch = [accepted(0), { ...accepted(1), segments: 3 }];
    expect([...(await recordAccepted(suite.store, live, batch))].sort()).toEqual(ids.slice(0, 2).sort());
    expect(await message(0)).toMatchObject({
      state: 'sent',
      state_at: at,
      carrier_message_id: 'C-0',
      lease_owner: null,
      lease_until: null,
      cause_code: null,
    });
    expect(await message(1)).toMatchObject({ state: 'sent', carrier_message_id: 'C-1', segments: 3 });
    expect(await message(2)).toMatchObject({ state: 'sending' });
    expect(await attempts(0)).toMatchObject([{ outcome: 'accepted', ended_at: at, code: null, reason: null }]);
    expect(heard.flatMap((event) => ('number' in event ? [event.number] : [])).sort()).toEqual(
      numbers.slice(0, 2).sort(),
    );
  });

  test('leave alone what is not that simple: overtaken by a receipt, given up, of an earlier attempt', async () => {
    await receive({ carrierMessageId: 'C-0' });
    const lost = { outcome: 'unknown', code: 'attempt_abandoned', reason: 'Its node died.' } as const;
    await recordOutcome(suite.store, live, ids[1] as string, 1, lost, began);
    const before = [await message(0), await message(1), await message(2)];
    expect(await recordAccepted(suite.store, live, [accepted(0), accepted(1), accepted(2, 7)])).toEqual(new Set());
    expect([await message(0), await message(1), await message(2)]).toEqual(before);
  });

  test('the recorder writes each of them all the same', async () => {
    await receive({ carrierMessageId: 'C-0' });
    const lost = { outcome: 'unknown', code: 'attempt_abandoned', reason: 'Its node died.' } as const;
    await recordOutcome(suite.store, live, ids[1] as string, 1, lost, began);
    const recorder = new OutcomeRecorder(suite.store, live);
    await Promise.all(
      [0, 1, 2].map((index) =>
        recorder.record(ids[index] as string, 1, { outcome: 'accepted', carrierMessageId: `C-${index}` }, at),
      ),
    );
    expect([await message(0), await message(1), await message(2)]).toMatchObject([
      { state: 'delivered', carrier_message_id: 'C-0' },
      { state: 'sent', carrier_message_id: 'C-1' },
      { state: 'sent', carrier_message_id: 'C-2' },
    ]);
    expect(await attempts(1)).toMatchObject([{ outcome: 'accepted', ended_at: at }]);
  });

  test('one that the store refuses does not take the others with it', async () => {
    const recorder = new OutcomeRecorder(suite.store, live);
    const written = await Promise.allSettled([
      recorder.record(ids[0] as string, 1, { outcome: 'accepted', carrierMessageId: 'C-0' }, at),
      // A character that no text column can hold.
      recorder.record(ids[1] as string, 1, { outcome: 'accepted', carrierMessageId: 'C-\u0000' }, at),
    ]);
    expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect([await message(0), await message(1)]).toMatchObject([{ state: 'sent' }, { state: 'sending' }]);
  });
});
