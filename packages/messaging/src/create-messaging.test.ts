import { describeStores } from '@hailpoint/store/testing';
import { expect, test } from '@jest/globals';
import { createMessaging } from './create-messaging.js';
import { ComposeWorld } from './testing/compose-world.js';
import { eventually } from './testing/eventually.js';
import { silentLogger } from './testing/test-points.js';

const recipientId = '+12025550143';

describeStores('The domain, put together', (suite) => {
  test('B1: from the form to the carrier and back into the thread', async () => {
    const world = new ComposeWorld(suite.store);
    const me = await world.agent('Maya');
    const source = await world.interaction({ consumer: await world.user('Ana', { phones: [recipientId] }) });
    const messaging = createMessaging({
      store: suite.store,
      points: world.points,
      clock: { now: () => new Date() },
      logger: silentLogger,
      settings: { localUrl: () => 'http://127.0.0.1', channels: {} },
    });
    messaging.start();
    try {
      const { channels } = await messaging.compose.options(me, source.number);
      const composition = {
        channel: channels[0]!.channel,
        to: { recipientId: channels[0]!.recipients[0]!.recipientId! },
        body: 'Hello Ana',
      };
      const { planId } = await messaging.compose.preflight(me, source.number, composition);
      const { result } = await messaging.compose.send(me, source.number, { ...composition, planId });
      const { number } = result.interaction;
      const thread = async () => (await messaging.interactions.thread(me, number, {})).items;
      await eventually(async () => (await thread()).find(({ state }) => state === 'sent'));
      expect(world.carrier.sent.map(({ recipientId: to, body }) => [to, body])).toEqual([[recipientId, 'Hello Ana']]);

      const event = {
        kind: 'message',
        eventId: 'e-1',
        carrierMessageId: 'c-1',
        from: recipientId,
        to: 'support',
        body: 'Hi',
        media: [],
      };
      const answer = await messaging.webhooks.receive('scripted', {
        method: 'POST',
        path: '/',
        query: '',
        url: 'http://127.0.0.1/webhooks/scripted/',
        headers: { 'x-signature': 'right' },
        body: Buffer.from(JSON.stringify([event])),
      });
      expect(answer.status).toBe(204);
      const replied = await eventually(async () => {
        const items = await thread();
        return items.length === 2 ? items : undefined;
      });
      expect(replied.map(({ direction, body }) => [direction, body])).toEqual([
        ['outbound', 'Hello Ana'],
        ['inbound', 'Hi'],
      ]);
      const list = await messaging.notifications.list(me, {});
      expect(list.items.map(({ kind, interaction }) => [kind, interaction])).toEqual([['reply_received', number]]);
    } finally {
      await messaging.stop();
    }
  });
});
