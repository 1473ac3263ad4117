import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '../harness/api-client.js';
import { freePort } from '../harness/free-port.js';
import { createTestDatabase } from '../harness/test-database.js';
import { type Check, compare } from './compare.js';
import { type LabCarrier, startLabCarrier } from './lab-carrier.js';
import { type LabDatabase, labDatabase } from './lab-database.js';
import type { LabOptions } from './lab-options.js';
import { LabTally } from './lab-tally.js';
import { labWorld } from './lab-world.js';
import { startLoadBalancer } from './load-balancer.js';
import { NodeFleet } from './node-fleet.js';
import { owedByCarrier } from './owed-by-carrier.js';
import { Random } from './random.js';
import { setUpHouse } from './set-up-house.js';
import { runAgent } from './simulated-agent.js';
import { runCustomers } from './simulated-customers.js';
import { unsettledCount } from './unsettled.js';

/** How one seed went. */
export interface LabResult {
  readonly options: LabOptions;
  readonly checks: readonly Check[];
  readonly tally: LabTally;
  readonly kills: number;
  /** Messages of ours by state and cause. */
  readonly states: readonly (readonly [state: string, count: number])[];
  readonly accepted: number;
  readonly settledAfterMs: number;
}

export interface LabSurroundings {
  readonly show: (share: number, words: string) => void;
  /** How much of the chaos is over, from 0 to 1: by time, or by what happened. */
  readonly share: (happened: {
    readonly seconds: number;
    readonly acknowledged: number;
    readonly kills: number;
  }) => number;
  /** What does not settle within this time is a violation. */
  readonly settleWithinMs: number;
  /** Mean pause of an agent between two things. */
  readonly thinkMs: number;
  /** Mean pause between two customers. */
  readonly customersEveryMs: number;
}

/** Lets everything go wrong for a while, then lets it settle, and compares the carrier's ledger with our store. */
export async function runCrashLab(options: LabOptions, surroundings: LabSurroundings): Promise<LabResult> {
  const folder = mkdtempSync(join(tmpdir(), 'hailpoint-crash-lab-'));
  const closers: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  try {
    const { seed, database: server } = options;
    const world = labWorld(options);
    const tally = new LabTally();
    surroundings.show(0, `seed ${seed}: setting up`);
    const database = await createTestDatabase(server === null ? 'embedded' : 'postgresql', server ?? undefined);
    closers.push(() => database.drop());
    mkdirSync(join(folder, 'carrier'));
    const carrier = await startLabCarrier(seed, join(folder, 'carrier', 'ledger.jsonl'));
    closers.push(() => carrier.stop());
    const ports = await Promise.all(Array.from({ length: options.nodes }, () => freePort()));
    const balancer = await startLoadBalancer(ports);
    closers.push(() => balancer.close());
    const { nodes, tokens, records } = await setUpHouse({
      folder,
      world,
      publicUrl: balancer.url,
      carrierUrl: carrier.url,
      ports,
      environment: { ...database.environment, CARRIER_SECRET: randomUUID() },
    });
    const fleet = new NodeFleet(nodes);
    closers.push(() => fleet.killAll());
    await fleet.startAll();

    const chaos = new AbortController();
    // Everybody who takes part listens to it.
    setMaxListeners(0, chaos.signal);
    const { thinkMs, customersEveryMs } = surroundings;
    const people = [
      ...world.agents.map((name, index) => {
        const client = ApiClient.withToken(balancer.url, tokens[index] as string);
        return runAgent({ name, client, world, records, tally, random: new Random(seed, name), thinkMs }, chaos.signal);
      }),
      runCustomers(
        { carrier, world, tally, random: new Random(seed, 'customers'), everyMs: customersEveryMs },
        chaos.signal,
      ),
    ];
    const killing = fleet.killAtRandom(new Random(seed, 'kills'), chaos.signal);
    const failed = Promise.race([...people, killing].map((work) => work.then(() => new Promise<never>(() => {}))));
    await Promise.race([failed, chaosOver(tally, fleet, seed, surroundings)]);
    chaos.abort();
    await killing;
    await Promise.all(people);
    await carrier.calm();

    const lab = labDatabase(
      database.environment['DATABASE_URL'] ?? null,
      join(nodes[0]?.dataDirectory as string, 'database'),
      fleet,
    );
    const settling = Date.now();
    const open = await settle(lab, carrier, surroundings, seed);
    const settledAfterMs = Date.now() - settling;
    const ends = await fleet.stopAll();
    const [facts, ledger] = [await lab.lookAfterEnd(), await carrier.ledger()];
    const { acknowledged, contradictions } = tally;
    const checks = [
      ...compare({ ledger, facts, acknowledged, contradictions, now: new Date() }),
      { name: 'every server stops by itself', checked: options.nodes, violations: ends, notes: [] },
      { name: 'everything settles', checked: 1, violations: open === null ? [] : [open], notes: [] },
    ];
    const states = new Map<string, number>();
    for (const { direction, state, cause } of facts.messages) {
      if (direction === 'inbound') continue;
      const key = cause ? `${state} (${cause})` : state;
      states.set(key, (states.get(key) ?? 0) + 1);
    }
    const accepted = ledger.filter(({ kind }) => kind === 'accepted').length;
    return { options, checks, tally, kills: fleet.kills, states: [...states].sort(), accepted, settledAfterMs };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function chaosOver(
  tally: LabTally,
  fleet: NodeFleet,
  seed: number,
  { share, show }: LabSurroundings,
): Promise<void> {
  const began = Date.now();
  for (;;) {
    const seconds = (Date.now() - began) / 1_000;
    const over = share({ seconds, acknowledged: tally.acknowledged.length, kills: fleet.kills });
    show(Math.min(1, over), `${Math.floor(seconds)} s, ${words(tally, fleet, seed)}`);
    if (over >= 1) return;
    await pause(200);
  }
}

function words({ acknowledged, texts, retries }: LabTally, { kills }: NodeFleet, seed: number): string {
  return `seed ${seed}: ${acknowledged.length} acknowledged, ${texts} texts in, ${retries} retries, ${kills} kills`;
}

/** Ends when the carrier owes nothing and nothing of ours moves by itself any more. Answers what is still open when it takes too long. */
async function settle(
  lab: LabDatabase,
  carrier: LabCarrier,
  { show, settleWithinMs }: LabSurroundings,
  seed: number,
): Promise<string | null> {
  const until = Date.now() + settleWithinMs;
  for (;;) {
    const owed = owedByCarrier(await carrier.ledger());
    // A look can be dear, so the carrier is asked first.
    const moving = owed > 0 ? null : unsettledCount(await lab.look(), new Date());
    if (moving === 0 && owedByCarrier(await carrier.ledger()) === 0) return null;
    const open = `seed ${seed}: settling, ${owed} owed by the carrier${moving === null ? '' : `, ${moving} of ours`}`;
    show(1, open);
    if (Date.now() > until) return `not within ${settleWithinMs / 1_000} s: ${open}`;
    await pause(500);
  }
}
