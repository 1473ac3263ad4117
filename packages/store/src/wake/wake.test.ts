import { afterEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { openStore } from '../open-store.js';
import type { Store, WakeTopic } from '../store.js';
import { describeStores, openTestStore, TEST_DATABASE_VARIABLE } from '../testing/index.js';

describeStores('a wake-up in this process', (suite) => {
  test('is heard at once by everybody who listens to its topic, until they stop', () => {
    const heard: string[] = [];
    const stop = suite.store.onWake('outbox', (payload) => heard.push(`first ${payload}`));
    const stopSecond = suite.store.onWake('outbox', (payload) => heard.push(`second ${payload}`));
    suite.store.onWake('live', () => heard.push('other'));
    suite.store.wake('outbox', 'a');
    stop();
    suite.store.wake('outbox');
    stopSecond();
    suite.store.wake('outbox', 'c');
    expect(heard).toEqual(['first a', 'second a', 'second ']);
  });

  test('too long for the wire is refused everywhere alike', () => {
    expect(() => suite.store.wake('live', 'x'.repeat(8_000))).toThrow('too long');
  });
});

describeStores(
  'a listener that throws',
  (suite) => {
    test('is reported, and the others still hear', () => {
      const heard: string[] = [];
      suite.store.onWake('webhooks', () => {
        throw new Error('deaf');
      });
      suite.store.onWake('webhooks', (payload) => heard.push(payload));
      suite.store.wake('webhooks', 'a');
      expect(heard).toEqual(['a']);
      expect(problems.map(({ message }) => message)).toContain('deaf');
    });
  },
  { onProblem: (problem) => problems.push(problem) },
);

const problems: Error[] = [];

describeStores('wake-ups between nodes', (suite) => {
  if (suite.kind === 'embedded') {
    test('there are none: one process has the directory', () => {
      expect(suite.store.kind).toBe('embedded');
    });
    return;
  }

  const opened: Store[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  async function openNode(applicationName = 'hailpoint') {
    const store = await openStore({
      ...(suite.store.location as { kind: 'postgresql'; url: string }),
      poolSize: 2,
      applicationName,
      onProblem: () => {},
    });
    opened.push(store);
    return store;
  }

  /** All that is heard of a topic; `until` comes back when a payload was heard. */
  function ear(store: Store, topic: WakeTopic) {
    const heard: string[] = [];
    const waiting = new Map<string, () => void>();
    store.onWake(topic, (payload) => {
      heard.push(payload);
      waiting.get(payload)?.();
    });
    const until = (payload: string) =>
      heard.includes(payload) ? Promise.resolve() : new Promise<void>((resolve) => waiting.set(payload, resolve));
    return { heard, until };
  }

  test('reach the other node once, and never come back to the one that sent them', async () => {
    const [a, b] = [await openNode(), await openNode()];
    const [atA, atB] = [ear(a, 'outbox'), ear(b, 'outbox')];
    const otherTopic = ear(b, 'live');
    a.wake('outbox', 'from a');
    await atB.until('from a');
    // Notifications come in the order of their commits: once this one was heard, an echo of the first would have been.
    b.wake('outbox', 'from b');
    await atA.until('from b');
    expect(atA.heard).toEqual(['from a', 'from b']);
    expect(atB.heard).toEqual(['from a', 'from b']);
    expect(otherTopic.heard).toEqual([]);
  });

  test('are coalesced: 500 at once travel in a few notifications, each payload once and in order', async () => {
    const [a, b] = [await openNode(), await openNode()];
    const atB = ear(b, 'live');
    const wire = new pg.Client({ connectionString: (suite.store.location as { url: string }).url });
    await wire.connect();
    try {
      let notifications = 0;
      wire.on('notification', () => notifications++);
      await wire.query('LISTEN hailpoint_live');
      const payloads = Array.from({ length: 500 }, (_, index) => `interaction ${index} ${'x'.repeat(20)}`);
      for (const payload of payloads) for (let twice = 0; twice < 2; twice++) a.wake('live', payload);
      await atB.until(payloads[499]!);
      await wire.query('SELECT 1');
      expect(atB.heard).toEqual(payloads);
      expect(notifications).toBeGreaterThan(0);
      expect(notifications).toBeLessThanOrEqual(4);
    } finally {
      await wire.end();
    }
  });

  test('that were still waiting when a node closes are sent before it ends', async () => {
    const [a, b] = [await openNode(), await openNode()];
    const atB = ear(b, 'webhooks');
    a.wake('webhooks', 'last words');
    await a.close();
    await atB.until('last words');
    expect(atB.heard).toEqual(['last words']);
  });

  test('come again after the hearing connection was lost, and the gap is made good by one "look at everything"', async () => {
    const a = await openNode();
    const b = await openNode('deaf for a moment');
    const atB = ear(b, 'outbox');
    const killed = await suite.store.execute<{ n: string }>(
      {
        name: 'test_kill_listener',
        text: `SELECT pg_terminate_backend(pid) AS n FROM pg_stat_activity WHERE application_name = 'deaf for a moment wake-ups'`,
      },
      [],
    );
    expect(killed).toHaveLength(1);
    await atB.until('');
    a.wake('outbox', 'heard again');
    await atB.until('heard again');
    expect(atB.heard).toEqual(['', 'heard again']);
  });

  test('of strangers do no harm', async () => {
    const a = await openNode();
    const atA = ear(a, 'outbox');
    const wire = new pg.Client({ connectionString: (suite.store.location as { url: string }).url });
    await wire.connect();
    await wire.query(
      `NOTIFY hailpoint_outbox, 'not ours'; NOTIFY hailpoint_outbox; NOTIFY hailpoint_outbox, '["x", "ours"]'`,
    );
    await atA.until('ours');
    expect(atA.heard).toEqual(['ours']);
    await wire.end();
  });
});

describe('a closed store', () => {
  test('tells no more nodes, and closing twice is closing once', async () => {
    const store = await openTestStore(process.env[TEST_DATABASE_VARIABLE] ? 'postgresql' : 'embedded');
    await Promise.all([store.close(), store.close()]);
    await store.close();
    await expect(store.ping()).rejects.toThrow();
  });
});
