import { type Kysely, Migrator } from 'kysely';
import { DatabaseBehindError } from '../errors/database-behind-error.js';
import { DatabaseNewerError } from '../errors/database-newer-error.js';
import { MigrationFailedError } from '../errors/migration-failed-error.js';
import type { Schema } from '../schema.js';
import { migrations } from './index.js';
import { readMigrationStatus } from './migration-status.js';

/**
 * Runs what is pending, in one transaction, and answers the names. Several nodes may start at once: Kysely's migrator
 * holds an advisory lock, the others wait and find nothing left to do. Throws `DatabaseNewerError` and `MigrationFailedError`.
 */
export async function migrate(query: Kysely<Schema>): Promise<string[]> {
  await refuseNewer(query);
  const migrator = new Migrator({ db: query, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    // A newer node may have migrated between our look and our turn.
    await refuseNewer(query);
    throw new MigrationFailedError(results?.find(({ status }) => status === 'Error')?.migrationName, error);
  }
  return (results ?? []).map(({ migrationName }) => migrationName);
}

/** Throws `DatabaseBehindError` or `DatabaseNewerError` unless the database is exactly at this version. */
export async function requireMigrated(query: Kysely<Schema>): Promise<void> {
  await refuseNewer(query);
  const { pending } = await readMigrationStatus(query);
  if (pending.length > 0) throw new DatabaseBehindError(pending);
}

async function refuseNewer(query: Kysely<Schema>): Promise<void> {
  const { unknown } = await readMigrationStatus(query);
  if (unknown.length > 0) throw new DatabaseNewerError(unknown);
}
