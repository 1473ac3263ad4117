// Writes pairs of users, each pair in one transaction, and prints a line after every commit. Never ends by itself.
import { writeSync } from 'node:fs';
import { newId, openStore } from '../dist/index.js';

const store = await openStore({ kind: 'embedded', directory: process.argv[2], migrate: false });
const insert = {
  name: 'test_insert_user',
  text: `INSERT INTO users (id, external_id, kind, name, created_at, updated_at) VALUES ($1, $2, 'user', $3, now(), now())`,
};
for (;;) {
  const pair = newId();
  await store.transaction(async (transaction) => {
    await transaction.execute(insert, [newId(), `${pair}/first`, pair]);
    await transaction.execute(insert, [newId(), `${pair}/second`, pair]);
  });
  writeSync(1, `${pair}\n`);
}
