import { SystemClock } from '@hailpoint/kernel/host';
import { type MatchKeysUpdate, updateMatchKeys } from '@hailpoint/messaging';
import { createLogger } from '@hailpoint/server';
import { type Configuration, loadConfiguration } from '@hailpoint/server/configuration';
import { migrateStore, openStore, type StoreOptions } from '@hailpoint/store';
import type { CommandOutput } from './command.js';
import { storeLocation } from './store-location.js';

/** Brings the database to this version: its tables, and the match keys of its rows. */
export async function migrate(environment: NodeJS.ProcessEnv): Promise<CommandOutput> {
  const { database, logLevel } = await loadConfiguration({ environment });
  const location = storeLocation(database);
  const applied = await migrateStore(location);
  const matchKeys = await bringMatchKeys({ ...location, migrate: false }, logLevel);
  const done = [
    ...(applied.length > 0 ? [`Applied to the ${database.kind} database: ${applied.join(', ')}.`] : []),
    ...(matchKeys && matchKeys.rows > 0 ? [inWords(matchKeys)] : []),
  ];
  const text = done.length > 0 ? done.join('\n') : `The ${database.kind} database is up to date.`;
  return { text, json: { database: database.kind, applied, matchKeys } };
}

async function bringMatchKeys(
  options: StoreOptions,
  level: Configuration['logLevel'],
): Promise<MatchKeysUpdate | null> {
  const store = await openStore(options);
  try {
    return await updateMatchKeys({ store, logger: createLogger({ level }), at: new SystemClock().now() });
  } finally {
    await store.close();
  }
}

function inWords({ to, rows, profiles, conversations }: MatchKeysUpdate): string {
  const ended = `${profiles} profiles and ${conversations} conversations that turned out to be another one's were ended`;
  return `The match keys follow rule ${to} now: ${rows} rows changed, ${ended}.`;
}
