import type { Clock, Logger } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { withMatchKeys } from '../directory/person-address.js';
import { FieldChecks } from '../fields/field-checks.js';
import { addressesOfFields } from '../users/addresses-of-fields.js';
import { checkUserFields } from '../users/user-fields.js';
import { type DemoDataRecord, demoDataKey } from './demo-guide.js';
import { importCarrierEvents } from './import-carrier-events.js';
import { importProfiles } from './import-profiles.js';
import { importRecords } from './import-records.js';
import { importScheduled } from './import-scheduled.js';
import { importUsers, type UserToImport } from './import-users.js';
import { readDemoData } from './read-demo-data.js';

export interface DemoDataDependencies {
  readonly store: Store;
  readonly points: Pick<ExtensionPoints, 'contributions' | 'instances' | 'pipeline'>;
  readonly clock: Clock;
  /** Told how much was imported. */
  readonly logger?: Logger;
}

export interface DemoDataOptions {
  /** The moment that all minutes count back from. Default: now. */
  readonly at?: Date;
}

export type DemoDataImport =
  | {
      readonly imported: true;
      readonly users: number;
      readonly interactions: number;
      readonly messages: number;
      /** Numbers by key, of interactions and conversations that have one. */
      readonly numbers: Readonly<Record<string, string>>;
    }
  | { readonly imported: false; readonly reason: 'already_imported' | 'directory_not_empty' };

/**
 * Imports demo data into an empty directory: once per installation, all or nothing. Of two nodes that try at the same moment one imports, and
 * the other waits for it and finds it done. `data` is a plain object of the form of `DemoData`.
 *
 * @throws DemoDataError, before anything is written
 */
export async function importDemoData(
  { store, points, clock, logger }: DemoDataDependencies,
  data: unknown,
  options: DemoDataOptions = {},
): Promise<DemoDataImport> {
  const demo = readDemoData(data);
  // A quick look, so that every later start is cheap. The transaction decides.
  if (await isImported(store)) return { imported: false, reason: 'already_imported' };
  const at = options.at ?? clock.now();
  const users = await Promise.all(
    demo.users.map(async (user): Promise<UserToImport> => {
      const fields = checkUserFields(new FieldChecks(), user);
      const addresses = await withMatchKeys(points, fields, addressesOfFields(fields));
      return { key: user.key, fields, addresses, active: user.active ?? true };
    }),
  );
  const result = await store.transaction(async (transaction): Promise<DemoDataImport> => {
    const claimed = await transaction.query
      .insertInto('installation')
      .values({ key: demoDataKey, value: JSON.stringify({ importedAt: at.toISOString(), guide: [] }) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst();
    if (!claimed) return { imported: false, reason: 'already_imported' };
    if (await transaction.query.selectFrom('users').select('id').limit(1).executeTakeFirst()) {
      await transaction.query.deleteFrom('installation').where('key', '=', demoDataKey).execute();
      return { imported: false, reason: 'directory_not_empty' };
    }
    const people = await importUsers(transaction, users, at);
    const profiles = await importProfiles(transaction, demo, people, at);
    const { ids, ...records } = await importRecords(transaction, demo, people, profiles, at);
    await importCarrierEvents(transaction, demo.carrierEvents ?? [], at);
    await importScheduled(transaction, points, demo.scheduled ?? [], people, ids, at);
    const record: DemoDataRecord = {
      importedAt: at.toISOString(),
      guide: (demo.guide ?? []).map((entry) => ({ ...entry, interaction: records.numbers[entry.interaction]! })),
    };
    await transaction.query
      .updateTable('installation')
      .set({ value: JSON.stringify(record) })
      .where('key', '=', demoDataKey)
      .execute();
    return { imported: true, users: users.length, ...records };
  });
  if (result.imported) {
    const { users, interactions, messages } = result;
    logger?.info('Demo data imported', { users, interactions, messages });
  }
  return result;
}

async function isImported(store: Store): Promise<boolean> {
  const row = await store.query
    .selectFrom('installation')
    .select('key')
    .where('key', '=', demoDataKey)
    .executeTakeFirst();
  return row !== undefined;
}
