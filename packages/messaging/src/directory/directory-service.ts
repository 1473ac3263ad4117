import { type Address, Directory, type DirectoryPerson, type PersonReference } from '@hailpoint/kernel';
import type { PreparedStatement, Store } from '@hailpoint/store';

const findPerson: PreparedStatement = {
  name: 'directory_find_person',
  text: `SELECT u.id, u.kind, u.name, u.country, u.location, u.time_zone, u.language,
           (SELECT json_agg(json_build_object('kind', a.kind, 'value', a.value, 'label', a.label, 'country', a.country) ORDER BY a.position, a.id)
              FROM user_addresses a WHERE a.user_id = u.id) AS addresses
         FROM users u WHERE u.source = $1 AND u.external_id = $2`,
};

interface PersonRow {
  id: string;
  kind: DirectoryPerson['kind'];
  name: string;
  country: string | null;
  location: string | null;
  time_zone: string | null;
  language: string | null;
  addresses: { kind: string; value: string; label: string; country: string | null }[] | null;
}

/** The directory as plugins read it. Resolvers ask it at every composition, hence one prepared statement. */
export class DirectoryService extends Directory {
  readonly #store: Pick<Store, 'execute'>;

  constructor(store: Pick<Store, 'execute'>) {
    super();
    this.#store = store;
  }

  async findPerson(reference: PersonReference): Promise<DirectoryPerson | null> {
    const [row] = await this.#store.execute<PersonRow>(findPerson, [reference.source, reference.id]);
    if (!row) return null;
    return {
      id: row.id,
      reference: { source: reference.source, id: reference.id },
      kind: row.kind,
      name: row.name,
      addresses: (row.addresses ?? []).map(
        ({ country, ...address }): Address => ({ ...address, ...(country !== null && { country }) }),
      ),
      ...(row.country !== null && { country: row.country }),
      ...(row.location !== null && { location: row.location }),
      ...(row.time_zone !== null && { timeZone: row.time_zone }),
      ...(row.language !== null && { language: row.language }),
    };
  }
}
