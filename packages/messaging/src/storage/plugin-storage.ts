import { Storage } from '@hailpoint/kernel';
import type { Store } from '@hailpoint/store';
import { sql } from 'kysely';
import { InvalidStorageValueError } from '../errors/invalid-storage-value-error.js';

const longestKey = 200;
const mostCharacters = 1_000_000;

/** A plugin's own namespace in the database, the same on every node. */
export class PluginStorage extends Storage {
  readonly #query: Store['query'];
  readonly #plugin: string;

  constructor(store: Pick<Store, 'query'>, plugin: string) {
    super();
    this.#query = store.query;
    this.#plugin = plugin;
  }

  async get<T>(key: string): Promise<T | undefined> {
    const row = await this.#query
      .selectFrom('plugin_storage')
      .select('value')
      .where('plugin_id', '=', this.#plugin)
      .where('key', '=', this.#checked(key))
      .executeTakeFirst();
    return row?.value as T | undefined;
  }

  async set(key: string, value: unknown): Promise<void> {
    const row = { plugin_id: this.#plugin, key: this.#checked(key), value: this.#toJson(value) };
    await this.#query
      .insertInto('plugin_storage')
      .values(row)
      .onConflict((conflict) => conflict.columns(['plugin_id', 'key']).doUpdateSet({ value: row.value }))
      .execute();
  }

  async delete(key: string): Promise<void> {
    await this.#query
      .deleteFrom('plugin_storage')
      .where('plugin_id', '=', this.#plugin)
      .where('key', '=', this.#checked(key))
      .execute();
  }

  async keys(prefix = ''): Promise<string[]> {
    const rows = await this.#query
      .selectFrom('plugin_storage')
      .select('key')
      .where('plugin_id', '=', this.#plugin)
      .where(sql<boolean>`starts_with(key, ${prefix})`)
      // By code point, whatever language the database sorts in.
      .orderBy(sql`key COLLATE "C"`)
      .execute();
    return rows.map((row) => row.key);
  }

  #checked(key: string): string {
    if (key === '' || key.length > longestKey || key.includes('\0')) {
      throw new InvalidStorageValueError(this.#plugin, `a key has 1 to ${longestKey} characters and no NUL.`);
    }
    return key;
  }

  #toJson(value: unknown): string {
    const json: string | undefined = JSON.stringify(value);
    if (json === undefined)
      throw new InvalidStorageValueError(this.#plugin, 'the value is no JSON. Use delete to remove it.');
    if (json.length > mostCharacters) {
      throw new InvalidStorageValueError(
        this.#plugin,
        `the value is longer than ${mostCharacters} characters as JSON.`,
      );
    }
    // The database's JSON knows no NUL character.
    if (json.includes('\\u0000'))
      throw new InvalidStorageValueError(this.#plugin, 'the value contains a NUL character.');
    return json;
  }
}
