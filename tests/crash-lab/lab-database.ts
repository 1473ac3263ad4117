import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '@hailpoint/store';
import type { NodeFleet } from './node-fleet.js';
import { readStoreFacts, type StoreFacts } from './store-facts.js';

/** Looks into the servers' database. */
export interface LabDatabase {
  look(): Promise<StoreFacts>;
  /** The last look, when no server runs any more. */
  lookAfterEnd(): Promise<StoreFacts>;
}

/** PostgreSQL is read beside the servers; the embedded database has one process, so its server is stopped for the look. */
export function labDatabase(url: string | null, embeddedDirectory: string, fleet: NodeFleet): LabDatabase {
  const read = async () => {
    const where =
      url === null
        ? ({ kind: 'embedded', directory: embeddedDirectory } as const)
        : ({ kind: 'postgresql', url } as const);
    const store = await openStore({ ...where, migrate: false });
    return readStoreFacts(store).finally(() => store.close());
  };
  return {
    lookAfterEnd: read,
    async look() {
      if (url !== null) return read();
      await fleet.stopAll();
      const facts = await read();
      await fleet.startAll();
      // Work goes on while it runs; a look at every moment would leave it no time.
      await pause(2_000);
      return facts;
    },
  };
}
