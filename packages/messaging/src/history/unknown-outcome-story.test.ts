import type { ReceiptEvent } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { expect, test } from '@jest/globals';
import { type AttemptOutcome, recordOutcome } from '../delivery/record-outcome.js';
import { DatabaseMessageService } from '../look-up/database-message-service.js';
import { recordReceipt } from '../receipts/record-receipt.js';
import { AskableCarrier } from '../testing/askable-carrier.js';
import { claimDue } from '../testing/claim-due.js';
import { ComposeWorld } from '../testing/compose-world.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { storyLines } from '../testing/story-lines.js';
import { DatabaseHistoryService } from './history-service.js';

const recipientId = '+12025550143';

describeStores('The story of a message', (suite) => {
  test('unknown, looked up and absent, sent again, late reports: what the store keeps is the whole story', async () => {
    const carrier = new AskableCarrier(new ScriptedCarrier().ours);
    const world = new ComposeWorld(suite.store, { carriers: [{ plugin: 'scripted', carrier }] });
    const { store, points, time, live, sending } = world;
    const lookUps = new DatabaseMessageService({ ...sending, mediaOf: async () => [] });
    const history = new DatabaseHistoryService({ store, points, clock: time });
    const me = await world.agent('Maya');
    const customer = await world.user('Ana', { phones: [recipientId] });
    const source = await world.interaction({ consumer: customer });
    const { result } = await world.composing.send(me, source.number, {
      channel: 'sms',
      to: { recipientId },
      body: 'Your parcel is here.',
    });
    const { id } = result.message;
    const seconds = (count: number) => time.advance(count * 1_000);
    const claim = () =>
      claimDue(store, { now: time.now(), plugins: ['scripted'], limit: 1, owner: 'node', leaseMs: 30_000 });
    const ends = (outcome: AttemptOutcome, attempt: number) =>
      recordOutcome(store, live, id, attempt, outcome, time.now());
    const report = (eventId: string, state: ReceiptEvent['state'], secondsAgo: number) =>
      store.transaction((transaction) => {
        const at = new Date(time.now().getTime() - secondsAgo * 1_000);
        const receipt = { kind: 'receipt', eventId, messageId: id, state, at } as const;
        return recordReceipt(transaction, live, 'scripted', receipt, time.now());
      });

    seconds(1);
    await claim();
    seconds(20);
    await ends(
      {
        outcome: 'unknown',
        code: 'provider_late',
        reason: 'The carrier did not answer in time; it may have the message.',
      },
      1,
    );
    seconds(9);
    await lookUps.lookUp(me, id);
    seconds(90);
    await lookUps.lookUp(me, id);
    seconds(1);
    await claim();
    seconds(2);
    await ends({ outcome: 'accepted', carrierMessageId: 'C2' }, 2);
    seconds(600);
    await report('e2', 'delivered', 595);
    await report('e1', 'sent', 597);
    await report('e3', 'delivered', 595);

    const { number } = result.interaction;
    expect(storyLines(await history.ofMessage(me, id))).toEqual([
      `A message from Maya to Ana over SMS, in ${number}: delivered.`,
      `09:00 Maya composed a message to Ana from ${source.number}, over SMS: 20 characters, 1 segment.`,
      `09:00 Nothing stood in the way. A new conversation, ${number}, was started and assigned to Maya.`,
      '09:00:01 Hailpoint handed it to the carrier through scripted and, 20 seconds later, did not know what had become of it: The carrier did not answer in time; it may have the message.',
      '09:00:30 Maya had Hailpoint ask the carrier what had become of it: the carrier does not have it so far, but may still get it. The carrier was to be asked again at 09:01:21.',
      '09:02 Maya had Hailpoint ask the carrier what had become of it: the carrier does not have it. So nothing can arrive twice, and it is sent again.',
      '09:02:01 Hailpoint handed it to the carrier again through scripted, which accepted it 2 seconds later.',
      '09:12:03 The carrier reported that it had sent it on. The report was 10 minutes on its way to us.',
      '09:12:03 The carrier reported that it was delivered. The report was 10 minutes on its way to us.',
      '09:12:03 The carrier reported that it was delivered. This was known already, so nothing changed. The report was 10 minutes on its way to us.',
      'Now delivered: The carrier reported its delivery at 09:02:08.',
    ]);
  });
});
