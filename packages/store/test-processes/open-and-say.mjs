// Opens the store of a directory and prints one line of JSON: how it went. Stays open until its input ends.
import { openStore } from '../dist/index.js';

try {
  const store = await openStore({ kind: 'embedded', directory: process.argv[2] });
  console.log(JSON.stringify({ outcome: 'open' }));
  for await (const _ of process.stdin);
  await store.close();
} catch (error) {
  console.log(JSON.stringify({ outcome: error.code ?? 'failed', message: error.message }));
}
