import { loadConfiguration } from '@hailpoint/server';
import { migrateStore } from '@hailpoint/store';
import type { CommandOutput } from './command.js';
import { storeLocation } from './store-location.js';

/** Brings the database to this version. */
export async function migrate(environment: NodeJS.ProcessEnv): Promise<CommandOutput> {
  const { database } = await loadConfiguration({ environment });
  const applied = await migrateStore(storeLocation(database));
  const text =
    applied.length > 0
      ? `Applied to the ${database.kind} database: ${applied.join(', ')}.`
      : `The ${database.kind} database is up to date.`;
  return { text, json: { database: database.kind, applied } };
}
