import type { PersonKind } from '@hailpoint/kernel';
import { newId, type PreparedStatement, type StoreTransaction } from '@hailpoint/store';
import { searchText } from '../search/search-words.js';
import type { PersonAddress } from './person-address.js';
import { replaceAddresses } from './replace-addresses.js';

/** A person whom a plugin brought, as the directory keeps them. */
export interface ExternalPerson {
  /** The plugin's name for its directory; never `hailpoint`, whose people are edited and not brought. */
  readonly source: string;
  readonly externalId: string;
  readonly name: string;
  /** Default `consumer`. Kept once the person is known. */
  readonly kind?: PersonKind;
  /** With match keys, of `withMatchKeys`. */
  readonly addresses: readonly PersonAddress[];
  readonly country?: string | null;
  readonly location?: string | null;
  readonly timeZone?: string | null;
  readonly language?: string | null;
}

const upsert: PreparedStatement = {
  name: 'directory_upsert_person',
  text: `INSERT INTO users (id, source, external_id, kind, name, email, country, location, time_zone, language, search_text, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
         ON CONFLICT (source, external_id) DO UPDATE SET name = excluded.name, email = excluded.email, country = excluded.country,
           location = excluded.location, time_zone = excluded.time_zone, language = excluded.language, search_text = excluded.search_text,
           version = users.version + 1, updated_at = excluded.updated_at
         WHERE (users.name, users.email, users.country, users.location, users.time_zone, users.language)
           IS DISTINCT FROM (excluded.name, excluded.email, excluded.country, excluded.location, excluded.time_zone, excluded.language)
         RETURNING id`,
};

const find: PreparedStatement = {
  name: 'directory_find_person_id',
  text: 'SELECT id FROM users WHERE source = $1 AND external_id = $2',
};

/**
 * Keeps a person by (source, external id) and answers their user id: one person, whoever brings them at the same moment. What their source
 * says now replaces what it said before; who is the same already costs a look and no write.
 */
export async function upsertPerson(transaction: StoreTransaction, person: ExternalPerson, at: Date): Promise<string> {
  const { source, externalId, kind = 'consumer' } = person;
  if (source === 'hailpoint') throw new TypeError('People of the source hailpoint are not brought by a plugin.');
  const name = storable(person.name) ?? '';
  const addresses = person.addresses.map((address) => ({
    ...address,
    label: storable(address.label) ?? '',
    value: storable(address.value) ?? '',
    country: storable(address.country),
  }));
  const [written] = await transaction.execute<{ id: string }>(upsert, [
    newId(),
    source,
    externalId,
    kind,
    name,
    addresses.find((address) => address.kind === 'email')?.value ?? null,
    storable(person.country),
    storable(person.location),
    storable(person.timeZone),
    storable(person.language),
    searchText([name]),
    at,
  ]);
  const id = written?.id ?? (await transaction.execute<{ id: string }>(find, [source, externalId]))[0]?.id;
  if (id === undefined) throw new Error('A person that was just kept cannot be found.');
  await replaceAddresses(transaction, id, addresses);
  return id;
}

const longest = 200;

/** A plugin's text as the database takes it: without NUL, and not longer than what people type here. */
function storable(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : text.replaceAll('\0', '').slice(0, longest);
}
