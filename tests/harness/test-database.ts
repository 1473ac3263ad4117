import { randomUUID } from 'node:crypto';
import pg from 'pg';

const server = process.env['HAILPOINT_TEST_DATABASE_URL'];

/** Where whole-product tests run: each gets an empty database. */
export const databaseKinds = (server ? ['embedded', 'postgresql'] : ['embedded']) as readonly (
  | 'embedded'
  | 'postgresql'
)[];

export interface TestDatabase {
  /** For the server's process. Empty for the embedded database, which lives in the data directory. */
  readonly environment: Record<string, string>;
  drop(): Promise<void>;
}

export async function createTestDatabase(
  kind: 'embedded' | 'postgresql',
  on: string | undefined = server,
): Promise<TestDatabase> {
  if (kind === 'embedded') return { environment: {}, drop: async () => {} };
  const name = `hailpoint_product_${randomUUID().replaceAll('-', '')}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: on });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await run(`CREATE DATABASE ${name}`);
  // No test pulls the plug of PostgreSQL, so none has to wait for its disk.
  await run(`ALTER DATABASE ${name} SET synchronous_commit TO off`);
  const url = new URL(on as string);
  url.pathname = `/${name}`;
  return { environment: { DATABASE_URL: url.href }, drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
