import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../harness/eventually.js';
import { freePort } from '../harness/free-port.js';
import { readGuide, wordsOf } from '../harness/guide.js';
import { hailpointCommand, startHailpoint } from '../harness/hailpoint-process.js';
import { repositoryRoot } from '../harness/repository-root.js';
import { type RunningProcess, runNode } from '../harness/run-process.js';
import { terminal } from '../harness/terminal.js';

const run = promisify(execFile);
const { text: guide, blocks } = readGuide('vendor-guide.md');

describe("the vendor's guide, word for word, in an empty folder outside the repository", () => {
  let folder: string;
  let adapter: string;
  let port: number;
  const secrets = { PIGEON_SMS_API_KEY: 'key-of-pigeon', PIGEON_SMS_WEBHOOK_SECRET: 'secret-of-pigeon' };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hailpoint-vendor-'));
    adapter = join(folder, 'pigeon-sms');
    port = await freePort();
  });
  const running: RunningProcess[] = [];
  afterAll(async () => {
    for (const each of running) await each.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const commands = (name: string, place: number) =>
    blocks
      .filter((block) => block.language === 'sh' && block.name === name)
      [place]?.content.trim()
      .split('\n') ?? [];
  const hailpoint = (line: string, environment: Record<string, string> = {}) =>
    runNode(hailpointCommand, wordsOf(line.replace('npx hailpoint ', '')), environment);
  const npm = (...args: string[]) => run('npm', args, { cwd: adapter, env: terminal() });

  test('makes the package, whose tests pass', async () => {
    const [create = '', ...rest] = commands('', 0);
    expect(rest).toEqual(['cd pigeon-sms', 'npm install', 'npm test']);
    const creating = hailpoint(`${create} --link ${repositoryRoot} --directory ${folder}`);
    expect([await creating.ended, creating.stderr()]).toEqual([0, '']);
    // What `npm install` would make; tests ask no registry.
    symlinkSync(join(repositoryRoot, 'node_modules'), join(adapter, 'node_modules'), 'dir');
    await npm('test');
  }, 240_000);

  test('makes it an adapter of the carrier, which keeps every rule', async () => {
    for (const { language, name, content } of blocks.filter(
      ({ language }) => language !== 'sh' && language !== 'text',
    )) {
      expect([language, name]).toEqual([language, expect.stringMatching(/\.(ts|mjs|yaml)$/)]);
      mkdirSync(dirname(join(adapter, name)), { recursive: true });
      writeFileSync(join(adapter, name), content.replaceAll('8099', String(port)));
    }
    expect(commands('', 1)).toEqual(['npm run conformance', 'npm test']);
    await npm('run', 'conformance');
    await npm('test');
    const report = JSON.parse(readFileSync(join(adapter, 'conformance.json'), 'utf8')) as unknown;
    expect(report).toMatchObject({ contributions: [{ contribution: 'PigeonSmsProvider', passed: true }] });
  }, 240_000);

  test('shows what a rule says that is broken', async () => {
    const file = join(adapter, 'src/outcome-of.ts');
    const right = readFileSync(file, 'utf8');
    writeFileSync(file, right.replace('seconds * 1000', 'seconds'));
    const failed = await npm('test', '--', '-t', 'throttle_wait_is_told').catch((error: { stderr: string }) => error);
    writeFileSync(file, right);
    const message = blocks.find(({ name }) => name === 'throttle_wait_is_told')?.content.trim() ?? '';
    expect(message).not.toBe('');
    expect(failed.stderr).toContain(message);
    await npm('run', 'build');
  }, 120_000);

  test('sends a message that arrives', async () => {
    expect(commands('environment', 0)).toEqual([
      'export PIGEON_SMS_API_KEY=key-of-pigeon PIGEON_SMS_WEBHOOK_SECRET=secret-of-pigeon',
    ]);
    expect([commands('background', 0), commands('background', 1)]).toEqual([
      ['node pigeon.mjs'],
      ['npx hailpoint start'],
    ]);
    const carrier = runNode(join(adapter, 'pigeon.mjs'), [], secrets);
    running.push(carrier);
    await carrier.waitFor(/Pigeon listens/);
    const configuration = join(adapter, 'hailpoint.yaml');
    const installation = { configuration, dataDirectory: join(folder, 'data'), environment: secrets };
    const server = await startHailpoint(installation);
    running.push(server);
    const environment = {
      ...secrets,
      HAILPOINT_CONFIG: configuration,
      HAILPOINT_DATA_DIR: installation.dataDirectory,
      COLUMNS: '200',
    };

    const [list = '', compose = ''] = commands('', 2);
    const listing = hailpoint(list, environment);
    expect(await listing.ended).toBe(0);
    expect(listing.stdout()).toMatch(/pigeon-sms +started/);
    const sending = hailpoint(compose, environment);
    expect([await sending.ended, sending.stderr()]).toEqual([0, '']);
    await carrier.waitFor(/To \+12025550143: Your parcel arrives tomorrow\./);

    const [explain = ''] = commands('', 3);
    const [, words = ''] = /^says `(.+)`$/m.exec(guide) ?? [];
    await eventually(200, async () => {
      const telling = hailpoint(explain, environment);
      expect(await telling.ended).toBe(0);
      return telling.stdout().replaceAll(/\s+/g, ' ').includes(words);
    });
    expect(await server.kill('SIGTERM')).toBe(0);
  }, 120_000);

  test('every block was run', () => {
    expect(blocks.filter(({ language }) => language === 'sh')).toHaveLength(7);
    expect(guide.match(/^```/gm)).toHaveLength(2 * blocks.length);
  });
});
