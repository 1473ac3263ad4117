import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../harness/api-client.js';
import { environmentOf, hailpointCommand, startHailpoint } from '../harness/hailpoint-process.js';
import { runNode } from '../harness/run-process.js';

const folder = mkdtempSync(join(tmpdir(), 'hailpoint-data-'));
const options = { dataDirectory: join(folder, 'data') };

describe('the embedded data directory', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('a second server gets an error that names the first; after kill -9 the next start needs no hand, and the data are there', async () => {
    const first = await startHailpoint(options);
    const client = await ApiClient.signIn(first.agentLink as string);
    const created = await client.post('/api/v1/interactions', {
      type: 'phone',
      shortDescription: 'Kept through everything',
    });
    expect(created.status).toBe(201);

    const second = runNode(hailpointCommand, ['start'], environmentOf(options));
    expect(await second.ended).toBe(4);
    expect(second.stderr()).toContain(String(first.child.pid));

    expect(await first.kill('SIGKILL')).toBe('SIGKILL');
    const third = await startHailpoint(options);
    const again = await ApiClient.signIn(third.agentLink as string);
    const { body } = await again.get(`/api/v1/interactions/${created.body.number}`);
    expect(body.shortDescription).toBe('Kept through everything');
    expect(await third.kill('SIGTERM')).toBe(0);
  }, 120_000);
});
