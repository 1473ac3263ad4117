import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pg } from '../send/store-packages.mjs';
import { queueMessages, unfinished } from './queue-messages.mjs';

const run = promisify(execFile);
const batch = 50;
const clients = 2;

const claim = `UPDATE messages SET state = 'sending', state_at = now(), attempts = attempts + 1, lease_owner = ':client_id', lease_until = now() + interval '1 minute'
 WHERE id = ANY (ARRAY(SELECT id FROM messages WHERE state = 'queued' AND due_at <= now() ORDER BY due_at, position LIMIT ${batch} FOR UPDATE SKIP LOCKED));`;
const settle = `UPDATE messages SET state = 'sent', state_at = now(), lease_owner = NULL, lease_until = NULL WHERE state = 'sending' AND lease_owner = ':client_id';`;

/**
 * The same rows, 50 at a time, by the simplest SQL there is: no order within a conversation, no turns, no consent, no attempt written down.
 * @param {{ url: string }} location
 * @param {{ messages: number, settles: boolean }} options `settles`: a second transaction marks the batch sent.
 * @returns {Promise<{ perSecond: number }>}
 */
export async function claimWithPgbench({ url }, { messages, settles }) {
  await queueMessages(url, messages);
  const folder = await mkdtemp(join(tmpdir(), 'hailpoint_bench_'));
  try {
    const file = join(folder, 'claim.sql');
    await writeFile(file, settles ? `${claim}\n${settle}\n` : claim);
    const transactions = String(messages / batch / clients);
    const options = ['-n', '-M', 'simple', '-c', String(clients), '-j', String(clients), '-t', transactions];
    const { stdout } = await run('pgbench', [...options, '-f', file, url]);
    const perSecond = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
    if (perSecond === undefined) throw new Error(`pgbench did not do what was asked:\n${stdout}`);
    await requireClaimed(url, settles ? 0 : messages);
    return { perSecond: Number(perSecond) * batch };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} url
 * @param {number} expected
 */
async function requireClaimed(url, expected) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`SELECT count(*)::int AS queued FROM messages WHERE state = 'queued'`);
    const left = await unfinished(client);
    if (rows[0].queued !== 0 || left !== expected) {
      throw new Error(`pgbench left ${rows[0].queued} messages queued and ${left} unfinished.`);
    }
  } finally {
    await client.end();
  }
}
