import { MemoryLogger } from '@hailpoint/kernel/host';
import { expect, test } from '@jest/globals';
import { Upkeep } from './upkeep.js';

test('upkeep: every task runs at the start, one that fails stops no other, and stopping waits', async () => {
  const logger = new MemoryLogger();
  const done: string[] = [];
  const upkeep = new Upkeep(
    {
      broken: async () => {
        throw new TypeError('secret');
      },
      fine: async () => done.push('fine'),
    },
    logger,
  );
  upkeep.start();
  upkeep.start();
  await upkeep.stop();
  expect(done).toEqual(['fine']);
  expect(logger.entries).toMatchObject([{ level: 'error', fields: { task: 'broken', error: 'TypeError' } }]);
  expect(logger.text()).not.toContain('secret');
});
