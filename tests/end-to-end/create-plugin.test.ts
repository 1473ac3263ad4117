import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { knownPoints } from '@hailpoint/kernel/host';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../harness/api-client.js';
import { hailpointCommand, startHailpoint } from '../harness/hailpoint-process.js';
import { repositoryRoot } from '../harness/repository-root.js';
import { runNode } from '../harness/run-process.js';
import { terminal } from '../harness/terminal.js';
import { essentials, shipped } from '../harness/write-configuration.js';

const run = promisify(execFile);
const points = knownPoints.map(({ id }) => id);
const nameOf = (point: string) => `my-${point}`;

/** What the CRM of the created resolver would say. */
const crm = createServer((request, response) => {
  const isAllowed = request.headers.authorization === 'Bearer key-of-the-crm';
  const customer = { id: '4711', name: 'Ada from the CRM', phone: '+1 202-555-0177' };
  response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(customer));
});

describe('create plugin, in an empty folder outside the repository', () => {
  let folder: string;
  /** By extension point: the line for `hailpoint.yaml` that the command prints. */
  const lines = new Map<string, string>();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hailpoint-create-'));
    await new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    crm.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(points)(
    '%s: build and tests pass unchanged, and every rule is kept',
    async (point) => {
      const name = nameOf(point);
      const args = [
        'create',
        'plugin',
        name,
        '--point',
        point,
        '--directory',
        folder,
        '--link',
        repositoryRoot,
        '--json',
      ];
      const creating = runNode(hailpointCommand, args);
      expect([await creating.ended, creating.stderr()]).toEqual([0, '']);
      lines.set(point, (JSON.parse(creating.stdout()) as { configuration: string }).configuration);

      // What `npm install` would make; tests ask no registry.
      const created = join(folder, name);
      symlinkSync(join(repositoryRoot, 'node_modules'), join(created, 'node_modules'), 'dir');
      const { stderr } = await run('npm', ['test'], { cwd: created, env: terminal() });

      const report = JSON.parse(readFileSync(join(created, 'conformance.json'), 'utf8')) as {
        contributions: readonly { rules: readonly unknown[]; notDeclared: readonly string[] }[];
      };
      expect(report).toMatchObject({ contributions: [{ extensionPoint: point, passed: true }] });
      // What is printed counts as the report does.
      for (const { rules, notDeclared } of report.contributions) {
        const tried = `${rules.length} of ${rules.length + notDeclared.length} rules were tried`;
        const others = `; the others are about what it does not declare: ${notDeclared.join(', ')}.\n`;
        if (notDeclared.length > 0) expect(stderr).toContain(tried + others);
        else expect(stderr).not.toContain('rules were tried');
      }
    },
    240_000,
  );

  test('a wrong line is refused with what to write, and makes nothing', async () => {
    const creating = runNode(hailpointCommand, [
      'create',
      'plugin',
      'other',
      '--point',
      'chanel-provider',
      '--directory',
      folder,
    ]);
    expect([await creating.ended, creating.stdout()]).toEqual([2, '']);
    expect(creating.stderr()).toContain('Did you mean "channel-provider"?');
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });

  test('each works in a running server by its one line', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const { port } = crm.address() as AddressInfo;
    const created = points.map((point) =>
      (lines.get(point) ?? '')
        .replace('https://crm.example', `http://127.0.0.1:${port}`)
        .replace('"2026-12-25", "2026-12-26"', `"${today}", "${tomorrow}"`),
    );
    const simulator = { handsetPort: 0, senders: [{ address: '+12025550100', name: 'Support', country: 'US' }] };
    const plugins = [...essentials, shipped('sms-simulator', { config: simulator })];
    const configuration = join(folder, 'hailpoint.yaml');
    // JSON is YAML.
    writeFileSync(
      configuration,
      [
        `demoData: ${JSON.stringify(join(repositoryRoot, 'examples/quickstart/demo-data.yaml'))}`,
        'plugins:',
        ...plugins.map((entry) => `- ${JSON.stringify(entry)}`),
        ...created.map((line) => line.replace('+12025550100', '+12025550101')),
      ].join('\n'),
    );
    const server = await startHailpoint({
      configuration,
      dataDirectory: join(folder, 'data'),
      environment: {
        CRM_API_KEY: 'key-of-the-crm',
        MY_CHANNEL_PROVIDER_API_KEY: 'key-of-the-carrier',
        MY_CHANNEL_PROVIDER_WEBHOOK_SECRET: 'secret-of-the-carrier',
      },
    });
    expect(server.stderr()).not.toContain('failed');

    const admin = await ApiClient.signIn(server.adminLink as string);
    const listed = (await admin.get('/api/v1/admin/extension-points')).body.items as readonly {
      id: string;
      contributions: readonly { plugin: string; circuit: string }[];
    }[];
    for (const { id, contributions } of listed) {
      expect([id, contributions.find(({ plugin }) => plugin === nameOf(id))?.circuit]).toEqual([id, 'closed']);
    }

    const agent = await ApiClient.signIn(server.agentLink as string);
    const number = (await agent.get('/api/v1/interactions?q=Parcel')).body.items[0].number;
    const { body: compose } = await agent.get(`/api/v1/interactions/${number}/compose`);
    // The resolver names the person, the provider brings a sender, the policy keeps the day, the selector prefers the sender.
    expect(compose.person).toMatchObject({ source: 'crm', id: '4711', name: 'Ada from the CRM' });
    expect(compose.channels[0].senders.map(({ address }: { address: string }) => address)).toContain('+12025550101');
    expect(compose.channels[0].recipients).toMatchObject([
      {
        recipientId: '+12025550177',
        available: false,
        reasons: [{ code: 'holiday' }],
        defaultSender: '+12025550101',
        defaultSenderExplanation: 'The preferred sender.',
      },
    ]);
    const blocked = await agent.post('/api/v1/recipients/validate', { channel: 'sms', recipientId: '+19002345678' });
    expect(blocked.body).toMatchObject({ valid: false, reason: 'Numbers of this kind are not written to.' });
    expect(await server.kill('SIGTERM')).toBe(0);
  }, 120_000);
});
