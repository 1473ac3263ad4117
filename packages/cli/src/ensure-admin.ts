import { newId, type Store } from '@hailpoint/store';

/** An empty directory gets one person who can sign in and set the rest up: the user `admin`, without any password. */
export async function ensureAdmin(store: Store, now: Date): Promise<void> {
  const id = newId();
  await store.execute(
    {
      name: 'ensure-admin',
      text: `INSERT INTO users (id, external_id, kind, username, name, roles, created_at, updated_at)
             SELECT $1::uuid, $1::text, 'agent', 'admin', 'Administrator', '{admin}', $2, $2
              WHERE NOT EXISTS (SELECT 1 FROM users) ON CONFLICT DO NOTHING`,
    },
    [id, now],
  );
}
