import { ManualTime } from '@hailpoint/kernel/host';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor } from '../messaging.js';
import type { LiveEvent } from '../model/live-event.js';
import { insertConversation } from '../testing/conversation-rows.js';
import { agentActor } from '../testing/people.js';
import { silentLogger } from '../testing/test-points.js';
import { DatabaseNotificationService } from './notification-service.js';
import { notify } from './notify.js';

describeStores('notifications', (suite) => {
  let clock: ManualTime;
  let live: LiveEventBus;
  let notifications: DatabaseNotificationService;
  let ana: Actor;
  let ben: Actor;

  beforeEach(async () => {
    clock = new ManualTime();
    live = new LiveEventBus(suite.store, silentLogger);
    notifications = new DatabaseNotificationService({ store: suite.store, clock, live });
    ana = await agentActor(suite.store, 'Ana');
    ben = await agentActor(suite.store, 'Ben');
  });

  const tell = (actor: Actor, body: string, interactionId?: string) =>
    suite.store.transaction((transaction) =>
      notify(transaction, live, { userId: actor.userId, kind: 'reply_received', interactionId, body, at: clock.now() }),
    );

  test("are a person's own, newest first, with an unread count, and pushed to that person", async () => {
    const heard: LiveEvent[] = [];
    const stop = live.subscribe((event) => heard.push(event));
    const { id, number } = await insertConversation(suite.store, { recipientId: '+12025550143' });
    await tell(ana, 'First', id);
    await tell(ana, 'Second');
    await tell(ben, 'Not for Ana');
    stop();
    const { items, unread, nextCursor } = await notifications.list(ana, {});
    expect(items.map(({ body, interaction, read }) => [body, interaction, read])).toEqual([
      ['Second', null, false],
      ['First', number, false],
    ]);
    expect([unread, nextCursor]).toEqual([2, null]);
    expect(heard).toEqual([ana, ana, ben].map(({ userId }) => ({ kind: 'notification', userId })));
  });

  test('a notification that is rolled back with what it tells about was never there', async () => {
    const heard: LiveEvent[] = [];
    const stop = live.subscribe((event) => heard.push(event));
    const work = suite.store.transaction(async (transaction) => {
      await notify(transaction, live, { userId: ana.userId, kind: 'send_failed', body: 'No', at: clock.now() });
      throw new Error('rolled back');
    });
    await expect(work).rejects.toThrow('rolled back');
    stop();
    expect((await notifications.list(ana, {})).items).toEqual([]);
    expect(heard).toEqual([]);
  });

  test("reading some, then all; nobody marks another's", async () => {
    await tell(ana, 'One');
    await tell(ana, 'Two');
    const [two] = (await notifications.list(ana, {})).items;
    expect(await notifications.markRead(ben, [two!.id])).toEqual({ unread: 0 });
    expect(await notifications.markRead(ana, [two!.id, 'no id', '018f0000-0000-7000-8000-000000000000'])).toEqual({
      unread: 1,
    });
    expect((await notifications.list(ana, {})).items.map(({ body, read }) => [body, read])).toEqual([
      ['Two', true],
      ['One', false],
    ]);
    expect(await notifications.markRead(ana, [])).toEqual({ unread: 1 });
    expect(await notifications.markRead(ana)).toEqual({ unread: 0 });
  });

  test('are paged', async () => {
    for (let index = 1; index <= 5; index += 1) await tell(ana, `Number ${index}`);
    const first = await notifications.list(ana, { limit: 3 });
    const second = await notifications.list(ana, { limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map(({ body }) => body)).toEqual(
      [5, 4, 3, 2, 1].map((index) => `Number ${index}`),
    );
    expect([first.unread, second.nextCursor]).toEqual([5, null]);
  });
});
