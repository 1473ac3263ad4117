import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chaosOption } from './chaos-option.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chaos-'));
  await writeFile(join(directory, 'busy.json'), '{"busy":0.5}');
});
afterAll(() => rm(directory, { recursive: true }));

test('without --seed and --chaos the carrier behaves', async () => {
  expect(await chaosOption({})).toBeNull();
});

test('a seed alone is rough; a preset alone gets a seed', async () => {
  expect(await chaosOption({ seed: '7' })).toEqual({ seed: 7, preset: 'rough', profile: {}, by: 'id' });
  const { seed } = (await chaosOption({ chaos: 'mild' }))!;
  expect(Number.isSafeInteger(seed)).toBe(true);
});

test('a file says everything that happens', async () => {
  const setting = await chaosOption({ seed: '7', chaos: join(directory, 'busy.json'), 'seed-by': 'content' });
  expect(setting).toEqual({ seed: 7, preset: 'none', profile: { busy: 0.5 }, by: 'content' });
});

test.each([
  [{ seed: 'seven' }, /seed must be a whole number/],
  [{ chaos: 'no-such-file.json' }, /one of none, mild, rough, or a file/],
  [{ seed: '7', 'seed-by': 'name' }, /chaos.by/],
])('%j is explained', async (values, explanation) => {
  await expect(chaosOption(values)).rejects.toThrow(explanation);
});
