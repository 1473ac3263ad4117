import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { backlogMetrics } from './backlog-metrics.js';

const backlog = {
  messages: { queued: 4, sending: 2, unknown: 1 },
  oldestDueSeconds: 1.5,
  carrierEvents: { pending: 3, parked: 1 },
  scheduledMessages: { scheduled: 6, needsAttention: 1 },
};

test('shows what waits, by state', async () => {
  const registry = new Registry();
  backlogMetrics(registry, async () => backlog);
  const text = await registry.metrics();
  for (const line of [
    'hailpoint_messages{state="queued"} 4',
    'hailpoint_messages{state="unknown"} 1',
    'hailpoint_outbox_oldest_due_seconds 1.5',
    'hailpoint_carrier_events{state="parked"} 1',
    'hailpoint_scheduled_messages{state="needs_attention"} 1',
  ]) {
    expect(text).toContain(`${line}\n`);
  }
});

test('asks the database once in five seconds, however often it is scraped', async () => {
  const registry = new Registry();
  let now = 0;
  let looks = 0;
  backlogMetrics(
    registry,
    async () => {
      looks += 1;
      return backlog;
    },
    () => now,
  );
  await Promise.all([registry.metrics(), registry.metrics()]);
  now = 4_999;
  await registry.metrics();
  expect(looks).toBe(1);
  now = 5_000;
  await registry.metrics();
  expect(looks).toBe(2);
});

test('while the database does not answer, its figures are absent, and come back', async () => {
  const registry = new Registry();
  let now = 0;
  let answers = true;
  backlogMetrics(
    registry,
    () => (answers ? Promise.resolve(backlog) : Promise.reject(new Error('no connection'))),
    () => now,
  );
  const samples = async () => (await registry.metrics()).split('\n').filter((line) => /^hailpoint/.test(line));
  expect(await samples()).toHaveLength(8);
  answers = false;
  now = 10_000;
  expect(await samples()).toEqual([]);
  answers = true;
  now = 20_000;
  expect(await samples()).toHaveLength(8);
});
