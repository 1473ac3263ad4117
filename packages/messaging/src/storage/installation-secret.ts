import { randomBytes } from 'node:crypto';
import type { Store } from '@hailpoint/store';

/** A secret of this installation, 32 bytes: made on first use, the same on every node, whichever comes first. */
export async function installationSecret(store: Pick<Store, 'query'>, name: string): Promise<Buffer> {
  const stored = await read(store, name);
  if (stored) return stored;
  await store.query
    .insertInto('installation')
    .values({ key: name, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const made = await read(store, name);
  if (!made) throw new Error(`The installation's secret ${name} was made and is gone.`);
  return made;
}

async function read(store: Pick<Store, 'query'>, name: string): Promise<Buffer | null> {
  const row = await store.query.selectFrom('installation').select('value').where('key', '=', name).executeTakeFirst();
  return row ? Buffer.from(row.value, 'base64url') : null;
}
