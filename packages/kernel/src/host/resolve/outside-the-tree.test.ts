// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StartReport } from '../report/start-report.js';

// In a process of its own, as an installation: a module hook stays for the life of a process.
const run = promisify(execFile);
const kernel = fileURLToPath(new URL('../../../', import.meta.url));
const repository = path.resolve(kernel, '../..');
const dist = path.join(kernel, 'dist');
const tsc = path.join(repository, 'node_modules/typescript/bin/tsc');

const hostProgram = `
  import { createPluginHost, MemoryLogger, formatStartReport } from ${JSON.stringify(pathToFileURL(path.join(dist, 'host/index.js')).href)};
  import { UserDocumentResolver } from ${JSON.stringify(pathToFileURL(path.join(dist, 'index.js')).href)};
  const [baseDirectory, specs] = process.argv.slice(1);
  const logger = new MemoryLogger();
  const services = { logger, directory: {}, storage: () => ({}), publicUrls: () => ({}) };
  const host = createPluginHost({ services, baseDirectory, environment: { CRM_KEY: 'k3y' } });
  const report = await host.start(JSON.parse(specs));
  const record = { table: 'interaction', id: '1', number: 'IMS0000001', fields: {} };
  const answer = await host.points.first(UserDocumentResolver, (each) => each.isValidForTableRecord(record), (each, context) => each.getUserDocument(record, context));
  await host.stopAll();
  console.log(JSON.stringify({ report, text: formatStartReport(report), answer: answer.answer}));
`;

const readme = readFileSync(path.join(kernel, 'README.md'), 'utf8');

/** The plugins of the README, as they stand there. */
function fromReadme(language: 'ts' | 'js'): string {
  const block = new RegExp(`\n\`\`\`${language}\n([\\s\\S]*?)\n\`\`\`\n`).exec(readme)?.[1];
  if (block === undefined) throw new Error(`The README has no block of ${language}.`);
  return block;
}

/** Two plugins in one installation need two ids. */
const renamed = (code: string, id: string) => code.replaceAll('crm-people', id);

let base = '';
let crmUrl = '';
const crm = createServer((request, response) => {
  const { url = '', headers } = request;
  const body = { id: url, name: headers.authorization, mobile: '+12025550143' };
  response.writeHead(url.startsWith('/none') ? 404 : 200).end(JSON.stringify(body));
});

function write(file: string, content: unknown): void {
  const target = path.join(base, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content));
}

async function start(
  ...specs: object[]
): Promise<{ report: StartReport; text: string; answer: { person: object } | null }> {
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '-e', hostProgram, base, JSON.stringify(specs)],
    {
      env: { PATH: process.env['PATH'] },
      cwd: base,
    },
  );
  return JSON.parse(stdout) as Awaited<ReturnType<typeof start>>;
}

beforeAll(async () => {
  await new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve));
  crmUrl = `http://127.0.0.1:${(crm.address() as AddressInfo).port}`;
  base = mkdtempSync(path.join(tmpdir(), 'hailpoint-outside-'));
  const manifest = { kernel: '^0.1.0', contributes: ['user-document-resolver'] };
  write('crm-js/package.json', {
    name: 'crm-js',
    type: 'module',
    main: 'index.js',
    hailpoint: { id: 'crm-js', ...manifest },
  });
  write('crm-js/index.js', renamed(fromReadme('js'), 'crm-js'));
  // A kernel that the integrator installed beside the plugin, for its types: it must not become a second copy.
  write('crm-js/node_modules/@hailpoint/kernel/package.json', {
    name: '@hailpoint/kernel',
    type: 'module',
    exports: './index.js',
  });
  write('crm-js/node_modules/@hailpoint/kernel/index.js', 'throw new Error("the second copy was loaded");');
  write('crm-ts/package.json', {
    name: 'crm-ts',
    type: 'module',
    exports: './dist/index.js',
    hailpoint: { id: 'crm-ts', configSchema: 'dist/config.schema.json', ...manifest },
  });
  write('crm-ts/src/index.ts', renamed(fromReadme('ts'), 'crm-ts'));
  write('crm-ts/tsconfig.json', {
    compilerOptions: {
      target: 'ES2023',
      module: 'nodenext',
      strict: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      skipLibCheck: true,
      types: [],
      rootDir: 'src',
      outDir: 'dist',
      paths: { '@hailpoint/kernel': [path.join(dist, 'index.d.ts')] },
    },
    include: ['src'],
  });
  await run(process.execPath, [tsc, '-p', path.join(base, 'crm-ts')]);
}, 120_000);

