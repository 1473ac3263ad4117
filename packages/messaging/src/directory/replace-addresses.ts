import { newId, type StoreTransaction } from '@hailpoint/store';
import type { PersonAddress } from './person-address.js';

/** Makes these the person's addresses, in this order. What is the same already is not written again. Answers whether anything was. */
export async function replaceAddresses(
  transaction: Pick<StoreTransaction, 'query'>,
  userId: string,
  addresses: readonly PersonAddress[],
): Promise<boolean> {
  const stored = await transaction.query
    .selectFrom('user_addresses')
    .select(['kind', 'label', 'value', 'country', 'match_key as matchKey'])
    .where('user_id', '=', userId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  if (stored.length === addresses.length && stored.every((one, at) => isSame(one, addresses[at]!))) return false;
  await transaction.query.deleteFrom('user_addresses').where('user_id', '=', userId).execute();
  if (addresses.length > 0) {
    await transaction.query
      .insertInto('user_addresses')
      .values(
        addresses.map(({ kind, label, value, country, matchKey }, position) => ({
          id: newId(),
          user_id: userId,
          kind,
          label,
          value,
          country,
          position,
          match_key: matchKey,
        })),
      )
      .execute();
  }
  return true;
}

function isSame(one: PersonAddress, other: PersonAddress): boolean {
  return (
    one.kind === other.kind &&
    one.label === other.label &&
    one.value === other.value &&
    one.country === other.country &&
    one.matchKey === other.matchKey
  );
}
