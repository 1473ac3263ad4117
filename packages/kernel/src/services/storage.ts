/** Values that a plugin keeps, JSON each, in a namespace of its own. */
export abstract class Storage {
  abstract get<T>(key: string): Promise<T | undefined>;
  abstract set(key: string, value: unknown): Promise<void>;
  abstract delete(key: string): Promise<void>;
  /** Keys with the prefix, sorted. */
  abstract keys(prefix?: string): Promise<string[]>;
}
