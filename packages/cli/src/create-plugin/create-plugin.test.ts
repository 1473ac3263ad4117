import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownPoints } from '@hailpoint/kernel/host';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CommandError } from '../command-error.js';
import { createPlugin, type PluginToCreate } from './create-plugin.js';
import { toolRanges } from './created-package-json.js';
import { namesOf } from './plugin-names.js';

const folder = mkdtempSync(join(tmpdir(), 'hailpoint-create-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
});

const create = (change: Partial<PluginToCreate> = {}) =>
  createPlugin({ name: 'acme-sms', point: 'channel-provider', directory: folder, ...change });
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const points = knownPoints.map(({ id }) => id);

function refusalOf(change: Partial<PluginToCreate>): CommandError {
  try {
    create(change);
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('create plugin', () => {
  test.each(points)('%s: nothing of the template is left in names and texts', (point) => {
    create({ point });
    const files = readdirSync(join(folder, 'acme-sms'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(6);
    for (const file of files) expect(file + readFileSync(file, 'utf8')).not.toMatch(/my[-_]?(plugin|package|point)/i);
    expect(read('acme-sms/src/conformance.test.ts')).toContain(`conformance.json`);
    expect(read('acme-sms/.gitignore')).toContain('dist/');
  });

  test('the manifest names the point, the schema and the report', () => {
    create({ name: '@acme/sms', point: 'availability-policy' });
    expect(JSON.parse(read('sms/package.json'))).toMatchObject({
      name: '@acme/sms',
      type: 'module',
      peerDependencies: { '@hailpoint/kernel': '^0.1.0' },
      devDependencies: { '@hailpoint/kernel': '^0.1.0', '@hailpoint/testkit': '^0.1.0' },
      hailpoint: {
        id: 'sms',
        kernel: '^0.1.0',
        contributes: ['availability-policy'],
        configSchema: 'dist/config.schema.json',
        conformance: 'conformance.json',
      },
    });
  });

  test('says what comes next, with the line for the configuration', () => {
    const { text, json } = create({ point: 'virtual-agent' });
    expect(text).toContain('npm install\n  npm test\n');
    expect(text).toContain('  - { package: ./acme-sms }\n');
    expect(json).toMatchObject({
      folder: join(folder, 'acme-sms'),
      id: 'acme-sms',
      point: 'virtual-agent',
      configuration: '- { package: ./acme-sms }',
    });
  });

  test.each(points)('%s: README and description say the name, the point, and what to do next', (point) => {
    create({ name: '@acme/sms', point });
    const readme = read('sms/README.md');
    expect(readme).toMatch(/^# @acme\/sms\n/);
    expect(readme).toContain(`for the extension point \`${point}\`. `);
    for (const next of ['npm install', 'npm test', 'npm run conformance', '{ package: ./sms'])
      expect(readme).toContain(next);
    expect(readme.match(/^# /gm)).toHaveLength(1);
    const { description } = JSON.parse(read('sms/package.json')) as { description: string };
    expect(description).toBe(`@acme/sms: a Hailpoint plugin for the extension point ${point}. Say here what it does.`);
  });

  test('a name that a template uses, too, is written as it is', () => {
    create({ name: '@my-plugin/my-point' });
    expect(read('my-point/README.md')).toMatch(/^# @my-plugin\/my-point\n/);
    expect(read('my-point/src/my-point-config.ts')).toContain('class MyPointConfig');
  });

  test("what is printed names the variables of the environment that the vendor's guide exports", () => {
    const guide = readFileSync(new URL('../../../../docs/vendor-guide.md', import.meta.url), 'utf8');
    const [, exported = ''] = /^```sh environment\nexport (.+)$/m.exec(guide) ?? [];
    const { text } = create({ name: 'pigeon-sms' });
    const printed = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    expect(printed).toEqual(exported.split(' ').map((assignment) => assignment.split('=')[0]));
    expect(printed).toEqual(['PIGEON_SMS_API_KEY', 'PIGEON_SMS_WEBHOOK_SECRET']);
  });

  test('an empty folder is taken', () => {
    mkdirSync(join(folder, 'acme-sms'));
    create();
    expect(existsSync(join(folder, 'acme-sms/src/index.ts'))).toBe(true);
  });

  test.each<[string, Partial<PluginToCreate>, number, RegExp]>([
    ['a name with capitals', { name: 'AcmeSms' }, 2, /"AcmeSms" cannot be the name.* Would "acme-sms" do\?/],
    ['a name with spaces', { name: 'acme sms' }, 2, /Would "acme-sms" do\?/],
    ['a name that is a path', { name: '../acme' }, 2, /cannot be the name of a plugin/],
    ['a name that begins with a digit', { name: '3acme' }, 2, /Would "acme" do\?/],
    ['an empty name', { name: '' }, 2, /such as "acme-sms" or "@acme\/sms"\.$/],
    ['a very long name', { name: 'a'.repeat(215) }, 2, /has 215 characters; 214 are allowed/],
    ['the name of the product', { name: 'hailpoint' }, 2, /"hailpoint" is taken/],
    [
      'a point that is nearly one',
      { point: 'chanel-provider' },
      2,
      /Did you mean "channel-provider"\? Known: user-doc/,
    ],
    [
      'a point that is none',
      { point: 'x' },
      2,
      /There is no extension point "x"\. Known: availability-policy, channel/,
    ],
    ['a link to nowhere', { link: '/nowhere' }, 5, /--link names a checkout of Hailpoint in which/],
  ])('%s is refused, and nothing is written', (_, change, exitCode, message) => {
    const refusal = refusalOf(change);
    expect(refusal.exitCode).toBe(exitCode);
    expect(refusal.message).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['a folder that is not empty', () => mkdirSync(join(folder, 'acme-sms/src'), { recursive: true }), 'is not empty'],
    ['a file', () => writeFileSync(join(folder, 'acme-sms'), ''), 'is a file'],
  ])('%s in its place is refused', (_, make, what) => {
    make();
    expect(refusalOf({})).toMatchObject({ exitCode: 5, message: expect.stringContaining(what) });
  });
});

test.each(['acme', 'acme-sms-2', '@acme-inc/sms'])('%s is a name', (name) => {
  expect(namesOf(name)).toEqual({ package: name, id: name.replace('@acme-inc/', '') });
});

test('what a created plugin is built and tested with is what this repository is', () => {
  const root = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  expect(root.devDependencies).toMatchObject(toolRanges);
});
