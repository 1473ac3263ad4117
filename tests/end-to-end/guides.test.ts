import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../harness/eventually.js';
import { freePort } from '../harness/free-port.js';
import { type GuideBlock, readGuide, wordsOf } from '../harness/guide.js';
import {
  environmentOf,
  type HailpointProcess,
  type HailpointProcessOptions,
  hailpointCommand,
  startHailpoint,
} from '../harness/hailpoint-process.js';
import { repositoryRoot } from '../harness/repository-root.js';
import { type RunningProcess, runNode } from '../harness/run-process.js';

/** What the commands of one block print, in one line; each must end well. */
async function outputOf({ content }: GuideBlock, options: HailpointProcessOptions): Promise<string> {
  let printed = '';
  for (const line of content.trim().split('\n')) {
    const [command = ''] = line.split(' > ');
    expect(command).toMatch(/^npx hailpoint /);
    const run = runNode(hailpointCommand, wordsOf(command.replace('npx hailpoint ', '')), environmentOf(options));
    expect([command, await run.ended, run.stderr()]).toEqual([command, 0, '']);
    printed += `${run.stdout()}\n`;
  }
  return printed;
}

/** Runs every block of commands from `from` on, each with the block of what it prints that follows it. */
async function follow(blocks: readonly GuideBlock[], options: HailpointProcessOptions): Promise<void> {
  for (const [index, block] of blocks.entries()) {
    if (block.language !== 'sh' || block.name !== '') continue;
    const printed = await outputOf(block, options);
    const next = blocks[index + 1];
    if (next?.language !== 'text') continue;
    for (const line of next.content.trim().split('\n')) expect(printed).toContain(line);
  }
}

describe("the integrator's guide, word for word, in an empty folder outside the repository", () => {
  const { text, blocks } = readGuide('integrator-guide.md');
  const key = { CRM_KEY: 'key-of-the-crm' };
  let folder: string;
  let options: HailpointProcessOptions;
  let port: number;
  let crm: RunningProcess;
  let server: HailpointProcess;
  const write = ({ name, content }: GuideBlock) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content.replaceAll('8098', String(port)));
  };
  const appended = blocks.findIndex(({ name }) => name === 'append hailpoint.yaml');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hailpoint-integrator-'));
    // What `npm install hailpoint` would make.
    symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'), 'dir');
    port = await freePort();
    options = {
      configuration: join(folder, 'hailpoint.yaml'),
      dataDirectory: join(folder, 'data'),
      environment: { ...key, COLUMNS: '200' },
    };
  });
  afterAll(async () => {
    await server?.kill('SIGKILL');
    await crm?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('nobody is known before the plugin, and the CRM answers after it', async () => {
    for (const block of blocks.filter(({ language, name }) => /^(yaml|js|json)$/.test(language) && !/ /.test(name))) {
      write(block);
    }
    expect(blocks.find(({ name }) => name === 'environment')?.content).toBe('export CRM_KEY=key-of-the-crm\n');
    expect(blocks.find(({ name }) => name === 'background')?.content).toBe('node crm.mjs\nnpx hailpoint start\n');
    crm = runNode(join(folder, 'crm.mjs'), [], key);
    await crm.waitFor(/The CRM listens/);
    server = await startHailpoint(options);
    await follow(blocks.slice(0, appended), options);

    appendFileSync(join(folder, 'hailpoint.yaml'), blocks[appended]!.content.replaceAll('8098', String(port)));
    await eventually(200, async () => {
      const listing = runNode(hailpointCommand, ['plugins'], environmentOf(options));
      expect(await listing.ended).toBe(0);
      return /crm-profile +started +50/.test(listing.stdout());
    });
    await follow(blocks.slice(appended + 1), options);
  }, 180_000);

  test('every block was run', () => {
    expect(text.match(/^```/gm)).toHaveLength(2 * blocks.length);
    expect(blocks.filter(({ language }) => language === 'sh')).toHaveLength(5);
  });
});

describe("the administrator's guide, word for word, with the quickstart", () => {
  const { text, blocks } = readGuide('admin-guide.md');
  let folder: string;
  let server: HailpointProcess;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hailpoint-administrator-'));
  });
  afterAll(async () => {
    await server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('every command does what it says', async () => {
    const options = { dataDirectory: folder, environment: { COLUMNS: '200' } };
    server = await startHailpoint(options);
    await follow(blocks, options);
    expect(text.match(/^```/gm)).toHaveLength(2 * blocks.length);
  }, 180_000);
});
