import type { FieldProblem } from '@hailpoint/messaging';
import { pointer } from './pointer.js';

// Under the flag u, \p{Surrogate} matches only half pairs.
const unreadable = /[\0\p{Surrogate}]/u;

/** Fields whose text holds U+0000 or half of a surrogate pair. */
export function unreadableText(value: unknown, path: readonly string[] = []): readonly FieldProblem[] {
  if (typeof value === 'string') {
    if (!unreadable.test(value)) return [];
    return [{ field: pointer(path), code: 'malformed', message: 'holds a character that is not text.' }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => unreadableText(item, [...path, String(index)]));
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, item]) => unreadableText(item, [...path, key]));
  }
  return [];
}
