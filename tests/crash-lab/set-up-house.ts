import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfiguration } from '@hailpoint/server/configuration';
import { openHailpoint } from 'hailpoint';
import type { HailpointProcessOptions } from '../harness/hailpoint-process.js';
import { essentials, shipped, writeConfiguration } from '../harness/write-configuration.js';
import type { LabWorld } from './lab-world.js';

export interface HouseParts {
  readonly folder: string;
  readonly world: LabWorld;
  /** Where the servers answer, together. */
  readonly publicUrl: string;
  readonly carrierUrl: string;
  readonly ports: readonly number[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface LabHouse {
  /** One for each server process. */
  readonly nodes: readonly HailpointProcessOptions[];
  /** Access tokens, in the order of the world's agents. */
  readonly tokens: readonly string[];
  /** Numbers of the records, in the order of the world's recipients. */
  readonly records: readonly string[];
}

/** Writes the configuration, and fills the database with people, a record for each recipient, and a token for each agent. */
export async function setUpHouse(parts: HouseParts): Promise<LabHouse> {
  const { folder, world, ports } = parts;
  const demoData = join(folder, 'people.yaml');
  writeFileSync(demoData, JSON.stringify(people(world)));
  const configuration = writeConfiguration(folder, {
    demoData,
    server: { publicUrl: parts.publicUrl },
    plugins: [
      ...essentials,
      shipped('sms-simulator', {
        config: {
          carrierUrl: parts.carrierUrl,
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the configuration reads the environment
          secret: '${CARRIER_SECRET}',
          senders: world.senders.map((sender) => ({ ...sender, country: 'GB' })),
        },
      }),
    ],
    channels: { sms: { active: true } },
  });
  const nodes = ports.map((port, index) => {
    const dataDirectory = join(folder, `node-${index}`);
    mkdirSync(dataDirectory);
    const environment = { ...parts.environment, HAILPOINT_PORT: String(port), HAILPOINT_LOG_LEVEL: 'error' };
    return { configuration, dataDirectory, environment };
  });
  return { nodes, ...(await fill(nodes[0] as HailpointProcessOptions, world)) };
}

async function fill({ configuration, dataDirectory, environment: own }: HailpointProcessOptions, world: LabWorld) {
  const environment = { ...own, HAILPOINT_CONFIG: configuration, HAILPOINT_DATA_DIR: dataDirectory };
  const loaded = await loadConfiguration({ environment });
  const hailpoint = await openHailpoint(loaded, { plugins: true, serve: false, environment });
  try {
    const { users, signIn } = hailpoint.messaging;
    const tokens: string[] = [];
    for (const name of world.agents) {
      const user = await users.findByUsername(name);
      tokens.push(await signIn.createAccessToken(user?.id as string));
    }
    const rows = await hailpoint.store.query
      .selectFrom('interactions')
      .select(['number', 'short_description'])
      .where('type', '=', 'phone')
      .execute();
    const numbers = new Map(rows.map((row) => [row.short_description, row.number]));
    return { tokens, records: world.recipients.map(({ name }) => numbers.get(recordOf(name)) as string) };
  } finally {
    await hailpoint.close();
  }
}

function recordOf(name: string): string {
  return `Call of ${name}`;
}

function people({ agents, recipients }: LabWorld) {
  const roles = ['agent_workspace_user'];
  return {
    users: [
      { key: 'admin', name: 'Administrator', kind: 'user', username: 'admin', roles: ['admin'] },
      ...agents.map((name) => ({ key: name, name, kind: 'agent', username: name, roles })),
      ...recipients.map(({ name, phone }, index) => ({
        key: `recipient-${index}`,
        name,
        kind: 'consumer',
        country: 'US',
        phones: [{ label: 'Mobile', number: phone }],
      })),
    ],
    interactions: recipients.map(({ name }, index) => ({
      key: `call-${index}`,
      type: 'phone',
      state: 'new',
      consumer: `recipient-${index}`,
      shortDescription: recordOf(name),
      openedMinutesAgo: 60,
    })),
  };
}
