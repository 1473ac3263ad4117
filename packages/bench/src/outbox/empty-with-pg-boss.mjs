import PgBoss from 'pg-boss';
import { barePool } from '../send/replay.mjs';

const queue = 'outbox';
const batchSize = 50;

/**
 * A queue of as many jobs, fetched 50 at a time and completed; a job holds what our message holds, and its handler does nothing.
 * @param {{ url: string }} location
 * @param {{ messages: number, connections: number, completes: 'together' | 'each' }} options `each`: as a message has an outcome of its own.
 * @returns {Promise<{ perSecond: number }>}
 */
export async function emptyWithPgBoss({ url }, { messages, connections, completes }) {
  const pool = await barePool({ kind: 'postgresql', url }, connections);
  const boss = new PgBoss({ db: { executeSql: pool.query }, supervise: false, schedule: false });
  await boss.start();
  try {
    await boss.createQueue(queue);
    for (let at = 0; at < messages; at += 1_000) {
      const jobs = Array.from({ length: Math.min(1_000, messages - at) }, (_, n) => ({
        name: queue,
        data: job(at + n),
      }));
      await boss.insert(jobs);
    }
    await pool.query('VACUUM ANALYZE pgboss.job');
    const started = performance.now();
    const finished = await Promise.all(Array.from({ length: fetchers }, () => fetchAll(boss, completes)));
    const seconds = (performance.now() - started) / 1_000;
    const sum = finished.reduce((a, b) => a + b, 0);
    if (sum !== messages) throw new Error(`pg-boss completed ${sum} jobs of ${messages}.`);
    return { perSecond: messages / seconds };
  } finally {
    await boss.stop({ graceful: false, wait: true });
    await pool.end();
  }
}

/** While one waits for the database, the other handles; more were not faster on two processors. */
const fetchers = 2;

/**
 * @param {PgBoss} boss
 * @param {'together' | 'each'} completes
 */
async function fetchAll(boss, completes) {
  for (let done = 0; ; ) {
    const jobs = await boss.fetch(queue, { batchSize });
    if (jobs.length === 0) return done;
    const ids = jobs.map(({ id }) => id);
    if (completes === 'together') await boss.complete(queue, ids);
    else await Promise.all(ids.map((id) => boss.complete(queue, id)));
    done += ids.length;
  }
}

/** @param {number} n */
function job(n) {
  return {
    conversation: n % 2_000,
    channel: 'sms',
    sender: 'support',
    recipientId: `+1202555${String(100 + (n % 100)).padStart(4, '0')}`,
    body: 'Your parcel is at the front desk. Reply here when you can come by.',
  };
}
