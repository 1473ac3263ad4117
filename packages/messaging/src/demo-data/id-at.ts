import { newId } from '@hailpoint/store';

/** A new id as it would have been made at that time: lists of what was opened are in the order of ids (UUIDv7). */
export function idAt(time: Date): string {
  const stamp = time.getTime().toString(16).padStart(12, '0');
  const fresh = newId();
  return `${stamp.slice(0, 8)}-${stamp.slice(8, 12)}${fresh.slice(13)}`;
}
