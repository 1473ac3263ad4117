import { getEventListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { withinTime } from './within-time.js';

const minute = 60_000;
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

test('ends with what closes while it works, and leaves nothing listening', async () => {
  const closing = new AbortController();
  const working = withinTime(minute, closing.signal, untilAborted);
  expect(getEventListeners(closing.signal, 'abort')).toHaveLength(1);
  closing.abort();
  await expect(working).rejects.toMatchObject({ name: 'AbortError' });
  expect(getEventListeners(closing.signal, 'abort')).toEqual([]);
});

test('of what is closed already, nothing is waited for', async () => {
  await expect(withinTime(minute, AbortSignal.abort(), untilAborted)).rejects.toMatchObject({ name: 'AbortError' });
});

test('ends when its time is over', async () => {
  await expect(withinTime(1, new AbortController().signal, untilAborted)).rejects.toMatchObject({ name: 'AbortError' });
});

test('answers what the work answers, and leaves nothing listening', async () => {
  const { signal } = new AbortController();
  expect(await withinTime(minute, signal, async () => 'done')).toBe('done');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
