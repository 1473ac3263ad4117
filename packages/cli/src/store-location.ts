import { join } from 'node:path';
import type { DatabaseConfiguration } from '@hailpoint/server/configuration';
import type { StoreLocation } from '@hailpoint/store';

/** Where the configured database is. The data directory holds more than the embedded database, which has a folder of its own in it. */
export function storeLocation(database: DatabaseConfiguration): StoreLocation {
  return database.kind === 'embedded'
    ? { kind: 'embedded', directory: join(database.directory, 'database') }
    : { kind: 'postgresql', url: database.url };
}
