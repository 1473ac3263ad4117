import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LiveEventBus } from '../live/live-event-bus.js';
import { claimDue } from '../testing/claim-due.js';
import { insertConversation, insertQueued } from '../testing/conversation-rows.js';
import { silentLogger } from '../testing/test-points.js';
import { recordOutcome } from './record-outcome.js';

const clara = '+12025550143';
const now = new Date('2026-01-05T12:00:00.000Z');
const notSent = { outcome: 'not_sent', code: '20429', reason: 'Too many requests.', retryAt: now } as const;

describeStores('a message on its way while its conversation is closed', (suite) => {
  let live: LiveEventBus;
  beforeEach(() => {
    live = new LiveEventBus(suite.store, silentLogger);
  });
  afterEach(() => live.close());

  test.each([
    ['recipient_reassigned', 'canceled'],
    ['taken_over_by_agent', 'canceled'],
    ['agent_ended', 'queued'],
    [null, 'queued'],
  ] as const)('closed as %s and surely not sent: %s', async (close_reason, state) => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    await claimDue(suite.store, { now, plugins: ['scripted'], limit: 1, owner: 'test', leaseMs: 1_000 });
    if (close_reason) {
      await suite.store.query
        .updateTable('interactions')
        .set({ state: 'closed_complete', closed_at: now, close_reason })
        .where('id', '=', interactionId)
        .execute();
    }
    await recordOutcome(suite.store, live, id, 1, notSent, now);
    const message = await suite.store.query.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();
    expect(message).toMatchObject({ state, lease_until: null });
    const [attempt] = await suite.store.query.selectFrom('message_attempts').selectAll().execute();
    expect(attempt).toMatchObject({ outcome: 'not_sent', code: '20429' });
  });

  test.each([
    ['before it was written', new Date('2026-01-05T09:00:00.000Z'), 'queued'],
    ['after it was written', new Date('2026-01-05T12:00:00.500Z'), 'canceled'],
  ] as const)('its number was given to somebody else %s, its conversation goes on: %s', async (_, at, state) => {
    const { id: interactionId, profile } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    await claimDue(suite.store, { now, plugins: ['scripted'], limit: 1, owner: 'test', leaseMs: 1_000 });
    await suite.store.query
      .updateTable('channel_user_profiles')
      .set({ active: false, deactivated_at: at, deactivation_reason: 'recipient_reassigned' })
      .where('id', '=', profile)
      .execute();
    await recordOutcome(suite.store, live, id, 1, notSent, now);
    const message = await suite.store.query.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();
    expect(message).toMatchObject({ state, cause_code: state === 'canceled' ? 'recipient_reassigned' : '20429' });
  });

  test.each(['recipient_reassigned', 'taken_over_by_agent'] as const)(
    'closed as %s, and nobody knows whether it was sent: it is unknown and looked up, for the carrier may have it',
    async (close_reason) => {
      const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
      const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
      await claimDue(suite.store, { now, plugins: ['scripted'], limit: 1, owner: 'test', leaseMs: 1_000 });
      await suite.store.query
        .updateTable('interactions')
        .set({ state: 'closed_complete', closed_at: now, close_reason })
        .where('id', '=', interactionId)
        .execute();
      const unknown = { outcome: 'unknown', code: 'provider_failed', reason: 'The connection broke.' } as const;
      await recordOutcome(suite.store, live, id, 1, unknown, now);
      const { state } = await suite.store.query
        .selectFrom('messages')
        .select('state')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      expect(state).toBe('unknown');
      expect(await suite.store.query.selectFrom('unknown_outcomes').select('state').execute()).toEqual([
        { state: 'open' },
      ]);
    },
  );
});
