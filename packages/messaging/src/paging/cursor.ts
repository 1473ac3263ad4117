import { InvalidCursorError } from '../errors/invalid-cursor-error.js';

/**
 * Where the next page begins: an opaque word for the reader, the last row's sort key for us. `list` names list and order, so that a cursor
 * of one list is refused by another.
 */
export function encodeCursor(list: string, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...key]), 'utf8').toString('base64url');
}

/** @throws InvalidCursorError for anything that `encodeCursor` did not make for this list. */
export function decodeCursor(list: string, cursor: string, shape: readonly CursorPart[]): string[] {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursorError();
  }
  if (!Array.isArray(value) || value[0] !== list || value.length !== shape.length + 1) throw new InvalidCursorError();
  const key = value.slice(1);
  if (!key.every((part, at) => typeof part === 'string' && shape[at]!(part))) throw new InvalidCursorError();
  return key;
}

/** Whether a part of a key is what it should be: a forged cursor never reaches the database as a value that it cannot read. */
export type CursorPart = (part: string) => boolean;

export const cursorPart = {
  id: (part) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(part),
  time: (part) => {
    const time = new Date(part);
    return !Number.isNaN(time.getTime()) && /^[1-9]\d{3}-/.test(part) && time.toISOString() === part;
  },
  position: (part) => /^[1-9]\d{0,17}$/.test(part),
  text: (part) => part.length <= 400 && !part.includes('\0'),
} as const satisfies Record<string, CursorPart>;
