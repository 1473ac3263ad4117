import { v7 } from 'uuid';

/** A new UUIDv7: unique without asking the database, and later ids of one process sort after earlier ones. */
export function newId(): string {
  return v7();
}
