import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** Changes whenever a migration's text does, so that a template of another schema is never used. */
export function migrationsDigest(...alsoOf: string[]): string {
  const folder = new URL('../migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    if (/^\d{4}-.*\.[jt]s$/.test(name) && !name.endsWith('.d.ts'))
      hash.update(name).update(readFileSync(new URL(name, folder)));
  }
  for (const part of alsoOf) hash.update('\0').update(part);
  return hash.digest('hex').slice(0, 16);
}
