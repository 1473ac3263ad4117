import { Storage } from '@hailpoint/kernel';

/** Keeps values as JSON, as the real one does: what comes back is a copy. */
export class MemoryStorage extends Storage {
  readonly #values = new Map<string, string>();

  async get<T>(key: string): Promise<T | undefined> {
    const json = this.#values.get(key);
    return json === undefined ? undefined : (JSON.parse(json) as T);
  }

  async set(key: string, value: unknown): Promise<void> {
    const json = JSON.stringify(value) as string | undefined;
    if (json === undefined) throw new TypeError(`The value of "${key}" has no JSON form.`);
    this.#values.set(key, json);
  }

  async delete(key: string): Promise<void> {
    this.#values.delete(key);
  }

  async keys(prefix = ''): Promise<string[]> {
    return [...this.#values.keys()].filter((key) => key.startsWith(prefix)).sort();
  }
}
