import type { StoreTransaction } from '@hailpoint/store';
import type { PersonAddress } from '../directory/person-address.js';
import type { UserFields } from '../users/user-fields.js';
import { insertUser } from '../users/write-user.js';

export interface UserToImport {
  readonly key: string;
  readonly fields: UserFields;
  readonly addresses: readonly PersonAddress[];
  readonly active: boolean;
}

/** The imported people, by key. */
export type ImportedPeople = ReadonlyMap<string, { readonly id: string; readonly fields: UserFields }>;

export async function importUsers(
  transaction: StoreTransaction,
  users: readonly UserToImport[],
  at: Date,
): Promise<ImportedPeople> {
  const people = new Map<string, { id: string; fields: UserFields }>();
  for (const { key, fields, addresses, active } of users) {
    people.set(key, { id: await insertUser(transaction, fields, addresses, at, active), fields });
  }
  return people;
}
