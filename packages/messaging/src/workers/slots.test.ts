import { expect, test } from '@jest/globals';
import { Slots } from './slots.js';

test('so many run at the same time, the others in the order in which they came, also after one that fails', async () => {
  const slots = new Slots(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const runs = [0, 1, 2, 3].map((index) =>
    slots.use(async () => {
      begun.push(index);
      await new Promise<void>((end) => ends.push(end));
      if (index === 0) throw new Error('It failed.');
      return index;
    }),
  );
  const all = Promise.allSettled(runs);
  expect([begun, slots.free]).toEqual([[0, 1], 0]);
  ends[0]?.();
  await expect(runs[0]).rejects.toThrow('It failed.');
  expect([begun, slots.free]).toEqual([[0, 1, 2], 0]);
  ends[1]?.();
  await runs[1];
  expect([begun, slots.free]).toEqual([[0, 1, 2, 3], 0]);
  ends[2]?.();
  ends[3]?.();
  await all;
  expect(slots.free).toBe(2);
});
