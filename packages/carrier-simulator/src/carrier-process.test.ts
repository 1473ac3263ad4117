import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';

const bin = fileURLToPath(new URL('../bin/carrier-simulator.js', import.meta.url));
const run = promisify(execFile);

let directory: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'carrier-process-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
});

afterAll(() => rm(directory, { recursive: true }));

async function start(ledger: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [bin, '--port', '0', '--ledger', ledger], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  return { child, url: (JSON.parse(line) as { url: string }).url };
}

async function post(url: string, clientMessageId: string): Promise<number> {
  const body = JSON.stringify({ clientMessageId, from: '+12025550100', to: '+12025550143', body: 'Hello' });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/v1/messages`, { method: 'POST', headers, body })).status;
}

async function count(url: string, clientMessageId: string): Promise<number> {
  const answer = await (await fetch(`${url}/v1/messages?clientMessageId=${clientMessageId}`)).json();
  return (answer as { items: unknown[] }).items.length;
}

test('kill -9 in the middle of a stream: every message that was answered is in the ledger, once', async () => {
  const ledger = join(directory, 'killed.jsonl');
  const { child, url } = await start(ledger);
  const accepted: string[] = [];
  let killed = false;
  const senders = Array.from({ length: 4 }, async (_, sender) => {
    for (let index = 0; ; index += 1) {
      const id = `s${sender}-${index}`;
      // The first failure is the kill; what was in flight then is in the ledger or not.
      const status = await post(url, id).catch(() => null);
      if (status === null) return;
      accepted.push(id);
      if (accepted.length >= 60 && !killed) {
        killed = true;
        child.kill('SIGKILL');
      }
    }
  });
  await Promise.all(senders);
  await appendFile(ledger, '{"kind":"accepted","clientMess');

  const second = await start(ledger);
  expect(accepted.length).toBeGreaterThanOrEqual(60);
  for (const id of accepted) expect([id, await count(second.url, id)]).toEqual([id, 1]);
  expect(await post(second.url, 's0-0')).toBe(201);
  expect(await count(second.url, 's0-0')).toBe(2);
});

test('misbehaves as a seed decides, and prints it', async () => {
  const child = spawn(process.execPath, [bin, '--seed', '7', '--chaos', 'rough', '--seed-by', 'content'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  const { url, seed } = JSON.parse(line) as { url: string; seed: number };
  expect(seed).toBe(7);
  expect(await (await fetch(`${url}/v1/behaviour`)).json()).toMatchObject({
    chaos: { seed: 7, preset: 'rough', by: 'content' },
  });
});

test('stops by itself when it is asked to', async () => {
  const { child } = await start(join(directory, 'stopped.jsonl'));
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});

test.each([
  [['--port', 'many'], /--port must be a whole number/],
  [['--colour', 'blue'], /--colour/],
  [['--chaos', 'wild'], /--chaos must be one of none, mild, rough/],
])('arguments %j are explained, exit code 2', async (args, explanation) => {
  const failure = await run(process.execPath, [bin, ...args]).catch((error) => error);
  expect(failure.code).toBe(2);
  expect(failure.stderr).toMatch(explanation);
  expect(failure.stdout).toBe('');
});