afterAll(() => {
  crm.close();
  rmSync(base, { recursive: true });
});

const key = '${CRM_KEY}';
const js = (spec: object = {}) => ({
  package: './crm-js',
  enabled: true,
  config: { url: `${crmUrl}/js`, key },
  ...spec,
});
const ts = (spec: object = {}) => ({
  package: './crm-ts',
  enabled: true,
  config: { url: `${crmUrl}/ts`, key },
  ...spec,
});

describe('a plugin in a folder outside the repository', () => {
  test('D1: 30 lines of plain JavaScript; a second kernel beside it is not loaded', async () => {
    expect(fromReadme('js').split('\n').length).toBeLessThanOrEqual(30);
    const { report, answer } = await start(js());
    expect(report.plugins).toMatchObject([{ id: 'crm-js', state: 'started' }]);
    expect(answer).toEqual({
      person: { source: 'crm', id: '/js/contacts/IMS0000001', name: 'Bearer k3y' },
      addresses: [{ kind: 'phone', value: '+12025550143', label: 'Mobile' }],
    });
  });

  test('D1: 30 lines of TypeScript, built by its own tsc, with injected services and a configuration class; the lower order answers', async () => {
    expect(fromReadme('ts').split('\n').length).toBeLessThanOrEqual(30);
    const { report, answer } = await start(js(), ts({ order: 50 }));
    expect(report.plugins.map(({ state }) => state)).toEqual(['started', 'started']);
    expect(answer?.person).toMatchObject({ id: '/ts/contacts/IMS0000001' });
  });

  test('D1: one that answers null lets the next one answer', async () => {
    const { answer } = await start(js(), ts({ order: 50, config: { url: `${crmUrl}/none`, key } }));
    expect(answer?.person).toMatchObject({ id: '/js/contacts/IMS0000001' });
  });

  test('a wrong configuration is reported, and the other plugin runs', async () => {
    const { text, answer } = await start(ts({ config: { url: 7, kee: 1 } }), js());
    expect(text).toContain('Plugins: 1 started, 1 failed');
    expect(text).toContain('config.url must be text, and is a number.');
    expect(text).toContain('config.kee is not known. Did you mean "key"?');
    expect(answer?.person).toMatchObject({ id: '/js/contacts/IMS0000001' });
  });

  test('the build command writes its schema, which then judges it while it is off', async () => {
    await run(process.execPath, [path.join(kernel, 'bin/hailpoint-config-schema.mjs'), path.join(base, 'crm-ts')]);
    const schema: unknown = JSON.parse(readFileSync(path.join(base, 'crm-ts/dist/config.schema.json'), 'utf8'));
    expect(schema).toMatchObject({
      required: ['url', 'key'],
      additionalProperties: false,
      properties: { key: { writeOnly: true } },
    });
    const { report } = await start({
      package: './crm-ts',
      enabled: false,
      config: { url: 'http://localhost', key: 'written-down' },
    });
    expect(report.plugins).toMatchObject([
      { id: 'crm-ts', state: 'off', problem: { code: 'configuration_reference' } },
    ]);
    expect(JSON.stringify(report)).not.toContain('written-down');
  });

  test('the build command fails with the reason', async () => {
    const failed = await run(process.execPath, [path.join(kernel, 'bin/hailpoint-config-schema.mjs'), base]).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('no plugin manifest') });
  });
});
