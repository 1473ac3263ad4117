import { newId } from '@hailpoint/store';
import { describeStores } from '@hailpoint/store/testing';
import { expect, test } from '@jest/globals';
import { fillOutbox } from '../testing/outbox-rows.js';
import { readBacklog } from './read-backlog.js';

const longAgo = new Date('2026-01-05T10:00:00.000Z');
const aMinuteLater = new Date('2026-01-05T10:01:00.000Z');

describeStores('what waits', (suite) => {
  const park = (state: 'pending' | 'parked') =>
    suite.store.query
      .insertInto('webhook_events')
      .values({
        id: newId(),
        plugin_id: 'scripted',
        contribution: 'ScriptedCarrier',
        request: '{}',
        body: Buffer.from(''),
        state,
        due_at: longAgo,
        received_at: longAgo,
      })
      .execute();

  test('nothing: every figure is zero', async () => {
    expect(await readBacklog(suite.store, aMinuteLater)).toEqual({
      messages: { queued: 0, sending: 0, unknown: 0 },
      oldestDueSeconds: 0,
      carrierEvents: { pending: 0, parked: 0 },
      scheduledMessages: { scheduled: 0, needsAttention: 0 },
    });
  });

  test('messages by state, since when the oldest of them could have gone, and events of carriers', async () => {
    const [first] = await fillOutbox(suite.store, { conversations: 3, messages: 2 });
    await suite.store.query
      .updateTable('messages')
      .set({ state: 'unknown', due_at: null })
      .where('id', '=', first as string)
      .execute();
    await park('pending');
    await park('parked');
    await park('parked');
    expect(await readBacklog(suite.store, aMinuteLater)).toMatchObject({
      messages: { queued: 5, sending: 0, unknown: 1 },
      oldestDueSeconds: 60,
      carrierEvents: { pending: 1, parked: 2 },
    });
    expect(await readBacklog(suite.store, new Date(0))).toMatchObject({ oldestDueSeconds: 0 });
  });
});
