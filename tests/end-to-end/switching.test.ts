import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';
import { essentials, shipped, writeConfiguration } from '../harness/write-configuration.js';

/** By file, API and command in turn; each of the three changes what it is. For the long form set HAILPOINT_TEST_TOGGLES=100. */
const toggles = Number(process.env['HAILPOINT_TEST_TOGGLES'] ?? 12);
const carrierToggles = Math.max(2, Math.round(toggles / 10));
const everyMs = 50;
const sendersPerNode = 2;
const support = '+12025550100';

/** Writes down each start and each stop of an instance, and what its process holds then. */
const counted = `
import { appendFileSync } from 'node:fs';
import { AvailabilityPolicy, definePlugin } from '@hailpoint/kernel';
const note = (what) => appendFileSync(process.env.SWITCH_LOG, JSON.stringify({
  what, pid: process.pid, listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
}) + '\\n');
export default definePlugin({
  id: 'counted',
  register({ contribute }) {
    contribute(AvailabilityPolicy, ({ lifecycle }) => {
      const heard = () => {};
      let timer;
      lifecycle.onStart(() => {
        timer = setInterval(() => {}, 60_000);
        process.on('SIGUSR2', heard);
        note('start');
      });
      lifecycle.onStop(() => {
        clearInterval(timer);
        process.off('SIGUSR2', heard);
        note('stop');
      });
      return {
        isValidForChannel: () => true,
        isChannelAvailable: async () => {
          await new Promise((resolve) => setImmediate(resolve));
          if (timer === undefined || timer._destroyed) throw new Error('asked after its stop');
          return { available: true };
        },
      };
    }, { name: 'counted' });
  },
});
`;

interface Note {
  readonly what: 'start' | 'stop';
  readonly pid: number;
  readonly listeners: number;
}

const onPostgresql = process.env['HAILPOINT_TEST_DATABASE_URL'] ? describe : describe.skip;

