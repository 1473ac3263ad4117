import { median } from './measure.mjs';
import { claimWithPgbench } from './outbox/claim-with-pgbench.mjs';
import { emptyWithHailpoint } from './outbox/empty-with-hailpoint.mjs';
import { emptyWithPgBoss } from './outbox/empty-with-pg-boss.mjs';
import { percent } from './result.mjs';
import { postgresqlDatabases } from './send/bench-databases.mjs';
import { serverUrl, whatIsMissing } from './send/bench-server.mjs';
import { onCopy } from './send/recorded-scripts.mjs';

/** As a delivery worker's node has them. */
const connections = 10;

/** @typedef {'hailpoint' | 'together' | 'each' | 'claim' | 'settle'} Contender */

/** @type {import('./result.mjs').Benchmark} */
export const outboxPostgresql = {
  name: 'outbox',
  title: 'The outbox on PostgreSQL, with a carrier that accepts at once',
  async run({ quick }) {
    const missing = await whatIsMissing();
    if (missing !== null) return { skipped: missing };
    const databases = await postgresqlDatabases(serverUrl);
    try {
      const messages = quick ? 2_000 : 10_000;
      const seen = await measured(databases, messages, quick ? 1 : 5);
      const perSecond = (/** @type {Contender} */ name) => `${median(seen.perSecond[name]).toFixed(0)}/s`;
      const row = (/** @type {Contender} */ peer, /** @type {string} */ beside) => ({
        measured: `an outbox of ${messages} messages, emptied`,
        beside,
        ratio: percent(median(seen.perSecond.hailpoint.map((one, round) => one / Number(seen.perSecond[peer][round])))),
        aside: `${perSecond('hailpoint')} beside ${perSecond(peer)}`,
      });
      return {
        rows: [
          row('each', 'pg-boss: fetch 50, complete each'),
          row('together', 'pg-boss: fetch 50, complete the 50 at once'),
          row('settle', 'pgbench: claim 50 of the same rows, mark the 50 sent at once'),
          row('claim', 'pgbench: claim 50 of the same rows, and nothing else'),
        ],
        goals: [
          {
            goal: 'each conversation in its order, each message once',
            reached: `${seen.inOrder} of ${seen.perSecond.hailpoint.length} rounds`,
            holds: seen.inOrder === seen.perSecond.hailpoint.length,
          },
        ],
      };
    } finally {
      await databases.close();
    }
  },
};

/**
 * In every round each contender once, in an order that rotates, each on a database of its own that begins like the others.
 * @param {import('./send/bench-databases.mjs').BenchDatabases} databases
 * @param {number} messages
 * @param {number} rounds
 */
async function measured(databases, messages, rounds) {
  /** @type {Record<Contender, number[]>} */
  const perSecond = { hailpoint: [], together: [], each: [], claim: [], settle: [] };
  let inOrder = 0;
  /** @type {readonly (readonly [Contender, (location: any) => Promise<{ perSecond: number, inOrder?: boolean }>])[]} */
  const contenders = [
    ['hailpoint', (location) => emptyWithHailpoint(location, { messages, connections })],
    ['together', (location) => emptyWithPgBoss(location, { messages, connections, completes: 'together' })],
    ['each', (location) => emptyWithPgBoss(location, { messages, connections, completes: 'each' })],
    ['claim', (location) => claimWithPgbench(location, { messages, settles: false })],
    ['settle', (location) => claimWithPgbench(location, { messages, settles: true })],
  ];
  // The first round, which is not counted, is for the compiler and the server's cache.
  for (let round = -1; round < rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const [name, run] = /** @type {(typeof contenders)[0]} */ (contenders[(round + 1 + turn) % contenders.length]);
      const result = await onCopy(databases, run);
      if (round < 0) continue;
      perSecond[name].push(result.perSecond);
      if (result.inOrder) inOrder += 1;
    }
  }
  return { perSecond, inOrder };
}
