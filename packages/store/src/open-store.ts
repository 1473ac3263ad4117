import { openEmbeddedPool } from './embedded/open-embedded.js';
import { migrate, requireMigrated } from './migrations/migrate.js';
import { type MigrationStatus, readMigrationStatus } from './migrations/migration-status.js';
import { newId } from './new-id.js';
import { checkServer } from './postgresql/check-server.js';
import { openPostgresqlPool } from './postgresql/open-pool.js';
import { problemReporter, type ReportProblem } from './problem-reporter.js';
import { SqlStore } from './sql-store.js';
import type { Store } from './store.js';
import type { PostgresqlLocation, StoreOptions } from './store-options.js';
import { WakeReceiver } from './wake/wake-receiver.js';
import { WakeSender } from './wake/wake-sender.js';

/**
 * Opens the database and brings it to this version (or, with `migrate: false`, insists that it is there).
 *
 * Throws `CannotConnectError`, `DatabaseTooOldError`, `DatabaseNewerError`, `DatabaseBehindError`, `MigrationFailedError`,
 * `DataDirectoryInUseError` and `EmbeddedDatabaseError`; nothing stays open then.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const store = await openBare(options);
  try {
    if (options.migrate === false) {
      await requireMigrated(store.query);
    } else {
      const applied = await migrate(store.query);
      if (applied.length > 0) options.logger?.info('The database was migrated', { migrations: applied });
    }
    if (options.kind === 'postgresql') await joinOtherNodes(store, options, problemReporter(options));
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Opens the database only to migrate it; answers the migrations that ran. Throws as `openStore` does. */
export async function migrateStore(options: StoreOptions): Promise<string[]> {
  return withBareStore(options, (store) => migrate(store.query));
}

/** What ran, what has not yet, and what only a newer version knows; changes nothing. */
export async function migrationStatus(options: StoreOptions): Promise<MigrationStatus> {
  return withBareStore(options, (store) => readMigrationStatus(store.query));
}

async function withBareStore<T>(options: StoreOptions, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openBare(options);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function openBare(options: StoreOptions): Promise<SqlStore> {
  const report = problemReporter(options);
  if (options.kind === 'postgresql') await checkServer(options);
  const pool =
    options.kind === 'embedded'
      ? await openEmbeddedPool(options.directory, report)
      : openPostgresqlPool(options, report);
  return new SqlStore({ pool, report, refuseNesting: options.refuseNesting ?? false });
}

async function joinOtherNodes(store: SqlStore, location: PostgresqlLocation, report: ReportProblem): Promise<void> {
  const origin = newId();
  const receiver = new WakeReceiver({
    location,
    origin,
    report,
    hear: (topic, payload) => store.hub.tell(topic, payload),
  });
  await receiver.start();
  const sender = new WakeSender(origin, (statement, values) => store.executeUnguarded(statement, values), report);
  store.otherNodes = {
    tell: (topic, payload) => sender.add(topic, payload),
    close: async () => {
      await receiver.stop();
      await sender.flush();
    },
  };
}
