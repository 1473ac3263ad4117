import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../harness/api-client.js';
import { eventually } from '../harness/eventually.js';
import { freePort } from '../harness/free-port.js';
import {
  environmentOf,
  type HailpointProcess,
  hailpointCommand,
  startHailpoint,
} from '../harness/hailpoint-process.js';
import { repositoryRoot } from '../harness/repository-root.js';
import { type RunningProcess, runNode } from '../harness/run-process.js';
import { createTestDatabase, databaseKinds, type TestDatabase } from '../harness/test-database.js';
import { essentials, shipped, writeConfiguration } from '../harness/write-configuration.js';

const kills = 10;
/** Between two looks at all threads: each look asks for every conversation, and the server limits how often one caller may ask. */
const everyMs = 3_000;
const recipients = Array.from({ length: 100 }, (_, index) => `+1202555${String(100 + index).padStart(4, '0')}`);

interface Acknowledged {
  readonly id: string;
  readonly interaction: string;
}

describe.each(databaseKinds)('kill -9 during a loop of sends (%s)', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'hailpoint-kill-'));
  const ledgerFile = join(folder, 'ledger.jsonl');
  let database: TestDatabase;
  let carrier: RunningProcess;
  const servers: HailpointProcess[] = [];
  let start: () => Promise<HailpointProcess>;
  /** What the test waits for: told when it fails. `null`: nothing. */
  let waitingFor: (() => string) | null = null;
  let options: { configuration: string; dataDirectory: string; environment: Record<string, string> };

  beforeAll(async () => {
    database = await createTestDatabase(kind);
    carrier = runNode(join(repositoryRoot, 'packages/carrier-simulator/bin/carrier-simulator.js'), [
      '--port',
      '0',
      '--ledger',
      ledgerFile,
    ]);
    const [, carrierUrl] = await carrier.waitFor(/"url":"([^"]+)"/);
    const configuration = writeConfiguration(folder, {
      demoData: join(repositoryRoot, 'examples/quickstart/demo-data.yaml'),
      plugins: [
        ...essentials,
        shipped('sms-simulator', {
          config: {
            carrierUrl,
            // biome-ignore lint/suspicious/noTemplateCurlyInString: the configuration reads the environment
            secret: '${CARRIER_SECRET}',
            senders: [{ id: 'support-us', address: '+12025550100', name: 'Support', country: 'US' }],
          },
        }),
      ],
      channels: { sms: { manualRecipientEntry: true } },
    });
    options = {
      configuration,
      dataDirectory: join(folder, 'data'),
      environment: { ...database.environment, HAILPOINT_PORT: String(await freePort()), CARRIER_SECRET: randomUUID() },
    };
    start = async () => {
      waitingFor = () => `start ${servers.length + 1}`;
      const server = await startHailpoint(options);
      servers.push(server);
      return server;
    };
  });
  afterEach(() => {
    if (!waitingFor) return;
    // Neither what is printed for people, with links and tokens, nor the company's numbers, with the secret of their callbacks.
    const ledger = readFileSync(ledgerFile, 'utf8').split('\n');
    const told = ledger.filter((line) => !line.includes('"kind":"number"')).slice(-40);
    const printed = (name: string, running: RunningProcess | undefined) =>
      running
        ? `${name} (${running.child.exitCode ?? running.child.signalCode ?? 'running'}) printed:\n${running.stderr()}\n`
        : '';
    process.stderr.write(
      `kill -9 (${kind}) waited for ${waitingFor()}.\n${printed('The last server that was ready', servers.at(-1))}${printed('The carrier', carrier)}The ledger ends with:\n${told.join('\n')}\n`,
    );
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.kill('SIGKILL')));
    await carrier?.kill('SIGTERM');
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const accepted = () =>
    readFileSync(ledgerFile, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"kind":"accepted"'))
      .map((line) => (JSON.parse(line) as { clientMessageId: string }).clientMessageId);

  test(`after ${kills} kills every acknowledged message is there once, none is in the ledger twice, the outbox goes on`, async () => {
    let server = await start();
    const tokenCommand = runNode(hailpointCommand, ['token', 'create', '--user', 'alex'], environmentOf(options));
    waitingFor = () => `a token: ${tokenCommand.stderr()}`;
    expect(await tokenCommand.ended).toBe(0);
    const token = tokenCommand.stdout().trim();
    const acknowledged: Acknowledged[] = [];
    let next = 0;

    for (let kill = 0; kill < kills; kill += 1) {
      const client = ApiClient.withToken(server.url, token);
      waitingFor = () => `the first answer after ${kill} kills`;
      const number = await recordOf(client);
      const until = acknowledged.length + 5 + randomInt(20);
      let alive = true;
      const sendUntilDead = async () => {
        while (alive) {
          const manual = recipients[next++ % recipients.length] as string;
          const key = randomUUID();
          const answer = await client
            .post(
              `/api/v1/interactions/${number}/messages`,
              { channel: 'sms', to: { manual }, body: `Message ${key}` },
              { 'idempotency-key': key },
            )
            .catch(() => null);
          if (answer === null) return;
          // A message to the sender's own number, for example, is refused; what is not acknowledged is not promised.
          if (answer.status === 201)
            acknowledged.push({ id: answer.body.message.id, interaction: answer.body.interaction.number });
          if (acknowledged.length >= until && alive) {
            alive = false;
            await server.kill('SIGKILL');
          }
        }
      };
      waitingFor = () => `an answer to a send, after ${kill} kills and ${acknowledged.length} acknowledged messages`;
      await Promise.all([sendUntilDead(), sendUntilDead(), sendUntilDead()]);
      server = await start();
    }

    waitingFor = () => `the threads of ${acknowledged.length} acknowledged messages`;
    const client = ApiClient.withToken(server.url, token);
    const threads = new Map<string, { id: string; state: string; createdAt: string }[]>();
    const readThreads = async () => {
      for (const interaction of new Set(acknowledged.map((message) => message.interaction))) {
        const { status, body } = await client.get(`/api/v1/interactions/${interaction}/messages?limit=100`);
        expect(status).toBe(200);
        threads.set(interaction, body.items);
      }
      return [...threads.values()].flat();
    };
    // What waits behind an unknown message waits for ten minutes; everything else is settled.
    const all = await eventually(everyMs, async () => {
      const messages = await readThreads();
      const open = [...threads.values()].flatMap((thread) => {
        const unknownAt = thread.findIndex(({ state }) => state === 'unknown');
        return thread.filter(
          ({ state }, index) => state === 'sending' || (state === 'queued' && (unknownAt < 0 || index < unknownAt)),
        );
      });
      const undelivered = messages.filter(({ state }) => state === 'sent');
      waitingFor = () => `these messages to be settled: ${JSON.stringify([...open, ...undelivered])}`;
      return open.length === 0 && undelivered.length === 0 ? messages : null;
    });

    waitingFor = () => 'nothing: everything is settled';
    const counts = new Map<string, number>();
    for (const { id } of all) counts.set(id, (counts.get(id) ?? 0) + 1);
    expect(acknowledged.filter(({ id }) => counts.get(id) !== 1)).toEqual([]);

    const ledger = accepted();
    expect(ledger.filter((id, index) => ledger.indexOf(id) !== index)).toEqual([]);
    const inLedger = new Set(ledger);
    const states = new Map<string, number>();
    for (const { id, state } of all) {
      states.set(state, (states.get(state) ?? 0) + 1);
      if (state === 'delivered' || state === 'read') expect(inLedger).toContain(id);
      if (state === 'queued') expect(inLedger).not.toContain(id);
    }
    expect([...states.keys()].filter((state) => !['delivered', 'read', 'unknown', 'queued'].includes(state))).toEqual(
      [],
    );
    expect(states.get('delivered') ?? 0).toBeGreaterThan(kills);
    process.stderr.write(
      `kill -9 (${kind}): ${kills} kills, ${acknowledged.length} acknowledged, ${ledger.length} in the ledger, ${JSON.stringify([...states])}\n`,
    );
    waitingFor = () => 'the server to end';
    expect(await server.kill('SIGTERM')).toBe(0);
    waitingFor = null;
  }, 600_000);
});

async function recordOf(client: ApiClient): Promise<string> {
  const { body } = await client.get('/api/v1/interactions?q=Parcel');
  return body.items[0].number;
}
