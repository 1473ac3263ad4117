import { type Kysely, Migrator, sql } from 'kysely';
import type { Schema } from '../schema.js';
import { migrations } from './index.js';

export interface MigrationStatus {
  readonly applied: readonly { readonly name: string; readonly at: Date }[];
  /** Known to this version, not run yet. */
  readonly pending: readonly string[];
  /** Run by a newer version; this one does not know them. */
  readonly unknown: readonly string[];
}

export async function readMigrationStatus(query: Kysely<Schema>): Promise<MigrationStatus> {
  const known = await new Migrator({
    db: query,
    provider: { getMigrations: async () => ({ ...migrations }) },
  }).getMigrations();
  const applied = known.flatMap(({ name, executedAt }) => (executedAt ? [{ name, at: executedAt }] : []));
  return {
    applied,
    pending: known.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name),
    unknown: await unknownMigrations(query),
  };
}

async function unknownMigrations(query: Kysely<Schema>): Promise<string[]> {
  const table = await sql<{ found: boolean }>`SELECT to_regclass('kysely_migration') IS NOT NULL AS found`.execute(
    query,
  );
  if (!table.rows[0]?.found) return [];
  const rows = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(query);
  return rows.rows.map(({ name }) => name).filter((name) => !(name in migrations));
}
