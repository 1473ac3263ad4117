import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openStore } from '../open-store.js';
import { newTestLocation } from '../testing/test-location.js';
import { ownIdentity } from './process-identity.js';

const packageFolder = fileURLToPath(new URL('../../', import.meta.url));
const processPath = (name: string) => join(packageFolder, 'test-processes', name);

const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
});

function start(name: string, directory: string): ChildProcess {
  const child = spawn(process.execPath, [processPath(name), directory], { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

async function firstLine(child: ChildProcess): Promise<{ outcome: string; message?: string }> {
  const lines = createInterface({ input: child.stdout! });
  const [line] = (await once(lines, 'line')) as [string];
  return JSON.parse(line);
}

async function withDirectory(work: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'hailpoint-test-lock-'));
  try {
    await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

describe('the lock of a data directory, between processes', () => {
  test('of several processes that race for it, exactly one wins, whatever a dead one left', async () => {
    await withDirectory(async (directory) => {
      const racers = await Promise.all(Array.from({ length: 4 }, startRacer));
      for (let round = 0; round < 40; round++) {
        await plant(directory, round);
        const answers = await Promise.all(racers.map((racer) => ask(racer, 'take', directory)));
        const winners = racers.filter((_, index) => answers[index]?.outcome === 'won');
        expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
          ...Array(3).fill('data_directory_in_use'),
          'won',
        ]);
        const losers = answers.filter(({ outcome }) => outcome !== 'won');
        expect(losers.map(({ owner }) => owner)).toEqual(Array(3).fill(winners[0]?.pid));
        expect(await ask(winners[0]!, 'release', directory)).toEqual({ outcome: 'released' });
        expect((await readdir(directory)).filter((name) => name === 'lock')).toEqual([]);
      }
      await Promise.all(racers.map(kill));
    });
  });

  test('a killed owner never blocks the next one, and is followed by exactly one', async () => {
    await withDirectory(async (directory) => {
      let racers = await Promise.all(Array.from({ length: 3 }, startRacer));
      for (let round = 0; round < 6; round++) {
        const answers = await Promise.all(racers.map((racer) => ask(racer, 'take', directory)));
        const winner = racers[answers.findIndex(({ outcome }) => outcome === 'won')]!;
        expect(answers.filter(({ outcome }) => outcome === 'won')).toHaveLength(1);
        await kill(winner);
        racers = [...racers.filter((racer) => racer !== winner), await startRacer()];
      }
      await Promise.all(racers.map(kill));
    });
  });

  async function startRacer(): Promise<ChildProcess> {
    const child = fork(processPath('race-for-lock.mjs'), { execArgv: [] });
    started.push(child);
    await once(child, 'message');
    return child;
  }

  async function ask(child: ChildProcess, action: string, directory: string) {
    const answer = once(child, 'message');
    child.send({ action, directory });
    const [message] = await answer;
    return message as { outcome: string; owner?: number };
  }

  /** What the race starts from, in turn: a dead owner, one cut short by a power failure, an emptied folder, nothing. */
  async function plant(directory: string, round: number): Promise<void> {
    if (round % 4 === 3) return;
    const lock = join(directory, 'lock');
    await mkdir(lock);
    if (round % 4 === 2) return;
    const dead = { ...ownIdentity(), startMark: '1', lifeSign: null };
    await writeFile(join(lock, `${round}.json`), round % 4 === 0 ? JSON.stringify(dead) : '');
  }
});

describe('a data directory and its processes', () => {
  test('a second process is refused with an error that names the first; the data are intact', async () => {
    const { location, remove } = await newTestLocation('embedded');
    if (location.kind !== 'embedded') throw new Error('expected a directory');
    try {
      const store = await openStore(location);
      const second = await firstLine(start('open-and-say.mjs', location.directory));
      expect(second.outcome).toBe('data_directory_in_use');
      expect(second.message).toContain(`process ${process.pid}, started at ${ownIdentity().startedAt}`);
      await store.ping();
      await store.close();

      const third = start('open-and-say.mjs', location.directory);
      expect(await firstLine(third)).toEqual({ outcome: 'open' });
      await expect(openStore(location)).rejects.toMatchObject({
        code: 'data_directory_in_use',
        owner: { processId: third.pid },
      });
      const exit = once(third, 'exit');
      third.stdin!.end();
      expect(await exit).toEqual([0, null]);
      await (await openStore(location)).close();
    } finally {
      await remove();
    }
  }, 300_000);

  test('a process killed in the middle of writes loses nothing acknowledged, keeps no half, and the next start needs no hand', async () => {
    const { location, remove } = await newTestLocation('embedded');
    if (location.kind !== 'embedded') throw new Error('expected a directory');
    const acknowledged: string[] = [];
    try {
      for (const writes of [1, 25, 60]) {
        const writer = start('write-until-killed.mjs', location.directory);
        // Its output ends a little before the process does, and until then the directory is its own.
        const exit = once(writer, 'exit');
        const before = acknowledged.length;
        for await (const line of createInterface({ input: writer.stdout! })) {
          acknowledged.push(line);
          if (acknowledged.length === before + writes) writer.kill('SIGKILL');
        }
        await exit;
        const store = await openStore(location);
        const rows = await store.query.selectFrom('users').select(['name', 'external_id']).execute();
        await store.close();
        const found = new Map<string, number>();
        for (const { name } of rows) found.set(name, (found.get(name) ?? 0) + 1);
        expect(acknowledged.filter((pair) => found.get(pair) !== 2)).toEqual([]);
        expect([...found.values()].filter((count) => count !== 2)).toEqual([]);
      }
      expect(acknowledged.length).toBeGreaterThanOrEqual(86);
    } finally {
      await remove();
    }
  }, 300_000);

  test('a first start killed while it makes the database leaves nothing that the next one stumbles over', async () => {
    await withDirectory(async (parent) => {
      const directory = await halfMade(parent);
      const second = start('open-and-say.mjs', directory);
      expect(await firstLine(second)).toEqual({ outcome: 'open' });
      expect(await readdir(directory)).not.toContain('postgres.creating');
      second.stdin!.end();
      await once(second, 'exit');
    });
  }, 300_000);

  function appears(folder: string, file: string): Promise<void> {
    return new Promise((resolve) => {
      const seen = () => {
        watcher.close();
        resolve();
      };
      const watcher = watch(folder, (_, name) => {
        if (name === file) seen();
      });
      if (existsSync(join(folder, file))) seen();
    });
  }

  /** Kills a first start between its first file and its last; on a machine that is busy elsewhere it may need more tries. */
  async function halfMade(parent: string): Promise<string> {
    for (;;) {
      const directory = await mkdtemp(join(parent, 'first-'));
      const folderMade = appears(directory, 'postgres');
      const first = start('open-and-say.mjs', directory);
      await folderMade;
      // From this file on PGlite would take the folder for a whole database.
      await appears(join(directory, 'postgres'), 'PG_VERSION');
      await kill(first);
      if ((await readdir(directory)).includes('postgres.creating')) return directory;
    }
  }
});
