// Opens the store of a new directory and prints one line of JSON: what the database says it is.
import { openStore } from '../dist/index.js';

const store = await openStore({ kind: 'embedded', directory: process.argv[2] });
let asked = 0;
async function ask(text) {
  asked += 1;
  const rows = await store.execute({ name: `test_${asked}`, text }, []);
  return rows.flatMap((row) => Object.values(row));
}
const [identity] = await ask('SELECT system_identifier::text FROM pg_control_system()');
const columns = await ask(
  `SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1`,
);
const [installation] = await ask('SELECT count(*)::integer FROM installation');
console.log(JSON.stringify({ identity, columns, installation }));
await store.close();
