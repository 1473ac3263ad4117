import type { ReceiptEvent } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OutcomeRecorder } from '../delivery/outcome-recorder.js';
import type { AttemptOutcome } from '../delivery/record-outcome.js';
import { LiveEventBus } from '../live/live-event-bus.js';
import { claimDue } from '../testing/claim-due.js';
import { insertConversation, insertQueued } from '../testing/conversation-rows.js';
import { silentLogger } from '../testing/test-points.js';
import { recordReceipt } from './record-receipt.js';

const began = new Date('2026-01-05T12:00:00.000Z');
const at = (second: number) => new Date(began.getTime() + second * 1_000);

const receipts: readonly Omit<ReceiptEvent, 'kind' | 'messageId'>[] = [
  { eventId: 'sent', state: 'sent', at: at(9) },
  { eventId: 'sent-early', state: 'sent', at: at(2) },
  { eventId: 'failed-b', state: 'failed', at: at(5), code: '30005', reason: 'Unknown number.' },
  { eventId: 'failed-a', state: 'failed', at: at(5), code: '30003', reason: 'Not reachable.' },
  { eventId: 'undelivered', state: 'undelivered', at: at(3), code: '30007', reason: 'Filtered.' },
  { eventId: 'delivered', state: 'delivered', at: at(8) },
  { eventId: 'read', state: 'read', at: at(4) },
];
const answers: readonly AttemptOutcome[] = [
  { outcome: 'accepted', carrierMessageId: 'C' },
  { outcome: 'rejected', code: '21211', reason: 'No such number.' },
  { outcome: 'not_sent', code: '20429', reason: 'Too many requests.', retryAt: at(1_000_000) },
  { outcome: 'unknown', code: 'provider_late', reason: 'No answer.' },
];
type Event = (typeof receipts)[number] | AttemptOutcome;

const twoOrders = fc
  .tuple(fc.subarray([...receipts]), fc.option(fc.constantFrom(...answers)))
  .map(([some, outcome]): Event[] => [...some, ...(outcome ? [outcome] : [])])
  .filter((events) => events.length > 1)
  .chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })));

describeStores('receipts of one message', (suite) => {
  test('in any order, with the answer to the attempt anywhere between them, end in the same state, cause and time', async () => {
    const live = new LiveEventBus(suite.store, silentLogger);
    const outcomes = new OutcomeRecorder(suite.store, live);
    let messages = 0;

    async function endOf(events: readonly Event[]) {
      messages += 1;
      const recipientId = `+1202555${String(1_000 + messages)}`;
      const { id: interactionId } = await insertConversation(suite.store, { recipientId });
      const id = await insertQueued(suite.store, { interactionId, recipientId });
      const claim = { now: began, plugins: ['scripted'], limit: 1, owner: id, leaseMs: 1_000 };
      expect(await claimDue(suite.store, claim)).toMatchObject([{ id }]);
      for (const event of events) {
        if ('outcome' in event) {
          const own = 'carrierMessageId' in event ? { ...event, carrierMessageId: `C-${id}` } : event;
          await outcomes.record(id, 1, own, at(6));
        } else {
          const receipt = { ...event, kind: 'receipt', eventId: `${event.eventId}-${id}`, messageId: id } as const;
          await suite.store.transaction((transaction) => recordReceipt(transaction, live, 'scripted', receipt, at(30)));
        }
      }
      return suite.store.query
        .selectFrom('messages')
        .select(['state', 'cause_code', 'cause_reason', 'state_at', 'lease_until'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
    }

    await fc.assert(
      fc.asyncProperty(twoOrders, async ([events, other]) => {
        expect(await endOf(other)).toEqual(await endOf(events));
      }),
      { numRuns: 60 },
    );
    live.close();
  });
});
