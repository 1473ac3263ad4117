import { newId, type StoreTransaction } from '@hailpoint/store';
import type { PersonAddress } from '../directory/person-address.js';
import { replaceAddresses } from '../directory/replace-addresses.js';
import { UsernameTakenError } from '../errors/username-taken-error.js';
import { searchText } from '../search/search-words.js';
import type { UserFields } from './user-fields.js';

/** @throws UsernameTakenError */
export async function insertUser(
  transaction: StoreTransaction,
  fields: UserFields,
  addresses: readonly PersonAddress[],
  at: Date,
  active = true,
): Promise<string> {
  const id = newId();
  await unlessTaken(
    transaction.query
      .insertInto('users')
      .values({ id, external_id: id, ...toColumns(fields), active, created_at: at, updated_at: at })
      .execute(),
  );
  await replaceAddresses(transaction, id, addresses);
  return id;
}

/** @throws UsernameTakenError */
export async function overwriteUser(
  transaction: StoreTransaction,
  user: { readonly id: string; readonly version: number; readonly active: boolean },
  fields: UserFields,
  /** `null`: they stay. */
  addresses: readonly PersonAddress[] | null,
  at: Date,
): Promise<void> {
  await unlessTaken(
    transaction.query
      .updateTable('users')
      .set({ ...toColumns(fields), active: user.active, version: user.version + 1, updated_at: at })
      .where('id', '=', user.id)
      .execute(),
  );
  if (addresses) await replaceAddresses(transaction, user.id, addresses);
}

function toColumns(fields: UserFields) {
  return {
    kind: fields.kind,
    username: fields.username,
    name: fields.name,
    email: fields.email,
    roles: [...fields.roles],
    country: fields.country,
    location: fields.location,
    time_zone: fields.timeZone,
    language: fields.language,
    search_text: searchText([fields.name, fields.username]),
  };
}

/** The database alone decides whether a name is taken: of two who want it at the same moment, one gets it. */
async function unlessTaken(writing: Promise<unknown>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code === '23505' && constraint === 'users_username_key') throw new UsernameTakenError({ cause: error });
    throw error;
  }
}
