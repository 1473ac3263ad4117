import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { environmentOf, hailpointCommand, startHailpoint } from '../harness/hailpoint-process.js';
import { runNode } from '../harness/run-process.js';
import { essentials, shipped, writeConfiguration } from '../harness/write-configuration.js';

const folder = mkdtempSync(join(tmpdir(), 'hailpoint-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Finding {
  readonly area: string;
  readonly level: 'ok' | 'warning' | 'problem';
  readonly what: string;
  readonly fix?: string;
}

const senders = [{ id: 'support', address: '+12025550100', name: 'Support', country: 'US' }];
const simulator = shipped('sms-simulator', { config: { handsetPort: 0, senders } });

function optionsOf(configuration: Record<string, unknown>, environment: Record<string, string> = {}) {
  return { configuration: writeConfiguration(folder, configuration), dataDirectory: join(folder, 'data'), environment };
}

async function ask(options: ReturnType<typeof optionsOf>): Promise<{ code: number | null; findings: Finding[] }> {
  const run = runNode(hailpointCommand, ['doctor', '--json'], environmentOf(options));
  const code = await run.ended;
  return { code: code as number | null, findings: JSON.parse(run.stdout()) as Finding[] };
}

const troubles = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level !== 'ok').map(({ area, level, what, fix }) => ({ area, level, what, fix }));

test('a healthy installation, its server running', async () => {
  const options = optionsOf({ plugins: [...essentials, simulator] });
  const server = await startHailpoint(options);
  const { code, findings } = await ask(options);
  expect([troubles(findings), code]).toEqual([[], 0]);
  expect([...new Set(findings.map(({ area }) => area))]).toEqual([
    'environment',
    'configuration',
    'database',
    'plugins',
    'public URL',
    'carriers',
    'work',
  ]);
  const run = runNode(hailpointCommand, ['doctor'], environmentOf(options));
  expect(await run.ended).toBe(0);
  expect(run.stdout()).toMatch(/Everything is well\.\n$/);
  expect(await server.kill('SIGTERM')).toBe(0);
});

test('what is wrong is named with what to do: plugins, carriers and the public URL', async () => {
  writeFileSync(join(folder, 'broken.mjs'), 'export default 7;');
  const options = optionsOf(
    {
      server: { publicUrl: 'http://127.0.0.1:1' },
      plugins: [
        shipped('user-document-interaction'),
        { package: './broken.mjs' },
        shipped('sms-twilio', {
          config: {
            accountSid: `AC${'0'.repeat(32)}`,
            // biome-ignore lint/suspicious/noTemplateCurlyInString: the configuration reads the environment
            authToken: '${TWILIO_TOKEN}',
            senders: [{ address: '+12025550101', name: 'Twilio' }],
            apiBaseUrl: 'http://127.0.0.1:1',
          },
        }),
      ],
    },
    { TWILIO_TOKEN: 'token-for-the-doctor' },
  );
  const { code, findings } = await ask(options);
  expect(code).toBe(1);
  const found = troubles(findings);
  for (const words of [
    /not a plugin/,
    /Nothing checks recipients of the channel sms/,
    /Nothing decides what becomes of running conversations/,
    /sms-twilio: Twilio does not answer/,
    /no server runs here/,
  ]) {
    expect(found).toContainEqual(
      expect.objectContaining({ what: expect.stringMatching(words), fix: expect.stringMatching(/\S/) }),
    );
  }
  expect(JSON.stringify(findings)).not.toContain('token-for-the-doctor');
});

test('a configuration that cannot be used, and a database that does not answer', async () => {
  const wrong = await ask(optionsOf({ plugins: [{ pakage: 'x' }] }));
  expect(wrong.code).toBe(1);
  expect(troubles(wrong.findings)).toMatchObject([
    { area: 'configuration', level: 'problem', what: expect.stringContaining('plugins[0].pakage') },
  ]);
  const gone = await ask(optionsOf({ plugins: essentials }, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }));
  expect(gone.code).toBe(1);
  expect(troubles(gone.findings)).toMatchObject([
    { area: 'database', level: 'problem', fix: expect.stringContaining('DATABASE_URL') },
  ]);
});
