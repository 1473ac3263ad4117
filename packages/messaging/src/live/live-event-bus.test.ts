import { openStore } from '@hailpoint/store';
import { describeStores, openTestStore } from '@hailpoint/store/testing';
import { describe, expect, test } from '@jest/globals';
import type { LiveEvent } from '../model/live-event.js';
import { silentLogger } from '../testing/test-points.js';
import { LiveEventBus } from './live-event-bus.js';

describeStores('live events', (suite) => {
  test('reach every listener of this process at once, until it stops', () => {
    const bus = new LiveEventBus(suite.store, silentLogger);
    const heard: [string, LiveEvent][] = [];
    const stop = bus.subscribe((event) => heard.push(['a', event]));
    bus.subscribe((event) => heard.push(['b', event]));
    bus.publish({ kind: 'thread', number: 'IMS0000001' });
    stop();
    bus.publish({ kind: 'notification', userId: 'u' });
    bus.close();
    bus.publish({ kind: 'interaction', number: 'IMS0000001' });
    expect(heard).toEqual([
      ['a', { kind: 'thread', number: 'IMS0000001' }],
      ['b', { kind: 'thread', number: 'IMS0000001' }],
      ['b', { kind: 'notification', userId: 'u' }],
    ]);
  });

  test('come after the commit, and never after a rollback', async () => {
    const bus = new LiveEventBus(suite.store, silentLogger);
    const heard: LiveEvent[] = [];
    bus.subscribe((event) => heard.push(event));
    const during = await suite.store.transaction(async (transaction) => {
      bus.publishAfterCommit(transaction, { kind: 'interaction', number: 'IMS0000001' });
      return heard.length;
    });
    const failed = suite.store.transaction(async (transaction) => {
      bus.publishAfterCommit(transaction, { kind: 'interaction', number: 'IMS0000002' });
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(during).toBe(0);
    expect(heard).toEqual([{ kind: 'interaction', number: 'IMS0000001' }]);
    bus.close();
  });

  test("a listener that throws is logged without the event's data, and the others hear", () => {
    const logged: unknown[] = [];
    const quiet = () => {};
    const logger = { debug: quiet, info: quiet, warn: quiet, error: (...entry: unknown[]) => void logged.push(entry) };
    const bus = new LiveEventBus(suite.store, logger);
    const heard: LiveEvent[] = [];
    bus.subscribe(() => {
      throw new TypeError('secret');
    });
    bus.subscribe((event) => heard.push(event));
    bus.publish({ kind: 'thread', number: 'IMS0000001' });
    bus.close();
    expect(heard).toHaveLength(1);
    expect(logged).toEqual([['A listener for live events failed', { kind: 'thread', error: 'TypeError' }]]);
  });

  test('other words on the same topic are no events', () => {
    const bus = new LiveEventBus(suite.store, silentLogger);
    const heard: LiveEvent[] = [];
    bus.subscribe((event) => heard.push(event));
    for (const payload of ['', 'x', 'null', '[]', '{"kind":"channels"}', '{"kind":"thread","number":7}']) {
      suite.store.wake('live', payload);
    }
    bus.close();
    expect(heard).toEqual([]);
  });
});

const onPostgresql = process.env['HAILPOINT_TEST_DATABASE_URL'] ? describe : describe.skip;

onPostgresql('live events between nodes', () => {
  test('an event published on one node is heard on the other', async () => {
    const here = await openTestStore('postgresql');
    const there = await openStore(here.location);
    const heard = new Promise<LiveEvent>((resolve) => new LiveEventBus(there, silentLogger).subscribe(resolve));
    new LiveEventBus(here, silentLogger).publish({ kind: 'thread', number: 'IMS0000001' });
    expect(await heard).toEqual({ kind: 'thread', number: 'IMS0000001' });
    await there.close();
    await here.close();
  });
});
