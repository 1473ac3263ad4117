import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toPgbench } from './pgbench-script.mjs';
import { pgbenchVariables } from './population.mjs';
import { pg } from './store-packages.mjs';

const run = promisify(execFile);

/** Its version line; `null`: it is not installed. */
export async function pgbenchVersion() {
  return run('pgbench', ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}

/**
 * Half of the transactions are sends into a new conversation, half into a running one, as with us.
 * @param {string} url
 * @param {Record<'create' | 'append', readonly import('./send-script.mjs').ScriptStatement[]>} scripts
 * @param {{ clients: number, seconds: number }} options
 * @returns {Promise<number>} Transactions in a second.
 */
export async function pgbench(url, scripts, { clients, seconds }) {
  const folder = await mkdtemp(join(tmpdir(), 'hailpoint_bench_'));
  try {
    const files = [];
    const definitions = ['n=0', 'created=0'];
    for (const flow of /** @type {const} */ (['create', 'append'])) {
      const { text, variables } = await toPgbench(scripts[flow], flow, await parameterTypes(url));
      const file = join(folder, `${flow}.sql`);
      await writeFile(file, [...pgbenchVariables(flow, clients), text].join('\n'));
      files.push('-f', `${file}@1`);
      definitions.push(...Object.entries(variables).map(([name, value]) => `${name}=${value}`));
    }
    const options = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(clients),
      '-j',
      String(Math.min(clients, 2)),
      '-T',
      String(seconds),
    ];
    const { stdout } = await run('pgbench', [...options, ...files, ...definitions.flatMap((one) => ['-D', one]), url]);
    const { transactions, perSecond } = readReport(stdout);
    await requireSent(url, transactions);
    return perSecond;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} output */
function readReport(output) {
  const failed = /number of failed transactions: (\d+)/.exec(output)?.[1] ?? '0';
  const transactions = /number of transactions actually processed: (\d+)/.exec(output)?.[1];
  const perSecond = /^tps = ([\d.]+)/m.exec(output)?.[1];
  if (failed !== '0' || transactions === undefined || perSecond === undefined) {
    throw new Error(`pgbench did not do what was asked:\n${output}`);
  }
  return { transactions: Number(transactions), perSecond: Number(perSecond) };
}

/**
 * Statements that found nothing to do would be fast: every transaction must have left its message.
 * @param {string} url
 * @param {number} transactions
 */
async function requireSent(url, transactions) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`SELECT count(*)::int AS messages FROM messages WHERE state = 'queued'`);
    // What was under way when the time was up counts as processed only once it has ended.
    if (rows[0].messages < transactions) {
      throw new Error(`pgbench ran ${transactions} transactions, and only ${rows[0].messages} messages were written.`);
    }
  } finally {
    await client.end();
  }
}

/** Asks the server which types it takes the parameters of a statement for. @param {string} url */
async function parameterTypes(url) {
  /** @param {{ text: string }} statement */
  return async ({ text }) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`PREPARE asked AS ${text}`);
      const { rows } = await client.query(
        `SELECT parameter_types::text[] AS types FROM pg_prepared_statements WHERE name = 'asked'`,
      );
      return rows[0].types;
    } finally {
      await client.end();
    }
  };
}
