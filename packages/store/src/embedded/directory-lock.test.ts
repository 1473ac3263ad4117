import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DataDirectoryInUseError } from '../errors/data-directory-in-use-error.js';
import { DirectoryLock } from './directory-lock.js';
import { LifeSign } from './life-sign.js';
import { ownIdentity } from './process-identity.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hailpoint-test-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function plant(owner: object | string): Promise<void> {
  await mkdir(join(directory, 'lock'));
  await writeFile(join(directory, 'lock', 'planted.json'), typeof owner === 'string' ? owner : JSON.stringify(owner));
}

describe('DirectoryLock', () => {
  test('names its owner: process id, start time, boot', async () => {
    const lock = await DirectoryLock.acquire(directory);
    const names = await readdir(join(directory, 'lock'));
    const file = names.find((name) => name.endsWith('.json'))!;
    expect(JSON.parse(await readFile(join(directory, 'lock', file), 'utf8'))).toMatchObject({ ...ownIdentity() });
    await lock.release();
  });

  test('refuses a second taker, in this process too, and frees the directory completely on release', async () => {
    const lock = await DirectoryLock.acquire(directory);
    const refusal = await DirectoryLock.acquire(directory).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataDirectoryInUseError);
    expect(refusal).toMatchObject({ code: 'data_directory_in_use', owner: { processId: process.pid } });
    expect(await readdir(directory)).toEqual(['lock']);
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
    await (await DirectoryLock.acquire(directory)).release();
  });

  test('of many takers at once in one process, exactly one wins, round after round', async () => {
    for (let round = 0; round < 30; round++) {
      if (round % 2) await plant({ ...ownIdentity(), startMark: '1', lifeSign: null });
      const answers = await Promise.allSettled(Array.from({ length: 6 }, () => DirectoryLock.acquire(directory)));
      const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []));
      expect(won).toHaveLength(1);
      expect(refused).toEqual(Array(5).fill('data_directory_in_use'));
      await won[0]!.release();
    }
  });

  test('is not fooled by a process id that is used again', async () => {
    const { startMark, ...rest } = ownIdentity();
    expect(startMark).not.toBeNull();
    await plant({ ...rest, startMark: `${Number(startMark) - 1}`, lifeSign: null });
    await (await DirectoryLock.acquire(directory)).release();
  });

  test('holds no longer than a boot', async () => {
    await plant({ ...ownIdentity(), bootId: '00000000-0000-0000-0000-000000000000', lifeSign: null });
    await (await DirectoryLock.acquire(directory)).release();
  });

  test('an owner file cut short by a power failure is no owner', async () => {
    await plant('{"processId":');
    await (await DirectoryLock.acquire(directory)).release();
  });

  test('in a directory whose path is longer than a socket path may be', async () => {
    const deep = join(directory, 'd'.repeat(150));
    await mkdir(deep);
    const lock = await DirectoryLock.acquire(deep);
    await expect(DirectoryLock.acquire(deep)).rejects.toBeInstanceOf(DataDirectoryInUseError);
    await lock.release();
  });

  test('that can never be taken ends in the reason, not in a loop', async () => {
    await expect(DirectoryLock.acquire(join(directory, 'not-there'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  describe('an owner in another container, whose process ids mean nothing here', () => {
    const elsewhere = () => ({ ...ownIdentity(), processId: 1, processNamespace: 'pid:[1]' });

    test('is alive while its life sign is seen, and dead when nobody answers', async () => {
      await plant({ ...elsewhere(), lifeSign: 'planted.alive' });
      const lifeSign = await LifeSign.give(join(directory, 'lock'), 'planted.alive');
      expect(lifeSign).not.toBeNull();
      await expect(DirectoryLock.acquire(directory)).rejects.toBeInstanceOf(DataDirectoryInUseError);
      await lifeSign!.end();
      // What a killed process leaves: the file without its listener.
      await writeFile(join(directory, 'lock', 'planted.alive'), '');
      await (await DirectoryLock.acquire(directory)).release();
    });

    test('counts as alive when it could give no life sign', async () => {
      await plant({ ...elsewhere(), lifeSign: null });
      await expect(DirectoryLock.acquire(directory)).rejects.toBeInstanceOf(DataDirectoryInUseError);
    });
  });
});