onPostgresql('plugins switched under load, on two nodes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hailpoint-switching-'));
  const ledgerFile = join(folder, 'ledger.jsonl');
  const log = join(folder, 'switch.log');
  let database: TestDatabase;
  let carrier: RunningProcess;
  let carrierUrl: string;
  let nodes: HailpointProcess[] = [];
  let agents: ApiClient[];
  let admins: ApiClient[];
  let command: (...words: string[]) => Promise<string>;
  const write = (enabled: boolean) =>
    writeConfiguration(folder, {
      demoData: join(repositoryRoot, 'examples/quickstart/demo-data.yaml'),
      plugins: [
        ...essentials,
        { package: './counted.mjs', enabled },
        shipped('sms-simulator', {
          config: {
            carrierUrl,
            // biome-ignore lint/suspicious/noTemplateCurlyInString: the configuration reads the environment
            secret: '${CARRIER_SECRET}',
            senders: [{ id: 'support', address: support, name: 'Support', country: 'US' }],
          },
        }),
      ],
      channels: { sms: { manualRecipientEntry: true } },
    });

  beforeAll(async () => {
    database = await createTestDatabase('postgresql');
    carrier = runNode(join(repositoryRoot, 'packages/carrier-simulator/bin/carrier-simulator.js'), [
      '--port',
      '0',
      '--ledger',
      ledgerFile,
    ]);
    carrierUrl = (await carrier.waitFor(/"url":"([^"]+)"/))[1] as string;
    writeFileSync(join(folder, 'counted.mjs'), counted);
    const options = {
      configuration: write(true),
      dataDirectory: join(folder, 'data'),
      environment: { ...database.environment, CARRIER_SECRET: randomUUID(), SWITCH_LOG: log },
    };
    const start = async () =>
      startHailpoint({
        ...options,
        environment: { ...options.environment, HAILPOINT_PORT: String(await freePort()) },
      });
    nodes = [await start(), await start()];
    command = async (...words) => {
      const run = runNode(hailpointCommand, words, environmentOf(options));
      const code = await run.ended;
      if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${run.stderr()}`);
      return run.stdout();
    };
    const tokens = [
      await command('token', 'create', '--user', 'alex'),
      await command('token', 'create', '--user', 'admin'),
    ];
    const as = (token: string) => nodes.map(({ url }) => ApiClient.withToken(url, token.trim()));
    agents = as(tokens[0] as string);
    admins = as(tokens[1] as string);
  }, 180_000);
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.kill('SIGKILL')));
    await carrier?.kill('SIGTERM');
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const stateOn = async (admin: ApiClient, plugin: string) => {
    const { body } = await admin.get('/api/v1/admin/plugins');
    return body.items.find(({ id }: { id: string }) => id === plugin)?.state as string;
  };
  const bothSay = (plugin: string, states: readonly string[]) =>
    eventually(everyMs, async () => {
      const said = await Promise.all(admins.map((admin) => stateOn(admin, plugin)));
      return said.every((state) => states.includes(state)) ? true : null;
    });
  const activeResources = async (admin: ApiClient) => {
    const { body } = await admin.call<string>('GET', '/metrics').catch(async () => {
      const text = await (await fetch(`${admin.url}/metrics`)).text();
      return { body: text };
    });
    const timers = /nodejs_active_resources\{type="Timeout"\} (\d+)/.exec(String(body))?.[1];
    return Number(timers ?? 0);
  };
  const notes = () =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Note);

  async function patch(admin: ApiClient, plugin: string, change: object): Promise<string[]> {
    const plan = await admin.post(`/api/v1/admin/plugins/${plugin}/plan`, change);
    expect(plan.status).toBe(200);
    const done = await admin.call('PATCH', `/api/v1/admin/plugins/${plugin}`, { ...change, planId: plan.body.planId });
    // Somebody wrote meanwhile: the plan names what it touches, and is made again.
    if (done.status === 409 && done.body.code === 'plugin_plan_changed') return patch(admin, plugin, change);
    expect([done.status, done.body.code]).toEqual([200, undefined]);
    return plan.body.consequences;
  }

  test(`${toggles} times by file, API and command: no request fails, nothing is lost or sent twice, nothing stays behind`, async () => {
    const record = (await agents[0]!.get('/api/v1/interactions?q=Parcel')).body.items[0].number as string;
    const acknowledged: string[] = [];
    const refused: { status: number; code: string }[] = [];
    let announced = false;
    let isLoaded = true;
    let next = 0;
    const send = async (agent: ApiClient) => {
      while (isLoaded) {
        const manual = `+1202555${String(1000 + (next++ % 8000)).padStart(4, '0')}`;
        const key = randomUUID();
        const before = announced;
        const { status, body } = await agent.post(
          `/api/v1/interactions/${record}/messages`,
          { channel: 'sms', to: { manual }, from: 'support', body: `Message ${key}` },
          { 'idempotency-key': key },
        );
        if (status === 201) acknowledged.push(body.message.id);
        else if (!(before || announced)) refused.push({ status, code: body.code });
      }
    };
    const written: string[] = [];
    const customersWrite = async () => {
      while (isLoaded) {
        const body = `Customer ${written.length} ${randomUUID()}`;
        const from = encodeURIComponent(`+1202555${String(1000 + (written.length % 50)).padStart(4, '0')}`);
        const answer = await fetch(`${carrierUrl}/v1/handsets/${from}/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ to: support, body }),
        });
        expect(answer.status).toBe(201);
        written.push(body);
        // As the carrier sends: one after the other, not as fast as the machine can.
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    const load = [
      ...agents.flatMap((agent) => Array.from({ length: sendersPerNode }, () => send(agent))),
      customersWrite(),
    ];

    const slowest = { file: 0, api: 0, command: 0 };
    let isOn = true;
    let inFile = true;
    const timersBefore = await Promise.all(admins.map(activeResources));
    for (let toggle = 0; toggle < toggles; toggle += 1) {
      const how = (['file', 'api', 'command'] as const)[toggle % 3] as 'file' | 'api' | 'command';
      isOn = !isOn;
      let began = performance.now();
      if (how === 'file') {
        inFile = isOn;
        write(inFile);
      } else if (how === 'api') {
        await patch(admins[toggle % 2]!, 'counted', { enabled: isOn });
      } else {
        // What the API set is taken back, and what the file says holds.
        expect(await command('plugins', 'reset', 'counted', '--yes')).toContain('Done: 2 of 2 nodes');
        began = performance.now();
      }
      await bothSay('counted', isOn ? ['started'] : ['off']);
      slowest[how] = Math.max(slowest[how], performance.now() - began);
    }
    for (let toggle = 0; toggle < carrierToggles; toggle += 1) {
      // From here on the plan says that nothing is sent.
      announced = true;
      const consequences = await patch(admins[toggle % 2]!, 'sms-simulator', { enabled: false });
      expect(consequences[0]).toBe('Nothing is sent any more from Support (sms).');
      await bothSay('sms-simulator', ['listening']);
      await patch(admins[(toggle + 1) % 2]!, 'sms-simulator', { enabled: true });
      await bothSay('sms-simulator', ['started']);
      announced = false;
    }
    isLoaded = false;
    await Promise.all(load);
    expect(refused).toEqual([]);

    // All that was acknowledged is sent, once; all that was written is there, once.
    const accepted = () =>
      readFileSync(ledgerFile, 'utf8')
        .split('\n')
        .filter((line) => line.includes('"kind":"accepted"'))
        .map((line) => (JSON.parse(line) as { clientMessageId: string }).clientMessageId);
    await eventually(500, async () => {
      const inLedger = new Set(accepted());
      return acknowledged.every((message) => inLedger.has(message)) ? true : null;
    });
    const ledger = accepted();
    expect(ledger.length).toBe(new Set(ledger).size);
    const arrived = await eventually(500, async () => {
      const found: string[] = [];
      const { body } = await agents[0]!.get('/api/v1/interactions?view=all&type=messaging&limit=100');
      for (let page = body; ; ) {
        for (const { number, conversation } of page.items) {
          const last = Number((conversation?.recipientId as string | undefined)?.slice(-4));
          if (!(last >= 1000 && last < 1050)) continue;
          for (let cursor: string | null = ''; cursor !== null; ) {
            const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
            const thread = (await agents[0]!.get(`/api/v1/interactions/${number}/messages?limit=100${more}`)).body;
            for (const message of thread.items) {
              if (message.direction === 'inbound') found.push(message.body);
            }
            cursor = thread.nextCursor;
          }
        }
        if (!page.nextCursor) break;
        page = (
          await agents[0]!.get(
            `/api/v1/interactions?view=all&type=messaging&limit=100&cursor=${encodeURIComponent(page.nextCursor)}`,
          )
        ).body;
      }
      return written.every((text) => found.includes(text)) ? found : null;
    });
    expect(arrived.length).toBe(new Set(arrived).size);

    // Both nodes started it as often as they stopped it, and hold what they held.
    if (!isOn) {
      write(true);
      await command('plugins', 'reset', 'counted', '--yes').catch(() => '');
      await bothSay('counted', ['started']);
    }
    const all = notes();
    const pids = [...new Set(all.map(({ pid }) => pid))];
    expect(pids).toHaveLength(2);
    for (const pid of pids) {
      const own = all.filter((note) => note.pid === pid);
      const starts = own.filter(({ what }) => what === 'start');
      await eventually(everyMs, async () => {
        const now = notes().filter((note) => note.pid === pid);
        return now.filter(({ what }) => what === 'stop').length === starts.length - 1 ? true : null;
      });
      // The first one started before the process had its own listeners.
      expect(new Set(starts.slice(1).map(({ listeners }) => listeners)).size).toBe(1);
      expect(starts.length).toBeGreaterThanOrEqual(toggles / 2);
    }
    const timersAfter = await Promise.all(admins.map(activeResources));
    process.stderr.write(
      `switching: ${toggles} toggles and ${carrierToggles} of the carrier, ${acknowledged.length} sent, ${ledger.length} in the ledger, ` +
        `${written.length} written, ${arrived.length} arrived, ${refused.length} refused without notice; slowest until both nodes agree ` +
        `${JSON.stringify(Object.fromEntries(Object.entries(slowest).map(([how, ms]) => [how, `${Math.round(ms)} ms`])))}; ` +
        `timers before ${timersBefore.join(' and ')}, after ${timersAfter.join(' and ')}\n`,
    );
  }, 1_800_000);
});
