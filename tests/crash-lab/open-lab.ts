import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../harness/api-client.js';
import { freePort } from '../harness/free-port.js';
import { createTestDatabase } from '../harness/test-database.js';
import { type LabCarrier, startLabCarrier } from './lab-carrier.js';
import { type LabDatabase, labDatabase } from './lab-database.js';
import type { LabOptions } from './lab-options.js';
import { type LabWorld, labWorld } from './lab-world.js';
import { startLoadBalancer } from './load-balancer.js';
import { NodeFleet } from './node-fleet.js';
import { setUpHouse } from './set-up-house.js';

/** Everything that takes part: the carrier and the servers run, the people are there. */
export interface Lab {
  readonly world: LabWorld;
  readonly carrier: LabCarrier;
  readonly fleet: NodeFleet;
  readonly database: LabDatabase;
  /** In the order of the world's agents. */
  readonly clients: readonly ApiClient[];
  /** Numbers of the records, in the order of the world's recipients. */
  readonly records: readonly string[];
  /** Ends every process and takes away what was made. */
  close(): Promise<void>;
}

export async function openLab(options: LabOptions): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), 'hailpoint-crash-lab-'));
  const closers: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const world = labWorld(options);
    const { environment, drop } = await createTestDatabase(
      options.database === null ? 'embedded' : 'postgresql',
      options.database ?? undefined,
    );
    closers.push(drop);
    mkdirSync(join(folder, 'carrier'));
    const carrier = await startLabCarrier(options.seed, join(folder, 'carrier', 'ledger.jsonl'));
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
      environment: { ...environment, CARRIER_SECRET: randomUUID() },
    });
    const fleet = new NodeFleet(nodes);
    closers.push(() => fleet.killAll());
    await fleet.startAll();
    const database = labDatabase(environment['DATABASE_URL'] ?? null, join(folder, 'node-0', 'database'), fleet);
    const clients = tokens.map((token) => ApiClient.withToken(balancer.url, token));
    return { world, carrier, fleet, database, clients, records, close };
  } catch (error) {
    await close();
    throw error;
  }
}
