import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FileLedger } from './file-ledger.js';
import type { AcceptedEntry } from './ledger-entry.js';

let directory: string;
let file: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ledger-'));
  file = join(directory, 'below', 'ledger.jsonl');
});

afterEach(() => rm(directory, { recursive: true }));

function accepted(clientMessageId: string): AcceptedEntry {
  return {
    kind: 'accepted',
    at: '2026-01-01T00:00:00.000Z',
    carrierMessageId: `sim_${clientMessageId}`,
    clientMessageId,
    from: '+12025550100',
    to: '+12025550143',
    body: 'Grüße',
    mediaUrls: [],
    segments: 1,
  };
}

describe('FileLedger', () => {
  test('keeps what was appended, in order, for the next process', async () => {
    const ledger = await FileLedger.open(file);
    const entries = Array.from({ length: 200 }, (_, index) => accepted(`m${index}`));
    await Promise.all(entries.map((entry) => ledger.append(entry)));
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(201);
    await ledger.close();

    const again = await FileLedger.open(file);
    expect(again.entries()).toEqual(entries);
    expect(again.accepted('m7')).toEqual([entries[7]]);
    await again.close();
  });

  test('is in the file when the append resolves', async () => {
    const ledger = await FileLedger.open(file);
    await ledger.append(accepted('first'));
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(accepted('first'));
    await ledger.close();
  });

  test('drops a torn last line and goes on behind the last whole one', async () => {
    const ledger = await FileLedger.open(file);
    await ledger.append(accepted('whole'));
    await ledger.close();
    await appendFile(file, JSON.stringify(accepted('torn')).slice(0, 40));

    const second = await FileLedger.open(file);
    expect(second.accepted()).toEqual([accepted('whole')]);
    await second.append(accepted('next'));
    await second.close();

    const third = await FileLedger.open(file);
    expect(third.accepted().map((entry) => entry.clientMessageId)).toEqual(['whole', 'next']);
    await third.close();
  });

  test('a line in the middle that is not an entry is refused with its place', async () => {
    const ledger = await FileLedger.open(file);
    await ledger.append(accepted('whole'));
    await ledger.close();
    await appendFile(file, 'rubbish\n');
    await expect(FileLedger.open(file)).rejects.toMatchObject({ code: 'ledger_corrupt', line: 2 });
  });

  test('can be read by its owner only, for it holds the secrets of callbacks', async () => {
    const ledger = await FileLedger.open(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await ledger.close();
  });

  test('records the same client message id twice', async () => {
    const ledger = await FileLedger.open(file);
    await ledger.append(accepted('same'));
    await ledger.append(accepted('same'));
    expect(ledger.accepted('same')).toHaveLength(2);
    await ledger.close();
  });
});
